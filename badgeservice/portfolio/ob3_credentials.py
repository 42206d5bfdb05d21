"""Which badges does another portfolio read of a learner, and what happens with one that it hands in? (OB 3.0 §6.2)"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import ForbiddenError, InvalidInputError, MalformedError, UnavailableError
from badgeservice.formats import strict_json
from badgeservice.formats.recognise import OPEN_BADGE_FORMATS, recognise
from badgeservice.isolation.pdf import badge_in, is_pdf
from badgeservice.jsonld.moment import read_moment
from badgeservice.portfolio import elsewhere, kept_report
from badgeservice.portfolio.letting_in import PROGRAM_ACTOR
from badgeservice.portfolio.outside import Examined, kind_of_file
from badgeservice.storage import foreign_badges, portfolio_pages
from badgeservice.storage.portfolio_pages import Listed
from badgeservice.storage.tables import AwardRow, ForeignBadgeRow
from badgeservice.verification.report import Outcome, Report, Verdict
from badgeservice.wording import N_

BOM = b"\xef\xbb\xbf"
NOT_ONE = N_("Dit is geen Open Badge 3.0 die we kunnen lezen. Er is niets bewaard.")


class Kept(StrEnum):
    """What handing in came to."""

    ADDED = "added"
    REPLACED = "replaced"
    ALREADY_THERE = "already there"


@dataclass(frozen=True)
class Page:
    """One page of badges: signed JSON, byte for byte, apart from compact tokens; `total` counts all pages."""

    documents: tuple[bytes, ...]
    tokens: tuple[str, ...]
    total: int


def page_of(session: Session, learner: UUID, since: datetime | None, offset: int, limit: int) -> Page:
    """The badges of a learner that were issued after a moment, the oldest first, so that pages stay as they are."""
    listed = [*portfolio_pages.own(session, learner)]
    listed += [_issued(one) for one in portfolio_pages.foreign(session, learner, sorted(OPEN_BADGE_FORMATS))]
    wanted = sorted(
        (one for one in listed if since is None or one.moment > since), key=lambda one: (one.moment, one.id)
    )
    page = wanted[offset : offset + limit]
    found = portfolio_pages.documents(session, page)
    forms = [_form(found[one.id]) if one.is_foreign else found[one.id] for one in page if one.id in found]
    documents = tuple(form for form in forms if isinstance(form, bytes))
    return Page(documents, tuple(form for form in forms if isinstance(form, str)), len(wanted))


def refuse_unreadable(report: Report) -> None:
    """Raises InvalidInputError for what is no Open Badge 3.0."""
    is_one = report.format in OPEN_BADGE_FORMATS and report.credential is not None
    if not is_one or report.check("structure").outcome is Outcome.FAILED:
        raise InvalidInputError({"body": NOT_ONE})


def hand_in_own(learner: UUID, award: AwardRow | None) -> Kept:
    """A badge that says it is ours; `award` is the one that it soundly is, if any.

    Raises InvalidInputError for one that is not, ForbiddenError for that of somebody else.
    """
    if award is None:
        raise InvalidInputError({"body": N_("Deze badge noemt zich een badge van ons, maar is dat niet.")})
    if award.learner_id != learner or award.erased_at is not None:
        raise ForbiddenError(N_("Deze badge is van iemand anders, of nog niet bewaard."))
    return Kept.ALREADY_THERE


def hand_in(session: Session, learner: UUID, document: bytes, examined: Examined, now: datetime) -> Kept:
    """Keep a badge of elsewhere as it came in, with our own verdict beside it; never signed again.

    Raises InvalidInputError for a worse copy of one that is kept, and when there are too many.
    """
    # Who hands in the same badge at the same moment waits here, and then finds it.
    foreign_badges.lock_learner(session, learner)
    sha256 = hashlib.sha256(document).hexdigest()
    if foreign_badges.by_file(session, learner, sha256) is not None:
        return Kept.ALREADY_THERE
    older = _same_badge(session, learner, examined.report)
    if older is None:
        elsewhere.add(session, learner, elsewhere.HandedIn(document, None, "body"), examined, now)
        return Kept.ADDED
    _refuse_worse(older, examined.report)
    older.document, older.sha256, older.media_type = document, sha256, kind_of_file(document)[0]
    # What was found of the older one says nothing about this one.
    older.report, older.verdict = {}, ""
    elsewhere.keep_result(session, older, examined, now)
    record(session, PROGRAM_ACTOR, "elsewhere.replaced", f"elsewhere:{older.id}", now, document)
    return Kept.REPLACED


def _refuse_worse(older: ForeignBadgeRow, newer: Report) -> None:
    """A badge gives way to one that is valid, and else only when it was never valid itself.

    Raises InvalidInputError; what could not be checked may be made by anybody, with the id of a good badge.
    """
    if newer.verdict is Verdict.VALID:
        return
    if newer.verdict is Verdict.INVALID and older.verdict != Verdict.INVALID:
        raise InvalidInputError({"body": N_("Deze badge klopt niet. De badge die we hadden, hebben we gehouden.")})
    is_signed = newer.check("proof").outcome in (Outcome.PASSED, Outcome.WARNING)
    if older.report.get("was_valid_at") or (older.report.get("signed") and not is_signed):
        raise InvalidInputError(
            {"body": N_("We konden deze badge niet controleren. De badge die we hadden, hebben we gehouden.")}
        )


def _same_badge(session: Session, learner: UUID, report: Report) -> ForeignBadgeRow | None:
    """The older copy that this one takes the place of: the same id of the same giver (OB 3.0 §9.5)."""
    credential = report.credential
    if credential is None or not credential.id:
        return None
    known_as = kept_report.known_as(credential.id, elsewhere.LONGEST_ID)
    found = foreign_badges.by_credential_id(session, learner, known_as)
    giver = kept_report.known_as(credential.issuer.id, kept_report.LONGEST)
    return next((row for row in found if row.report.get("claims", {}).get("giver_id") == giver), None)


def _issued(listed: Listed) -> Listed:
    try:
        return replace(listed, moment=read_moment(listed.issued))
    except MalformedError:
        return listed


def _form(document: bytes) -> bytes | str | None:
    """The badge in what is kept: a compact token as text, else its JSON as it was signed."""
    try:
        data = badge_in(document) if is_pdf(document) else document
        found = recognise(data)
    except (MalformedError, UnavailableError):
        return None
    if found.token is not None:
        return f"{found.token.signing_input.decode()}.{found.token.signature}"
    text = data.removeprefix(BOM).strip()
    return text if text.startswith(b"{") else strict_json.dumps(found.document)
