"""`badgeservice audit verify`: does the record of who did what still hold?"""

from __future__ import annotations

import os

import click

from badgeservice.audit.record import first_broken_row
from badgeservice.settings import read_settings
from badgeservice.storage.engine import opened_database


@click.group()
def command() -> None:
    """Look at the audit log."""


@command.command()
def verify() -> None:
    """Prove that no row of the audit log was changed, removed or put in between."""
    settings = read_settings(os.environ)
    with opened_database(settings.database_url) as database, database.reading() as session:
        broken = first_broken_row(session)
    if broken is not None:
        raise click.ClickException(f"The audit log does not hold from row {broken} on.")
    click.echo("The audit log holds.")
