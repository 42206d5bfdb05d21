"""When is a learner told by mail what happened to a badge?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.issuing.kind_words import diploma_line
from badgeservice.issuing.reasons import written_reason
from badgeservice.organisations.accounts import put_mail
from badgeservice.storage import learners, outbox
from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import translator

GIVEN, RENEWED = "badge_given", "badge_renewed"


def tell(session: Session, award: AwardRow, kind: str, now: datetime, **facts: str) -> bool:
    """Put a mail of this kind in the outbox; not to somebody without an address, or who never heard of the badge."""
    address = address_for(session, award)
    if address is None or not knows_of(session, award):
        return False
    put_mail(session, kind, award.id, address, facts_of(award) | facts, now, language=award.version.language,
             organisation=award.organisation_id)  # fmt: skip
    return True


def address_for(session: Session, award: AwardRow) -> str | None:
    """Where mail about a badge goes: where the learner who keeps it wants mail, else the address it was given to."""
    keeper = learners.by_id(session, award.learner_id) if award.learner_id is not None else None
    return (keeper.email if keeper is not None else None) or award.recipient_email


def knows_of(session: Session, award: AwardRow) -> bool:
    """Whether the learner kept the badge, or a mail about it left or was tried."""
    mail = outbox.latest_of(session, award.id, GIVEN, RENEWED)
    return award.kept_at is not None or (mail is not None and mail.state not in {"waiting", "cancelled"})


def facts_of(award: AwardRow) -> dict[str, str]:
    """What every mail about a badge names."""
    facts = facts_of_class(award.version, award.organisation) | {"name": award.recipient_name}
    reason = written_reason(award, translator(award.version.language))
    return facts | ({"reason": reason} if reason else {})


def facts_of_class(version: BadgeClassVersionRow, giver: OrganisationRow) -> dict[str, str]:
    """What is the same in the mail about every badge of one class that one organisation gives."""
    diploma = translator(version.language)(diploma_line(version.badge_class.kind))
    return {"organisation": giver.name, "badge": version.name, "diploma": diploma}
