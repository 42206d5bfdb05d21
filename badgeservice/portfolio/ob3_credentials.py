"""Which badges does another portfolio read of a learner, and what happens with one that it hands in? (OB 3.0 §6.2)"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import ConflictError, ForbiddenError, InvalidInputError, MalformedError, UnavailableError
from badgeservice.formats import strict_json
from badgeservice.formats.recognise import OPEN_BADGE_FORMATS, recognise
from badgeservice.jsonld.moment import read_moment
from badgeservice.portfolio.letting_in import PROGRAM_ACTOR
from badgeservice.storage import foreign_badges, portfolio_pages
from badgeservice.storage.portfolio_pages import Listed
from badgeservice.storage.tables import AwardRow, ForeignBadgeRow, LearnerRow
from badgeservice.verification.report import Outcome, Report, Verdict
from badgeservice.wording import N_

MOST_FOREIGN = 500
RECHECK_AFTER = timedelta(days=30)
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


@dataclass(frozen=True)
class HandedIn:
    """The bytes that came in and what our own check said of them; `award` is our own badge, if it soundly is one.

    `told` is the report as it is kept; `claims_to_be_ours` says that its id lies with us.
    """

    document: bytes
    media_type: str
    report: Report
    told: Mapping[str, Any]
    award: AwardRow | None
    claims_to_be_ours: bool


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


def hand_in(session: Session, learner: UUID, badge: HandedIn, now: datetime) -> Kept:
    """Keep a badge of elsewhere as it came in, with our own verdict beside it; never signed again.

    Raises InvalidInputError for what is no Open Badge 3.0, or a worse copy of one that is kept; ForbiddenError for a
    badge of ours that belongs to somebody else; ConflictError when there are too many.
    """
    _refuse_unreadable(badge.report)
    if badge.claims_to_be_ours or badge.award is not None:
        return _own(badge, learner)
    # Who hands in the same badge at the same moment waits here, and then finds it.
    session.get_one(LearnerRow, learner, with_for_update={"of": LearnerRow})
    sha256 = hashlib.sha256(badge.document).hexdigest()
    if foreign_badges.by_sha256(session, learner, sha256) is not None:
        return Kept.ALREADY_THERE
    older = _same_badge(session, learner, badge)
    if older is None:
        _refuse_too_many(session, learner)
        foreign_badges.add(session, _row(learner, badge, sha256, now))
    else:
        _replace(older, badge, sha256, now)
    record(session, PROGRAM_ACTOR, "foreign.handed_in", f"learner:{learner}", now, badge.document)
    return Kept.ADDED if older is None else Kept.REPLACED


def _refuse_unreadable(report: Report) -> None:
    is_one = report.format in OPEN_BADGE_FORMATS and report.credential is not None
    if not is_one or report.check("structure").outcome is Outcome.FAILED:
        raise InvalidInputError({"body": NOT_ONE})


def _own(badge: HandedIn, learner: UUID) -> Kept:
    if badge.award is None:
        raise InvalidInputError({"body": N_("Deze badge noemt zich een badge van ons, maar is dat niet.")})
    if badge.award.learner_id != learner or badge.award.erased_at is not None:
        raise ForbiddenError(N_("Deze badge is van iemand anders, of nog niet bewaard."))
    return Kept.ALREADY_THERE


def _same_badge(session: Session, learner: UUID, badge: HandedIn) -> ForeignBadgeRow | None:
    """The older copy that this one takes the place of: the same id of the same giver (OB 3.0 §9.5)."""
    credential = badge.report.credential
    if credential is None or not credential.id:
        return None
    found = foreign_badges.by_credential_id(session, learner, credential.id[:500])
    return next((row for row in found if _issuer_in(row.report) == credential.issuer.id), None)


def _replace(older: ForeignBadgeRow, badge: HandedIn, sha256: str, now: datetime) -> None:
    if badge.report.verdict is Verdict.INVALID and older.verdict != Verdict.INVALID:
        raise InvalidInputError({"body": N_("Deze badge klopt niet. De badge die we hadden, hebben we gehouden.")})
    fresh = _row(older.learner_id, badge, sha256, now)
    for name in ("document", "sha256", "media_type", "report", "verdict", "checked_at", "check_after"):
        setattr(older, name, getattr(fresh, name))


def _row(learner: UUID, badge: HandedIn, sha256: str, now: datetime) -> ForeignBadgeRow:
    credential = badge.report.credential
    return ForeignBadgeRow(
        id=uuid4(),
        learner_id=learner,
        document=badge.document,
        sha256=sha256,
        media_type=badge.media_type,
        credential_id=credential.id[:500] if credential is not None and credential.id else None,
        report=dict(badge.told),
        verdict=badge.report.verdict.value,
        added_at=now,
        checked_at=now,
        check_after=now + RECHECK_AFTER,
    )


def _refuse_too_many(session: Session, learner: UUID) -> None:
    if foreign_badges.count_of(session, learner) >= MOST_FOREIGN:
        raise ConflictError(N_("Er zijn al 500 badges van ergens anders. Haal er eerst een weg."))


def _issuer_in(report: Mapping[str, Any]) -> object:
    issuer = report.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else None


def _issued(listed: Listed) -> Listed:
    try:
        return replace(listed, moment=read_moment(listed.issued))
    except MalformedError:
        return listed


def _form(document: bytes) -> bytes | str | None:
    """The badge in what is kept: a compact token as text, else its JSON as it was signed."""
    text = document.removeprefix(BOM).strip()
    try:
        found = recognise(document)
    except (MalformedError, UnavailableError):
        return None
    if found.token is not None:
        return f"{found.token.signing_input.decode()}.{found.token.signature}"
    return text if text.startswith(b"{") else strict_json.dumps(found.document)
