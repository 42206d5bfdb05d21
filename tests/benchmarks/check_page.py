"""What does checking a badge cost beside showing the same page with fixed values? The check page over HTTP.

PYTHONPATH=tests python -m benchmarks.check_page [--threads 4] [--rounds 5]; the demo in a new folder. Both pages come
from the same server, make the same template and read the same rows; only one of them checks the badge. What a machine
does besides is not in the milliseconds of the processor that an answer takes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from faults.processes import until
from faults.serving import ask, free_address
from flask import Flask, Response, render_template, template_rendered
from sqlalchemy import select

from badgeservice.app import create_app
from badgeservice.cli.foreground import Moments, Place, serve_in_foreground
from badgeservice.settings import read_settings
from badgeservice.storage import awards, keys, renewals, status_lists
from badgeservice.storage.engine import opened_database
from badgeservice.storage.tables import StatusListRow
from badgeservice.web import database
from badgeservice.web.collaborators import NAME
from benchmarks.loading import Load, load
from benchmarks.processor import taken_by
from benchmarks.results import Row, row, table

CONNECTIONS, SECONDS, ROUNDS = 50, 4, 3
WORKERS, THREADS = 2, 4
FIGURE, LONGEST_WAIT = 0.6, 300.0
FIXED = "the page with fixed values"


@dataclass(frozen=True)
class Served:
    """A server: its address, what is asked of it, and its process."""

    address: str
    code: str
    status_list: str
    process: int


def main() -> None:
    """Measure, or be the server that is measured."""
    parser = argparse.ArgumentParser(prog="benchmarks.check_page", description=__doc__)
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--serve", type=int, metavar="PORT")
    given = parser.parse_args()
    if given.serve:
        made = with_fixed_page(create_app(read_settings(os.environ)), os.environ["BENCHMARK_CODE"])
        made.extensions[NAME].database.close()
        serve_in_foreground(made, Place("127.0.0.1", given.serve, WORKERS, given.threads), Moments())
        return
    with TemporaryDirectory() as folder, _served(Path(folder), given.threads) as served:
        print(table(pages(served, given.rounds)))
        print(json.dumps(lists(served), indent=1))


def rows(_badges: int) -> list[Row]:
    """The check page beside the same page with fixed values."""
    with TemporaryDirectory() as folder, _served(Path(folder), THREADS) as served:
        return pages(served, ROUNDS)


def pages(served: Served, rounds: int) -> list[Row]:
    """By the clock of the wall, in seconds of the processor of the server, and how long the slowest wait."""
    paths = {"checked": f"/v/{served.code}", "fixed": f"/fixed/{served.code}"}
    for path in paths.values():
        load(served.address + path, 4, 1)
    seen: dict[str, list[Load]] = {name: [] for name in paths}
    taken: dict[str, list[float]] = {name: [] for name in paths}
    for number in range(rounds):
        for name in sorted(paths, reverse=number % 2 == 1):
            before = taken_by(served.process)
            seen[name].append(load(served.address + paths[name], CONNECTIONS, SECONDS))
            answers = seen[name][-1].rate * SECONDS
            taken[name].append(answers / max(taken_by(served.process) - before, 1e-9))
    rate = {name: median(one.rate for one in loads) for name, loads in seen.items()}
    of_core = {name: median(each) for name, each in taken.items()}
    wait = {name: median(one.p99 for one in loads) for name, loads in seen.items()}
    return [
        row("check page, a second", rate["checked"], (FIXED, rate["fixed"]), FIGURE, of_limit=True),
        row("check page, a second of a core", of_core["checked"], (FIXED, of_core["fixed"]), FIGURE, of_limit=True),
        row(f"check page, p99 at {CONNECTIONS} connections, ms", wait["checked"], None, LONGEST_WAIT),
        row(f"{FIXED}, p99 at {CONNECTIONS}, ms", wait["fixed"], None, None),
    ]


def lists(served: Served) -> dict[str, float]:
    """Status lists and signs of life that the server gives a second."""
    address = served.address + served.status_list
    known = {"If-None-Match": _etag(address)}
    return {
        "/healthz": load(f"{served.address}/healthz", CONNECTIONS, SECONDS).rate,
        "status list": load(address, CONNECTIONS, SECONDS).rate,
        "status list, not changed": load(address, CONNECTIONS, SECONDS, known).rate,
    }


def with_fixed_page(app: Flask, code: str) -> Flask:
    """The app, with one page more: that of this badge as it was checked once, and the reads that a check makes."""
    kept: dict[str, Any] = {}

    def keep(_app: Flask, template: Any, context: dict[str, Any], **_more: Any) -> None:
        if template.name == "verdict.html":
            kept.update(context["verdict"])

    def fixed(code: str) -> Response:
        session = database.reading()
        award = awards.by_code(session, code)
        assert award is not None
        status_lists.documents(session, {award.status_list_id})
        keys.of_organisations(session, {award.organisation_id})
        renewals.newer_code(session, award.id)
        return Response(render_template("verdict.html", verdict=kept))

    app.add_url_rule("/fixed/<code>", view_func=fixed)
    with template_rendered.connected_to(keep, app):
        assert app.test_client().get(f"/v/{code}").status_code == 200
    return app


@contextmanager
def _served(folder: Path, threads: int) -> Iterator[Served]:
    address = free_address()
    port = address.rpartition(":")[2]
    environment = {
        **os.environ,
        "BADGESERVICE_DATA_DIR": str(folder),
        "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(folder / "key-encryption.key"),
        "BADGESERVICE_BASE_URL": f"http://localhost:{port}",
        "BADGESERVICE_RATE_LIMITS": "off",
    }
    demo = [sys.executable, "-m", "badgeservice.cli", "demo", "--json"]
    told = json.loads(subprocess.run(demo, env=environment, check=True, capture_output=True).stdout)
    code = next(badge["code"] for badge in told["badges"] if badge["state"] == "valid")
    started = [sys.executable, "-m", "benchmarks.check_page", "--threads", str(threads), "--serve", port]
    process = subprocess.Popen(started, env={**environment, "BENCHMARK_CODE": code})
    try:
        until(lambda: ask(address, "/healthz").status == 200, 60)
        time.sleep(1)
        yield Served(address, code, _status_list(folder), process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _status_list(folder: Path) -> str:
    with opened_database(f"sqlite:///{folder / 'badgeservice.db'}") as database, database.reading() as session:
        return f"/status/{session.scalars(select(StatusListRow.id)).first()}"


def _etag(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - our own address
        return str(answer.headers["ETag"])


if __name__ == "__main__":
    main()
