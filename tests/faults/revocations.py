"""Thousands of badges of one organisation are revoked at the same time, in several processes.

Every bit is set in the list as it is served, no other is, and no bit that was seen set is ever seen not set.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Event
from uuid import UUID

from badgeservice.audit.record import first_broken_row
from badgeservice.status import bitstring
from badgeservice.storage.kept_outside import published_lists
from faults.crowd import Crowd, crowd
from faults.installation import Installation, environment, installed
from faults.postgres import own_server
from faults.running import Counts, by_hand
from faults.serving import ask, free_address, served

SMALL, FULL = 16, 3200
PROCESSES, THREADS = 4, 8


def run(folder: Path, full: bool) -> Counts:
    """On either database."""
    counts: Counts = {}
    with own_server() as server, crowd(PROCESSES if full else 2, THREADS) as many:
        for name, address in (("sqlite", ""), ("postgresql", server.database())):
            found = once(folder / name, address, FULL if full else SMALL, many)
            counts |= {f"{name}, {part}": value for part, value in found.items()}
    return counts


def once(folder: Path, database: str, number: int, many: Crowd) -> Counts:
    """Give badges, a quarter more than are revoked; revoke them all at once while somebody reads the list."""
    settings = environment(folder, database, BASE_URL=free_address())
    with installed(settings) as installation, served(settings, folder / "log") as address:
        given = [one for one, _ in many.all_at_once(installation, give, range(number + number // 4))]
        revoked = given[:number]
        (status_list,) = {row.status_list_id for row in installation.awards()}

        def read() -> set[int]:
            return bits(ask(address, f"/status/{status_list}").text)

        with watched(read) as seen:
            done = many.all_at_once(installation, revoke, revoked)
        places = {place for place, _tries in done}
        assert len(places) == number
        assert read() == places, "a bit is lost, or set for nobody"
        assert all(before <= after for before, after in pairwise(seen)), "a badge counted again for a while"
        ((_, version, document),) = published_lists(installation.tools.settings.published_folder)
        assert bits(document.decode()) == places
        assert version == 1 + number
        is_so_for_everybody(installation, set(given), set(revoked))
    return {
        "revoked": number,
        "bits set in the served list": len(places),
        "tried again": sum(tries - 1 for _, tries in done),
        "looks at the list meanwhile": len(seen),
        "valid badges left": len(given) - number,
    }


@contextmanager
def watched(read: Callable[[], set[int]]) -> Iterator[list[set[int]]]:
    """What somebody saw who looks at the list again and again until the block ends."""
    enough, seen = Event(), [read()]

    def look() -> None:
        while not enough.is_set():
            seen.append(read())

    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(look)
        try:
            yield seen
        finally:
            enough.set()
        looking.result()


def is_so_for_everybody(installation: Installation, given: set[UUID], revoked: set[UUID]) -> None:
    """A check of each badge says what was done with it, and the log holds."""
    with installation.database.reading() as session:
        assert first_broken_row(session) is None
    rows = {row.id: row for row in installation.awards()}
    assert set(rows) == given
    for award, row in rows.items():
        report = installation.report(row.document)
        assert report.verdict == ("invalid" if award in revoked else "valid"), report


def give(installation: Installation, number: int) -> UUID:
    return installation.give(f"Lerende {number}")


def revoke(installation: Installation, award: UUID) -> int:
    return installation.revoke(award)


def bits(document: str) -> set[int]:
    """The places that are set in a status list."""
    packed = bitstring.decode(json.loads(document)["credentialSubject"]["encodedList"])
    return {at * 8 + bit for at, byte in enumerate(packed) if byte for bit in range(8) if byte & 128 >> bit}


if __name__ == "__main__":
    by_hand(run, __doc__)
