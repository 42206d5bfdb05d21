"""Where did somebody want to be before they had to sign in as a learner?"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import session

NAME = "afterwards"
LASTS = timedelta(hours=1)
# A cookie holds 4 kB, and holds other things too.
LONGEST = 1500


def remember(path: str, now: datetime) -> None:
    """Take this browser on to an address of ours, which was refused to it, once it is a learner's."""
    if len(path) <= LONGEST and path.startswith("/") and not path.startswith("//"):
        session[NAME] = [path, int(now.timestamp())]


def taken(now: datetime) -> str | None:
    """The address, once, and not when it was long ago."""
    kept = session.pop(NAME, None)
    if kept is None:
        return None
    path, moment = kept
    return str(path) if now.timestamp() - moment <= LASTS.total_seconds() else None
