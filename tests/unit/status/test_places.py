"""The order in which places of a status list are taken: every place once, and no order that shows."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.status.places import SECRET_BYTES, place

SIZE = 131_072
SECRET = bytes(range(SECRET_BYTES))
SECRETS = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


def order(secret: bytes, size: int, how_many: int | None = None) -> list[int]:
    return [place(secret, size, number) for number in range(size if how_many is None else how_many)]


@settings(max_examples=60, deadline=None)
@given(SECRETS, st.integers(1, 3000))
def test_every_place_of_a_list_of_any_size_is_taken_once(secret, size):
    assert sorted(order(secret, size)) == list(range(size))


def test_every_place_of_a_list_as_we_make_them_is_taken_once():
    assert sorted(order(SECRET, SIZE)) == list(range(SIZE))


@given(SECRETS)
def test_the_same_secret_always_gives_the_same_order(secret):
    assert order(secret, SIZE, 20) == order(secret, SIZE, 20)


@given(SECRETS, SECRETS)
def test_another_secret_gives_another_order(one, other):
    assert one == other or order(one, SIZE, 20) != order(other, SIZE, 20)


def test_what_is_taken_after_each_other_lies_spread_over_the_list():
    taken = order(SECRET, SIZE, 8_192)
    sixteenths = Counter(found * 16 // SIZE for found in taken)
    halves_apart = Counter((two - one) % SIZE * 16 // SIZE for one, two in itertools.pairwise(taken))

    # Of 8,192 at random a sixteenth gets 512, give or take 22; six times that is once in a thousand million.
    assert all(abs(number - 512) < 130 for number in sixteenths.values())
    assert all(abs(number - 512) < 130 for number in halves_apart.values())


def test_no_distance_between_two_that_follow_each_other_comes_back_often():
    taken = order(SECRET, SIZE, 20_000)
    distances = Counter((two - one) % SIZE for one, two in itertools.pairwise(taken))
    exclusive = Counter(two ^ one for one, two in itertools.pairwise(taken))

    # At random 20,000 distances over 131,072 hold one that comes five or six times, hardly ever ten.
    assert max(distances.values()) < 10
    assert max(exclusive.values()) < 10


def test_every_bit_of_a_place_is_set_in_half_of_what_is_taken():
    taken = order(SECRET, SIZE, 10_000)
    for bit in range(17):
        assert abs(sum(found >> bit & 1 for found in taken) - 5_000) < 300


def test_two_lists_share_no_more_of_their_order_than_chance_gives():
    one, other = order(SECRET, SIZE, 10_000), order(bytes(SECRET_BYTES), SIZE, 10_000)

    assert sum(left == right for left, right in zip(one, other, strict=True)) < 5


@pytest.mark.parametrize("number", [-1, SIZE])
def test_there_is_no_place_outside_the_list(number):
    with pytest.raises(IndexError):
        place(SECRET, SIZE, number)


def test_a_list_without_a_secret_has_no_places():
    with pytest.raises(ValueError, match="secret"):
        place(b"", SIZE, 0)
