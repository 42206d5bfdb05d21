"""What does checking a badge cost beside showing the same page with fixed values? The check page over HTTP.

PYTHONPATH=tests:tests/browser:. python -m benchmarks.check_page [--server granian]; the demo in a new folder. Both
pages come from the same server, make the same template and read the same rows; only one of them checks the badge.
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
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from flask import Flask, Response, render_template, template_rendered
from serving import _free_port, _wait_until_it_answers, command
from sqlalchemy import select

from badgeservice.app import create_app
from badgeservice.cli.foreground import ForegroundServer
from badgeservice.settings import read_settings
from badgeservice.storage import awards, keys, renewals, status_lists
from badgeservice.storage.engine import opened_database
from badgeservice.storage.tables import StatusListRow
from badgeservice.web import database
from benchmarks.loading import Load, load

CONNECTIONS, SECONDS, ROUNDS = 50, 4, 5
WORKERS, THREADS = 2, 8
FIGURE, LONGEST_WAIT = 0.6, 300.0


def main() -> None:
    """Measure, or be the server that is measured."""
    parser = argparse.ArgumentParser(prog="benchmarks.check_page", description=__doc__)
    parser.add_argument("--server", choices=("gunicorn", "granian"), default="gunicorn")
    parser.add_argument("--serve", type=int, metavar="PORT")
    given = parser.parse_args()
    if given.serve:
        _serve(given.server, given.serve)
    else:
        print(json.dumps(measure(given.server), indent=1))


def measure(server: str) -> dict[str, Any]:
    """The row of contract.md for the check page, and what else was seen."""
    with TemporaryDirectory() as folder, _served(Path(folder), server) as (address, code, status_list):
        paths = {"checked": f"/v/{code}", "fixed": f"/fixed/{code}", "alive": "/healthz"}
        for path in paths.values():
            load(address + path, 4, 1)
        seen: dict[str, list[Load]] = {name: [] for name in paths}
        for number in range(ROUNDS):
            for name in sorted(paths, reverse=number % 2 == 1):
                seen[name].append(load(address + paths[name], CONNECTIONS, SECONDS))
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
        "server": server, "rates": rates, "p99_ms": waits,
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


def _serve(server: str, port: int) -> None:
    if server == "gunicorn":
        ForegroundServer(_app(), {"bind": f"127.0.0.1:{port}", "workers": WORKERS, "threads": THREADS}).run()
        return
    # Only a peer: it makes the app in each of its processes.
    granian = import_module("granian")
    options = {"interface": "wsgi", "workers": WORKERS, "blocking_threads": THREADS, "log_enabled": False}
    granian.Granian("app", port=port, **options).serve(target_loader=_app, wrap_loader=False)


def _app() -> Flask:
    return with_fixed_page(create_app(read_settings(os.environ)), os.environ["BENCHMARK_CODE"])


@contextmanager
def _served(folder: Path, server: str) -> Iterator[tuple[str, str, str]]:
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
    started = [sys.executable, "-m", "benchmarks.check_page", "--server", server, "--serve", str(port)]
    process = subprocess.Popen(started, env={**environment, "BENCHMARK_CODE": code})
    try:
        _wait_until_it_answers(f"http://localhost:{port}/healthz", process)
        time.sleep(1)
        yield f"http://localhost:{port}", code, _status_list(folder)
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
