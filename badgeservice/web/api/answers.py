"""How are badge classes and given badges told to a program?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from badgeservice.issuing.derived_forms import MEDIA_TYPES
from badgeservice.issuing.order import Order, what_problems, who_problems
from badgeservice.issuing.reasons import written_reason
from badgeservice.model.achievement import Kind, Level
from badgeservice.model.check_code import in_groups
from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow, OwnBehaviourRow
from badgeservice.web.api.schemas import Award, AwardGiven, BadgeClass, Behaviour, ClassOfAward, Recipient, State
from badgeservice.web.collaborators import tools
from badgeservice.wording import translator

OPEN_BADGES_2 = "ob2."
NOTHING_FILLED_IN = Order("", "", {})


def badge_class(version: BadgeClassVersionRow, today: date, own: Sequence[OwnBehaviourRow] | None) -> BadgeClass:
    """A badge class, and what giving it needs: what is missing when nothing is filled in.

    `own` is what the giver added to the class of a branch; None for a class of its own.
    """
    address = tools().addresses.badge_class(version.badge_class.slug, version.number)
    missing = who_problems("", "") | what_problems(NOTHING_FILLED_IN, version, today)
    return BadgeClass(
        slug=version.badge_class.slug,
        version=version.number,
        kind=version.badge_class.kind,
        name=version.name,
        description=version.description,
        language=version.language,
        behaviours=[Behaviour(id=one["id"], text=one["text"]) for one in version.behaviours],
        own_behaviours=[Behaviour(id=str(one.id), text=one.text) for one in own or ()],
        branch=version.badge_class.organisation.name if own is not None else None,
        levels=list(Level) if Kind(version.badge_class.kind).has_levels else [],
        required=["badge_class", *missing],
        valid_months=version.valid_months,
        can_be_suspended=version.can_be_suspended,
        address=address,
        image=f"{address}/image.png",
    )


def award_given(award: AwardRow, now: datetime) -> AwardGiven:
    """A badge that was just given."""
    address = tools().addresses.badge(award.id)
    return AwardGiven(
        id=award.id,
        state=state_of(award, now),
        address=address,
        check_address=tools().addresses.check(award.code),
        code=in_groups(award.code),
        given_at=award.given_at,
        valid_until=award.valid_until,
        forms={form: f"{address}.{form}" for form in _forms(award)},
    )


def award(row: AwardRow, now: datetime) -> Award:
    """A given badge, for the organisation that gave it."""
    version = row.version
    return Award(
        **award_given(row, now).model_dump(),
        badge_class=ClassOfAward(slug=version.badge_class.slug, version=version.number, name=version.name),
        recipient=Recipient(name=row.recipient_name, email=row.recipient_email),
        kept_at=row.kept_at,
        suspended_at=row.suspended_at,
        revoked_at=row.revoked_at,
        reason=written_reason(row, translator("nl")),
    )


def state_of(row: AwardRow, now: datetime) -> State:
    """How a badge stands; the worst first, as `storage.awards.in_state` has it."""
    if row.revoked_at is not None:
        return State.REVOKED
    if row.suspended_at is not None:
        return State.SUSPENDED
    return State.EXPIRED if row.valid_until is not None and row.valid_until < now else State.VALID


def _forms(row: AwardRow) -> tuple[str, ...]:
    """What is served of a badge, by what stands behind its address; those of Open Badges 2.0 name an e-mail address."""
    return ("json", *(form for form in MEDIA_TYPES if row.recipient_email or not form.startswith(OPEN_BADGES_2)))
