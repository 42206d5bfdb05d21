"""Which moment does an XML Schema dateTimeStamp name, and how is a moment written as one?"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from badgeservice.errors import MalformedError

CLOCK_SKEW = timedelta(minutes=5)

_DATE_TIME_STAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,12})?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def read_moment(text: object) -> datetime:
    """The moment in UTC (XMLSCHEMA11-2 dateTimeStamp: the zone is not optional).

    Raises MalformedError `time.malformed`.
    """
    if not isinstance(text, str) or not _DATE_TIME_STAMP.fullmatch(text):
        raise MalformedError("time.malformed", str(text)[:100])
    try:
        moment = datetime.fromisoformat(text)
        return moment if text.endswith("Z") else moment.astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise MalformedError("time.malformed", text) from problem


def write_moment(moment: datetime) -> str:
    """A moment in UTC, to the second, ending in Z."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
