"""Does a badge like one that was seen before get the report that it would get of who remembers nothing?"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from issued import KINDS, World, badge, quick_road

from badgeservice.formats import strict_json

BADGES = [badge(award) for award in KINDS.values()]
settings.register_profile("quick road", deadline=None, suppress_health_check=[HealthCheck.too_slow])
quickly = settings(settings.get_profile("quick road"), max_examples=40)


@pytest.mark.parametrize("kind", KINDS)
def test_badge_that_is_met_again_gets_the_same_report(kind: str) -> None:
    data = strict_json.dumps(badge(KINDS[kind]))
    expected = quick_road.told_in_full(data)
    assert expected[0] == "valid"
    assert quick_road.told_again(data, data) == expected


@quickly
@given(st.sampled_from(BADGES), st.integers(0, 2**32))
def test_other_texts_get_the_report_of_the_full_way(document: dict[str, object], seed: int) -> None:
    data = quick_road.signed_anew(document, random.Random(seed))
    assert quick_road.told_again(data, strict_json.dumps(document)) == quick_road.told_in_full(data)


@quickly
@given(st.sampled_from(BADGES), st.integers(0, 2**32))
def test_damaged_bytes_get_the_report_of_the_full_way(document: dict[str, object], seed: int) -> None:
    data = strict_json.dumps(document)
    damaged = quick_road.damaged(data, random.Random(seed))
    assert quick_road.told_again(damaged, data) == quick_road.told_in_full(damaged)


@quickly
@given(st.sampled_from(BADGES), st.integers(0, 2**32))
def test_texts_that_stand_at_each_others_places_get_the_report_of_the_full_way(
    document: dict[str, object], seed: int
) -> None:
    """So that two objects have one id, and one address is said of two things."""
    choose = random.Random(seed)
    data = strict_json.dumps(document)
    pieces = data.split(b'"')
    places = [place for place in range(1, len(pieces), 2) if not pieces[place + 1].startswith(b":")]
    for _ in range(choose.choice((1, 2, 5))):
        pieces[choose.choice(places)] = pieces[choose.choice(places)]
    changed = b'"'.join(pieces)
    assert quick_road.told_again(changed, data) == quick_road.told_in_full(changed)


def test_what_a_badge_says_is_read_for_who_asks() -> None:
    report = World().check(badge())
    assert report.credential is not None
    assert report.credential is report.credential
    assert report.credential.name == "Gasten ontvangen"
