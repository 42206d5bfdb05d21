"""How far is a list that is being given, in words and as a bar, and what can somebody do about it?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import format_decimal
from sqlalchemy.orm import Session

from badgeservice.issuing.batches.progress import Progress
from badgeservice.issuing.batches.undoing import undone_until
from badgeservice.storage import batches
from badgeservice.storage.tables import BatchRow
from badgeservice.web.presenters.moments import moment_of
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

UNDER_WAY = (batches.GIVING, batches.UNDOING)


def progress_view(session: Session, batch: BatchRow, progress: Progress, now: datetime) -> dict[str, Any]:
    """How far it is; `most` is the end of the bar."""
    until = undone_until(session, batch)
    can_undo = until is not None and now < until
    most = progress.waiting + progress.given + progress.refused + progress.undone
    return {
        "state": batch.state,
        "done": progress.undone
        if batch.state == batches.UNDOING
        else progress.given + progress.refused + progress.undone,
        "most": most,
        "title": _title(batch.state, progress, most),
        "line": _line(batch.state),
        "mail": _mail(batch.state, until, can_undo),
        "is_under_way": batch.state in UNDER_WAY,
        "shows_bar": batch.state in (*UNDER_WAY, batches.PAUSED),
        "can_pause": batch.state == batches.GIVING,
        "can_resume": batch.state == batches.PAUSED,
        "can_stop": batch.state in (batches.GIVING, batches.PAUSED),
        "can_undo": can_undo,
        "refused": _not_given(progress),
    }


def wrong_rows(number: int) -> str:
    """How many rows are not right."""
    return str(
        ngettext("%(number)s rij klopt niet", "%(number)s rijen kloppen niet", number, number=format_decimal(number))
    )


def _title(state: str, progress: Progress, most: int) -> str:
    given, of = progress.given, format_decimal(most)
    if state == batches.UNDONE:
        return str(_("Alles is teruggedraaid"))
    if state == batches.UNDOING:
        return _undoing_title(progress)
    if state == batches.DONE and given == most:
        said = ngettext("De badge is gegeven", "Alle %(number)s badges zijn gegeven", given, number=of)
    elif state in (batches.DONE, batches.CANCELLED):
        said = ngettext(
            "%(number)s van %(of)s badges is gegeven", "%(number)s van %(of)s badges zijn gegeven", given,
            number=format_decimal(given), of=of,
        )  # fmt: skip
    else:
        said = ngettext(
            "%(number)s van %(of)s badges is klaar", "%(number)s van %(of)s badges zijn klaar", given,
            number=format_decimal(given), of=of,
        )  # fmt: skip
    return str(said)


def _undoing_title(progress: Progress) -> str:
    undone, of = progress.undone, format_decimal(progress.undone + progress.given)
    return str(
        ngettext(
            "%(number)s van %(of)s badges is teruggedraaid", "%(number)s van %(of)s badges zijn teruggedraaid", undone,
            number=format_decimal(undone), of=of,
        )
    )  # fmt: skip


def _line(state: str) -> str:
    return {
        batches.GIVING: str(_("Je mag deze pagina sluiten. Wij gaan door.")),
        batches.PAUSED: str(_("Het geven is onderbroken. Er gebeurt niets tot iemand verdergaat.")),
        batches.DONE: str(_("De lijst is klaar.")),
        batches.CANCELLED: str(_("De lijst is gestopt. Wat al was gegeven, blijft gegeven.")),
        batches.UNDOING: str(_("De badges worden ingetrokken en de mail gaat niet weg. Je mag deze pagina sluiten.")),
        batches.UNDONE: str(_("De badges zijn ingetrokken en de mail is niet weggegaan.")),
    }.get(state, "")


def _mail(state: str, until: datetime | None, can_undo: bool) -> str:
    if until is None or state in (batches.UNDOING, batches.UNDONE):
        return ""
    if not can_undo:
        return str(_("De mail gaat nu weg. Terugdraaien kan niet meer; één badge intrekken kan nog wel."))
    return str(_("De mail gaat pas weg na %(moment)s. Tot dan kun je alles terugdraaien.", moment=moment_of(until)))


def _not_given(progress: Progress) -> str:
    number = progress.wrong + progress.refused
    return wrong_rows(number) if number else ""
