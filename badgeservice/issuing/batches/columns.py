"""Which column of a list holds what? A guess, which the person who handed it in can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from badgeservice.issuing.batches.headings import DAYS, EMAIL, NAME, NAME_PARTS, TEXTS, field_of, is_of_somebody_else
from badgeservice.issuing.batches.mailboxes import ADDRESS
from badgeservice.issuing.batches.tables import Table
from badgeservice.model.days import typed_day
from badgeservice.wording import N_

# What a column can be; a name stands in one column, or in the parts of NAME_PARTS.
FIELDS = (NAME, *NAME_PARTS, EMAIL, *DAYS, *TEXTS)

NO_NAMES = N_("In deze lijst vinden we geen namen. Kies in welke kolom ze staan, of zet boven die kolom “Naam”.")
TWO_NAMES = N_("Kies één kolom met de hele naam, of de kolommen met voornaam en achternaam. Niet allebei.")
NO_COLUMN = N_("Deze kolom staat niet in de lijst. Kies een andere.")

SAMPLE = 200
# How many of the cells in a column have to look like something, before it is taken for that.
MOST = 0.5


def guess_columns(table: Table) -> dict[str, int]:
    """Field → column, by the headings and, where they tell nothing, by what stands below them.

    Holds no name when none is found; `columns_problem` says so.
    """
    found: dict[str, int] = {}
    for column, heading in enumerate(table.columns):
        field = field_of(heading)
        if field is not None:
            found.setdefault(field, column)
    rows = [row.cells for row in table.rows[:SAMPLE]]
    found = _one_kind_of_name(found, rows)
    if EMAIL not in found:
        found |= _addresses(table.columns, rows, set(found.values()))
    return found if any(table.columns) else found | _by_what_is_there(rows, set(found.values()))


def columns_problem(columns: Mapping[str, int], table: Table) -> str | None:
    """What is wrong with a choice of columns, as a sentence."""
    if any(not 0 <= column < len(table.columns) for column in columns.values()):
        return NO_COLUMN
    parts = [part for part in NAME_PARTS if part in columns]
    if NAME in columns and parts:
        return TWO_NAMES
    return None if NAME in columns or set(parts) - {"infix"} else NO_NAMES


def name_of(cells: Sequence[str], columns: Mapping[str, int]) -> str:
    """The name in a row, joined from its parts when it stands in parts."""
    if NAME in columns:
        return cells[columns[NAME]]
    return " ".join(cells[columns[part]] for part in NAME_PARTS if part in columns and cells[columns[part]])


def _one_kind_of_name(found: dict[str, int], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """A column “Naam” beside parts of names is the whole name, or the last name when it never holds the first."""
    if NAME not in found or not found.keys() & set(NAME_PARTS):
        return found
    first, whole = found.get("first_name"), found[NAME]
    if "last_name" in found or first is None or any(row[first] and row[first] in row[whole] for row in rows):
        return {field: column for field, column in found.items() if field not in NAME_PARTS}
    return {field: column for field, column in found.items() if field != NAME} | {"last_name": whole}


def _addresses(headings: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]) -> dict[str, int]:
    for column, heading in enumerate(headings):
        cells = [row[column] for row in rows if row[column]]
        if column in taken or is_of_somebody_else(heading):
            continue
        if cells and sum(bool(ADDRESS.fullmatch(cell)) for cell in cells) > MOST * len(cells):
            return {EMAIL: column}
    return {}


def _by_what_is_there(rows: Sequence[Sequence[str]], taken: set[int]) -> dict[str, int]:
    """The columns of a list without headings."""
    names, days, links = [], [], []
    for column in range(len(rows[0]) if rows else 0):
        cells = [row[column] for row in rows if row[column]]
        if column in taken or not cells:
            continue
        if all(typed_day(cell) for cell in cells):
            days.append(column)
        elif all(cell.startswith("https://") for cell in cells):
            links.append(column)
        elif not any("@" in cell or any(map(str.isdigit, cell)) for cell in cells):
            names.append(column)
    return _names(names, rows) | _days(days) | ({"evidence_url": links[0]} if links else {})


def _names(columns: Sequence[int], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """One column of names, or first and last names in two or three beside each other."""
    beside = [column for at, column in enumerate(columns[:3]) if column == columns[0] + at]
    if not beside:
        return {}
    of_several_words = sum(" " in row[beside[0]] for row in rows)
    if len(beside) == 1 or of_several_words > MOST * len(rows):
        return {NAME: beside[0]}
    parts = NAME_PARTS if len(beside) == len(NAME_PARTS) else ("first_name", "last_name")
    return dict(zip(parts, beside, strict=True))


def _days(columns: Sequence[int]) -> dict[str, int]:
    if len(columns) == 1:
        return {"judged_on": columns[0]}
    return dict(zip(("activity_start", "activity_end"), columns, strict=False))
