"""How many times a second does each of several contestants do its work, when they take turns?"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Elsewhere:
    """Work of another process, which tells how many seconds of the processor so many repetitions took."""

    seconds: Callable[[int], float]


Contestant = Work | Elsewhere


def rates(contestants: Mapping[str, Contestant], rounds: int, seconds: float, clock: Clock) -> dict[str, float]:
    """Times a second, the median over rounds in which each has one turn of about `seconds`.

    Turns alternate, so that what else the machine does hits all of them; the order turns around every round.
    """
    turns = {name: _repetitions(work, seconds, clock) for name, work in contestants.items()}
    measured: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name in sorted(contestants, reverse=number % 2 == 1):
            measured[name].append(_turn(contestants[name], turns[name], clock))
    return {name: median(values) for name, values in measured.items()}


def _repetitions(work: Contestant, seconds: float, clock: Clock) -> int:
    """How often the work fits in a turn; doing it first also warms every cache.

    A program that is compiled while it runs gets two seconds to become as fast as it gets. Its turns are longer, so
    that what it throws away is cleared within them, and not only in those that the median leaves out.
    """
    is_elsewhere = isinstance(work, Elsewhere)
    warm, turn = (2.0, 5 * seconds) if is_elsewhere else (0.0, seconds)
    times = 1
    _seconds(work, times, clock)
    while (taken := _seconds(work, times, clock)) < warm:
        times *= 2
    return max(1, int(times * turn / max(taken, 1e-7)))


def _turn(work: Contestant, repetitions: int, clock: Clock) -> float:
    gc.collect()
    return repetitions / max(_seconds(work, repetitions, clock), 1e-9)


def _seconds(work: Contestant, repetitions: int, clock: Clock) -> float:
    if isinstance(work, Elsewhere):
        return work.seconds(repetitions)
    started = clock()
    for _ in range(repetitions):
        work()
    return clock() - started
