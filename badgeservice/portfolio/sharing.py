"""How does a learner share badges: choose them, say what may be seen and until when, stop again?"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.model.days import AMSTERDAM
from badgeservice.organisations.typed_text import found, line_problem
from badgeservice.portfolio.hiding import Shown
from badgeservice.portfolio.keep import LEARNER_ACTOR
from badgeservice.storage import shares
from badgeservice.storage.tables import ShareRow
from badgeservice.wording import N_

RANDOM_BYTES = 16
MOST_SHARES, MOST_BADGES, LONGEST_TITLE = 100, 100, 80
NO_END = "geen"
# How many days a page can be seen.
LASTS = MappingProxyType({"week": 7, "maand": 31, "kwartaal": 92, "jaar": 366})
USUAL = "kwartaal"


@dataclass(frozen=True)
class Wish:
    """What a learner wants to share: for whom, which badges, what of each, and how long (of LASTS, or NO_END)."""

    title: str
    badges: Sequence[UUID]
    shown: Shown
    lasts: str


def share(session: Session, learner: UUID, wish: Wish, now: datetime) -> ShareRow:
    """Make a page with badges of this learner.

    Raises InvalidInputError for `title`, `badges` and `lasts`, ConflictError when the learner has too many pages.
    """
    badges = list(dict.fromkeys(wish.badges))
    problems = found(
        {
            "badges": _badges_problem(session, learner, badges),
            "title": line_problem(wish.title, LONGEST_TITLE, N_("Vul in voor wie de pagina is.")),
            "lasts": None if wish.lasts in {*LASTS, NO_END} else N_("Kies hoe lang de pagina te zien is."),
        }
    )
    if problems:
        raise InvalidInputError(problems)
    if shares.count_running(session, learner, now) >= MOST_SHARES:
        raise ConflictError(N_("Je deelt al 100 pagina’s. Stop eerst met een andere pagina."))
    row = ShareRow(
        id=uuid4(), token=_token(), learner_id=learner, title=wish.title.strip(), shown=wish.shown.as_json(),
        created_at=now, ends_at=_end(wish.lasts, now), withdrawn_at=None, views=0,
    )  # fmt: skip
    shares.add(session, row, badges)
    record(session, LEARNER_ACTOR, "share.made", f"share:{row.id}", now)
    return row


def own_share(session: Session, learner: UUID, share_id: UUID) -> ShareRow:
    """A page of this learner. Raises NotFoundError, also for a page of somebody else."""
    row = shares.of_learner(session, learner, share_id)
    if row is None:
        raise NotFoundError(N_("Deze pagina is er niet. Of hij is niet van jou."))
    return row


def stop(session: Session, learner: UUID, share_id: UUID, now: datetime) -> None:
    """Let nobody see a page any more; one that was stopped before stays so. Raises NotFoundError."""
    row = own_share(session, learner, share_id)
    session.refresh(row, with_for_update=True)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        record(session, LEARNER_ACTOR, "share.withdrawn", f"share:{row.id}", now)


def can_be_seen(share: ShareRow, now: datetime) -> bool:
    """Whether a page was not stopped and has not ended."""
    return share.withdrawn_at is None and (share.ends_at is None or now < share.ends_at)


def _badges_problem(session: Session, learner: UUID, badges: Sequence[UUID]) -> str | None:
    if not badges:
        return N_("Kies een of meer badges.")
    if len(badges) > MOST_BADGES:
        return N_("Kies niet meer dan 100 badges.")
    own = {award.id for award in shares.can_be_shared(session, learner)}
    return None if own.issuperset(badges) else N_("Een badge kun je niet delen. Kies badges uit de lijst.")


def _end(lasts: str, now: datetime) -> datetime | None:
    """The end of the last day, in Europe/Amsterdam."""
    if lasts == NO_END:
        return None
    last_day = now.astimezone(AMSTERDAM) + timedelta(days=LASTS[lasts])
    return last_day.replace(hour=23, minute=59, second=59, microsecond=0)


def _token() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(RANDOM_BYTES)).decode().rstrip("=")
