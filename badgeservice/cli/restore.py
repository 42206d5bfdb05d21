"""`badgeservice restore`: how is a backup put back?"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from badgeservice.errors import BackupError, BadgeServiceError
from badgeservice.keystore.key_file import read_key_file
from badgeservice.model.addresses import Addresses
from badgeservice.recovery.proving import Proven
from badgeservice.recovery.published import LivedUp
from badgeservice.recovery.restore import Restored, Restoring, refuse_without_published, restore
from badgeservice.settings import Settings, read_settings
from badgeservice.signing import create_seal_check, create_sign
from badgeservice.storage.archive.manifest import Manifest
from badgeservice.storage.archive.reading import opened_archive
from badgeservice.storage.engine import opened_database
from badgeservice.storage.kept_outside import catch_up

MOST_NAMED = 20


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--published", multiple=True, type=click.Path(path_type=Path), metavar="FOLDER",
              help="Where the published status lists and the erasures lie (of each machine that had its own); by "
                   "default BADGESERVICE_PUBLISHED_DIR.")  # fmt: skip
@click.option("--without-published", is_flag=True, help="They are lost: restore without.")
@click.option("--replace-everything", is_flag=True, help="Throw away what is in the database now.")
def command(file: Path, published: tuple[Path, ...], without_published: bool, replace_everything: bool) -> None:
    """Put a backup back into an empty database, of the same kind or the other. Stop the service first."""
    try:
        settings = read_settings(os.environ)
        folders = published or (settings.published_folder,)
        told, done = _restored(settings, file, folders, without_published, replace_everything)
    except BadgeServiceError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("\n".join([*_rows(told, done), *_lists(done.lived_up), *_what_is_lost(told)]))
    if problems := _problems(done.proven):
        raise click.ClickException("\n".join(problems))


def _restored(settings: Settings, file: Path, folders: tuple[Path, ...], without_published: bool,
              may_replace: bool) -> tuple[Manifest, Restored]:  # fmt: skip
    key = read_key_file(settings.key_encryption_key_file)
    addresses = Addresses(settings.base_url, settings.mail_from)
    restoring = Restoring(create_sign(addresses, key), create_seal_check(key), addresses, folders)
    with opened_archive(file) as archive, opened_database(settings.database_url) as database:
        if not without_published:
            refuse_without_published(archive, folders)
        done = restore(database, archive, restoring, datetime.now(UTC), may_replace=may_replace)
        try:
            catch_up(database, settings.published_folder)
        except OSError as problem:
            raise BackupError(
                f"The backup is put back, but {settings.published_folder} cannot be written: {problem.strerror}."
            ) from problem
        return archive.manifest, done


def _rows(told: Manifest, done: Restored) -> list[str]:
    proven = done.proven
    return [
        f"{done.rows} rows of {told.made_at:%Y-%m-%d %H:%M:%S} UTC are back, {told.rows('award')} badges.",
        (
            f"Documents: {proven.same} as they were given, {proven.erased} erased, {proven.untold} of which the audit "
            "log says nothing by itself."
        ),
        f"Mail held back, as it may have left already: {done.mail_held_back}.",
        f"Erased again: {done.erased}.",
    ]


def _lists(lived_up: LivedUp) -> list[str]:
    counts = lived_up.counts
    lines = [
        (
            f"Published status lists: {counts['lists']}. Withdrawn again: {counts['known']}; places of badges that the "
            f"backup does not know: {counts['unknown']}. Every list is closed; the next badge opens a new one."
        ),
    ]
    if lived_up.unread:
        lines.append(f"Lists that say nothing here: {_named(lived_up.unread)}.")
    if lived_up.count_again:
        lines.append(
            "Withdrawn or suspended in the backup, but not any more when the lists were last published. "
            f"Look at these and resume what is right: {_named(lived_up.count_again)}."
        )
    return lines


def _what_is_lost(told: Manifest) -> list[str]:
    return [
        (
            f"What was done after {told.made_at:%Y-%m-%d %H:%M:%S} UTC is lost: badges given, members and tokens "
            "removed, keys replaced. Look at these first."
        ),
        "Now run: badgeservice init",
    ]


def _problems(proven: Proven) -> list[str]:
    problems = []
    if proven.others:
        problems.append(f"The audit log saw other documents being given than: {_named(map(str, proven.others))}.")
    if proven.broken_row is not None:
        problems.append(f"The audit log in the backup does not hold from row {proven.broken_row} on.")
    return problems


def _named(things: Iterable[str]) -> str:
    listed = list(things)
    return ", ".join(listed[:MOST_NAMED]) + (
        f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    )
