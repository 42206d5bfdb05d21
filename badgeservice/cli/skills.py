"""`badgeservice skills`: bring in the official lists of skills and werkprocessen, and count what is there."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from badgeservice.audit.record import Actor
from badgeservice.errors import BadgeServiceError
from badgeservice.issuing.skill_import import Imported, import_seed, import_skills
from badgeservice.settings import read_settings
from badgeservice.storage import skills
from badgeservice.storage.engine import opened_database


@click.group()
def command() -> None:
    """Skills of ESCO and CompetentNL, and werkprocessen, to choose from when a badge is made."""


@command.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--language", type=click.Choice(["nl", "en"]), help="Of an ESCO file whose name does not end in _nl or _en."
)
@click.option("--seed", is_flag=True, help="Our own examples, which were not held against an official file.")
def bring_in(files: tuple[Path, ...], language: str | None, seed: bool) -> None:
    """Add or change skills from CSV files, all or nothing; the same file twice changes nothing.

    Known by their columns: the ESCO files skills_nl.csv and skills_en.csv, werkprocessen (crebo, kwalificatie, code,
    naam), and CompetentNL (uri, label, alternatives with | in between, description).
    """
    if bool(files) == seed:
        raise click.UsageError("Name one FILE or more, or --seed.")
    settings = read_settings(os.environ)
    by, now = Actor(None, "command line"), datetime.now(UTC)
    try:
        with opened_database(settings.database_url) as database, database.writing() as session:
            done = import_seed(session, by, now) if seed else import_skills(session, files, language, by, now)
    except BadgeServiceError as problem:
        raise click.ClickException(f"{problem} Nothing was changed.") from problem
    for one in done:
        _tell(one)


@command.command("list")
def count() -> None:
    """Show how many skills there are of each source."""
    settings = read_settings(os.environ)
    with opened_database(settings.database_url) as database, database.reading() as session:
        for (source, checked), number in skills.counts(session).items():
            click.echo(f"{source}\t{'official' if checked else 'examples'}\t{number}")


def _tell(one: Imported) -> None:
    read_as = "" if one.encoding.startswith("utf-8") else f", read as {one.encoding}"
    click.echo(f"{one.name}: {one.form}{read_as}; {one.added} added, {one.changed} known, {one.left_out} left out")
    for number, sentence in one.wrong:
        click.echo(f"  row {number} {sentence}")
    if one.left_out > len(one.wrong):
        click.echo(f"  and {one.left_out - len(one.wrong)} more")
