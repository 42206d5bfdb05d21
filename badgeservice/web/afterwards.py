"""Where did somebody want to be before they had to sign in as a learner?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import session

from badgeservice.storage import service_facts
from badgeservice.web import database
from badgeservice.web.collaborators import tools
from badgeservice.web.protection import limiter

NAME = "afterwards"
LASTS = timedelta(hours=1)
# A cookie holds 4 kB, and holds other things too: what is longer is kept by us. Programs may ask 4,000 characters.
LONGEST_IN_COOKIE, LONGEST = 1000, 5000
# Anybody can make us keep one.
MOST_KEPT = "20 per minute; 200 per hour"


def remember(path: str, now: datetime) -> None:
    """Take this browser on to an address of ours, which was refused to it, once it is a learner's."""
    if len(path) > LONGEST or not path.startswith("/") or path.startswith("//"):
        return
    if len(path) > LONGEST_IN_COOKIE:
        path = _kept(path, now)
    session[NAME] = [path, int(now.timestamp())]


def wanted(now: datetime) -> str | None:
    """The address, while it stays remembered."""
    return _path(session.get(NAME), now)


def taken(now: datetime) -> str | None:
    """The address, once, and not when it was long ago."""
    return _path(session.pop(NAME, None), now)


def _path(kept: Sequence[Any] | None, now: datetime) -> str | None:
    if kept is None or now.timestamp() - kept[1] > LASTS.total_seconds():
        return None
    path = str(kept[0])
    return path if path.startswith("/") else _found(UUID(path))


@limiter.shared_limit(MOST_KEPT, scope="afterwards")
def _kept(path: str, now: datetime) -> str:
    """What to find a long address by: an id, which never looks like an address."""
    with tools().database.writing() as writing:
        return str(service_facts.keep_input(writing, NAME, [(NAME, path)], now))


def _found(kept: UUID) -> str | None:
    fields = service_facts.kept_input(database.reading(), kept, NAME)
    return str(fields[0][1]) if fields else None
