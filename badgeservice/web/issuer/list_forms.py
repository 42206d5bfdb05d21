"""Which fields do the screens have on which somebody hands in a list, tells its columns and mends a row?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import EmailField, SelectField, StringField, TextAreaField

from badgeservice.errors import InvalidInputError
from badgeservice.issuing.batches.columns import FIELDS, columns_problem
from badgeservice.issuing.batches.entries import TYPED
from badgeservice.issuing.batches.headings import DAYS, EMAIL, NAME, NAME_PARTS, TITLES
from badgeservice.issuing.batches.list_files import fields_for
from badgeservice.issuing.batches.tables import Table, letters_of
from badgeservice.issuing.drafts import answers_of
from badgeservice.issuing.order import what_problems
from badgeservice.model.days import as_typed
from badgeservice.storage.tables import BadgeClassVersionRow, BatchEntryRow, OwnBehaviourRow
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.give_forms import WhatForm, typed_order, unreadable_days
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

NOWHERE = ""
PART_TITLES = {
    "first_name": lazy_gettext("Voornaam"),
    "infix": lazy_gettext("Tussenvoegsel"),
    "last_name": lazy_gettext("Achternaam"),
}
NOTHING = N_("Plak de namen, of kies een bestand.")
BOTH = N_("Je plakte een lijst en koos ook een bestand. Kies één van de twee.")
TWICE_CHOSEN = N_("Deze kolom koos je ook voor iets anders. Kies er één.")
LONGEST_HEADING = 40
# What may be longer than a line.
LONG = frozenset({"evidence"})


class HandInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A list, pasted or as a file."""

    people = TextAreaField(lazy_gettext("Plak de lijst"))
    file = FileField(lazy_gettext("Of kies een bestand"))


def handed_in(form: HandInForm) -> tuple[bytes, str]:
    """The list, and the name of its file: "" when it was pasted. Raises InvalidInputError."""
    pasted, upload = form.people.data or "", form.file.data
    data = upload.read() if upload else b""
    if pasted.strip() and data:
        raise InvalidInputError({"people": BOTH})
    if data or (upload and upload.filename):
        return data, upload.filename or ""
    if not pasted.strip():
        raise InvalidInputError({"people": NOTHING})
    return pasted.encode("utf-8", "replace"), ""


def title_of(field: str) -> str:
    """What a field of a list is called."""
    return str(PART_TITLES[field]) if field in PART_TITLES else str(_(TITLES[field]))


def fields_of(version: BadgeClassVersionRow, found: Collection[str]) -> list[str]:
    """The fields that a column of a list for this badge may hold: what its kind asks, and what was found."""
    asked = {*fields_for(version), *NAME_PARTS, *found}
    return [field for field in FIELDS if field in asked]


def column_form(table: Table, fields: Iterable[str]) -> type[FlaskForm]:
    """A choice of column for each field."""
    choices = choices_of({NOWHERE: _("Staat niet in de lijst")} | {
        column: _heading(column, heading, table) for column, heading in enumerate(table.columns)
    })  # fmt: skip
    made = {
        field: SelectField(title_of(field), choices=choices, default=NOWHERE, validate_choice=False) for field in fields
    }
    return type("ColumnForm", (FlaskForm,), made)


def chosen_columns(form: FlaskForm, table: Table) -> dict[str, int]:
    """Field → column. Raises InvalidInputError with a sentence for what cannot be."""
    typed = {field: form[field].data for field in FIELDS if field in form and form[field].data}
    columns = {field: int(text) if text.isascii() and text.isdigit() else -1 for field, text in typed.items()}
    if sentence := columns_problem(columns, table):
        raise InvalidInputError({NAME: sentence})
    twice = [field for field, column in columns.items() if list(columns.values()).count(column) > 1]
    if twice:
        raise InvalidInputError(dict.fromkeys(twice, TWICE_CHOSEN))
    return columns


def answers_for_all(form: WhatForm, version: BadgeClassVersionRow, own: Collection[OwnBehaviourRow], today: date,
                    in_list: Collection[str]) -> dict[str, Any]:  # fmt: skip
    """What holds for every row that does not say otherwise. Raises InvalidInputError with a sentence per field; what
    stands in a column of the list may stay empty here."""
    order = typed_order(form, version, tuple(own))
    problems = what_problems(order, version, today) | unreadable_days(form)
    # Of a period, both days or none.
    empty = {field for field in in_list if field in form and not form[field].data}
    if problems := {field: sentence for field, sentence in problems.items() if field not in empty}:
        raise InvalidInputError(problems)
    return answers_of(order)


def row_form(fields: Iterable[str]) -> type[FlaskForm]:
    """The fields of one row."""
    return type("RowForm", (FlaskForm,), {field: _row_field(field) for field in fields})


def known_row(entry: BatchEntryRow, fields: Iterable[str]) -> dict[str, str]:
    """What stands in a row now."""
    return {field: _known(entry, field) for field in fields}


def typed_row(form: FlaskForm, fields: Iterable[str]) -> dict[str, str]:
    """What somebody typed for a row."""
    return {field: form[field].data or "" for field in fields}


def _heading(column: int, heading: str, table: Table) -> str:
    first = heading or next((row.cells[column] for row in table.rows if row.cells[column]), "")
    short = first if len(first) <= LONGEST_HEADING else f"{first[:LONGEST_HEADING]}…"
    return str(_("Kolom %(letters)s: %(first)s", letters=letters_of(column), first=short or _("leeg")))


def _row_field(field: str) -> Any:
    if field == EMAIL:
        return EmailField(title_of(field), render_kw={"autocomplete": "off", "maxlength": 254})
    if field in LONG:
        return TextAreaField(title_of(field), render_kw={"rows": 3})
    return StringField(title_of(field), render_kw={"autocomplete": "off", "maxlength": 500})


def _known(entry: BatchEntryRow, field: str) -> str:
    if field in (NAME, EMAIL):
        return entry.name if field == NAME else entry.email
    typed = str(entry.values.get(TYPED, {}).get(field, ""))
    text = str(entry.values.get(field) or "")
    return as_typed(date.fromisoformat(text)) if field in DAYS and text else text or typed
