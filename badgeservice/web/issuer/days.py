"""Which day did somebody type, which day is it in Amsterdam, and how is a day written in a list?"""

from __future__ import annotations

import re
from datetime import date, datetime

from babel.dates import format_date
from flask_babel import get_locale

from badgeservice.model.days import AMSTERDAM, NO_BREAK_SPACE

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


def written(day: date) -> str:
    """22 november 2026."""
    return _formatted(day, "d MMMM y")


def short(moment: datetime) -> str:
    """22 nov 2026, for a table."""
    return _formatted(today(moment), "d MMM y").replace(".", "")


def month_name(moment: datetime) -> str:
    """November, in the language of the page."""
    return _formatted(today(moment), "MMMM")


def first_of_month(moment: datetime) -> datetime:
    """The beginning of the month in Amsterdam."""
    return moment.astimezone(AMSTERDAM).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def today(moment: datetime) -> date:
    """The day it is in Amsterdam."""
    return moment.astimezone(AMSTERDAM).date()


def _formatted(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=get_locale()).replace(" ", NO_BREAK_SPACE)
