"""Runs every job, prints the table, writes it to a file and draws the plots; or runs the jobs that are named."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time

from benchmarks import plots
from benchmarks.jobs import JOBS
from benchmarks.results import Row, measure, table

# What the service does as a whole: a function that measures so many badges, and how many. Loaded when it is asked for,
# since each needs a database or a server.
WHOLE: Mapping[str, tuple[str, int]] = {
    "start of verify": ("benchmarks.start:rows", 0),
    "bulk": ("benchmarks.bulk:rows", 20_000),
    "check page": ("benchmarks.check_page:rows", 0),
    "memory of a worker": ("benchmarks.worker_memory:rows", 100_000),
    "two workers": ("benchmarks.scaled_out:rows", 30_000),
    "growth": ("benchmarks.growth:rows", 100_000),
}


def main(arguments: Sequence[str] | None = None) -> list[Row]:
    """Measure what was asked for; --rounds and --seconds say how long beside other packages.

    That is in processor time: the work is of one thread, and what else the machine does is not ours.
    """
    given = _given(arguments)
    rows: list[Row] = []
    for row in _rows(given):
        rows.append(row)
        # One by one, since all of it takes minutes.
        print(table([row]).rpartition("\n")[2], flush=True)
    print(f"\n{table(rows)}")
    if output := given.output or (None if given.jobs else plots.LATEST):
        output.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
        if output == plots.LATEST:
            plots.draw(rows, plots.FOLDER)
    return rows


def _given(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    names = ", ".join((*(job.name for job in JOBS), *WHOLE))
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"the jobs whose name holds this: {names}")
    parser.add_argument("--rounds", type=int, default=15, help="how often each contestant has its turn")
    parser.add_argument("--seconds", type=float, default=0.1, help="how long a turn is")
    parser.add_argument("--badges", type=int, help="of how many badges; for each job its own number by default")
    parser.add_argument("--output", type=Path, help="where the rows are written; nowhere when jobs are named")
    return parser.parse_args(arguments)


def _rows(given: argparse.Namespace) -> Iterator[Row]:
    for job in JOBS:
        if _is_asked(given.jobs, job.name):
            yield from measure(job, given.rounds, given.seconds, process_time)
    for name, (function, badges) in WHOLE.items():
        if _is_asked(given.jobs, name):
            yield from _loaded(function)(badges if given.badges is None else given.badges)


def _is_asked(jobs: Sequence[str], name: str) -> bool:
    return not jobs or any(one in name for one in jobs)


def _loaded(name: str) -> Callable[[int], list[Row]]:
    module, _, function = name.partition(":")
    found: Callable[[int], list[Row]] = getattr(import_module(module), function)
    return found


if __name__ == "__main__":
    main()
