"""PostgreSQL is stopped and started while programs give badges and visitors look.

Whoever asks meanwhile hears in a sentence to come back, and when; the service is healthy within 5 seconds of the
database's return; every badge is whole, and what was answered as given is there, once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Event

from sqlalchemy import func, select

from badgeservice.audit.record import first_broken_row
from badgeservice.storage.tables import ApiRequestRow, AwardRow
from faults.installation import Installation, environment, installed, opened
from faults.postgres import Server, own_server
from faults.running import Counts, by_hand
from faults.serving import Answer, answers_within, ask, ask_for_a_code, free_address, give, served

GIVERS, VISITORS = 4, 4
HEALTHY_WITHIN = 5.0
SMALL, FULL = 2, 10
UP_SECONDS, DOWN_SECONDS = 1.0, 1.5


@dataclass
class Seen:
    """What was answered: by status, the keys that were given, and what was no answer of ours."""

    statuses: Counter[str] = field(default_factory=Counter)
    given: set[str] = field(default_factory=set)
    wrong: list[Answer] = field(default_factory=list)

    def add(self, what: str, answer: Answer) -> None:
        self.statuses[f"{what} {answer.status}"] += 1
        is_ours = answer.status < 400 or (answer.says_when_to_come_back and is_a_sentence(answer))
        if answer.status == 0 or not is_ours:
            self.wrong.append(answer)


def is_a_sentence(answer: Answer) -> bool:
    return "Try again" in answer.text or "opnieuw" in answer.text


def run(folder: Path, full: bool) -> Counts:
    """Restart the database so many times under load."""
    restarts = FULL if full else SMALL
    with own_server() as server:
        settings = environment(folder, server.database(), BASE_URL=free_address())
        with installed(settings) as installation:
            token, slug, code = installation.token(), installation.slug(), installation.code(installation.give())
        with served(settings, folder / "log") as address, loaded(address, token, slug, code) as seen:
            healthy = [restarted(server, address) for _ in range(restarts)]
            pause(UP_SECONDS)
        with opened(settings) as installation:
            kept = is_whole(installation, seen)
    assert seen.wrong == [], seen.wrong[:3]
    assert seen.statuses["given 503"] > 0, "nobody noticed that the database was away"
    assert max(healthy) <= HEALTHY_WITHIN
    return {
        "restarts": restarts,
        **dict(sorted(seen.statuses.items())),
        "badges kept": kept,
        "answered as given": len(seen.given),
        "slowest back to health (s)": round(max(healthy), 2),
    }


def restarted(server: Server, address: str) -> float:
    """Stop the database, wait, and start it: after how many seconds the service is healthy."""
    pause(UP_SECONDS)
    server.stop()
    pause(DOWN_SECONDS)
    assert ask(address, "/healthz").status == 200
    assert ask(address, "/readyz").status == 503
    server.start()
    seconds = answers_within(address, HEALTHY_WITHIN * 4)
    assert seconds is not None
    return seconds


def pause(seconds: float) -> None:
    """Let the load go on for a while."""
    Event().wait(seconds)


@contextmanager
def loaded(address: str, token: str, slug: str, code: str) -> Iterator[Seen]:
    """Load until the block ends; what was seen is complete after it."""
    enough, seen, numbers = Event(), Seen(), count()

    def go_on_giving() -> None:
        while not enough.is_set():
            key = f"nummer-{next(numbers)}"
            answer = give(address, token, slug, key)
            # As the answer says: later, with the same key.
            while answer.status == 503 and not enough.is_set():
                seen.add("given", answer)
                pause(0.1)
                answer = give(address, token, slug, key)
            seen.add("given", answer)
            if answer.status == 201:
                seen.given.add(key)

    def go_on_looking() -> None:
        while not enough.is_set():
            seen.add("looked", ask(address, f"/v/{code}", Accept="text/html"))
            seen.add("start page", ask(address, "/", Accept="text/html"))
            seen.add("asked for a code", ask_for_a_code(address, f"l{next(numbers)}@voorbeeld.nl"))

    with ThreadPoolExecutor(GIVERS + VISITORS) as pool:
        running = [pool.submit(work) for work in [go_on_giving] * GIVERS + [go_on_looking] * VISITORS]
        try:
            yield seen
        finally:
            enough.set()
        for one in running:
            one.result()


def is_whole(installation: Installation, seen: Seen) -> int:
    """Every badge verifies, has its mail and its row in the log; every key that was answered gave one badge."""
    rows = {row.recipient_name: row for row in installation.awards()}
    with installation.database.reading() as session:
        assert first_broken_row(session) is None
        assert session.scalar(select(func.count()).select_from(AwardRow)) == len(rows), "a key gave two badges"
        assert session.scalar(select(func.count()).select_from(ApiRequestRow)) == len(rows) - 1
    assert {f"Lerende {key}" for key in seen.given} <= set(rows)
    assert all(installation.report(row.document).verdict == "valid" for row in rows.values())
    return len(rows)


if __name__ == "__main__":
    by_hand(run, __doc__)
