"""What has somebody filled in so far of a badge that they are giving? Kept after every screen, so nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.errors import InvalidInputError
from badgeservice.issuing.kind_guards import facts_of, giving_problem
from badgeservice.issuing.mandated import givable_version
from badgeservice.issuing.order import Order, OwnSeen, what_problems, who_problems
from badgeservice.model.achievement import Kind, Level
from badgeservice.storage.tables import AwardDraftRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import N_

TEXTS = ("assessor", "license_number", "evidence", "evidence_url")
DAYS = ("judged_on", "activity_start", "activity_end")
# Forgotten when another badge is chosen: what was ticked, and what a praktijkopleider said of it.
OF_ONE_BADGE = frozenset({"levels", "own", "proofs", "assessment"})


@dataclass(frozen=True)
class Who:
    """The answers of the first screen; `version_id` is None when no badge was chosen."""

    version_id: UUID | None
    name: str
    email: str


def begin(session: Session, organisation: OrganisationRow, account: UUID, who: Who, now: datetime) -> AwardDraftRow:
    """Start giving a badge. Raises InvalidInputError with a sentence per field."""
    version = _chosen(session, organisation, who, now)
    draft = AwardDraftRow(
        id=uuid4(),
        organisation_id=organisation.id,
        version=version,
        account_id=account,
        answers={"name": who.name, "email": who.email},
        created_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def change_who(session: Session, organisation: OrganisationRow, draft: AwardDraftRow, who: Who,
               now: datetime) -> None:  # fmt: skip
    """Write other answers of the first screen; for another badge what was ticked is forgotten."""
    version = _chosen(session, organisation, who, now)
    of_this_badge = frozenset() if version.id == draft.version_id else OF_ONE_BADGE
    kept = {name: value for name, value in draft.answers.items() if name not in of_this_badge}
    draft.version = version
    draft.answers = kept | {"name": who.name, "email": who.email}


def change_what(draft: AwardDraftRow, order: Order, today: date) -> None:
    """Write the answers of the second screen. Raises InvalidInputError with a sentence per field."""
    problems = what_problems(order, draft.version, today)
    if problems:
        raise InvalidInputError(problems)
    draft.answers = {**draft.answers, **answers_of(order)}


def answers_of(order: Order) -> dict[str, Any]:
    """The answers of the second screen as they are kept, of which `order_from` makes an order again."""
    texts = {name: getattr(order, name) for name in TEXTS}
    days = {name: day.isoformat() if (day := getattr(order, name)) else None for name in DAYS}
    seen = {"levels": dict(order.levels), "own": [asdict(one) for one in order.own], "proofs": dict(order.proofs)}
    return {**texts, **days, **seen}


def order_of(draft: AwardDraftRow) -> Order:
    """What is known so far, as an order."""
    return order_from(draft.answers)


def order_from(answers: Mapping[str, Any]) -> Order:
    """Kept answers, as an order."""
    return Order(
        name=answers["name"],
        email=answers["email"],
        levels={id_: Level(level) if level else None for id_, level in answers.get("levels", {}).items()},
        assessor=answers.get("assessor", ""),
        judged_on=_day(answers.get("judged_on")),
        activity_start=_day(answers.get("activity_start")),
        activity_end=_day(answers.get("activity_end")),
        license_number=answers.get("license_number", ""),
        evidence=answers.get("evidence", ""),
        evidence_url=answers.get("evidence_url", ""),
        own=tuple(_own_seen(one) for one in answers.get("own", [])),
        proofs=answers.get("proofs", {}),
    )


def _own_seen(stored: dict[str, Any]) -> OwnSeen:
    level = stored["level"]
    return OwnSeen(stored["id"], stored["text"], Level(level) if level else None)


def _chosen(session: Session, organisation: OrganisationRow, who: Who, now: datetime) -> BadgeClassVersionRow:
    version = givable_version(session, organisation.id, who.version_id, now) if who.version_id else None
    problems = who_problems(who.name, who.email)
    if version is None or version.badge_class.archived_at is not None:
        raise InvalidInputError({"version": N_("Kies een badge uit de lijst."), **problems})
    if sentence := giving_problem(Kind(version.badge_class.kind), facts_of(organisation)):
        problems = {"version": sentence, **problems}
    if problems:
        raise InvalidInputError(problems)
    return version


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
