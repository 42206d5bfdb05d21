"""Which files does somebody get to make a list with: the template, and the rows that have to be mended?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from badgeservice.formats.csv_table import MARK, as_csv, guarded
from badgeservice.issuing.batches import example
from badgeservice.issuing.batches.creating import Listed
from badgeservice.issuing.batches.entries import TYPED
from badgeservice.issuing.batches.headings import DAYS, EMAIL, NAME, TITLES
from badgeservice.issuing.batches.same_person import as_marked
from badgeservice.issuing.order import Order, what_problems
from badgeservice.marking import Filled
from badgeservice.model.days import as_typed
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.wording import N_, said_in, translator

WRONG = N_("Wat is er mis?")
IN_ROW = N_("Rij %(row)s: %(what)s")

# Between the cells where a comma stands in a number, as in the Netherlands.
DELIMITER = ";"
# May be filled in for any kind of badge.
OPTIONAL = ("license_number", "evidence", "evidence_url")
_EXAMPLE = {
    NAME: example.NAME,
    EMAIL: example.EMAIL,
    "assessor": "Karin de Boer",
    **dict.fromkeys(DAYS, "22-11-2026"),
}


def fields_for(version: BadgeClassVersionRow) -> tuple[str, ...]:
    """The fields of a list for this kind of badge, in the order of a template: who, what the kind asks of every
    badge, and what may be told besides."""
    asked = what_problems(Order("", "", {}), version, date.max)
    return tuple(field for field in TITLES if field in {NAME, EMAIL, *asked, *OPTIONAL})


def template_csv(version: BadgeClassVersionRow, language: str) -> bytes:
    """A list to fill in, with one example, which does not count when it comes back: CSV as a Dutch spreadsheet opens
    it (semicolons, UTF-8 with its mark, CRLF)."""
    fields, translate = fields_for(version), translator(language)
    head = [translate(TITLES[field]) for field in fields]
    return _file([head, [_EXAMPLE.get(field, "") for field in fields]])


def error_rows_csv(entries: Iterable[Listed], version: BadgeClassVersionRow, language: str) -> bytes:
    """The rows with a problem, in the columns of a template, and in the last one what is wrong, in that language.
    It can be handed in again as it is."""
    wrong, translate = [entry for entry in entries if entry.problems], translator(language)
    filled = {field for entry in wrong for field in (*entry.values, *entry.values.get(TYPED, {}))}
    fields = [field for field in TITLES if field in {*fields_for(version), *filled}]
    rows = [[translate(TITLES[field]) for field in fields] + [translate(WRONG)]]
    for entry in wrong:
        told = " ".join(dict.fromkeys(said_in(as_marked(one), translate) for one in (entry.problems or {}).values()))
        sentence = said_in(Filled(IN_ROW, row=str(entry.number), what=told), translate)
        rows.append([*(_cell(entry, field) for field in fields), sentence])
    return _file(rows)


def _cell(entry: Listed, field: str) -> str:
    if field in (NAME, EMAIL):
        return entry.name if field == NAME else entry.email
    value = entry.values.get(field)
    if field in DAYS:
        return as_typed(date.fromisoformat(value)) if value else str(entry.values.get(TYPED, {}).get(field, ""))
    return str(value or "")


def _file(rows: Iterable[Sequence[str]]) -> bytes:
    return (MARK + as_csv(([guarded(cell) for cell in row] for row in rows), DELIMITER)).encode("utf-8")
