"""One run says whether everything works, and many visitors share it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from itertools import count
from threading import Barrier

from badgeservice.selftest.once_a_minute import LASTS, OnceAMinute
from badgeservice.selftest.results import Direction, Judgement, SelfTest, as_json
from badgeservice.selftest.run import run

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
EMPTY = SelfTest("1", NOW, (), 0.0)


class Runs:
    """A self-test that counts how often it ran."""

    def __init__(self) -> None:
        self.moments: list[datetime] = []

    def __call__(self, now: datetime) -> SelfTest:
        self.moments.append(now)
        return replace(EMPTY, checked_at=now)


def test_everything_works_in_any_year() -> None:
    for now in (NOW, NOW.replace(year=2056)):
        test = run(now)
        assert test.works, [line for line in test.lines if not line.holds]
        assert (test.version, test.checked_at) == (version("badgeservice"), now)
        assert {line.direction for line in test.lines} == set(Direction)


def test_one_line_that_does_not_hold_is_enough_and_no_line_is_too_little() -> None:
    test = run(NOW)
    wrong = replace(test.lines[-1], found=Judgement("valid", None, "ob3-data-integrity"))
    assert not replace(test, lines=(*test.lines, wrong)).works
    assert not EMPTY.works


def test_what_each_line_took_is_measured() -> None:
    ticks = count()
    test = run(NOW, lambda: float(next(ticks)))
    assert {line.seconds for line in test.lines} == {1.0}
    assert test.seconds == 2 * len(test.lines) + 1


def test_a_script_finds_everything_in_the_json() -> None:
    told = as_json(run(NOW))
    assert (told["works"], told["checked_at"]) == (True, "2027-03-01T09:30:00Z")
    assert told["lines"][0] == {
        "direction": "gives",
        "form": "ob3-proof-array",
        "standard": "Data Integrity EdDSA",
        "clause": "eddsa-rdfc-2022",
        "link": "https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022",
        "fixture": "sound",
        "expected": {"verdict": "valid", "reason": None, "format": "ob3-data-integrity"},
        "found": {"verdict": "valid", "reason": None, "format": "ob3-data-integrity"},
        "holds": True,
        "seconds": told["lines"][0]["seconds"],
    }


def test_fifty_visitors_cause_one_run() -> None:
    runs, together = Runs(), Barrier(50)
    shared = OnceAMinute(runs)

    def visit(_number: int) -> SelfTest:
        together.wait()
        return shared(NOW)

    with ThreadPoolExecutor(50) as visitors:
        seen = list(visitors.map(visit, range(50)))
    assert runs.moments == [NOW]
    assert len({id(test) for test in seen}) == 1


def test_it_runs_again_after_a_minute_and_when_the_clock_was_set_back() -> None:
    runs = Runs()
    shared = OnceAMinute(runs)
    moments = [NOW, NOW + LASTS - timedelta(seconds=1), NOW + LASTS, NOW]
    told = [shared(moment).checked_at for moment in moments]
    assert told == [NOW, NOW, NOW + LASTS, NOW]
