"""Are these badges sound? From the command line, without database, settings or keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter

import click

from badgeservice.cli.verify_input import MISSING, reports_on
from badgeservice.errors import InvalidInputError, MalformedError
from badgeservice.formats.csv_table import as_csv
from badgeservice.jsonld.moment import read_moment
from badgeservice.model.days import written_day
from badgeservice.model.fetched import Fetch
from badgeservice.network.documents import fetch_from_map, fetch_nothing
from badgeservice.network.guarded_fetch import create_fetch
from badgeservice.network.rules import FetchRules
from badgeservice.network.trust_lists import TrustLists
from badgeservice.verification.context import Context
from badgeservice.verification.report import NOT_CHECKED, Check, Report, Verdict, as_json
from badgeservice.verification.said_by_others import said_by_others
from badgeservice.verification.verdict_table import COLUMNS, Line, cells_of
from badgeservice.wording import LANGUAGES, N_, Translate, sentence_for, translator, verdict_sentences

NOT_OPENED = N_("Dit bestand is niet te openen. Bestaat het, en mag je het lezen?")

_Show = Callable[[str, Report, float, Translate], None]

ALL_VALID, SOME_INVALID, USAGE_ERROR, SOME_UNKNOWN = 0, 1, 2, 3


def _moment(_context: click.Context, _parameter: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return read_moment(text.upper().replace(" ", "T"))
    except MalformedError as problem:
        raise click.BadParameter("give a moment with a zone, such as 2026-11-22T14:05:00Z") from problem


@click.command(name="verify", short_help="Check badges.")
@click.option("--json", "as_lines", is_flag=True, help="One line of JSON per badge.")
@click.option("--csv", "as_table", is_flag=True, help="A table for a spreadsheet, one row per badge.")
@click.option(
    "--at", "moment", callback=_moment, metavar="TIME", help="The moment to judge by (RFC 3339); now by default."
)
@click.option(
    "--documents",
    "documents",
    type=click.Path(path_type=Path),
    metavar="MAP.json",
    help="Answers for addresses, instead of the network.",
)
@click.option("--offline", is_flag=True, help="Ask for nothing.")
@click.option("--recipient", metavar="EMAIL", help="Compare with this e-mail address.")
@click.option(
    "--trust-list",
    "trust_lists",
    multiple=True,
    metavar="LIST",
    help="A file or https address of issuers to be trusted.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", help="The language of the sentences.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
def command(
    as_lines: bool,
    as_table: bool,
    moment: datetime | None,
    documents: Path | None,
    offline: bool,
    recipient: str | None,
    trust_lists: Sequence[str],
    language: str,
    inputs: Sequence[str],
) -> None:
    """Check badges: files (JSON, PNG, a photo of a QR code, a ZIP of them), "-" for standard input, or https addresses.

    \b
    Exit status: 0 all valid, 1 some invalid, 3 none invalid but some unknown, 2 usage error.
    """
    fetch = _fetch(documents, offline)
    trusted = TrustLists(trust_lists, fetch, monotonic)
    context = Context(
        now=moment or datetime.now(UTC),
        fetch=fetch,
        known_issuer=trusted.issuer,
        known_names=trusted.names,
        not_loaded=trusted.not_loaded,
        recipient=recipient,
    )
    translate = translator(language)
    show = _way_to_show(as_lines, as_table, language)
    outcomes = [_outcome(report) for name in inputs for report in _check(name, context, show, translate)]
    sys.exit(_exit_status(outcomes))


def _way_to_show(as_lines: bool, as_table: bool, language: str) -> _Show:
    if as_lines and as_table:
        raise click.UsageError("Choose --json or --csv, not both.")
    if as_table:
        _write(as_csv([COLUMNS]))
        return _print_cells
    return _print_json if as_lines else partial(_print_text, language)


def _fetch(documents: Path | None, offline: bool) -> Fetch:
    if documents is None:
        return fetch_nothing if offline else create_fetch(FetchRules())
    if offline:
        raise click.UsageError("Choose --documents or --offline, not both.")
    try:
        return fetch_from_map(documents)
    except InvalidInputError as problem:
        raise click.UsageError(str(problem)) from problem


def _check(name: str, context: Context, show: _Show, translate: Translate) -> Iterator[Report]:
    started = perf_counter()
    for shown_name, report in reports_on(name, context):
        if _is_missing(report):
            click.echo(f"{click.format_filename(name)}: {translate(NOT_OPENED)}", err=True)
        show(shown_name, report, perf_counter() - started, translate)
        yield report
        started = perf_counter()


def _outcome(report: Report) -> Verdict | None:
    """What counts for the exit status; None for a file that is not there."""
    return None if _is_missing(report) else report.verdict


def _exit_status(outcomes: Sequence[Verdict | None]) -> int:
    if Verdict.INVALID in outcomes:
        return SOME_INVALID
    if None in outcomes:
        return USAGE_ERROR
    return SOME_UNKNOWN if Verdict.UNKNOWN in outcomes else ALL_VALID


def _is_missing(report: Report) -> bool:
    return report.check("structure").evidence.get("detail") == MISSING


def _print_json(name: str, report: Report, seconds: float, translate: Translate) -> None:
    def say(check: Check) -> str:
        return sentence_for(check, translate)

    line = {"input": name, **as_json(report, say, seconds)}
    click.echo(json.dumps(line, ensure_ascii=True, separators=(",", ":")))


def _print_text(language: str, name: str, report: Report, _seconds: float, translate: Translate) -> None:
    heading, explanation = verdict_sentences(report, translate)
    click.echo(f"{click.format_filename(name)}: {heading} {explanation}")
    for check in report.checks:
        if check.reason != NOT_CHECKED:
            click.echo(f"  [{check.outcome}] {check.id}: {sentence_for(check, translate)}")
    for said in said_by_others(report, translate, lambda moment: written_day(moment, language)):
        quote = f' "{" ".join(said.quote.split())}"' if said.quote else ""
        _write(f"  {said.sentence}{quote}\n")


def _print_cells(name: str, report: Report, seconds: float, translate: Translate) -> None:
    _write(as_csv([cells_of(Line(name, report, seconds), translate)]))


def _write(rows: str) -> None:
    # As bytes: the locale of a terminal need not know every sign in a name.
    click.echo(rows.encode("utf-8", "replace"), nl=False)
