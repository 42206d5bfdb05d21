"""How is a table written as CSV that any spreadsheet opens, and in which no cell is a formula?"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# By this a spreadsheet knows that what follows is UTF-8.
MARK = "\ufeff"
# A spreadsheet takes a cell that starts so for a formula, some of them in their full-width form too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
GUARD = "'"


def as_csv(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """RFC 4180, without the row of names; Dutch spreadsheets ask for a semicolon between the cells."""
    written = StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"{GUARD}{cell}" if cell.startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """A cell as it was before `guarded`, for a file of ours that comes back."""
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith(FORMULA) else cell
