"""Where does a page of given badges end, written into the address of the next one?"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from badgeservice.storage.tables import AwardRow

MICROSECOND = 1_000_000


def write_cursor(award: AwardRow) -> str:
    """Where a page ends, for the address of the next one."""
    given = award.given_at.astimezone(UTC)
    return f"{int(given.timestamp()) * MICROSECOND + given.microsecond}-{award.id.hex}"


def read_cursor(text: str) -> tuple[datetime, UUID] | None:
    """Where the page before ended; None for the first page, also when the address was made up."""
    moment, _dash, award_id = text.partition("-")
    try:
        seconds, microsecond = divmod(int(moment), MICROSECOND)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microsecond), UUID(award_id)
    except (ValueError, OverflowError, OSError):
        return None
