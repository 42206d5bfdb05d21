"""`badgeservice worker`: do the work in the background, in the foreground of this process."""

from __future__ import annotations

import os
from typing import Any

import click
from huey.consumer import Consumer

from badgeservice.cli.parent_watch import end_with
from badgeservice.errors import BadgeServiceError
from badgeservice.jobs import Jobs, create_jobs
from badgeservice.logs import log_json_lines
from badgeservice.settings import read_settings
from badgeservice.storage.engine import open_database
from badgeservice.storage.kept_outside import keep_outside

# A mail server that is slow may take this long over the mail that is just leaving.
LAST_SECONDS = 60


class GracefulWorker(Consumer):  # type: ignore[misc]  # the library has no types
    """Ends what it is at before it ends itself, whichever signal asks for it: no mail is left in between."""

    def __init__(self, jobs: Jobs, **options: Any) -> None:
        super().__init__(jobs.queue, shutdown_timeout=LAST_SECONDS, **options)
        self._jobs = jobs

    def stop(self, graceful: bool = False) -> None:
        """Let the work end early, and wait for it."""
        del graceful
        self._jobs.stopping.set()
        super().stop(graceful=True)


@click.command()
@click.option("--threads", type=click.IntRange(1, 16), default=2, show_default=True, help="Tasks at the same time.")
@click.option("--parent", type=int, hidden=True, help="End when this process is gone.")
def command(threads: int, parent: int | None) -> None:
    """Give lists of badges, deliver mail and keep status lists fresh; run as many of these as you like."""
    log_json_lines()
    try:
        settings = read_settings(os.environ)
        database = open_database(settings.database_url)
        keep_outside(database, settings.published_folder)
        jobs = create_jobs(settings, database)
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
    if parent is not None:
        end_with(parent)
    jobs.wake()
    jobs.wake_batches()
    GracefulWorker(jobs, workers=threads, initial_delay=0.05, max_delay=0.5).run()
