"""How does it go with the badges of an organisation or branch, over a year: per month, class and giver?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.model.days import AMSTERDAM
from badgeservice.storage import insight as numbers
from badgeservice.storage.insight import Both, Scope

ENDING_DAYS = (7, 30, 90)
MONTHS = 12

Key = TypeVar("Key")
Cell = tuple[UUID, UUID, int]


@dataclass(frozen=True)
class Period:
    """Twelve months in a row, in Amsterdam: (year, month) of each. `year` when they are a calendar year."""

    months: tuple[tuple[int, int], ...]
    year: int | None = None

    @property
    def bounds(self) -> list[datetime]:
        """Where each month begins, and where the last one ends."""
        return [datetime(*month, 1, tzinfo=AMSTERDAM) for month in (*self.months, _after(self.months[-1]))]

    @property
    def keys(self) -> list[str]:
        """The months as 2026-11."""
        return [f"{year:04}-{month:02}" for year, month in self.months]


@dataclass(frozen=True)
class Count:
    """How many badges were given, how many of those were kept, how often badges were checked, and how many end."""

    given: int = 0
    kept: int = 0
    checked: int = 0
    ending: int = 0

    def __add__(self, other: Count) -> Count:
        """Both together."""
        mine, theirs = astuple(self), astuple(other)
        return Count(*(one + another for one, another in zip(mine, theirs, strict=True)))


NOTHING: tuple[Count, tuple[int, ...]] = (Count(), (0,) * len(ENDING_DAYS))


@dataclass(frozen=True)
class Insight:
    """The counts of a period by giver, badge class and month, and what ends within each of ENDING_DAYS."""

    period: Period
    cells: Mapping[Cell, Count]
    ends: Mapping[Both, tuple[int, ...]]

    @property
    def total(self) -> Count:
        """Everything together."""
        return sum(self.cells.values(), Count())

    @property
    def ending(self) -> tuple[int, ...]:
        """What ends within each of ENDING_DAYS."""
        return _added(list(self.ends.values()))

    def by_month(self) -> list[Count]:
        """One count a month, also of the months in which nothing happened."""
        found = _together(self.cells, lambda cell: cell[2])
        return [found.get(at, Count()) for at in range(len(self.period.months))]

    def by_class(self) -> dict[UUID, tuple[Count, tuple[int, ...]]]:
        """Counts and endings of each badge class."""
        return self._by(1)

    def by_giver(self) -> dict[UUID, tuple[Count, tuple[int, ...]]]:
        """Counts and endings of each organisation that gave."""
        return self._by(0)

    def _by(self, place: int) -> dict[UUID, tuple[Count, tuple[int, ...]]]:
        counts = _together(self.cells, lambda cell: (cell[0], cell[1])[place])
        ends: dict[UUID, list[tuple[int, ...]]] = defaultdict(list)
        for both, number in self.ends.items():
            ends[both[place]].append(number)
        return {each: (counts.get(each, Count()), _added(ends[each])) for each in [*counts, *(ends.keys() - counts)]}


def last_months(now: datetime) -> Period:
    """The twelve months up to and with this one."""
    here = now.astimezone(AMSTERDAM)
    last = here.year * MONTHS + here.month - 1
    return Period(tuple(_month(each) for each in range(last - MONTHS + 1, last + 1)))


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(tuple((year, month) for month in range(1, MONTHS + 1)), year)


def insight(session: Session, scope: Scope, period: Period, now: datetime) -> Insight:
    """The numbers of a scope in a period; endings are counted from now."""
    cells: dict[Cell, Count] = defaultdict(Count)
    for giver, badge_class, at, given, kept in numbers.given(session, scope, period.bounds):
        cells[giver, badge_class, at] += Count(given, kept)
    for giver, badge_class, month, times in numbers.checked(session, scope, period.keys):
        cells[giver, badge_class, period.keys.index(month)] += Count(checked=times)
    for giver, badge_class, at, number in numbers.ending_in(session, scope, period.bounds):
        cells[giver, badge_class, at] += Count(ending=number)
    until = [now + timedelta(days=days) for days in ENDING_DAYS]
    return Insight(period, cells, numbers.ends(session, scope, now, until))


def _together(cells: Mapping[Cell, Count], key: Callable[[Cell], Key]) -> dict[Key, Count]:
    found: dict[Key, Count] = defaultdict(Count)
    for cell, count in cells.items():
        found[key(cell)] += count
    return dict(found)


def _added(numbers_: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(each) for each in zip(*numbers_, strict=True)) or NOTHING[1]


def _month(number: int) -> tuple[int, int]:
    return number // MONTHS, number % MONTHS + 1


def _after(month: tuple[int, int]) -> tuple[int, int]:
    return _month(month[0] * MONTHS + month[1])
