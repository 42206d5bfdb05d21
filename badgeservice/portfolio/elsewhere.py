"""How does a learner keep a badge of a giver elsewhere, as it is?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.model.addresses import Addresses
from badgeservice.portfolio import kept_report
from badgeservice.portfolio.keep import LEARNER_ACTOR
from badgeservice.portfolio.outside import Examined, is_ours, kind_of_file
from badgeservice.storage import foreign_badges, learners
from badgeservice.storage.tables import ForeignBadgeRow
from badgeservice.verification.report import Outcome, Report, Verdict
from badgeservice.wording import N_, sentence_for

LARGEST = 1_000_000
MOST = 200
MONTH, SOON, LATER = timedelta(days=30), timedelta(days=1), timedelta(days=7)
MINUTES_OF_A_DAY = 1_440
LONGEST_SOURCE, LONGEST_ID = 1000, 500

TOO_LARGE = N_("Dit bestand is te groot. Een badge is hooguit 1 MB.")
FULL = N_("Je hebt hier al 200 badges. Haal er eerst een weg.")
NOT_A_BADGE = "parse.not_a_badge"
NO_BADGE = N_("We vonden hier geen badge. Kies het bestand van de badge. Of plak de hele link.")
OURS = N_("Deze badge is van deze website. Bewaar hem met de link of de bewaarcode.")
NOT_THERE = N_("Deze badge is er niet. Of hij is niet van jou.")


@dataclass(frozen=True)
class HandedIn:
    """What a learner hands in: the exact bytes, the link they came from if any, and the field it was typed in."""

    document: bytes
    source: str | None
    field: str


@dataclass(frozen=True)
class Added:
    """The badge that is kept now; not `is_new` when the learner kept this file already."""

    badge: ForeignBadgeRow
    is_new: bool


def refuse_unfit(handed_in: HandedIn, report: Report, addresses: Addresses) -> None:
    """Raises InvalidInputError for what is no badge that can be read, and for a badge of our own."""
    structure = report.check("structure")
    if structure.reason == NOT_A_BADGE:
        raise InvalidInputError({handed_in.field: NO_BADGE})
    if report.credential is None or structure.outcome is Outcome.FAILED:
        raise InvalidInputError({handed_in.field: sentence_for(structure, str)})
    if is_ours(report.credential, addresses):
        raise InvalidInputError({handed_in.field: OURS})


def refuse_large(handed_in: HandedIn) -> None:
    """Raises InvalidInputError for more bytes than are kept of one badge."""
    if len(handed_in.document) > LARGEST:
        raise InvalidInputError({handed_in.field: TOO_LARGE})


def add(session: Session, learner: UUID, handed_in: HandedIn, examined: Examined, now: datetime) -> Added:
    """Keep a badge from elsewhere as it is, with what our check said. Raises InvalidInputError when there are 200."""
    foreign_badges.lock_learner(session, learner)
    sha256 = hashlib.sha256(handed_in.document).hexdigest()
    known = foreign_badges.by_file(session, learner, sha256)
    if known is not None:
        keep_result(session, known, examined, now)
        return Added(known, is_new=False)
    if foreign_badges.count(session, learner) >= MOST:
        raise InvalidInputError({handed_in.field: FULL})
    credential = examined.report.credential
    row = ForeignBadgeRow(
        id=uuid4(),
        learner_id=learner,
        document=handed_in.document,
        sha256=sha256,
        media_type=kind_of_file(handed_in.document)[0],
        credential_id=kept_report.known_as(credential.id, LONGEST_ID) if credential and credential.id else None,
        source=handed_in.source[:LONGEST_SOURCE] if handed_in.source else None,
        report={},
        answers={},
        verdict="",
        added_at=now,
    )
    keep_result(session, row, examined, now)
    session.add(row)
    record(session, LEARNER_ACTOR, "elsewhere.kept", f"elsewhere:{row.id}", now, handed_in.document)
    return Added(row, is_new=True)


def keep_result(session: Session, row: ForeignBadgeRow, examined: Examined, now: datetime) -> None:
    """Keep what a check said just now, and when to look again; `was_valid_at` is when the badge was last found valid.

    A giver that could not be reached is asked again after a day, and after that every week.
    """
    report = examined.report
    addresses = list(learners.addresses_of(session, row.learner_id))
    before = row.report.get("was_valid_at")
    was_valid_at = now.isoformat() if report.verdict is Verdict.VALID else before
    row.report = kept_report.kept(report, addresses) | {"was_valid_at": was_valid_at}
    if examined.answers or report.verdict is not Verdict.UNKNOWN:
        row.answers = examined.answers
    wait = MONTH + timedelta(minutes=row.id.int % MINUTES_OF_A_DAY)
    if report.verdict is Verdict.UNKNOWN:
        wait = LATER if row.verdict == Verdict.UNKNOWN.value else SOON
    row.verdict, row.checked_at, row.check_after = report.verdict.value, now, now + wait


def own(session: Session, learner: UUID, badge: UUID) -> ForeignBadgeRow:
    """A badge from elsewhere of this learner. Raises NotFoundError, also for that of somebody else."""
    row = foreign_badges.of_one_learner(session, learner, badge)
    if row is None:
        raise NotFoundError(NOT_THERE)
    return row


def remove(session: Session, learner: UUID, badge: UUID, now: datetime) -> None:
    """Take a badge from elsewhere away; nothing of it stays. Raises NotFoundError."""
    session.delete(own(session, learner, badge))
    record(session, LEARNER_ACTOR, "elsewhere.removed", f"elsewhere:{badge}", now)
