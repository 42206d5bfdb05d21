"""What does a learner say is wrong on a badge, and what does the giver answer? (AVG art. 16)

A badge is signed, so it is never changed: the giver gives it again, or says why not.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.issuing import notices
from badgeservice.organisations import typed_text
from badgeservice.portfolio.keep import LEARNER_ACTOR
from badgeservice.storage import awards, corrections
from badgeservice.storage.tables import AwardRow, CorrectionRow
from badgeservice.wording import N_

LONGEST = 1000
ANSWERED = "correction_answered"
NOT_YOURS = N_("Deze badge is er niet. Of hij is niet van jou.")
WAITS = N_("Je hebt dit al gevraagd. Wacht op het antwoord van de gever.")


def ask(session: Session, award: AwardRow, learner: UUID, wish: str, now: datetime) -> CorrectionRow:
    """Keep what a learner says is wrong on their badge.

    Raises InvalidInputError for the field `wish`, NotFoundError when it is not theirs (any more), ConflictError while
    an earlier one has no answer.
    """
    problem = typed_text.paragraph_problem(wish, LONGEST, N_("Schrijf op wat er niet klopt."))
    if problem:
        raise InvalidInputError({"wish": problem})
    # Of two clicks at once the second waits here, and then finds what the first one asked.
    if awards.locked(session, award.id).learner_id != learner:
        raise NotFoundError(NOT_YOURS)
    if any(one.answered_at is None for one in corrections.of_award(session, award.id)):
        raise ConflictError(WAITS)
    row = CorrectionRow(
        id=uuid4(), award_id=award.id, organisation_id=award.organisation_id, wish=wish.strip(), created_at=now
    )
    session.add(row)
    record(session, LEARNER_ACTOR, "correction.asked", f"badge:{award.id}", now, wish.encode())
    return row


def answer(session: Session, organisation: UUID, correction: UUID, words: str, by: Actor, now: datetime) -> AwardRow:
    """Answer it in words that the learner reads, and mail that there is an answer; the badge it was about.

    Raises InvalidInputError for the field `answer`, NotFoundError, ConflictError when somebody answered just before.
    """
    problem = typed_text.paragraph_problem(words, LONGEST, N_("Schrijf een antwoord."))
    if problem:
        raise InvalidInputError({"answer": problem})
    row = corrections.locked(session, organisation, correction)
    award = awards.of_organisation(session, organisation, row.award_id) if row is not None else None
    if row is None or award is None:
        raise NotFoundError(N_("Deze vraag is er niet."))
    if row.answered_at is not None:
        raise ConflictError(N_("Hier is al op geantwoord."))
    row.answer, row.answered_at = words.strip(), now
    notices.tell(session, award, ANSWERED, now, reason=row.answer)
    record(session, by, "correction.answered", f"badge:{award.id}", now, words.encode())
    return award
