"""Under which skill does each badge hang?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from badgeservice.portfolio.by_skill import by_skill
from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow

ESCO = "http://data.europa.eu/esco/skill/"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def award(*skills: str, days_ago: int = 1, **state: datetime) -> AwardRow:
    alignments = [
        {"target_type": "ext:ESCOSkill", "target_name": skill, "target_url": f"{ESCO}{skill}"} for skill in skills
    ]
    version = BadgeClassVersionRow(id=uuid4(), language="nl", alignments=alignments)
    return AwardRow(id=uuid4(), version=version, given_at=NOW - timedelta(days=days_ago), **state)


def test_the_skill_of_the_newest_badge_comes_first_and_the_newest_badge_hangs_first_in_it() -> None:
    old, new, other = award("Koken", days_ago=30), award("Koken", days_ago=1), award("Laden", days_ago=9)
    found = by_skill([old, other, new], NOW)

    assert [(group.skill, group.badges) for group in found] == [("Koken", (new, old)), ("Laden", (other,))]


def test_a_badge_of_two_skills_hangs_with_the_skill_that_other_badges_share() -> None:
    both, one = award("Laden", "Koken"), award("Koken", days_ago=3)

    assert [group.badges for group in by_skill([both, one], NOW)] == [(both, one)]


def test_badges_without_a_skill_come_after_those_with_one_and_what_counts_no_more_is_last() -> None:
    plain, gone = award(days_ago=0), award("Koken", days_ago=0, revoked_at=NOW)
    suspended, ended = award(days_ago=2, suspended_at=NOW), award(days_ago=3, valid_until=NOW - timedelta(1))
    found = by_skill([plain, gone, suspended, ended, award("Laden", days_ago=90)], NOW)

    assert [(group.skill, group.gone, len(group.badges)) for group in found] == [
        ("Laden", False, 1),
        (None, False, 1),
        (None, True, 3),
    ]


SKILLS = st.lists(st.sampled_from("ABC"), max_size=3)


@given(st.lists(st.tuples(SKILLS, st.integers(0, 99), st.booleans()), max_size=20))
def test_every_badge_hangs_exactly_once(wanted: list[tuple[list[str], int, bool]]) -> None:
    badges = [award(*skills, days_ago=days, **({"revoked_at": NOW} if gone else {})) for skills, days, gone in wanted]
    found = by_skill(badges, NOW)

    assert sorted(one.id for group in found for one in group.badges) == sorted(one.id for one in badges)
    assert len({(group.skill, group.gone) for group in found}) == len(found)
    assert all(group.badges for group in found)
