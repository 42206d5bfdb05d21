"""Which day did somebody type, and how is a day written for a person, in Europe/Amsterdam?"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NO_BREAK_SPACE = "\u00a0"
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def typed_day(text: str) -> date | None:
    """The day that was typed as 22-11-2026, 22/11/26 or 2026-11-22; None when it is no day."""
    typed = text.strip()
    if found := YEAR_FIRST.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups())
    elif found := DAY_FIRST.fullmatch(typed):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if len(found.group(3)) == 2 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def as_typed(day: date | None) -> str:
    """22-11-2026, as it stands in a field."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}" if day else ""


def day_in_digits(moment: datetime) -> str:
    """12-06-2026, as people type a day; the same in every language."""
    return moment.astimezone(AMSTERDAM).strftime("%d-%m-%Y")


def written_day(moment: datetime, locale: Locale | str) -> str:
    """12 juni 2026, without a break between day, month and year."""
    return plain_day(moment.astimezone(AMSTERDAM).date(), locale).replace(" ", NO_BREAK_SPACE)


@lru_cache(2000)
def plain_day(day: date, locale: Locale | str) -> str:
    """12 juni 2026, with spaces as anybody types them: for words that are signed."""
    return format_date(day, "d MMMM y", locale=locale)
