"""Which day is it in Amsterdam, and how is a day written in a list?"""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date
from flask_babel import get_locale

from badgeservice.model.days import AMSTERDAM, NO_BREAK_SPACE


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
