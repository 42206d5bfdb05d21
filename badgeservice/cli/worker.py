"""`badgeservice worker`: do the work in the background, in the foreground of this process."""

from __future__ import annotations

import os
import signal
import threading

import click

from badgeservice.errors import BadgeServiceError
from badgeservice.jobs import create_jobs
from badgeservice.logs import log_json_lines
from badgeservice.settings import read_settings
from badgeservice.storage.engine import open_database

LOOK_SECONDS = 2.0


@click.command()
@click.option("--threads", type=click.IntRange(1, 16), default=2, show_default=True, help="Tasks at the same time.")
@click.option("--parent", type=int, hidden=True, help="End when this process is gone.")
def command(threads: int, parent: int | None) -> None:
    """Deliver mail and keep status lists fresh."""
    log_json_lines()
    try:
        settings = read_settings(os.environ)
        jobs = create_jobs(settings, open_database(settings.database_url))
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
    if parent is not None:
        _end_with(parent)
    jobs.wake()
    jobs.queue.create_consumer(workers=threads, initial_delay=0.05, max_delay=0.5).run()


def _end_with(parent: int) -> None:
    never = threading.Event()

    def look() -> None:
        while os.getppid() == parent:
            never.wait(LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=look, daemon=True, name="parent-watch").start()
