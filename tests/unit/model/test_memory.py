"""What does a process still remember when it was asked for more than it may keep?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from badgeservice.model.memory import Memory

MOST = 8


@pytest.mark.parametrize("most", [1, 2, 7, 8])
def test_never_more_is_kept_than_is_allowed(most: int) -> None:
    memory: Memory[int, str] = Memory(most)
    for number in range(50):
        memory.keep(number, str(number))
        assert len(memory) <= most
        assert len(memory) >= min(number + 1, most // 2)
        assert memory.recall(number) == str(number)


def test_what_is_asked_for_again_and_again_stays() -> None:
    memory: Memory[int, str] = Memory(MOST)
    memory.keep(-1, "often")
    for number in range(200):
        memory.keep(number, str(number))
        assert memory.recall(-1) == "often"
    assert memory.recall(0) is None


def test_a_thing_is_kept_by_the_key_that_came_last_and_once() -> None:
    memory: Memory[tuple[int, ...], str] = Memory(MOST)
    first, second = (1, 2), tuple(range(1, 3))
    memory.keep(first, "first")
    memory.keep(second, "second")
    for number in range(MOST // 2 - 1):
        memory.keep((number,), "another")
    memory.keep(first, "third")

    assert memory.recall(second) == "third"
    assert len(memory) == MOST // 2


def test_nothing_is_nothing_and_an_empty_thing_is_something() -> None:
    memory: Memory[str, list[int]] = Memory(MOST)
    memory.keep("empty", [])
    assert (memory.recall("empty"), memory.recall("other")) == ([], None)


def test_threads_that_keep_and_ask_get_their_own_things() -> None:
    memory: Memory[int, int] = Memory(MOST)

    def busy(start: int) -> bool:
        for turn in range(5_000):
            key = (start + turn) % 20
            found = memory.recall(key)
            if found is None:
                memory.keep(key, key * 2)
            elif found != key * 2:
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(busy, range(8)))
    assert len(memory) <= MOST
