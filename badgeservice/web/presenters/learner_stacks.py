"""How far is a learner with the larger badges, in words and on a rail?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.issuing.stack_progress import Progress, counts_now, progress_of
from badgeservice.storage import stacks
from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.words import gettext as _

View = dict[str, Any]
# A larger badge, and who gave parts of it and can give it.
Stack = tuple[BadgeClassVersionRow, OrganisationRow]


def stacks_of(session: Session, kept: Sequence[AwardRow], now: datetime) -> list[View]:
    """The larger badges of which somebody has a part and not yet the whole; what counts is what one giver gave."""
    found = []
    for larger, giver in _larger_badges(session, kept, now):
        own = [award for award in kept if award.organisation_id == giver.id]
        progress = progress_of([part.id for part in stacks.parts_of(session, larger.id)], own, now)
        has_it = any(award.version.badge_class_id == larger.badge_class_id and counts_now(award, now) for award in kept)
        if progress.have and not has_it:
            found.append(_view(session, larger, giver, progress))
    return found


def _larger_badges(session: Session, kept: Sequence[AwardRow], now: datetime) -> list[Stack]:
    found: dict[tuple[UUID, UUID], Stack] = {}
    gave = {(award.version.badge_class_id, award.organisation_id): award.organisation for award in kept}
    larger_badges = stacks.larger_than_any(session, {badge_class for badge_class, _giver in gave})
    givers = {larger.id: stacks.givers_of(session, larger, now) for _part, larger in larger_badges}
    for part, larger in larger_badges:
        for giver in givers[larger.id]:
            if (part, giver) in gave:
                found.setdefault((larger.id, giver), (larger, gave[part, giver]))
    return sorted(found.values(), key=lambda one: (one[0].name, one[1].name))


def _view(session: Session, larger: BadgeClassVersionRow, giver: OrganisationRow, progress: Progress) -> View:
    newest = stacks.newest_of(session, [part.badge_class_id for part in progress.parts])
    have = [newest[part.badge_class_id].name for part in progress.parts if part.award is not None]
    to_do = [newest[part.badge_class_id].name for part in progress.parts if part.award is None]
    return {
        "name": larger.name,
        "sentence": _sentence(larger, giver, progress),
        "parts": [picture_of(part.award.version) if part.award is not None else None for part in progress.parts],
        "have": ", ".join(have),
        "to_do": ", ".join(to_do),
    }


def _sentence(larger: BadgeClassVersionRow, giver: OrganisationRow, progress: Progress) -> str:
    if not progress.is_complete:
        return str(_("Je hebt %(num)s van de %(total)s delen.", num=progress.have, total=len(progress.parts)))
    if larger.stack_automatic and not giver.four_eyes_awards:
        return str(_("Je hebt alle delen. De grote badge komt eraan."))
    return str(_("Je hebt alle delen. %(giver)s kan je nu de grote badge geven.", giver=giver.name))
