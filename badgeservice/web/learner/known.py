"""Which learner does this browser belong to, and which badges may it show?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask import session

from badgeservice.errors import NotFoundError
from badgeservice.storage import awards, badge_requests, learners
from badgeservice.storage.badge_requests import ASKED
from badgeservice.storage.tables import AskingLinkRow, AwardRow
from badgeservice.web import database
from badgeservice.web.access import learner_id
from badgeservice.web.language import language
from badgeservice.wording import N_

# A cookie holds 4 kB; a learner with an e-mail address does not need this list.
MOST_REMEMBERED = 40
MOST_REQUESTS = 10
SIGN_IN_CODE, ADDRESS_CODE = "sign_in_code", "address_code"


@dataclass(frozen=True)
class Before:
    """A request without an answer, and when this browser (or its learner) asked it."""

    request: UUID
    moment: datetime


def remember_badge(award: UUID) -> None:
    """This browser kept a badge, so it may show it, also when it does not know whose badges these are."""
    others = [known for known in session.get("badges", []) if known != str(award)]
    session["badges"] = [*others, str(award)][-MOST_REMEMBERED:]
    session.permanent = True


def remember_learner(learner: UUID) -> None:
    """This browser belongs to a learner from now on; forms that were open before do not work any more."""
    session.pop("csrf_token", None)
    if session.get("learner") not in {None, str(learner)}:
        session["badges"] = [known for known in session.get("badges", []) if not _has_way_back(UUID(known))]
    for name in (SIGN_IN_CODE, ADDRESS_CODE):
        session.pop(name, None)
    session["learner"] = str(learner)
    if "language" in session:
        learners.speaks(database.writing(), learner, language())
    session.permanent = True


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


def forget_badge(award: UUID) -> None:
    """This browser may not show a badge any more because it was kept here."""
    session["badges"] = [known for known in session.get("badges", []) if known != str(award)]


def remember_code(name: str, code: UUID) -> None:
    """This browser asked for a code: only here it can be typed."""
    session[name] = str(code)


def asked_code(name: str) -> UUID | None:
    """The code that this browser asked for last."""
    known = session.get(name)
    return UUID(known) if isinstance(known, str) else None


def forget() -> None:
    """This browser belongs to nobody any more."""
    for name in ("learner", "badges", "requests", "csrf_token", SIGN_IN_CODE, ADDRESS_CODE):
        session.pop(name, None)
    session.permanent = False


def limit_key() -> str:
    """By whom something is counted that has a limit for each learner: a whole class may share one address."""
    return f"learner:{session.get('learner')}"


def own_badges() -> list[AwardRow]:
    """Every badge that this browser may show, newest first."""
    reading, learner = database.reading(), learner_id()
    kept = awards.of_learner(reading, learner) if learner else ()
    remembered = awards.by_ids(reading, [UUID(known) for known in session.get("badges", [])])
    found = {award.id: award for award in (*kept, *remembered)}
    return sorted(found.values(), key=lambda award: award.given_at, reverse=True)


def own_badge(badge: UUID) -> AwardRow:
    """A badge of this learner. Raises NotFoundError, also for a badge of somebody else."""
    award = awards.by_id(database.reading(), badge)
    if award is None or not is_own(award):
        raise NotFoundError(N_("Deze badge is er niet. Of hij is niet van jou."))
    return award


def _has_way_back(badge: UUID) -> bool:
    """Whether the owner of a badge can come back to it by mail, so that a browser shared with others may forget it."""
    award = awards.also_erased(database.reading(), badge)
    return award is not None and award.recipient_email is not None


def is_own(award: AwardRow) -> bool:
    """Whether a badge belongs to the learner of this browser, or was kept in it."""
    learner = learner_id()
    return str(award.id) in session.get("badges", []) or (learner is not None and award.learner_id == learner)
