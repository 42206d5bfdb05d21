"""How is the conformance mode served: https on this machine only, with a certificate made at the start?"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from badgeservice.app import create_conformance_app
from badgeservice.cli.foreground import Moments, Place, serve_in_foreground
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
    listen_on = PORT if port is None else port

    def say_where() -> None:
        said = {"base_url": f"https://{name}:{listen_on}", "issuer": app.config["CONFORMANCE_ISSUER"]}
        click.echo(json.dumps(said))

    with TemporaryDirectory(prefix="badgeservice-") as folder:
        certificate = write_certificate(Path(folder), datetime.now(UTC))
        place = Place(host, listen_on, workers, threads, certificate)
        serve_in_foreground(app, place, Moments(listening=say_where))
