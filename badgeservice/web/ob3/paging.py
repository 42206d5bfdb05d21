"""Which page of badges is asked for, and where are the others? (OB 3.0 §6.4)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import request

from badgeservice.errors import InvalidInputError
from badgeservice.wording import N_

MOST = 50
_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class Asked:
    """How many badges, after how many others, issued after which moment."""

    limit: int
    offset: int
    since: datetime | None


def asked_page() -> Asked:
    """What stands behind the question mark. Raises InvalidInputError with a sentence per name."""
    problems = {}
    limit, offset = _number("limit", MOST), _number("offset", 0)
    if limit is None or limit < 1:
        problems["limit"] = N_("Dit moet een geheel getal van 1 of meer zijn.")
    if offset is None:
        problems["offset"] = N_("Dit moet een geheel getal van 0 of meer zijn.")
    since, typed = None, request.args.get("since")
    if typed is not None and (since := _moment(typed)) is None:
        problems["since"] = N_("Schrijf het moment als 2026-11-22T13:05:00Z.")
    if limit is None or offset is None or problems:
        raise InvalidInputError(problems)
    return Asked(min(limit, MOST), offset, since)


def links(asked: Asked, total: int, address: str) -> str:
    """The Link header: first and last always, next and prev when there is one."""
    last = max(0, (total - 1) // asked.limit * asked.limit)
    places = {"first": 0, "last": last}
    if asked.offset + asked.limit < total:
        places["next"] = asked.offset + asked.limit
    if asked.offset > 0:
        places["prev"] = max(0, asked.offset - asked.limit)
    since = {"since": asked.since.isoformat().replace("+00:00", "Z")} if asked.since else {}
    return ", ".join(
        f'<{address}?{urlencode({"limit": asked.limit, "offset": place} | since)}>; rel="{name}"'
        for name, place in places.items()
    )


def _number(name: str, otherwise: int) -> int | None:
    typed = request.args.get(name)
    if typed is None:
        return otherwise
    return int(typed) if _NUMBER.fullmatch(typed) else None


def _moment(typed: str) -> datetime | None:
    """A moment; without a zone it is UTC. A plus that was not escaped arrives as a space."""
    try:
        moment = datetime.fromisoformat(typed[:40].replace(" ", "+"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
