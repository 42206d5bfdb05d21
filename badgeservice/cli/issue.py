"""`badgeservice issue`: give one badge to everybody on a list, and say what became of each row."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from badgeservice.app import refuse_unfit_database
from badgeservice.errors import BadgeServiceError
from badgeservice.issuing.batches.creating import HandedIn, digest_of
from badgeservice.issuing.batches.foreground import Asked, Outcome, given, tried, version_of
from badgeservice.issuing.batches.lists import read_list
from badgeservice.issuing.scheduled import moment_on
from badgeservice.jobs import giving_with
from badgeservice.model.achievement import Kind, Level
from badgeservice.model.days import AMSTERDAM
from badgeservice.settings import read_settings
from badgeservice.storage.batch_entries import GIVEN, WAITING
from badgeservice.storage.batches import PROPOSED, SCHEDULED
from badgeservice.storage.engine import opened_database
from badgeservice.storage.tables import BadgeClassVersionRow

WRONG_CALL = 2


@click.command()
@click.option("--batch", "file", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--class", "badge_class", required=True, metavar="SLUG", help="The badge that everybody gets.")
@click.option("--organisation", required=True, metavar="SLUG", help="Who gives it.")
@click.option("--by", required=True, metavar="EMAIL", help="Somebody who may give badges of the organisation.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="A day to come; without it, at once.")
@click.option("--level", type=click.Choice(list(Level)), help="For kinds that have levels.")
@click.option("--dry-run", is_flag=True, help="Only tell what would become of each row.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each row.")
def command(file: Path, badge_class: str, organisation: str, by: str, day: datetime | None, level: str | None,
            dry_run: bool, as_json: bool) -> None:  # fmt: skip
    """Give a badge to everybody on the list in FILE (CSV or XLSX). The same list again gives nothing twice.

    Exit status: 0 everybody has, or will get, the badge; 1 somebody does not; 2 called wrongly.
    """
    try:
        asked = Asked(organisation, badge_class, by, _due(day))
        outcome = _issued(file, asked, level, dry_run)
    except BadgeServiceError as problem:
        click.echo(f"Error: {problem}", err=True)
        sys.exit(WRONG_CALL)
    _tell(outcome, as_json)
    sys.exit(0 if _is_well(outcome, dry_run) else 1)


def answers_for_all(version: BadgeClassVersionRow, level: str | None, today: date) -> dict[str, Any]:
    """What holds for every row that does not say otherwise: all behaviours were seen, and judged today."""
    seen = version.behaviours if Kind(version.badge_class.kind).claims_skill else []
    return {"levels": {one["id"]: level for one in seen}, "judged_on": today.isoformat() if seen else None}


def _issued(file: Path, asked: Asked, level: str | None, dry_run: bool) -> Outcome:
    settings = read_settings(os.environ)
    giving, data, today = giving_with(settings), file.read_bytes(), _now().astimezone(AMSTERDAM).date()
    with opened_database(settings.database_url) as database:
        refuse_unfit_database(database, settings)
        with database.reading() as session:
            version = version_of(session, asked, _now())
        answers = answers_for_all(version, level, today)
        entries = read_list(data, file.name, answers, version, today)
        handed = HandedIn(file.name, digest_of(data, version.id), answers, entries)
        if dry_run:
            return tried(database, asked, handed, giving, _now())
        return given(database, asked, handed, giving, _now)


def _due(day: datetime | None) -> datetime | None:
    return moment_on(day.date(), _now().astimezone(AMSTERDAM).date()) if day is not None else None


def _tell(outcome: Outcome, as_json: bool) -> None:
    for row in outcome.rows:
        if as_json:
            told = {name: value for name, value in asdict(row).items() if name != "why"}
            click.echo(json.dumps(told | {"why_not": row.why_not}, ensure_ascii=False))
        else:
            click.echo(
                "\t".join((str(row.number), row.name, row.state, row.badge or "", row.code or "", row.why_not or ""))
            )
    said = f"The list is {outcome.state}." + (f" {outcome.note}" if outcome.note else "")
    click.echo(said, err=True)


def _is_well(outcome: Outcome, dry_run: bool) -> bool:
    waits = dry_run or outcome.state in {SCHEDULED, PROPOSED}
    return all(row.state == GIVEN or (waits and row.state == WAITING) for row in outcome.rows)


def _now() -> datetime:
    return datetime.now(UTC)
