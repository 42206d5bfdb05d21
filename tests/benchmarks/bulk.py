"""How many badges of a list are given a second, and how much memory does that take?

PYTHONPATH=tests:. python -m benchmarks.bulk [--rows 20000] [--database sqlite postgresql]

A CSV file is read, looked at, signed, stored with its places in status lists and committed, by one thread. Beside it,
in the same run: signing the same badges alone, and writing the same rows alone. By the clock of the wall, and in
seconds of the processor of this process; what a PostgreSQL server takes is only in the first.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from faults.installation import Installation, environment, installed
from faults.lists import started
from faults.processes import postgresql
from issued import GIVEN, KEY
from sqlalchemy import select

from badgeservice.formats.award_templates import AwardTemplates
from badgeservice.formats.bulk_signer import BulkSigner
from badgeservice.issuing.batches import work
from badgeservice.issuing.batches.chunk_rows import AWARD
from badgeservice.issuing.batches.chunks import SIZE
from badgeservice.model.check_code import code_from
from badgeservice.proofs import ed25519_key
from badgeservice.storage.bulk import insert_many
from badgeservice.storage.tables import AwardRow
from benchmarks import material

FIGURE, SHARE = 3_000, 0.5


@dataclass(frozen=True)
class Taken:
    """Seconds of the wall and of this processor."""

    wall: float
    processor: float


def main() -> None:
    """Give, measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.bulk")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    given = parser.parse_args()
    rows = [row for kind in given.database for row in measured(kind, given.rows)]
    print(json.dumps(rows, indent=1))
    print(f"most memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def measured(kind: str, number: int) -> list[dict[str, object]]:
    """What giving a list to so many people comes to on one kind of database."""
    with TemporaryDirectory(prefix="badgeservice-bulk-") as name, _place(kind, Path(name)) as here:
        given_list(here, 2 * SIZE, "warm-up")
        whole = timed(lambda: given_list(here, number, kind))
        assert len(here.awards()) == number + 2 * SIZE
        signing, writing = timed(lambda: sign_alone(number)), timed(lambda: write_alone(here, number))
    alone = signing.wall + writing.wall
    return [
        {
            "job": f"bulk, {kind}",
            "badges": number,
            "a second": round(number / whole.wall),
            "a second of this processor": round(number / whole.processor),
            "signing alone, a second": round(number / signing.wall),
            "writing alone, a second": round(number / writing.wall),
            "share of one after the other": round(alone / whole.wall, 2),
            "figures_to_reach": [FIGURE, SHARE],
            "reached": number / whole.wall >= FIGURE and alone / whole.wall >= SHARE,
        }
    ]


def given_list(here: Installation, number: int, word: str) -> None:
    """Hand in a list, start it, and give every chunk of it."""
    batch = started(here, number, word)
    for chunk in work.chunks_of(here.database, batch):
        work.do_chunk(here.database, batch, chunk, here.tools.giving, datetime.now(UTC))


def sign_alone(number: int) -> None:
    """Sign so many badges of one class, and nothing else."""
    signer = BulkSigner(AwardTemplates(), ed25519_key.signer(KEY), material.METHOD, GIVEN)
    learners = list(material.learners())
    for at in range(number):
        signer.signed(learners[at % len(learners)])


def write_alone(here: Installation, number: int) -> None:
    """Write so many rows of badges in portions, with the bytes of badges that were given, and nothing else."""
    for first in range(0, number, SIZE):
        with here.database.writing() as session:
            rows = session.execute(select(*(getattr(AwardRow, name) for name in AWARD)).limit(SIZE)).all()
            insert_many(session, AwardRow, AWARD, (_like(row, first + at) for at, row in enumerate(rows)))


def timed(job: Callable[[], object]) -> Taken:
    """How long a job takes."""
    wall, processor = time.perf_counter(), time.process_time()
    job()
    return Taken(time.perf_counter() - wall, time.process_time() - processor)


def _like(row: tuple[object, ...], at: int) -> tuple[object, ...]:
    made, award = uuid4(), dict(zip(AWARD, row, strict=True))
    own = {"id": made, "request_id": made, "code": code_from(made.bytes[:10]), "status_index": -1 - at}
    return tuple((award | own).values())


@contextmanager
def _place(kind: str, folder: Path) -> Iterator[Installation]:
    if kind == "sqlite":
        with installed(environment(folder)) as here:
            yield here
        return
    with postgresql(folder / "postgresql") as address, installed(environment(folder, address)) as here:
        yield here


if __name__ == "__main__":
    main()
