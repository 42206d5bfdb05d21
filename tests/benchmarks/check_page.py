"""What does checking a badge cost beside showing the same page with fixed values? The check page over HTTP.

PYTHONPATH=tests:tests/browser:. python -m benchmarks.check_page [--server gunicorn] [--threads 8]; the demo in a new
folder. Both pages come from the same server, make the same template and read the same rows; only one of them checks
the badge. What a machine does besides is not in the milliseconds of the processor that an answer takes.
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
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from flask import Flask, Response, render_template, template_rendered
from serving import _free_port, _wait_until_it_answers, command
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

CONNECTIONS, SECONDS, ROUNDS = 50, 4, 5
WORKERS, THREADS = 2, 8
FIGURE, LONGEST_WAIT = 0.6, 300.0


def main() -> None:
    """Measure, or be the server that is measured."""
    parser = argparse.ArgumentParser(prog="benchmarks.check_page", description=__doc__)
    parser.add_argument("--server", choices=("granian", "gunicorn"), default="granian")
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--serve", type=int, metavar="PORT")
    given = parser.parse_args()
    if given.serve:
        _serve(given.server, given.threads, given.serve)
    else:
        print(json.dumps(measure(given.server, given.threads, given.rounds), indent=1))


def measure(server: str, threads: int, rounds: int) -> dict[str, Any]:
    """The row of contract.md for the check page, and what else was seen."""
    with (
        TemporaryDirectory() as folder,
        _served(Path(folder), server, threads) as (address, code, status_list, server_id),
    ):
        paths = {"checked": f"/v/{code}", "fixed": f"/fixed/{code}", "alive": "/healthz"}
        for path in paths.values():
            load(address + path, 4, 1)
        seen: dict[str, list[Load]] = {name: [] for name in paths}
        taken: dict[str, list[float]] = {name: [] for name in paths}
        for number in range(rounds):
            for name in sorted(paths, reverse=number % 2 == 1):
                before = taken_by(server_id)
                seen[name].append(load(address + paths[name], CONNECTIONS, SECONDS))
                answers = seen[name][-1].rate * SECONDS
                taken[name].append((taken_by(server_id) - before) / answers * 1000)
        lists = {
            "status list": load(address + status_list, CONNECTIONS, SECONDS),
            "status list, not changed": load(
                address + status_list, CONNECTIONS, SECONDS, {"If-None-Match": _etag(address + status_list)}
            ),
        }
    rates = {name: round(median(one.rate for one in loads), 1) for name, loads in seen.items()}
    rates |= {name: round(one.rate, 1) for name, one in lists.items()}
    waits = {name: round(median(one.p99 for one in loads), 1) for name, loads in seen.items()}
    ratio = rates["checked"] / rates["fixed"]
    return {
        "job": "check page over HTTP", "ours": rates["checked"], "peer": rates["fixed"],
        "peer_name": "same template, fixed values", "ratio": round(ratio, 2), "limit_share": None,
        "figure_to_reach": FIGURE, "reached": ratio >= FIGURE and waits["checked"] <= LONGEST_WAIT,
        "server": server, "threads": threads, "rates": rates, "p99_ms": waits,
        "processor_ms": {name: round(median(each), 2) for name, each in taken.items()},
    }  # fmt: skip


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


def _serve(server: str, threads: int, port: int) -> None:
    if server == "granian":
        serve_in_foreground(app(), Place("127.0.0.1", port, WORKERS, threads), Moments())
        return
    # Only a peer, with the settings that it served this site with.
    options = ["--preload", "-k", "gthread", "--log-level", "warning", "-w", str(WORKERS), "--threads", str(threads)]
    named = ["-m", "gunicorn", *options, "-b", f"127.0.0.1:{port}", "benchmarks.check_page:app()"]
    os.execv(sys.executable, [sys.executable, *named])  # noqa: S606 - our own arguments


def app() -> Flask:
    """The app that is measured; for gunicorn under this name."""
    made = with_fixed_page(create_app(read_settings(os.environ)), os.environ["BENCHMARK_CODE"])
    made.extensions[NAME].database.close()
    return made


@contextmanager
def _served(folder: Path, server: str, threads: int) -> Iterator[tuple[str, str, str, int]]:
    port = _free_port()
    environment = {
        **os.environ,
        "BADGESERVICE_DATA_DIR": str(folder),
        "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(folder / "key-encryption.key"),
        "BADGESERVICE_BASE_URL": f"http://localhost:{port}",
        "BADGESERVICE_RATE_LIMITS": "off",
    }
    told = json.loads(command(environment, "demo", "--json").stdout)
    code = next(badge["code"] for badge in told["badges"] if badge["state"] == "valid")
    named = ["--server", server, "--threads", str(threads), "--serve", str(port)]
    started = [sys.executable, "-m", "benchmarks.check_page", *named]
    process = subprocess.Popen(started, env={**environment, "BENCHMARK_CODE": code})
    try:
        _wait_until_it_answers(f"http://localhost:{port}/healthz", process)
        time.sleep(1)
        yield f"http://localhost:{port}", code, _status_list(folder), process.pid
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
