"""How does the mail about a given badge go out once more, because somebody asked for it?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError
from badgeservice.issuing.notices import GIVEN, facts_of
from badgeservice.organisations.accounts import MAIL_WAITS, put_mail
from badgeservice.storage import awards, outbox
from badgeservice.storage.tables import AwardRow
from badgeservice.wording import N_

ON_ITS_WAY = frozenset({"waiting", "sending"})


def mail_again(session: Session, award: AwardRow, by: Actor, now: datetime) -> None:
    """Put the mail in the outbox again. Raises ConflictError when there is nobody to mail or nothing to tell."""
    # Whoever pressed the button at the same moment waits here, and then sees what this one did.
    session.refresh(award, with_for_update={"of": AwardRow})
    awards.refuse_erased(award)
    if award.recipient_email is None:
        raise ConflictError(N_("Bij deze badge staat geen e-mailadres. Geef het blad op papier."))
    if award.revoked_at is not None or award.kept_at is not None:
        raise ConflictError(N_("Deze badge is al bewaard of ingetrokken. Een mail is niet meer nodig."))
    mail = outbox.latest_of(session, award.id, GIVEN)
    if mail is not None and mail.state in ON_ITS_WAY:
        raise ConflictError(N_("Er staat al een mail klaar. Wacht een paar minuten."))
    outbox.set_aside(session, award.id)
    award.declined_at = award.declined_why = None
    put_mail(session, GIVEN, award.id, award.recipient_email, facts_of(award), now, language=award.version.language,
             organisation=award.organisation_id)  # fmt: skip
    record(session, by, "badge.mailed_again", f"badge:{award.id}", now)


def mail_failed_again(session: Session, organisation: UUID, by: Actor, now: datetime) -> int:
    """Let every mail of an organisation leave that was refused, or tried in vain for most of a day; how many.

    What perhaps left does not go along: of that, staff decide badge by badge.
    """
    number = outbox.send_failed_again(session, organisation, GIVEN, now)
    if number:
        session.info[MAIL_WAITS] = True
        record(session, by, "mail.failed_sent_again", f"organisation:{organisation}", now, str(number).encode())
    return number
