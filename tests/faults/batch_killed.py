"""Two workers give a list of people, and are killed again and again: everybody gets one badge and one mail.

`PYTHONPATH=tests python -m faults.batch_killed [--full]`
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from random import Random
from threading import Event
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from badgeservice.audit.record import first_broken_row
from badgeservice.issuing.batches import chunks
from badgeservice.issuing.notices import GIVEN
from badgeservice.storage.batches import DONE
from badgeservice.storage.tables import AwardRow, BatchEntryRow, BatchRow, OutboxRow
from faults.installation import Installation, environment, installed
from faults.lists import started
from faults.processes import Installation as Workers
from faults.processes import Worker, postgresql, until
from faults.running import Counts, by_hand

# (kind of database, people, kills): a little, and what is promised.
SMALL = (("sqlite", 600, 2), ("postgresql", 600, 3))
FULL = (("sqlite", 10_000, 20), ("postgresql", 10_000, 20))
# So that there is much to be killed in: workers give a portion in one transaction.
PORTION = 25
AT_MOST_SECONDS, CHECKED = 300, 10


def run(folder: Path, full: bool) -> Counts:
    """Give and kill on both kinds of database; what was counted."""
    counts: Counts = {}
    for kind, number, kills in FULL if full else SMALL:
        counted = on_database(folder / kind, kind, number, kills)
        counts |= {f"{kind}, {name}": value for name, value in counted.items()}
    return counts


def on_database(folder: Path, kind: str, number: int, kills: int) -> Counts:
    """Give a list to so many people while workers are killed so many times."""
    folder.mkdir()
    with ExitStack() as servers:
        address = servers.enter_context(postgresql(folder / "postgresql")) if kind == "postgresql" else ""
        here = servers.enter_context(installed(environment(folder, address)))
        workers = Workers(folder, here.environment, here.database)
        before, chunks.SIZE = chunks.SIZE, PORTION
        servers.callback(lambda: [worker.kill() for worker in workers.workers if worker.process.poll() is None])
        try:
            batch = started(here, number, "killed")
        finally:
            chunks.SIZE = before
        killed_at = [_kill_half_way(here, workers, batch, Random(kill)) for kill in range(kills)]
        _two(workers)
        seconds = until(lambda: _state(here, batch) == DONE, AT_MOST_SECONDS)
        return _counted(here, batch, number) | {
            "workers killed": 2 * kills,
            "given at each kill": killed_at,
            "seconds from the last kill": round(seconds, 1),
        }


def _kill_half_way(here: Installation, workers: Workers, batch: UUID, random: Random) -> int:
    """Kill two workers at some moment while they give; how many badges there were."""
    two, there_were = _two(workers), _number(here)
    until(lambda: _number(here) > there_were or _state(here, batch) == DONE, AT_MOST_SECONDS)
    Event().wait(random.uniform(0, 0.4))
    for worker in two:
        worker.kill()
    return _number(here)


def _two(workers: Workers) -> list[Worker]:
    return [workers.start(), workers.start()]


def _counted(here: Installation, batch: UUID, number: int) -> Counts:
    awards = here.awards()
    people = Counter(award.recipient_email for award in awards)
    mails = Counter(_all(here, select(OutboxRow.subject_id).where(OutboxRow.kind == GIVEN)))
    states = Counter(_all(here, select(BatchEntryRow.state)))
    places = {(award.status_list_id, award.status_index) for award in awards}
    checked = {here.report(award.document).verdict for award in awards[:: max(1, number // CHECKED)]}
    with here.database.reading() as session:
        broken = first_broken_row(session)
    assert (len(awards), len(people), dict(states)) == (number, number, {"given": number})
    assert set(mails) == {award.id for award in awards}
    assert set(mails.values()) == {1}
    assert (len(places), checked, broken) == (number, {"valid"}, None)
    return {
        "given": len(awards),
        "lost": number - len(people),
        "twice": sum(times > 1 for times in people.values()),
        "more than one mail": sum(times > 1 for times in mails.values()),
    }


def _all(here: Installation, asked: Select[Any]) -> list[Any]:
    with here.database.reading() as session:
        return list(session.scalars(asked))


def _number(here: Installation) -> int:
    with here.database.reading() as session:
        return session.scalar(select(func.count()).select_from(AwardRow)) or 0


def _state(here: Installation, batch: UUID) -> str:
    with here.database.reading() as session:
        return session.get_one(BatchRow, batch).state


if __name__ == "__main__":
    by_hand(run, __doc__)
