"""`badgeservice keys`: which keys are there, and how is one replaced?"""

from __future__ import annotations

import os
from datetime import UTC, datetime

import click

from badgeservice.audit.record import Actor, record
from badgeservice.errors import BadgeServiceError, NotFoundError
from badgeservice.keystore.key_file import read_key_file
from badgeservice.organisations.signer import BADGES, STATUS
from badgeservice.settings import read_settings
from badgeservice.signing import create_key_maker
from badgeservice.storage import keys, organisations
from badgeservice.storage.engine import opened_database


@click.group()
def command() -> None:
    """List and rotate the signing keys of organisations."""


@command.command("list")
@click.option("--organisation", metavar="SLUG", help="Only the keys of this organisation.")
def list_keys(organisation: str | None) -> None:
    """Show every key: organisation, name in did.json, purpose, state, since when, public key."""
    settings = read_settings(os.environ)
    with opened_database(settings.database_url) as database, database.reading() as session:
        for key in keys.everything(session):
            owner = organisations.by_id(session, key.organisation_id)
            slug = owner.slug if owner else str(key.organisation_id)
            if organisation in {None, slug}:
                since = key.created_at.date().isoformat()
                click.echo("\t".join((slug, f"#{key.fragment}", key.purpose, key.state, since, key.public)))


@command.command()
@click.argument("slug")
@click.option("--purpose", type=click.Choice([BADGES, STATUS]), default=BADGES, show_default=True)
def rotate(slug: str, purpose: str) -> None:
    """Give an organisation a new key; the old one stays in did.json, so badges signed with it stay valid."""
    settings = read_settings(os.environ)
    now = datetime.now(UTC)
    try:
        create_key = create_key_maker(read_key_file(settings.key_encryption_key_file))
        with opened_database(settings.database_url) as database, database.writing() as session:
            organisation = organisations.by_slug(session, slug)
            if organisation is None or organisation.state != "approved":
                raise NotFoundError(f"There is no approved organisation «{slug}». See: badgeservice keys list")
            create_key(session, organisation.id, purpose, now)
            record(session, Actor(None, "command line"), "key.rotated", f"organisation:{organisation.id}", now)
            fresh = keys.active(session, organisation.id, purpose)
            click.echo(f"{slug}: #{fresh.fragment if fresh else '?'} signs {purpose} from now on.")
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
