"""How do many visitors share one self-test?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from badgeservice.selftest.results import SelfTest

LASTS = timedelta(minutes=1)


class OnceAMinute:
    """Runs a self-test when the last one is a minute old; who comes while it runs waits for it and gets the same."""

    def __init__(self, run: Callable[[datetime], SelfTest]) -> None:
        self._run = run
        self._lock = Lock()
        self._last: SelfTest | None = None

    def __call__(self, now: datetime) -> SelfTest:
        """The self-test of this minute."""
        with self._lock:
            # A clock that was set back does not keep an old answer alive.
            if self._last is None or not timedelta(0) <= now - self._last.checked_at < LASTS:
                self._last = self._run(now)
            return self._last
