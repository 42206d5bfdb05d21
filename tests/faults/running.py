"""How is a script of faults run by hand?"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

Counts = dict[str, object]


def by_hand(run: Callable[[Path, bool], Counts], description: str | None) -> None:
    """Run it in a folder of its own and print what it counted; a promise that is not kept is an AssertionError."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--full", action="store_true", help="as much as is promised, instead of a little")
    given = parser.parse_args()
    begun = monotonic()
    with TemporaryDirectory(prefix="badgeservice-faults-") as folder:
        counts = run(Path(folder), given.full)
    for name, value in counts.items():
        print(f"{name}: {value}")
    print(f"seconds: {monotonic() - begun:.1f}")
