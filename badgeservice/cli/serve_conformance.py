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
from gunicorn.app.base import BaseApplication

from badgeservice.app import create_conformance_app
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


class ConformanceServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn around the app of the conformance mode."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Our settings for gunicorn."""
        ours = {
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 5,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "when_ready": self._say_where,
        }
        for name, value in (ours | self.options).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, made before the processes split: all of them hold the same key."""
        return self.app

    def _say_where(self, _arbiter: Any) -> None:
        said = {"base_url": f"https://{self.options['bind']}", "issuer": self.app.config["CONFORMANCE_ISSUER"]}
        click.echo(json.dumps(said))
