"""`badgeservice keys`: which keys are there, and how is one replaced?"""

from __future__ import annotations

import os
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import BadgeServiceError, NotFoundError
from badgeservice.keystore.key_file import read_key_file
from badgeservice.organisations.service_key import rotate_service_key
from badgeservice.organisations.signer import BADGES, RECEIPTS, STATUS, TOKENS, CreateKey
from badgeservice.settings import read_settings
from badgeservice.signing import create_key_maker
from badgeservice.storage import keys, organisations
from badgeservice.storage.engine import opened_database
from badgeservice.storage.tables import SigningKeyRow

SERVICE = "(service)"


@click.group()
def command() -> None:
    """List and rotate the signing keys of organisations and of the service itself."""


@command.command("list")
@click.option("--organisation", metavar="SLUG", help="Only the keys of this organisation.")
@click.option("--service", is_flag=True, help="Only the keys of the service itself.")
def list_keys(organisation: str | None, service: bool) -> None:
    """Show every key: organisation or (service), name in did.json, purpose, state, since when, public key."""
    settings = read_settings(os.environ)
    wanted = SERVICE if service else organisation
    with opened_database(settings.database_url) as database, database.reading() as session:
        for key in keys.everything(session):
            slug = _owner(session, key)
            if wanted in {None, slug}:
                since = key.created_at.date().isoformat()
                click.echo("\t".join((slug, f"#{key.fragment}", key.purpose, key.state, since, key.public)))


@command.command()
@click.argument("slug", required=False)
@click.option("--service", is_flag=True, help="The key with which the service itself signs receipts.")
@click.option(
    "--purpose",
    type=click.Choice([BADGES, STATUS, TOKENS, RECEIPTS]),
    help="By default badges; receipts for --service.",
)
def rotate(slug: str | None, service: bool, purpose: str | None) -> None:
    """Give an organisation, or the service, a new key; the old one stays in did.json, so what it signed stays valid."""
    if service == (slug is not None):
        raise click.UsageError("Name one organisation by its SLUG, or --service.")
    if purpose is not None and (purpose == RECEIPTS) != service:
        raise click.UsageError("Only the service itself signs receipts, and it signs nothing else.")
    settings = read_settings(os.environ)
    try:
        create_key = create_key_maker(read_key_file(settings.key_encryption_key_file))
        with opened_database(settings.database_url) as database, database.writing() as session:
            click.echo(_rotated(session, create_key, slug, purpose or BADGES))
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem


def _rotated(session: Session, create_key: CreateKey, slug: str | None, purpose: str) -> str:
    now, by = datetime.now(UTC), Actor(None, "command line")
    if slug is None:
        return f"{SERVICE}: #{rotate_service_key(session, create_key, by, now)} signs {RECEIPTS} from now on."
    organisation = organisations.by_slug(session, slug)
    if organisation is None or organisation.state != "approved":
        raise NotFoundError(f"There is no approved organisation “{slug}”. See: badgeservice keys list")
    create_key(session, organisation.id, purpose, now)
    record(session, by, "key.rotated", f"organisation:{organisation.id}", now)
    fresh = keys.active(session, organisation.id, purpose)
    return f"{slug}: #{fresh.fragment if fresh else '?'} signs {purpose} from now on."


def _owner(session: Session, key: SigningKeyRow) -> str:
    if key.organisation_id is None:
        return SERVICE
    owner = organisations.by_id(session, key.organisation_id)
    return owner.slug if owner else str(key.organisation_id)
