"""Two workers empty one outbox, and one of them is killed half-way: no mail leaves twice, none is lost.

`PYTHONPATH=tests python -m faults.workers_killed [--full] [--database sqlite|postgresql]`
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

import click
from mail_server import MailServer, running

from badgeservice.issuing.delivery import LEASE, STUCK_AFTER, Mailing, deliver_due
from badgeservice.jobs import create_jobs
from badgeservice.mail.smtp import line_to
from badgeservice.model.addresses import Addresses
from faults.processes import Installation, alone, until

MAIL_SECONDS = 0.02


async def slowly(_recipient: str) -> None:
    """A server takes its time, so that there is a half-way."""
    await asyncio.sleep(MAIL_SECONDS)


def share(here: Installation, server: MailServer, number: int) -> dict[str, object]:
    """Two workers send so many mails; what was counted."""
    here.put(0, number)
    wake, workers = create_jobs(here.settings, here.database).wake, [here.start(), here.start()]
    seconds = until(_while_asking(wake, lambda: here.states() == {"sent": number}), 60 + number * 0.2)
    return {
        "mails": number,
        "left": server.taken.total(),
        "left twice": sum(times > 1 for times in server.taken.values()),
        "by each worker": [worker.sent for worker in workers],
        "seconds": round(seconds, 1),
    }


def kill_half_way(here: Installation, server: MailServer, number: int, wait: bool) -> dict[str, object]:
    """Kill one of two workers at a third; without `wait` the clock of the last one stands eleven minutes ahead."""
    here.put(0, number)
    wake, two = create_jobs(here.settings, here.database).wake, [here.start(), here.start()]
    until(_while_asking(wake, lambda: server.taken.total() >= number / 3), 60 + number)
    first, second = sorted(two, key=lambda worker: worker.sent, reverse=True)
    first.kill()
    until(_while_asking(wake, lambda: second.sent > 0 and not _is_due(here)), 60 + number)
    left_in_between = here.states()
    if wait:
        until(lambda: not {"waiting", "sending"} & set(here.states()), (STUCK_AFTER + LEASE).total_seconds() + 120)
    ended = second.end()
    if not wait:
        later(here)
    return {
        "mails": number,
        "after the kill": dict(left_in_between),
        "in the end": dict(here.states()),
        "left": server.taken.total(),
        "left twice": sum(times > 1 for times in server.taken.values()),
        "perhaps sent and not left": number - len(server.taken),
        "seconds to end on SIGTERM": round(ended, 1),
    }


def later(here: Installation) -> None:
    """What a worker does once the lease of the dead one is over."""
    settings = here.settings
    ahead = STUCK_AFTER + timedelta(minutes=1)
    with line_to(str(settings.smtp_url)) as line:
        deliver_due(
            Mailing(
                here.database,
                line.post,
                Addresses(settings.base_url, settings.mail_from),
                settings.mail_from,
                lambda: datetime.now(UTC) + ahead,
                ready=line.ready,
                wait=Event().wait,
            )
        )


def _while_asking(wake: Callable[[], None], is_so: Callable[[], bool]) -> Callable[[], bool]:
    """Ask for mail to leave at every look, as badges that are given meanwhile do: any worker may hear it."""

    def look() -> bool:
        wake()
        return is_so()

    return look


def _is_due(here: Installation) -> bool:
    # What the dead one took is not due before its lease is over.
    counts = here.states()
    return counts["waiting"] > 50 or counts["sending"] > 1


@click.command()
@click.option("--full", is_flag=True, help="Many mails, and the minutes that pass are real ones.")
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="postgresql")
def main(full: bool, database: str) -> None:
    """Print what was counted."""
    number = 3_000 if full else 300
    with running(MailServer()) as server, alone(server.address, database, "valkey") as here:
        click.echo(share(here, server, number))
    with running(MailServer(to_data=slowly)) as server, alone(server.address, database, "valkey") as here:
        click.echo(kill_half_way(here, server, number, wait=full))


if __name__ == "__main__":
    main()
