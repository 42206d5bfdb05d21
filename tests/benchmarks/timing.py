"""How many times a second does each of several contestants do its work, when they take turns?"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median

Work = Callable[[], object]
Clock = Callable[[], float]


def rates(contestants: Mapping[str, Work], rounds: int, seconds: float, clock: Clock) -> dict[str, float]:
    """Times a second, the median over rounds in which each has one turn of about `seconds`.

    Turns alternate, so that what else the machine does hits all of them; the order turns around every round.
    """
    turns = {name: _repetitions(work, seconds, clock) for name, work in contestants.items()}
    measured: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name in sorted(contestants, reverse=number % 2 == 1):
            measured[name].append(_turn(contestants[name], turns[name], clock))
    return {name: median(values) for name, values in measured.items()}


def _repetitions(work: Work, seconds: float, clock: Clock) -> int:
    """How often the work fits in a turn; doing it first also warms every cache."""
    work()
    started = clock()
    work()
    return max(1, int(seconds / max(clock() - started, 1e-7)))


def _turn(work: Work, repetitions: int, clock: Clock) -> float:
    gc.collect()
    started = clock()
    for _ in range(repetitions):
        work()
    return repetitions / max(clock() - started, 1e-9)
