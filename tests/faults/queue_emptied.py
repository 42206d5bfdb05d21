"""The queue is thrown away again and again: rows are the truth, and the sweep finds what waits.

`PYTHONPATH=tests python -m faults.queue_emptied [--full] [--database sqlite|postgresql]`
"""

from __future__ import annotations

from datetime import timedelta

import click
from mail_server import MailServer, running

from badgeservice.jobs import create_jobs
from faults.processes import Installation, alone, empty_queue, until

SWEEP_SECONDS = 60


def lose_messages(here: Installation, server: MailServer, number: int) -> dict[str, object]:
    """Mails whose messages are lost before a worker reads them; what was counted."""
    jobs = create_jobs(here.settings, here.database)
    here.put(0, number)
    jobs.wake()
    lost = empty_queue(str(here.settings.redis_url))
    # The worker asks for the mail there is when it starts, so these are of after that.
    worker = here.start()
    until(lambda: server.taken.total() == number, 60 + number * 0.2)
    here.put(number, number, timedelta(seconds=2))
    lost += empty_queue(str(here.settings.redis_url))
    seconds = until(lambda: here.states() == {"sent": 2 * number}, SWEEP_SECONDS + 30 + number * 0.2)
    return {
        "mails": 2 * number,
        "messages lost": lost,
        "left": server.taken.total(),
        "left twice": sum(times > 1 for times in server.taken.values()),
        "seconds until the sweep found them": round(seconds, 1),
        "seconds to end on SIGTERM": round(worker.end(), 1),
    }


@click.command()
@click.option("--full", is_flag=True, help="Many mails.")
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="postgresql")
def main(full: bool, database: str) -> None:
    """Print what was counted."""
    with running(MailServer()) as server, alone(server.address, database, "valkey") as here:
        click.echo(lose_messages(here, server, 2_000 if full else 20))


if __name__ == "__main__":
    main()
