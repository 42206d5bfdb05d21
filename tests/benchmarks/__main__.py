"""Runs every job, prints the table, and writes it to a file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from benchmarks.jobs import JOBS
from benchmarks.results import Row, measure, table

LATEST = Path(__file__).with_name("latest.json")


def main(arguments: Sequence[str] | None = None) -> list[Row]:
    """Measure what was asked for; --rounds and --seconds say how long.

    In processor time: the work is of one thread, and what else the machine does is not ours.
    """
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each contestant has its turn")
    parser.add_argument("--seconds", type=float, default=0.1, help="how long a turn is")
    parser.add_argument("--output", type=Path, default=LATEST)
    parser.add_argument("--only", default="", metavar="WORD", help="the jobs whose name holds this word")
    given = parser.parse_args(arguments)
    rows = [
        row for job in JOBS if given.only in job.name for row in measure(job, given.rounds, given.seconds, process_time)
    ]
    print(table(rows))
    given.output.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return rows


if __name__ == "__main__":
    main()
