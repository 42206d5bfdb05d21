"""The badges of a learner, their own and those of givers elsewhere, as a list of which only one page is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, ForeignBadgeRow


@dataclass(frozen=True)
class Listed:
    """A badge without its document; `issued` is the text that its giver signed, for one of elsewhere."""

    id: UUID
    is_foreign: bool
    moment: datetime
    issued: str | None = None


def own(session: Session, learner: UUID) -> Sequence[Listed]:
    """What was given here and kept, but for what was erased."""
    asked = select(AwardRow.id, AwardRow.given_at).where(
        AwardRow.learner_id == learner, AwardRow.kept_at.is_not(None), AwardRow.erased_at.is_(None)
    )
    return [Listed(award, False, moment) for award, moment in session.execute(asked)]


def foreign(session: Session, learner: UUID, formats: Sequence[str]) -> Sequence[Listed]:
    """What came from elsewhere and was read as one of these formats."""
    report = ForeignBadgeRow.report
    asked = select(ForeignBadgeRow.id, ForeignBadgeRow.added_at, report[("claims", "given_on")].as_string()).where(
        ForeignBadgeRow.learner_id == learner, report["format"].as_string().in_(formats)
    )
    return [Listed(badge, True, moment, issued) for badge, moment, issued in session.execute(asked)]


def documents(session: Session, page: Sequence[Listed]) -> dict[UUID, bytes]:
    """The documents of one page."""
    ours = [one.id for one in page if not one.is_foreign]
    theirs = [one.id for one in page if one.is_foreign]
    asked = (
        select(AwardRow.id, AwardRow.document).where(AwardRow.id.in_(ours)),
        select(ForeignBadgeRow.id, ForeignBadgeRow.document).where(ForeignBadgeRow.id.in_(theirs)),
    )
    return {badge: document for rows in asked for badge, document in session.execute(rows)}


def latest_name(session: Session, learner: UUID) -> str | None:
    """The name on the newest badge that a learner keeps; a learner has no name apart from their badges."""
    kept = AwardRow.kept_at.is_not(None) & AwardRow.erased_at.is_(None)
    asked = select(AwardRow.recipient_name).where(AwardRow.learner_id == learner, kept)
    return session.scalar(asked.order_by(AwardRow.given_at.desc(), AwardRow.id).limit(1))
