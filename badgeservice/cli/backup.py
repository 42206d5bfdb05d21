"""`badgeservice backup`: how is an installation copied while it runs?"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from badgeservice.errors import BackupError, BadgeServiceError
from badgeservice.recovery.backup import BackedUp, back_up
from badgeservice.settings import Settings, read_settings
from badgeservice.storage.engine import opened_database
from badgeservice.storage.kept_outside import catch_up


@click.command()
@click.argument("target", metavar="FOLDER-OR-FILE", type=click.Path(path_type=Path))
@click.option("--without-forms", is_flag=True, help="Leave out pictures and sheets that are made anew from a badge.")
def command(target: Path, without_forms: bool) -> None:
    """Copy the database as it is now into one file, readable by you only; the service goes on meanwhile."""
    try:
        done, settings = _backed_up(target, not without_forms)
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("\n".join(_told(done, settings)))


def _backed_up(target: Path, forms: bool) -> tuple[BackedUp, Settings]:
    settings = read_settings(os.environ)
    with opened_database(settings.database_url) as database:
        done = back_up(database, target, settings.base_url, datetime.now(UTC), forms=forms)
        try:
            catch_up(database, settings.published_folder)
        except OSError as problem:
            raise BackupError(
                f"The backup {done.file} is whole, but {settings.published_folder} cannot be written: "
                f"{problem.strerror}. Mend that: restoring needs it."
            ) from problem
    return done, settings


def _told(done: BackedUp, settings: Settings) -> list[str]:
    manifest = done.manifest
    left_out = f", without {', '.join(manifest.left_out)}" if manifest.left_out else ""
    return [
        f"{done.file}: {done.size} bytes, SHA-256 {done.sha256}",
        (
            f"{sum(part.rows for part in manifest.parts)} rows in {len(manifest.parts)} tables{left_out}, "
            f"{manifest.rows('award')} badges."
        ),
        (
            f"The key-encryption key is not in it. Keep a copy of {settings.key_encryption_key_file} somewhere else: "
            "without it nothing can be signed after restoring."
        ),
        f"Restoring also needs what was published and erased since: keep a copy of {settings.published_folder} too.",
    ]
