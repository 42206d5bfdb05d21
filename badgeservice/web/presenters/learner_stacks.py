"""How far is a learner with the larger badges, in words and on a rail?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from badgeservice.issuing.stack_progress import Progress, counts_now, progress_of
from badgeservice.storage import stacks
from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow
from badgeservice.web.presenters.pictures import picture_of

View = dict[str, Any]


def stacks_of(session: Session, kept: Sequence[AwardRow], now: datetime) -> list[View]:
    """The larger badges of which somebody has a part and not yet the whole; what counts is what one giver gave."""
    found = []
    for larger in _larger_badges(session, kept):
        owner = larger.badge_class.organisation_id
        own = [award for award in kept if award.organisation_id == owner]
        progress = progress_of([part.id for part in stacks.parts_of(session, larger.id)], own, now)
        has_it = any(award.version.badge_class_id == larger.badge_class_id and counts_now(award, now) for award in own)
        if progress.have and not has_it:
            found.append(_view(session, larger, progress))
    return found


def _larger_badges(session: Session, kept: Sequence[AwardRow]) -> list[BadgeClassVersionRow]:
    classes = {(award.version.badge_class_id, award.organisation_id) for award in kept}
    larger: dict[UUID, BadgeClassVersionRow] = {}
    for part, giver in sorted(classes, key=str):
        for one in stacks.larger_than(session, part):
            if one.badge_class.organisation_id == giver:
                larger.setdefault(one.id, one)
    return sorted(larger.values(), key=lambda one: one.name)


def _view(session: Session, larger: BadgeClassVersionRow, progress: Progress) -> View:
    newest = stacks.newest_of(session, [part.badge_class_id for part in progress.parts])
    have = [newest[part.badge_class_id].name for part in progress.parts if part.award is not None]
    to_do = [newest[part.badge_class_id].name for part in progress.parts if part.award is None]
    return {
        "name": larger.name,
        "sentence": _sentence(larger, progress),
        "parts": [picture_of(part.award.version) if part.award is not None else None for part in progress.parts],
        "have": ", ".join(have),
        "to_do": ", ".join(to_do),
    }


def _sentence(larger: BadgeClassVersionRow, progress: Progress) -> str:
    total, giver = len(progress.parts), larger.badge_class.organisation.name
    if not progress.is_complete:
        return str(_("Nog %(to_do)s van %(total)s.", to_do=total - progress.have, total=total))
    if larger.stack_automatic and not larger.badge_class.organisation.four_eyes_awards:
        return str(_("Je hebt alle delen. De grote badge komt eraan."))
    return str(_("Je hebt alle delen. %(giver)s kan je nu de grote badge geven.", giver=giver))
