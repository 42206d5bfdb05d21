"""Which skills do badges prove? Each once, the most proven first, and nothing that only looks like one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeservice.portfolio.passport import Passport, passport_of
from badgeservice.storage.kept_badges import KeptBadge, KeptVersion, Labels

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
KOKEN, DEKKEN = "http://data.europa.eu/esco/skill/koken", "https://linkeddata.competentnl.nl/dekken"


def badge(number: int, version: int = 1, person: str = "Fatima Yilmaz", **state: Any) -> KeptBadge:
    """The higher its number, the older it is."""
    ends = {"valid_until": None, "suspended_at": None, "revoked_at": None} | state
    given_at = NOW - timedelta(days=number)
    return KeptBadge(UUID(int=number), f"{number:016}", person, "Hotel Zon", UUID(int=version), given_at, **ends)


def version(
    number: int, *alignments: dict[str, Any], kind: str = "skillsbadge", name: str = "", klass: int = 0
) -> KeptVersion:
    badge_class = UUID(int=1000 + (klass or number))
    return KeptVersion(UUID(int=number), badge_class, kind, name or f"Badge {number}", "nl", alignments)


def aligned(type_: str, url: str, name: str, code: str | None = None) -> dict[str, Any]:
    return {"target_type": type_, "target_name": name, "target_url": url, "target_code": code}


def esco(url: str = KOKEN, name: str = "koken") -> dict[str, Any]:
    return aligned("ext:ESCOSkill", url, name)


def passport(badges: list[KeptBadge], *versions: KeptVersion, labels: dict[str, Labels] | None = None,
             language: str = "nl") -> Passport:  # fmt: skip
    return passport_of(badges, {one.id: one for one in versions}, labels or {}, language, NOW)


def test_one_skill_that_two_classes_name_is_one_with_both_badges() -> None:
    found = passport([badge(1, 1), badge(2, 2)], version(1, esco()), version(2, esco(name="eten koken")))
    [skill] = found.skills
    assert (skill.name, skill.source) == ("koken", "esco")
    assert [proof.badge.int for proof in skill.proofs] == [1, 2]
    assert found.badges == 2


def test_the_most_proven_skill_comes_first_and_then_the_name_decides() -> None:
    versions = [version(1, esco("a", "Zagen")), version(2, esco("b", "Éten koken")), version(3, esco("c", "boren"))]
    found = passport([badge(1, 1), badge(2, 2), badge(3, 3), badge(4, 1)], *versions)
    assert [skill.name for skill in found.skills] == ["Zagen", "boren", "Éten koken"]


def test_a_badge_that_names_a_skill_twice_counts_once() -> None:
    [skill] = passport([badge(1)], version(1, esco(), esco())).skills
    assert len(skill.proofs) == 1


def test_a_werkproces_is_told_apart_by_its_code() -> None:
    first = aligned("ext:SBBWerkproces", "", "Ontvangt de gast", "25168/B1-K1-W1")
    other = aligned("ext:SBBWerkproces", "", "Ontvangt de gast", "25180/B1-K1-W1")
    found = passport([badge(1)], version(1, first, other)).skills
    assert [(skill.source, skill.code) for skill in found] == [
        ("werkproces", "25168/B1-K1-W1"),
        ("werkproces", "25180/B1-K1-W1"),
    ]


def test_a_level_is_no_skill() -> None:
    found = passport([badge(1)], version(1, aligned("ext:EQFLevel", "https://example.com/4", "4")))
    assert found.skills == ()
    assert [skill.name for skill in found.unnamed] == ["Badge 1"]


def test_versions_of_one_class_without_a_skill_are_one_by_the_name_of_the_newest() -> None:
    versions = [version(1, name="Koken", klass=7), version(2, name="Koken oud", klass=7)]
    [skill] = passport([badge(1, 1), badge(2, 2)], *versions).unnamed
    assert (skill.name, skill.source, len(skill.proofs)) == ("Koken", None, 2)


@pytest.mark.parametrize(
    ("language", "label", "expected"),
    [
        ("nl", Labels("eten bereiden", "prepare food"), ("eten bereiden", "nl")),
        ("en", Labels("eten bereiden", "prepare food"), ("prepare food", "en")),
        ("en", Labels("eten bereiden", " "), ("koken", "nl")),
    ],
)
def test_the_file_of_a_skill_names_it_in_a_language_else_the_badge_does(
    language: str, label: Labels, expected: tuple[str, str]
) -> None:
    [skill] = passport([badge(1)], version(1, esco()), labels={KOKEN: label}, language=language).skills
    assert (skill.name, skill.language) == expected


def test_where_somebody_was_proves_no_skill() -> None:
    found = passport([badge(1)], version(1, esco(), kind="bewijs-van-deelname"))
    assert found.all_skills == ()
    assert found.badges == 0
    assert [proof.badge.int for proof in found.attended] == [1]
    assert found.people == ()


def test_what_is_not_valid_is_counted_by_the_worst_that_is_true_of_it() -> None:
    past = NOW - timedelta(seconds=1)
    kept = [
        badge(1),
        badge(2, revoked_at=past, suspended_at=past, valid_until=past),
        badge(3, suspended_at=past, valid_until=past),
        badge(4, valid_until=past),
        badge(5, valid_until=NOW),
    ]
    found = passport(kept, version(1, esco()))
    assert found.left_out == {"revoked": 1, "suspended": 1, "expired": 1}
    assert found.badges == 2


def test_the_names_on_badges_are_each_told_once_the_newest_first() -> None:
    kept = [badge(1, person="Fatima  Yilmaz"), badge(2, person="F. Yilmaz"), badge(3, person="Fatima Yilmaz")]
    assert passport(kept, version(1)).people == ("Fatima Yilmaz", "F. Yilmaz")


def test_nothing_kept_is_an_empty_passport() -> None:
    assert passport([]).all_skills == ()


@given(st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=40))
def test_every_valid_badge_proves_at_least_one_skill_and_no_other_does(kept: list[tuple[int, bool]]) -> None:
    versions = [version(1), version(2, esco()), version(3, esco(), esco(DEKKEN)), version(4), version(5), version(6)]
    badges = [
        badge(place, number, revoked_at=NOW if revoked else None)
        for place, (number, revoked) in enumerate(kept, start=1)
    ]
    found = passport(badges, *versions)
    proving = {proof.badge for skill in found.all_skills for proof in skill.proofs}
    assert proving == {one.id for one in badges if one.revoked_at is None}
    numbers = [len(skill.proofs) for skill in found.all_skills]
    assert numbers == sorted(numbers, reverse=True)
