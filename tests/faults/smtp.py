"""The mail server is down, slow or refusing: giving goes on, mail waits, and each leaves once.

`PYTHONPATH=tests python -m faults.smtp [--full] [--database sqlite|postgresql]`
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

import click
from mail_server import MailServer, running
from sqlalchemy import func, select, update

from badgeservice.jobs import create_jobs
from badgeservice.storage import mail_pace
from badgeservice.storage.tables import OutboxRow
from faults.processes import Installation, alone, until

# Gives so many badges; in a script only their mail is written.
Give = Callable[[int, int], None]
PAUSE_AND_SWEEP = 120


def down(here: Installation, give: Give, number: int) -> dict[str, object]:
    """Badges are given while nobody listens; then somebody does."""
    port = int(str(here.settings.smtp_url).rpartition(":")[2])
    here.start()
    seconds = _longest(here, give, number)
    until(lambda: _trouble(here), 60)
    waiting = dict(here.states())
    with running(MailServer(), port) as server:
        took = until(lambda: here.states() == {"sent": number}, PAUSE_AND_SWEEP + number * 0.2)
        here.workers[-1].end()
    return {
        "given while down": number,
        "longest of them (seconds)": seconds,
        "states while down": waiting,
        "attempts that counted": _most_attempts(here) - 1,
        "left": server.taken.total(),
        "left twice": _twice(server),
        "seconds after it came back": round(took, 1),
    }


def slow(here: Installation, server: MailServer, give: Give, number: int, seconds: float) -> dict[str, object]:
    """Badges are given while every answer takes so long; other work in the background goes on."""

    async def late(_recipient: str) -> None:
        await asyncio.sleep(seconds)

    server.to_mail = server.to_rcpt = server.to_data = late
    jobs = create_jobs(here.settings, here.database)
    worker = here.start()
    longest = _longest(here, give, number)
    until(lambda: here.states()["sending"] == 1, 60)
    jobs.wake()
    other_work = until(lambda: jobs.count_waiting() == 0, 60)
    while_sending = here.states()["sending"]
    until(lambda: server.taken.total() >= 1, 60 + 8 * seconds)
    server.to_mail = server.to_rcpt = server.to_data = _at_once
    until(lambda: here.states() == {"sent": number}, PAUSE_AND_SWEEP + 8 * seconds + number * 0.2)
    worker.end()
    return {
        "given while slow": number,
        "longest of them (seconds)": longest,
        "other work waited (seconds)": round(other_work, 1),
        "mails leaving at that moment": while_sending,
        "left": server.taken.total(),
        "left twice": _twice(server),
    }


def refusing(here: Installation, server: MailServer, give: Give, number: int, wait: bool) -> dict[str, object]:
    """One in three recipients is refused for good, one in three for now; without `wait` the minutes are skipped."""
    seen: set[str] = set()

    async def answer(recipient: str) -> str | None:
        which = int("".join(filter(str.isdigit, recipient.partition("@")[0]))) % 3
        is_new, _ = recipient not in seen, seen.add(recipient)
        return "550 No such person" if which == 0 else "450 Try later" if which == 1 and is_new else None

    server.to_rcpt = answer
    longest = _longest(here, give, number)
    worker = here.start()
    until(lambda: here.states()["sending"] == 0 and not _any_due(here), 60 + number * 0.2)
    at_first = dict(here.states())
    if not wait:
        with here.database.writing() as session:
            session.execute(update(OutboxRow).where(OutboxRow.state == "waiting").values(due_at=datetime.now(UTC)))
        create_jobs(here.settings, here.database).wake()
    until(lambda: not {"waiting", "sending"} & set(here.states()), 3 * PAUSE_AND_SWEEP + number * 0.2)
    worker.end()
    return {
        "given while refusing": number,
        "longest of them (seconds)": longest,
        "states at first": at_first,
        "states in the end": dict(here.states()),
        "left": server.taken.total(),
        "left twice": _twice(server),
    }


async def _at_once(_recipient: str) -> None:
    return None


def _longest(here: Installation, give: Give, number: int) -> float:
    """How long the slowest took to give, in seconds."""
    slowest = 0.0
    for one in range(number):
        began = monotonic()
        give(one, 1)
        slowest = max(slowest, monotonic() - began)
        if one == 0:
            create_jobs(here.settings, here.database).wake()
    return round(slowest, 2)


def _trouble(here: Installation) -> bool:
    with here.database.reading() as session:
        return mail_pace.read(session).troubles > 0


def _most_attempts(here: Installation) -> int:
    with here.database.reading() as session:
        return session.scalar(select(func.max(OutboxRow.attempts))) or 0


def _any_due(here: Installation) -> bool:
    with here.database.reading() as session:
        due = (OutboxRow.state == "waiting", OutboxRow.attempts == 0)
        return session.scalar(select(func.count()).where(*due)) != 0


def _twice(server: MailServer) -> int:
    return sum(times > 1 for times in server.taken.values())


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@click.command()
@click.option("--full", is_flag=True, help="Many mails; a slow server takes 15 seconds; nothing is skipped.")
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite")
def main(full: bool, database: str) -> None:
    """Print what was counted."""
    number = 300 if full else 9
    with alone(f"smtp://127.0.0.1:{free_port()}", database) as here:
        click.echo(down(here, here.put, number))
    with running(MailServer()) as server, alone(server.address, database) as here:
        click.echo(slow(here, server, here.put, number, 15 if full else 1))
    with running(MailServer()) as server, alone(server.address, database) as here:
        click.echo(refusing(here, server, here.put, number, wait=full))


if __name__ == "__main__":
    main()
