"""Which rows are in a table, cell by cell, within the limits of a list?"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper

from badgeservice.formats.csv_table import unguarded
from badgeservice.issuing.batches.file_kinds import EMPTY, TOO_MANY_ROWS, refused
from badgeservice.marking import Filled
from badgeservice.wording import N_

# A heading, and 100,000 people.
MOST_ROWS = 100_001
MOST_COLUMNS = 40
LONGEST_CELL = 2_000
# The last row of a spreadsheet; empty rows count for the number of a row, so there is an end to them too.
LAST_ROW = 1_048_576

TOO_WIDE = N_("Rij %(row)s heeft meer dan 40 kolommen. Bewaar alleen de kolommen die nodig zijn, en kijk de rij na.")
NEVER_ENDS = N_("De tekst in rij %(row)s houdt niet op. Kijk of daar een aanhalingsteken te veel staat.")
TOO_LONG = N_("De tekst in deze cel is langer dan 2.000 tekens. Maak hem korter, en kijk of een aanhalingsteken klopt.")

Record = tuple[int, list[str]]
# Row → column → sentence; rows count from 1, columns from 0.
Problems = dict[int, dict[int, str]]


@dataclass(frozen=True)
class Records:
    """The rows on which something stands, by number; what is wrong with cells of them; `notes` about the whole."""

    rows: list[Record]
    problems: Problems = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_records(data: bytes, encoding: str, delimiter: str, lines_before: int = 0) -> Records:
    """The rows of text with a delimiter between its cells, after so many lines that belong to no row.

    Raises InvalidInputError for more rows or columns than a list has, or for none.
    """
    stream = TextIOWrapper(BytesIO(data), encoding, newline="")
    for _line in range(lines_before):
        stream.readline()
    return _records(csv.reader(stream, delimiter=delimiter, skipinitialspace=True))


def with_problems(records: Records, more: Mapping[int, Mapping[int, str]], notes: tuple[str, ...]) -> Records:
    """The records with what is known besides; what is wrong with a cell as it lies in the file goes first."""
    together = {row: dict(columns) for row, columns in records.problems.items()}
    for row, columns in more.items():
        together[row] = together.get(row, {}) | dict(columns)
    return Records(records.rows, together, (*records.notes, *notes))


def _records(reader: Iterable[list[str]]) -> Records:
    rows: list[Record] = []
    problems: Problems = {}
    number = 0
    try:
        for number, typed in enumerate(reader, 1):
            cells = _trimmed(typed)
            if (len(rows) >= MOST_ROWS and cells) or number > LAST_ROW:
                raise refused(TOO_MANY_ROWS)
            if not cells:
                continue
            rows.append((number, cells))
            if too_long := _cut(number, cells):
                problems[number] = too_long
    except csv.Error as problem:
        raise refused(Filled(NEVER_ENDS, row=str(number + 1))) from problem
    if not rows:
        raise refused(EMPTY)
    return Records(rows, problems)


def _trimmed(typed: list[str]) -> list[str]:
    """The cells without space around them, up to the last that holds something."""
    # PostgreSQL keeps no NUL; what stands in its place is seen, and is no letter of a name.
    cells = [unguarded(cell.strip()).replace("\0", "\ufffd") for cell in typed]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cut(number: int, cells: list[str]) -> dict[int, str]:
    """Shorten the cells that are too long, in place, and say which."""
    if len(cells) > MOST_COLUMNS:
        raise refused(Filled(TOO_WIDE, row=str(number)))
    too_long = [column for column, cell in enumerate(cells) if len(cell) > LONGEST_CELL]
    for column in too_long:
        cells[column] = cells[column][:LONGEST_CELL]
    return dict.fromkeys(too_long, TOO_LONG)
