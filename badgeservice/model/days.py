"""How is a day written for a person, in Europe/Amsterdam?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NO_BREAK_SPACE = "\u00a0"


def day_in_digits(moment: datetime) -> str:
    """12-06-2026, as people type a day; the same in every language."""
    return moment.astimezone(AMSTERDAM).strftime("%d-%m-%Y")


def written_day(moment: datetime, locale: Locale | str) -> str:
    """12 juni 2026, without a break between day, month and year."""
    return format_date(moment.astimezone(AMSTERDAM).date(), "d MMMM y", locale=locale).replace(" ", NO_BREAK_SPACE)
