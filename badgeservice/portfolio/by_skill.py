"""Under which skill does each badge of a learner hang?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from badgeservice.issuing.stack_progress import counts_now
from badgeservice.portfolio.passport import named_skills
from badgeservice.storage.tables import AwardRow


@dataclass(frozen=True)
class Group:
    """Badges of one skill, the newest first; of `skill` None those that name none. `gone`: they count no more."""

    skill: str | None
    badges: tuple[AwardRow, ...]
    gone: bool = False


def by_skill(awards: Sequence[AwardRow], now: datetime) -> list[Group]:
    """Every badge in one group: that of the skill that most badges share, so that there are few groups.

    The group with the newest badge comes first; then the badges without a skill, and last those that count no more.
    """
    newest_first = sorted(awards, key=lambda award: award.given_at, reverse=True)
    counting = [award for award in newest_first if counts_now(award, now)]
    shared = Counter(skill for award in counting for skill in _skills(award))
    groups: dict[str | None, list[AwardRow]] = {}
    for award in counting:
        groups.setdefault(max(_skills(award), key=lambda skill: shared[skill], default=None), []).append(award)
    without = groups.pop(None, [])
    found = [Group(skill, tuple(badges)) for skill, badges in groups.items()]
    found += [Group(None, tuple(without))] if without else []
    gone = tuple(award for award in newest_first if not counts_now(award, now))
    return [*found, Group(None, gone, gone=True)] if gone else found


def _skills(award: AwardRow) -> list[str]:
    # In the order of the class: of skills that are shared as often the first one counts.
    named = named_skills(award.version.alignments, award.version.language)
    return list(dict.fromkeys(skill.name for skill in named))
