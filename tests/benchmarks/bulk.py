"""How many badges of a list are given a second?

PYTHONPATH=tests python -m benchmarks bulk [--badges 20000]

A CSV file is read, looked at, signed, stored with its places in status lists and committed, by one thread. Beside it,
in the same run: signing the same badges alone, and writing the same rows alone. By the clock of the wall, and in
seconds of the processor: of this process and of the server of the database.
"""

from __future__ import annotations

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
from faults.postgres import own_server
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
from benchmarks.processor import postmaster, taken_by
from benchmarks.results import Row, row

FIGURE, SHARE = 3_000, 0.5


@dataclass(frozen=True)
class Taken:
    """Seconds of the wall, and of the processor: this process and the server of the database."""

    wall: float
    processor: float


@dataclass(frozen=True)
class Place:
    """An installation, and the server of its database."""

    here: Installation
    server: int | None = None

    def timed(self, job: Callable[[], object]) -> Taken:
        """How long a job takes."""
        wall, processor = time.perf_counter(), self._processor()
        job()
        return Taken(time.perf_counter() - wall, self._processor() - processor)

    def _processor(self) -> float:
        return time.process_time() + (taken_by(self.server) if self.server is not None else 0.0)


def rows(badges: int) -> list[Row]:
    """What giving a list to so many people comes to, on both databases."""
    found = []
    for kind, place in PLACES.items():
        with TemporaryDirectory(prefix="badgeservice-bulk-") as name, place(Path(name)) as there:
            found += of_one(kind, there, badges)
    return found


def of_one(kind: str, there: Place, number: int) -> list[Row]:
    """What it comes to on one database."""
    before = min(number, 2 * SIZE)
    given_list(there.here, before, "warm-up")
    whole = there.timed(lambda: given_list(there.here, number, "list"))
    assert len(there.here.awards()) == before + number
    signing = there.timed(lambda: sign_alone(number))
    writing = there.timed(lambda: write_alone(there.here, number))
    job, alone = f"bulk end to end, {kind}", signing.wall + writing.wall
    return [
        row(f"{job}, a second", number / whole.wall, None, FIGURE),
        row(f"{job}, a second of a core", number / whole.processor, None, FIGURE),
        row(
            f"{job}, beside its parts", number / whole.wall, ("sign, then write", number / alone), SHARE, of_limit=True
        ),
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


def _like(row: tuple[object, ...], at: int) -> tuple[object, ...]:
    made, award = uuid4(), dict(zip(AWARD, row, strict=True))
    own = {"id": made, "request_id": made, "code": code_from(made.bytes[:10]), "status_index": -1 - at}
    return tuple((award | own).values())


@contextmanager
def _sqlite(folder: Path) -> Iterator[Place]:
    with installed(environment(folder)) as here:
        yield Place(here)


@contextmanager
def _postgresql(folder: Path) -> Iterator[Place]:
    with own_server() as server, installed(environment(folder, server.database())) as here:
        yield Place(here, postmaster(server))


PLACES = {"SQLite": _sqlite, "PostgreSQL": _postgresql}
