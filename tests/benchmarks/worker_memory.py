"""How much memory does a worker take at most while it gives a long list?

PYTHONPATH=tests python -m benchmarks memory [--badges 100000]

The worker is `badgeservice worker` in a process of its own, which does all that it does; the list is handed in and
started by this process.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from faults.installation import Installation, environment, installed
from faults.lists import started
from faults.processes import until

from badgeservice.jobs import create_jobs
from badgeservice.storage.tables import BatchRow
from benchmarks.processor import most_memory, program
from benchmarks.results import Row, row

FIGURE, LONGEST = 300, 900


def rows(badges: int) -> list[Row]:
    """The most memory of the worker, in MiB."""
    with TemporaryDirectory(prefix="badgeservice-memory-") as name, installed(environment(Path(name))) as here:
        most = while_giving(here, badges)
    return [row(f"memory of a worker, {badges} badges, MiB", most, None, FIGURE)]


def while_giving(here: Installation, badges: int) -> float:
    """The most memory of a worker that gives one list of so many."""
    batch = started(here, badges, "memory")

    def is_done() -> bool:
        with here.database.reading() as session:
            return session.get_one(BatchRow, batch).state == "done"

    with program(["worker"], here.environment) as worker:
        create_jobs(here.tools.settings, here.database).wake_batches()
        until(is_done, LONGEST)
        return most_memory(worker)
