"""How does an app answer requests in the foreground, in several processes of several threads?"""

from __future__ import annotations

import multiprocessing
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path

import click
from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from badgeservice.cli.parent_watch import end_with

# Whoever has not got an answer by then does not get one any more.
LAST_SECONDS = 15
LOOK_SECONDS = 0.05


def nothing() -> None:
    """What a server does at a moment at which it has nothing to do."""


@dataclass(frozen=True)
class Place:
    """Where a server listens and with how much; `certificate` is a file and that of its key, for https."""

    host: str
    port: int
    workers: int
    threads: int
    certificate: tuple[Path, Path] | None = None


@dataclass(frozen=True)
class Moments:
    """What is done once it listens and after the end, and in each process before its first answer and at its end."""

    listening: Callable[[], None] = nothing
    over: Callable[[], None] = nothing
    process_begins: Callable[[], None] = nothing
    process_ends: Callable[[], None] = nothing


def serve_in_foreground(app: Flask, place: Place, moments: Moments) -> None:
    """Answer with an app that is made before the processes split, until a signal ends it.

    Raises click.ClickException when somebody listens there already.
    """
    _refuse_a_place_that_is_taken(place)
    # The app is made once, and what it read is shared by all processes.
    multiprocessing.set_start_method("fork", force=True)
    certificate, key = place.certificate or (None, None)
    server = Server(
        "badgeservice",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=place.workers,
        blocking_threads=place.threads,
        http=HTTPModes.http1,
        ssl_cert=certificate,
        ssl_key=key,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig={"handlers": {}, "formatters": {}, "loggers": {"_granian": {"propagate": True}}},
    )
    server.on_startup(lambda: _once_it_listens(place, moments.listening))
    server.on_shutdown(moments.over)
    server.serve(target_loader=partial(_begin_process, app, moments, os.getpid()), wrap_loader=False)


def _begin_process(app: Flask, moments: Moments, parent: int) -> Flask:
    end_with(parent)
    Finalize(None, moments.process_ends, exitpriority=1)
    moments.process_begins()
    return app


def _refuse_a_place_that_is_taken(place: Place) -> None:
    # Each process listens by itself, so a second service would silently get a part of the requests of the first.
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        socket.create_server((place.host, place.port), family=family).close()
    except OSError as problem:
        raise click.ClickException(
            f"Cannot listen on {place.host} port {place.port}: {problem.strerror}. Choose another with --port."
        ) from problem


def _once_it_listens(place: Place, act: Callable[[], None]) -> None:
    def look() -> None:
        never, address = threading.Event(), (place.host, place.port)
        with socket.socket(socket.AF_INET6 if ":" in place.host else socket.AF_INET) as line:
            while line.connect_ex(address):
                never.wait(LOOK_SECONDS)
        act()

    threading.Thread(target=look, daemon=True, name="listening").start()
