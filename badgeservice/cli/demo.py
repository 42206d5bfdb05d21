"""`badgeservice demo`: fill an empty database with the demo, and say who can sign in."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import Any

import click
from flask import Flask

from badgeservice.app import create_app
from badgeservice.cli.init import prepare
from badgeservice.demo.story import tell
from badgeservice.demo.summary import summary, write_documents
from badgeservice.errors import BadgeServiceError, SettingsError
from badgeservice.organisations.status_lists import keep_fresh
from badgeservice.settings import Settings, read_settings
from badgeservice.storage import accounts, status_lists
from badgeservice.web.collaborators import NAME, Collaborators


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--if-empty", is_flag=True, help="Leave a database that holds something alone, and only say who can sign in."
)
def command(as_json: bool, if_empty: bool) -> None:
    """Fill an empty database with a regional pilot in Dutch; refused in production."""
    try:
        settings = read_settings(os.environ)
        told = fill(settings, if_empty)
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _for_people(told))


def fill(settings: Settings, if_empty: bool) -> dict[str, Any]:
    """Tell the demo and keep its summary in the data folder. Raises SettingsError in production or when not empty."""
    if settings.production:
        raise SettingsError("The demo has passphrases that everybody knows, so it is refused in production.")
    prepare(settings).close()
    app = create_app(settings)
    tools: Collaborators = app.extensions[NAME]
    kept = settings.data_dir / "demo.json"
    with tools.database.reading() as session:
        is_empty = not accounts.any_operator(session)
    if is_empty:
        told = _told(app, tools)
        kept.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        kept.with_suffix(".txt").write_text(_for_people(told) + "\n", encoding="utf-8")
    tools.database.close()
    if not is_empty and not if_empty:
        raise SettingsError("The database is not empty. Choose another BADGESERVICE_DATA_DIR for a fresh demo.")
    return json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {"base_url": settings.base_url}


def _told(app: Flask, tools: Collaborators) -> dict[str, Any]:
    now = datetime.now(UTC)
    tell(app, now)
    with tools.database.reading() as session:
        lists = list(status_lists.signed_before(session, now))
    for status_list in lists:
        keep_fresh(tools.database, status_list, tools.sign, tools.addresses, now)
    with tools.database.writing() as session:
        told = summary(session, tools, now)
        write_documents(session, tools)
    return told


def _for_people(told: dict[str, Any]) -> str:
    lines = [f"The service is at {told['base_url']}", ""]
    for account in told.get("accounts", []):
        place = f" of {account['organisation']}" if account["organisation"] else ""
        secret = account.get("password") or account.get("link")
        lines.append(f"  {account['role']}{place}: {account['email'] or 'without e-mail'}  {secret}")
    lines += [
        "",
        *(f"  check a badge ({one['state']}): {told['base_url']}/v/{one['code']}" for one in told.get("badges", [])),
    ]
    return "\n".join(lines)
