"""A badge that would be a part of itself is found, through any number of levels, and nothing else is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from badgeservice.issuing.circles import circle_through

GRAPHS = st.dictionaries(st.integers(0, 12), st.sets(st.integers(0, 12), max_size=5), max_size=13)


def reaches(start: int, goal: int, consists_of: dict[int, set[int]]) -> bool:
    seen, ahead = set(), {start}
    while ahead:
        seen |= ahead
        ahead = {part for one in ahead for part in consists_of.get(one, ())} - seen
    return goal in seen


def test_two_badges_that_are_parts_of_each_other_are_a_circle() -> None:
    assert circle_through("A", ["B"], {"B": ["A"]}) == ["A", "B", "A"]


def test_a_circle_is_found_through_several_levels() -> None:
    assert circle_through("A", ["X", "B"], {"B": ["C"], "C": ["D"], "D": ["A"]}) == ["A", "B", "C", "D", "A"]


def test_a_badge_is_no_part_of_itself() -> None:
    assert circle_through("A", ["A"], {}) == ["A", "A"]


def test_a_part_that_is_shared_by_two_badges_is_no_circle() -> None:
    assert circle_through("A", ["B", "C"], {"B": ["D"], "C": ["D"]}) is None


def test_a_chain_of_many_thousands_ends() -> None:
    chain = {number: [number + 1] for number in range(20_000)}
    assert circle_through(-1, [0], chain) is None


@given(st.integers(0, 12), st.sets(st.integers(0, 12), max_size=5), GRAPHS)
def test_a_circle_is_found_exactly_when_a_part_leads_back(start, parts, consists_of) -> None:
    way = circle_through(start, sorted(parts), consists_of)
    others = {larger: found for larger, found in consists_of.items() if larger != start}

    assert (way is not None) == any(reaches(part, start, others) for part in parts)
    if way is not None:
        assert way[0] == way[-1] == start
        assert all(part in (parts if larger == start else consists_of[larger]) for larger, part in pairwise(way))
