"""How is a day or a moment written for a person, in Europe/Amsterdam?"""

from __future__ import annotations

from datetime import datetime

from flask_babel import get_locale

from badgeservice.errors import MalformedError
from badgeservice.jsonld.moment import read_moment
from badgeservice.model.days import AMSTERDAM, NO_BREAK_SPACE, written_day
from badgeservice.web.words import gettext as _


def day(moment: datetime) -> str:
    """12 juni 2026, without a break between day, month and year."""
    return written_day(moment, get_locale())


def moment_of(moment: datetime) -> str:
    """22 november 2026, 14.05 uur."""
    clock = moment.astimezone(AMSTERDAM).strftime("%H.%M")
    written = str(_("%(day)s, %(clock)s uur", day=day(moment), clock=clock))
    return written.replace(f"{clock} ", f"{clock}{NO_BREAK_SPACE}")


def day_of_text(text: str | None) -> str | None:
    """The day of a moment as it stands in a badge; None when there is none or it is not one."""
    try:
        return day(read_moment(text)) if text else None
    except MalformedError:
        return None


def moment_of_text(text: str) -> str:
    """A moment as it stands in a badge, written for a person; as it stands when it is not one."""
    try:
        return moment_of(read_moment(text))
    except MalformedError:
        return text
