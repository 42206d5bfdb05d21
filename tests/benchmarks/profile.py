"""Where does the time go? For each job, the part of it that each step takes.

PYTHONPATH=tests python -m benchmarks.profile [--badges 5000] [--seconds 3]

By cProfile, which makes a step of many small calls look longer than it is: read it as an order, not as a measure. A
function counts for the step of its module; what Python has built in, for that of the module that calls it.
"""

from __future__ import annotations

import argparse
import cProfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from pstats import Stats
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import bulk, jobs
from benchmarks.timing import Work

LEAST = 0.01
OTHER = "the rest"
# What a name, and after that a file, holds → the step that it is of; the first that fits.
NAMES: Mapping[str, str] = {
    "crypto_sign": "Ed25519",
    "ed25519": "Ed25519",
    "sha256": "SHA-256",
    "sqlite3": "SQLite",
}
FILES: Mapping[str, str] = {
    "ed25519": "Ed25519",
    "nacl/": "Ed25519",
    "proofs/base58": "base58",
    "pyld/": "JSON-LD to quads (PyLD)",
    "jsonld/processor": "JSON-LD to quads (PyLD)",
    "jsonld/dataset": "JSON-LD to quads (PyLD)",
    "jsonld/screening": "screening of JSON-LD",
    "jsonld/shapes": "finding the shape of a document",
    "jsonld/": "canonical form",
    "formats/award_templates": "JSON",
    "formats/bulk_signer": "JSON",
    "strict_json": "JSON",
    "formats/ob3": "putting the badge together",
    "issuing/award_values": "putting the badge together",
    "uuid.py": "ids, codes and salts",
    "secrets.py": "ids, codes and salts",
    "model/check_code": "ids, codes and salts",
    "storage/bulk": "rows for the database",
    "batches/chunk_rows": "rows for the database",
    "sqlalchemy/": "SQLAlchemy",
    "storage/": "SQLAlchemy",
    "issuing/batches": "reading and looking at the list",
    "issuing/order": "reading and looking at the list",
    "organisations/typed_text": "reading and looking at the list",
    "model/identifiers": "reading and looking at the list",
    "status/": "status list",
    "verification/checks/status": "status list",
    "verification/status": "status list",
    "formats/": "reading the badge",
    "verification/": "questions and report",
    "proofs/": "proof",
}


def main() -> None:
    """Print a table for each job."""
    parser = argparse.ArgumentParser(prog="benchmarks.profile", description=__doc__)
    parser.add_argument("--badges", type=int, default=5_000, help="of how many badges the list is")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each of the others is done")
    given = parser.parse_args()
    for name, ready in JOBS.items():
        print(f"\n| {name} | |\n|---|---|", *lines(repeated(ready(), given.seconds)), sep="\n", flush=True)
    with TemporaryDirectory(prefix="badgeservice-profile-") as folder, bulk.PLACES["SQLite"](Path(folder)) as there:
        bulk.given_list(there.here, 100, "warm-up")
        print("\n| bulk end to end, SQLite | |\n|---|---|", *lines(given_list(there, given.badges)), sep="\n")


JOBS: Mapping[str, Callable[[], Work]] = {
    "sign, one class, many learners": jobs.sign_many,
    "verify, known shape, all checks": jobs.verify_documents,
    "verify, unknown shape, all checks": jobs.verify_strangers,
}


def repeated(work: Work, seconds: float) -> Counter[str]:
    """Step → seconds, of work that is done again and again after it was done a few times."""
    for _ in range(10):
        work()
    profile, ends = cProfile.Profile(), time.monotonic() + seconds
    while time.monotonic() < ends:
        for _ in range(10):
            profile.runcall(work)
    return steps(profile)


def given_list(there: bulk.Place, badges: int) -> Counter[str]:
    """Step → seconds, of giving a list."""
    profile = cProfile.Profile()
    profile.runcall(bulk.given_list, there.here, badges, "profile")
    return steps(profile)


def steps(profile: cProfile.Profile) -> Counter[str]:
    """Step → seconds that its functions took themselves."""
    found: Counter[str] = Counter()
    stats: Any = Stats(profile)
    for (file, _line, name), (_calls, _all, own, _below, callers) in stats.stats.items():
        if file != "~":
            found[_step(file, name)] += own
            continue
        for (caller, _at, by), (_calls, _all, part, _below) in callers.items():
            found[_named(name) or _step(caller, by)] += part
    return found


def lines(found: Counter[str]) -> Iterator[str]:
    """The steps, the longest first; what takes less than one in a hundred is told with the rest."""
    whole = found.total()
    shown = [(step, part) for step, part in found.most_common() if step != OTHER and part >= LEAST * whole]
    for step, part in (*shown, (OTHER, whole - sum(part for _step, part in shown))):
        yield f"| {step} | {part / whole:.0%} |"


def _step(file: str, name: str) -> str:
    return next((step for part, step in FILES.items() if part in file), None) or _named(name) or OTHER


def _named(name: str) -> str | None:
    return next((step for part, step in NAMES.items() if part in name), None)


if __name__ == "__main__":
    main()
