"""What does somebody see of a list: its rows to look at, how far it is, and what became of everybody?"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from badgeservice.issuing.batches.creating import award_id_of
from badgeservice.issuing.batches.found import batch_of
from badgeservice.issuing.batches.list_files import DELIMITER, error_rows_csv
from badgeservice.issuing.batches.progress import PORTION, ResultRow, entries_page, progress_of, result_rows
from badgeservice.organisations.roles import Right
from badgeservice.storage import batches
from badgeservice.storage.tables import BatchEntryRow, BatchRow, OrganisationRow
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.csv_files import csv_download, csv_file
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.list_entries import entries_view
from badgeservice.web.issuer.list_progress import progress_view
from badgeservice.web.issuer.list_views import list_view
from badgeservice.web.issuer.list_words import result_word
from badgeservice.web.language import language
from badgeservice.web.said import said
from badgeservice.web.seeing import LIST, note
from badgeservice.web.words import gettext as _

HERE = "/geven/lijsten/<uuid:batch_id>"
PAGES = {batches.READY: "issuer/list_check.html", batches.PROPOSED: "issuer/list_waits.html",
         batches.SCHEDULED: "issuer/list_waits.html"}  # fmt: skip


@route(issuer, HERE, may(Right.GIVE))
def people_list(organisation: OrganisationRow, batch_id: UUID) -> ResponseReturnValue:
    """One list: to look at before anything is given, or how far it is."""
    batch = batch_of(session(), organisation.id, batch_id)
    progress = progress_of(session(), batch)
    some_wrong = progress.wrong + progress.refused > 0
    entries = entries_view(session(), organisation, batch, request.args, some_wrong)
    view = list_view(session(), organisation, batch, progress, account_id())
    if batch.state not in PAGES:
        view |= progress_view(session(), batch, progress, now())
    return render_template(PAGES.get(batch.state, "issuer/list_progress.html"), list=view, entries=entries)


@route(issuer, f"{HERE}/stand", may(Right.GIVE))
def list_progress(organisation: OrganisationRow, batch_id: UUID) -> ResponseReturnValue:
    """How far it is, for the script of the page."""
    batch = batch_of(session(), organisation.id, batch_id)
    view = progress_view(session(), batch, progress_of(session(), batch), now())
    return jsonify({name: view[name] for name in ("state", "title", "line", "done", "most")})


@route(issuer, f"{HERE}/fout.csv", may(Right.GIVE))
def list_errors(organisation: OrganisationRow, batch_id: UUID) -> ResponseReturnValue:
    """The rows that are wrong, to be mended elsewhere and handed in again."""
    batch = batch_of(session(), organisation.id, batch_id)
    content = error_rows_csv(_wrong(batch), batch.version, language())
    return csv_download(f"verbeteren-{batch.version.badge_class.slug}.csv", content)


@route(issuer, f"{HERE}/uitslag.csv", may(Right.GIVE))
def list_results(organisation: OrganisationRow, batch_id: UUID) -> ResponseReturnValue:
    """What became of everybody."""
    batch = batch_of(session(), organisation.id, batch_id)
    rows = list(result_rows(session(), batch, tools().addresses))
    note([award_id_of(batch.id, row.number) for row in rows if row.badge], account_id(), LIST)
    return _result_file(batch, rows)


def _result_file(batch: BatchRow, rows: list[ResultRow]) -> Response:
    head = [_("Rij"), _("Naam"), _("E-mailadres"), _("Uitkomst"), _("Adres van de badge"), _("Code"), _("Waarom niet")]
    cells = (
        (row.number, row.name, row.email, result_word(row.state), row.badge or "", row.code or "",
         " ".join(map(said, row.why)))
        for row in rows
    )  # fmt: skip
    return csv_file(f"uitslag-{batch.version.badge_class.slug}.csv", head, cells, DELIMITER)


def _wrong(batch: BatchRow) -> Iterator[BatchEntryRow]:
    after = 0
    while portion := entries_page(session(), batch, after, only_wrong=True, size=PORTION):
        yield from (shown.entry for shown in portion)
        after = portion[-1].number
