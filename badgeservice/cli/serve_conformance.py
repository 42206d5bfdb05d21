"""How is the conformance mode served: https on this machine only, with a certificate made at the start?"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from flask import Flask

from badgeservice.app import create_conformance_app
from badgeservice.cli.foreground import ForegroundServer
from badgeservice.cli.self_signed import write_certificate
from badgeservice.errors import BadgeServiceError
from badgeservice.logs import log_json_lines
from badgeservice.settings import LOCAL_HOSTS, read_settings

PORT = 8443


def serve_conformance(host: str, port: int | None, workers: int, threads: int) -> None:
    """Serve the VC-API in the foreground; once it listens, a line of JSON says where and who signs.

    Raises click.ClickException for another host than this machine, and when the settings do not fit.
    """
    if host not in LOCAL_HOSTS:
        raise click.ClickException("The conformance mode serves this machine only: use --host 127.0.0.1 or localhost.")
    log_json_lines()
    try:
        app = create_conformance_app(read_settings(os.environ))
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
    name = f"[{host}]" if ":" in host else host
    place = f"{name}:{PORT if port is None else port}"
    with TemporaryDirectory(prefix="badgeservice-") as folder:
        certificate, key = write_certificate(Path(folder), datetime.now(UTC))
        files = {"certfile": str(certificate), "keyfile": str(key)}
        ConformanceServer(app, {"bind": place, "workers": workers, "threads": threads, **files}).run()


class ConformanceServer(ForegroundServer):
    """The app of the conformance mode, which says where it listens; all its processes hold the same key."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        super().__init__(app, {"when_ready": self._say_where} | options)

    def _say_where(self, _arbiter: Any) -> None:
        said = {"base_url": f"https://{self.options['bind']}", "issuer": self.app.config["CONFORMANCE_ISSUER"]}
        click.echo(json.dumps(said))
