"""What was served is remembered for a minute, and never so much that memory runs out."""

from __future__ import annotations

from badgeservice.model.fetched import DID_DOCUMENT, DOCUMENT, Fetched
from badgeservice.network.answers import MOST_BYTES, MOST_ENTRIES, SECONDS, Answers

ADDRESS = "https://a.example/x"


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_an_answer_is_kept_for_a_minute_and_under_its_own_limits() -> None:
    clock = Clock()
    answers, fetched = Answers(clock), Fetched(b"x", "", 200)
    answers.put((ADDRESS, DOCUMENT), fetched)
    assert answers.get((ADDRESS, DOCUMENT)) == fetched
    assert answers.get((ADDRESS, DID_DOCUMENT)) is None
    clock.time = SECONDS + 1
    assert answers.get((ADDRESS, DOCUMENT)) is None


def test_what_was_not_found_is_asked_again() -> None:
    answers = Answers(Clock())
    answers.put((ADDRESS, DOCUMENT), Fetched(b"x", "", 404))
    assert answers.get((ADDRESS, DOCUMENT)) is None


def test_the_oldest_goes_when_there_are_too_many_or_too_much() -> None:
    answers = Answers(Clock())
    for number in range(MOST_ENTRIES + 1):
        answers.put((f"{ADDRESS}{number}", DOCUMENT), Fetched(b"x", "", 200))
    assert answers.get((f"{ADDRESS}0", DOCUMENT)) is None
    assert answers.get((f"{ADDRESS}1", DOCUMENT)) is not None
    answers.put((ADDRESS, DOCUMENT), Fetched(bytes(MOST_BYTES), "", 200))
    assert answers.get((ADDRESS, DOCUMENT)) is not None
    assert answers.get((f"{ADDRESS}1", DOCUMENT)) is None
