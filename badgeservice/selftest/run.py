"""Does everything that this service gives and reads work now?"""

from __future__ import annotations

import time
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from badgeservice.selftest.giving import GIVEN, Given, gives
from badgeservice.selftest.reading import FIXTURES, reads
from badgeservice.selftest.results import Clock, SelfTest

PACKAGE = "badgeservice"


def run(
    now: datetime, clock: Clock = time.perf_counter, folder: Path = FIXTURES, given: tuple[Given, ...] = GIVEN
) -> SelfTest:
    """Give a made-up badge of every form and judge it at `now`; judge every fixture at the moment it was made for."""
    began = clock()
    lines = (*gives(now, clock, given), *reads(clock, folder))
    return SelfTest(version(PACKAGE), now, lines, clock() - began)
