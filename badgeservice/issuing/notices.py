"""When is a learner told by mail what happened to a badge?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.issuing.kind_words import diploma_line
from badgeservice.issuing.reasons import written_reason
from badgeservice.organisations.accounts import put_mail
from badgeservice.storage import outbox
from badgeservice.storage.tables import AwardRow
from badgeservice.wording import translator

GIVEN, RENEWED = "badge_given", "badge_renewed"


def tell(session: Session, award: AwardRow, kind: str, now: datetime, **facts: str) -> bool:
    """Put a mail of this kind in the outbox; not to somebody without an address, or who never heard of the badge."""
    if award.recipient_email is None or not knows_of(session, award):
        return False
    put_mail(session, kind, award.id, award.recipient_email, facts_of(award) | facts, now,
             language=award.version.language)  # fmt: skip
    return True


def knows_of(session: Session, award: AwardRow) -> bool:
    """Whether the learner kept the badge, or a mail about it left or was tried."""
    mail = outbox.latest_of(session, award.id, GIVEN, RENEWED)
    return award.kept_at is not None or (mail is not None and mail.state not in {"waiting", "cancelled"})


def facts_of(award: AwardRow) -> dict[str, str]:
    """What every mail about a badge names."""
    words = translator(award.version.language)
    facts = {
        "organisation": award.organisation.name,
        "badge": award.version.name,
        "name": award.recipient_name,
        "diploma": words(diploma_line(award.version.badge_class.kind)),
    }
    reason = written_reason(award, words)
    return facts | ({"reason": reason} if reason else {})
