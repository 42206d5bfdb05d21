"""`badgeservice export`: how does an organisation take along what it made and gave?"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from badgeservice.errors import BadgeServiceError
from badgeservice.model.addresses import Addresses
from badgeservice.recovery.export import export_organisation
from badgeservice.settings import read_settings
from badgeservice.storage.engine import opened_database


@click.group()
def command() -> None:
    """Take data along, in files that other programs read."""


@command.command()
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path))
def organisation(slug: str, file: Path) -> None:
    """Write the badge classes of an organisation and all that it gave into one ZIP, readable by you only."""
    try:
        settings = read_settings(os.environ)
        addresses = Addresses(settings.base_url, settings.mail_from)
        with opened_database(settings.database_url) as database:
            done = export_organisation(database, slug, file, addresses, datetime.now(UTC))
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(
        f"{file}: {done.versions} versions of badge classes, {done.badges} badges, of which {done.documents} with "
        f"their document, {done.lists} status lists."
    )
