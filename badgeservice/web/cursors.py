"""Where does a page of given badges end, written into the address of the next one?"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from badgeservice.storage.tables import AwardRow

MICROSECOND = 1_000_000


def write_cursor(award: AwardRow) -> str:
    """Where a page ends, for the address of the next one."""
    return write_cursor_at(award.given_at, award.id)


def write_cursor_at(moment: datetime, row: UUID) -> str:
    """The same for rows of another kind: the moment they are ordered by, and their id."""
    in_utc = moment.astimezone(UTC)
    return f"{int(in_utc.timestamp()) * MICROSECOND + in_utc.microsecond}-{row.hex}"


def read_cursor(text: str) -> tuple[datetime, UUID] | None:
    """Where the page before ended; None for the first page, also when the address was made up."""
    moment, _dash, award_id = text.partition("-")
    try:
        seconds, microsecond = divmod(int(moment), MICROSECOND)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microsecond), UUID(award_id)
    except (ValueError, OverflowError, OSError):
        return None
