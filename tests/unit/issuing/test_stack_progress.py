"""Which parts of a larger badge count at a moment?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from badgeservice.issuing.stack_progress import progress_of
from badgeservice.issuing.stacks import request_of
from badgeservice.storage.stack_people import Person
from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
A, B = uuid4(), uuid4()


def award(badge_class: UUID, days_ago: int = 1, **state) -> AwardRow:
    version = BadgeClassVersionRow(id=uuid4(), badge_class_id=badge_class)
    return AwardRow(id=uuid4(), version=version, given_at=NOW - timedelta(days=days_ago), **state)


def test_what_was_revoked_suspended_or_ended_does_not_count() -> None:
    for state in (
        {"revoked_at": NOW},
        {"suspended_at": NOW},
        {"valid_until": NOW - timedelta(seconds=1)},
    ):
        part = award(A, **state)
        found = progress_of([A, B], [part, award(B)], NOW)
        assert found.have == 1
        assert found.parts[0].lost is part
        assert not found.is_complete


def test_another_badge_of_the_same_part_counts_in_its_place() -> None:
    old, new = award(A, 30, revoked_at=NOW), award(A, 2)
    found = progress_of([A, B], [old, new, award(B)], NOW)

    assert found.is_complete
    assert found.parts[0].award is new
    assert found.parts[0].lost is None


def test_any_version_of_the_class_counts_and_other_classes_do_not() -> None:
    assert progress_of([A, B], [award(A), award(A), award(uuid4())], NOW).have == 1


def test_of_no_parts_nothing_is_complete() -> None:
    assert not progress_of([], [award(A)], NOW).is_complete


def test_the_newest_part_is_the_one_given_last() -> None:
    last = award(B, 1)
    assert progress_of([A, B], [award(A, 5), last], NOW).newest is last


def test_the_last_moment_of_a_badge_still_counts() -> None:
    assert progress_of([A], [award(A, valid_until=NOW)], NOW).is_complete


@given(st.lists(st.sampled_from(["valid", "revoked_at", "suspended_at"]), max_size=6))
def test_a_part_counts_exactly_when_one_badge_of_it_does(states) -> None:
    given_badges = [award(A, place, **({} if state == "valid" else {state: NOW})) for place, state in enumerate(states)]

    assert progress_of([A], given_badges, NOW).is_complete == ("valid" in states)


def test_the_request_stays_the_same_when_somebody_becomes_a_learner() -> None:
    before, after = Person("kees@voorbeeld.nl", None), Person("kees@voorbeeld.nl", uuid4())

    assert request_of(A, before) == request_of(A, after)
    assert request_of(A, before) != request_of(B, before)
    assert request_of(A, Person(None, uuid4())) != request_of(A, before)
