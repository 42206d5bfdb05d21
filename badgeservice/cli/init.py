"""`badgeservice init`: is everything there that the service needs to start?"""

from __future__ import annotations

import os
from datetime import UTC, datetime

import click

from badgeservice.app import BASE_URL
from badgeservice.drawing.webfonts import make_webfonts
from badgeservice.errors import BadgeServiceError
from badgeservice.keystore.key_file import make_key_file, read_key_file
from badgeservice.organisations.accounts import make_operator
from badgeservice.organisations.service_key import ensure_service_key
from badgeservice.settings import Settings, read_settings
from badgeservice.signing import create_key_maker
from badgeservice.storage import awards, service_facts
from badgeservice.storage.engine import Database, open_database
from badgeservice.storage.migrate import bring_up_to_date


@click.command()
@click.option("--operator", metavar="EMAIL", help="Make this person an operator and print a one-time sign-in link.")
def command(operator: str | None) -> None:
    """Make the folders, the key-encryption key, the tables, the key of the service and the fonts; safe to run again."""
    try:
        settings = read_settings(os.environ)
        database = prepare(settings)
        if operator:
            with database.writing() as session:
                token = make_operator(session, operator, datetime.now(UTC))
            click.echo(f"{settings.base_url}/inloggen/{token}")
        database.close()
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem


def prepare(settings: Settings) -> Database:
    """Bring data folder, key file, fonts and database to where the service can start."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    make_key_file(settings.key_encryption_key_file)
    key_encryption_key = read_key_file(settings.key_encryption_key_file)
    make_webfonts(settings.fonts_folder)
    database = open_database(settings.database_url)
    bring_up_to_date(database)
    with database.writing() as session:
        if not awards.any_given(session):
            service_facts.set_fact(session, BASE_URL, settings.base_url)
    ensure_service_key(database, create_key_maker(key_encryption_key), datetime.now(UTC))
    return database
