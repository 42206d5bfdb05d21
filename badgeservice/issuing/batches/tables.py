"""Which people are in the list that somebody pasted or handed in as a file, row by row, as it was written?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from badgeservice.issuing.batches.example import is_example
from badgeservice.issuing.batches.file_kinds import EMPTY, is_workbook, refuse_what_is_no_list, refused, sentence_for
from badgeservice.issuing.batches.headings import EMAIL, NAME, NAME_PARTS, field_of
from badgeservice.issuing.batches.mailboxes import ADDRESS, name_and_address
from badgeservice.issuing.batches.records import Record, Records
from badgeservice.issuing.batches.workbooks import MERGED, read_workbook
from badgeservice.issuing.batches.written_text import read_text
from badgeservice.marking import Filled
from badgeservice.wording import N_

MERGED_HEADINGS = N_("De koppen zijn samengevoegde cellen. Hef dat op in Excel, en geef elke kolom een eigen kop.")
TOO_MANY_CELLS = N_("Deze rij heeft meer cellen dan er koppen zijn. Kijk of er een puntkomma of komma te veel staat.")
HEADINGS_BELOW = N_("De koppen staan in rij %(row)s. Wat daarboven staat, telt niet mee.")
EXAMPLE_LEFT_OUT = N_("De rij met het voorbeeld telt niet mee.")

# What is wrong with a row and with no cell of it in particular.
WHOLE_ROW = -1
NO_PROBLEMS: Mapping[int, str] = MappingProxyType({})
# Above the headings there may be a title, a date, an empty row.
ROWS_TO_HEADINGS = 10
ROWS_TO_COMPARE = 20
_NAMING = {NAME, EMAIL, *NAME_PARTS}


class Row(NamedTuple):
    """One row: its number as it is seen in the file, its cells, and what is wrong with how a cell lies in the file
    (column → sentence, WHOLE_ROW for the row)."""

    number: int
    cells: tuple[str, ...]
    problems: Mapping[int, str] = NO_PROBLEMS


@dataclass(frozen=True)
class Table:
    """A list: the headings of its columns, "" where there is none; its rows, each with as many cells; and `notes` for
    who handed it in, sentences about the list as a whole."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_table(data: bytes, name: str) -> Table:
    """The list in these bytes: text that was pasted, CSV or XLSX; `name` is that of the file, if any.

    Raises InvalidInputError({"file": sentence}) for what is no list, or more than a list can be.
    """
    refuse_what_is_no_list(data)
    records = read_workbook(data) if is_workbook(data) else read_text(data, sentence_for(name))
    return _table(_split_addresses(records))


def letters_of(column: int) -> str:
    """A, B, … Z, AA: what a spreadsheet calls a column; the first is 0."""
    before, letter = divmod(column, 26)
    return (letters_of(before - 1) if before else "") + chr(ord("A") + letter)


def _table(records: Records) -> Table:
    at = _place_of_headings(records.rows)
    number, headings = records.rows[at] if at is not None else (0, [])
    if MERGED in records.problems.get(number, {}).values():
        raise refused(MERGED_HEADINGS)
    people = records.rows[at + 1 :] if at is not None else records.rows
    width = max((len(cells) for _number, cells in people), default=0)
    columns = _padded(headings, max(width, len(headings)))
    rows = tuple(_rows(people, len(columns), records.problems, _stray(people, len(headings))))
    if not rows:
        raise refused(EMPTY)
    below = (Filled(HEADINGS_BELOW, row=str(number)),) if at else ()
    example = (EXAMPLE_LEFT_OUT,) if len(rows) < len(people) else ()
    return Table(columns, rows, (*records.notes, *below, *example))


def _rows(people: Sequence[Record], width: int, problems: Mapping[int, Mapping[int, str]],
          stray: set[int]) -> Iterator[Row]:  # fmt: skip
    for number, cells in people:
        if is_example(cells):
            continue
        wrong = problems.get(number, NO_PROBLEMS)
        if number in stray:
            wrong = {**wrong, WHOLE_ROW: TOO_MANY_CELLS}
        yield Row(number, _padded(cells, width), wrong)


def _padded(cells: list[str], width: int) -> tuple[str, ...]:
    return (*cells, *("",) * (width - len(cells)))


def _place_of_headings(rows: Sequence[Record]) -> int | None:
    """Where the headings are: in the row with most of the words that we know, a name or an address among them; or else
    in the first one, above addresses. None when the list begins with a person."""
    known: dict[int, int] = {}
    for at, (_number, cells) in enumerate(rows[:ROWS_TO_HEADINGS]):
        if any("@" in cell for cell in cells):
            break
        fields = {field_of(cell) for cell in cells} - {None}
        if _NAMING & fields:
            known[at] = len(fields)
    if known:
        return max(known, key=lambda at: (known[at], -at))
    first, below = rows[0][1], [cells for _number, cells in rows[1:ROWS_TO_COMPARE]]
    return 0 if any(_is_above_addresses(column, cell, below) for column, cell in enumerate(first)) else None


def _is_above_addresses(column: int, cell: str, below: list[list[str]]) -> bool:
    if not cell or "@" in cell or len(below) < 2:
        return False
    return all(len(cells) > column and ADDRESS.fullmatch(cells[column]) for cells in below)


def _stray(people: Sequence[Record], headings: int) -> set[int]:
    """The rows that are longer than the headings, when most are not: a mark too many shifts what stands behind it."""
    longer = {number for number, cells in people if len(cells) > headings} if headings else set()
    return longer if 2 * len(longer) <= len(people) else set()


def _split_addresses(records: Records) -> Records:
    """A list of one column with names and addresses in it, as two columns; of addresses alone, without marks behind."""
    if any(len(cells) > 1 for _number, cells in records.rows):
        return records
    split = [(number, name_and_address(cells[0])) for number, cells in records.rows]
    has_both = any(name and address for _number, (name, address) in split)
    rows = [(number, [name, address] if has_both else [name or address]) for number, (name, address) in split]
    return Records(rows, records.problems, records.notes)
