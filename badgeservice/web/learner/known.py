"""Which learner does this browser belong to, and which badges may it show?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask import session

from badgeservice.errors import NotFoundError
from badgeservice.portfolio import together
from badgeservice.storage import awards, badge_requests, learner_sessions, learners
from badgeservice.storage.badge_requests import ASKED
from badgeservice.storage.tables import AskingLinkRow, AwardRow
from badgeservice.web import afterwards, database, learner_session
from badgeservice.web.access import learner_id
from badgeservice.web.collaborators import now
from badgeservice.web.kept_input import forget_typed
from badgeservice.web.language import language
from badgeservice.web.learner_session import keeping_of, kept_here
from badgeservice.wording import N_

MOST_REQUESTS = 10
BESIDE = "beside"
NOT_YOURS = N_("Deze badge is er niet. Of hij is niet van jou.")
SIGN_IN_CODE, ADDRESS_CODE = "sign_in_code", "address_code"


@dataclass(frozen=True)
class Before:
    """A request without an answer, and when this browser (or its learner) asked it."""

    request: UUID
    moment: datetime


def remember_learner(learner: UUID) -> bool:
    """This browser belongs to a learner from now on; forms that were open before do not work any more.

    What was kept here by somebody without an address, who has no other way to it, comes along. False when the learner
    first has to say whether it is theirs (`beside`).
    """
    before = learner_id()
    session.pop("csrf_token", None)
    for name in (SIGN_IN_CODE, ADDRESS_CODE):
        session.pop(name, None)
    brought = before == learner or _begin(before, learner)
    if "language" in session:
        learners.speaks(database.writing(), learner, language())
    return brought


def beside() -> UUID | None:
    """Who kept something here without an address, before the learner who is in now; they are in again afterwards."""
    known, epoch = session.get(BESIDE, [None, 0])
    alone = UUID(known) if known is not None else None
    return alone if learner_sessions.is_open(database.reading(), alone, epoch, None) else None


def nobody_beside() -> None:
    """What was kept here before came along."""
    session.pop(BESIDE, None)


def remember_request(request: UUID, moment: datetime) -> None:
    """This browser asked for a badge, so it may be told that it did, and when; not when somebody else did so before."""
    known = session.get("requests", [])
    if all(one != str(request) for one, _moment in known):
        session["requests"] = [*known, [str(request), int(moment.timestamp())]][-MOST_REQUESTS:]


def asked_before(link: AskingLinkRow) -> Before | None:
    """What this browser, or the learner it belongs to, asked by a link and has no answer to."""
    reading, email = database.reading(), own_email()
    for known, moment in session.get("requests", []):
        request = badge_requests.by_id(reading, UUID(known))
        if request is not None and request.link_id == link.id and request.state == ASKED:
            return Before(request.id, datetime.fromtimestamp(moment, UTC))
    request = badge_requests.waiting_of_email(reading, link.id, email) if email else None
    return Before(request.id, request.created_at) if request is not None else None


def own_email() -> str | None:
    """The e-mail address of the learner of this browser."""
    learner = learners.by_id(database.reading(), known_id) if (known_id := learner_id()) else None
    return learner.email if learner is not None else None


def own_emails() -> Sequence[str]:
    """Every e-mail address of the learner of this browser."""
    known_id = learner_id()
    return learners.addresses_of(database.reading(), known_id) if known_id else ()


def forget_badge(badge: UUID) -> None:
    """This browser may not show a badge any more because it was kept here."""
    learner_session.remember_only({known: kept for known, kept in kept_here().items() if known != badge})


def remember_code(name: str, code: UUID) -> None:
    """This browser asked for a code: only here it can be typed."""
    session[name] = str(code)


def asked_code(name: str) -> UUID | None:
    """The code that this browser asked for last."""
    known = session.get(name)
    return UUID(known) if isinstance(known, str) else None


def forget() -> None:
    """This browser belongs to nobody any more, or again to who kept something here without an address before."""
    writing, alone = database.writing(), beside()
    learner_session.end(writing, now())
    forget_typed(writing)
    for name in (BESIDE, afterwards.NAME, "requests", "csrf_token", SIGN_IN_CODE, ADDRESS_CODE):
        session.pop(name, None)
    session.permanent = False
    if alone is not None:
        learner_session.begin(writing, alone)


def limit_key() -> str:
    """By whom something is counted that has a limit for each learner: a whole class may share one address."""
    return f"learner:{session.get('learner')}"


def own_badges() -> list[AwardRow]:
    """Every badge that this browser may show, newest first."""
    reading, learner = database.reading(), learner_id()
    kept = awards.of_learner(reading, learner) if learner else ()
    remembered = (
        [award for award in awards.by_ids(reading, kept_here()) if _was_kept_here(award)] if kept_here() else []
    )
    if len(remembered) < len(kept_here()):
        still = {award.id for award in remembered}
        learner_session.remember_only({badge: moment for badge, moment in kept_here().items() if badge in still})
    found = {award.id: award for award in (*kept, *remembered)}
    return sorted(found.values(), key=lambda award: award.given_at, reverse=True)


def own_badge(badge: UUID) -> AwardRow:
    """A badge that this browser may show. Raises NotFoundError, also for a badge of somebody else."""
    award = awards.by_id(database.reading(), badge)
    if award is None or not is_own(award):
        raise NotFoundError(NOT_YOURS)
    return award


def kept_badge(badge: UUID) -> AwardRow:
    """A badge that the learner of this browser keeps. Raises NotFoundError, also when it was only kept here."""
    award = awards.by_id(database.reading(), badge)
    if award is None or not is_kept_by_learner(award):
        raise NotFoundError(NOT_YOURS)
    return award


def is_own(award: AwardRow) -> bool:
    """Whether a badge belongs to the learner of this browser, or was kept in it and not by another since."""
    return is_kept_by_learner(award) or _was_kept_here(award)


def is_kept_by_learner(award: AwardRow) -> bool:
    """Whether a badge belongs to the learner of this browser."""
    learner = learner_id()
    return learner is not None and award.learner_id == learner


def _begin(before: UUID | None, learner: UUID) -> bool:
    writing = database.writing()
    is_alone = before is not None and together.has_no_address(writing, before)
    alone = before if is_alone else beside()
    brought = alone is None or alone == learner or together.bring_along(writing, alone, learner, now())
    if session.get("learner") is not None and not (is_alone and brought):
        _leave(before)
    learner_session.begin(writing, learner)
    session.pop(BESIDE, None)
    if alone is not None and not brought:
        session[BESIDE] = [str(alone), learners.epoch_of(writing, alone)]
    return brought


def _leave(before: UUID | None) -> None:
    """Somebody else comes in: what the one before did here is not theirs."""
    writing = database.writing()
    forget_typed(writing)
    learner_session.end(writing, now())
    if before is not None:
        for name in (afterwards.NAME, "requests"):
            session.pop(name, None)


def _was_kept_here(award: AwardRow) -> bool:
    return kept_here().get(award.id, 0) == keeping_of(award) != 0
