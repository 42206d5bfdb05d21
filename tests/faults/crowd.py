"""Many who do the same at the same time, in several processes of several threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import TypeVar
from uuid import UUID

from sqlalchemy.exc import OperationalError

from faults.installation import Installation, opened

Item = TypeVar("Item")
Result = TypeVar("Result")
Who = tuple[UUID, UUID, tuple[UUID, ...]]
MOST_TRIES = 20


@dataclass(frozen=True)
class Crowd:
    """Processes that are there already; starting them takes longer than what they do."""

    pool: ProcessPoolExecutor
    processes: int
    threads: int

    def all_at_once(
        self, installation: Installation, act: Callable[[Installation, Item], Result], items: Sequence[Item]
    ) -> list[tuple[Result, int]]:
        """For each item what `act` gave, and how often it had to be tried; `act` is a function of a module."""
        who = installation.organisation, installation.account, installation.versions
        shares = [items[first :: self.processes] for first in range(self.processes)]
        work = partial(_share, installation.environment, who, act, self.threads)
        return [one for done in self.pool.map(work, shares) for one in done]


@contextmanager
def crowd(processes: int, threads: int) -> Iterator[Crowd]:
    """So many processes, each with so many threads, until the block ends."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield Crowd(pool, processes, threads)


def _share(
    environment: dict[str, str],
    who: Who,
    act: Callable[[Installation, Item], Result],
    threads: int,
    items: Sequence[Item],
) -> list[tuple[Result, int]]:
    with opened(environment) as installation, ThreadPoolExecutor(threads) as pool:
        installation.organisation, installation.account, installation.versions = who
        return list(pool.map(partial(_patiently, installation, act), items))


def _patiently(
    installation: Installation, act: Callable[[Installation, Item], Result], item: Item
) -> tuple[Result, int]:
    """As who gets a 503 does: try again. SQLite lets writers wait 20 seconds at most, and not in turn."""
    for tries in range(1, MOST_TRIES):
        try:
            return act(installation, item), tries
        except OperationalError:
            continue
    return act(installation, item), MOST_TRIES
