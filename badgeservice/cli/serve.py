"""`badgeservice serve`: answer requests, in the foreground."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from urllib.parse import urlsplit

import click

from badgeservice.app import create_app
from badgeservice.cli.foreground import Moments, Place, nothing, serve_in_foreground
from badgeservice.cli.serve_conformance import serve_conformance
from badgeservice.errors import BadgeServiceError
from badgeservice.logs import log_json_lines
from badgeservice.settings import read_settings
from badgeservice.web.collaborators import NAME, Collaborators

RESTART_SECONDS = 2


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=int, help="Port to listen on; by default the port of the base URL. Never changes that URL."
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that answer.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Threads in each process.")
@click.option("--conformance", is_flag=True, help="Serve the VC-API to test suites instead: https, on this machine.")
def command(host: str, port: int | None, workers: int, threads: int, conformance: bool) -> None:
    """Serve the site; without a Redis address the background worker runs along as a child process."""
    if conformance:
        serve_conformance(host, port, workers, threads)
        return
    log_json_lines()
    try:
        settings = read_settings(os.environ)
        app = create_app(settings)
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
    place = Place(host, port or urlsplit(settings.base_url).port or 8000, workers, threads)
    worker = EmbeddedWorker()
    moments = Moments(
        listening=worker.start if settings.redis_url is None else nothing,
        over=worker.stop,
        process_begins=lambda: _begin(app.extensions[NAME]),
        process_ends=lambda: _write_counts(app.extensions[NAME]),
    )
    serve_in_foreground(app, place, moments)


def _begin(tools: Collaborators) -> None:
    # A connection must not be shared by processes.
    tools.database.engine.dispose(close=False)
    # The first check of a process reads contexts and schemas, the first sheet the fonts; no visitor waits for that.
    threading.Thread(target=tools.self_test, args=(tools.now(),), daemon=True, name="warm-up").start()


def _write_counts(tools: Collaborators) -> None:
    for waiting in (tools.check_tally, tools.share_views, tools.seen):
        waiting.write()


class EmbeddedWorker:
    """Keeps `badgeservice worker` running as a child until it is told to stop."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and start it again whenever it ends."""
        threading.Thread(target=self._keep_running, daemon=True, name="embedded-worker").start()

    def stop(self) -> None:
        """End it."""
        self._stopped.set()
        if self._process is not None:
            self._process.terminate()

    def _keep_running(self) -> None:
        while not self._stopped.is_set():
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "badgeservice.cli", "worker", "--parent", str(os.getpid())]
            )
            self._process.wait()
            self._stopped.wait(RESTART_SECONDS)
