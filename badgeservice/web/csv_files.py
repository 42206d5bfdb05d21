"""How does a table leave as a file that any spreadsheet opens, and in which no cell is a formula?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response

from badgeservice.formats.csv_table import MARK, as_csv, guarded


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The rows as a download, UTF-8 with the mark by which spreadsheets know it."""
    cells = [[guarded(str(cell)) for cell in row] for row in (head, *rows)]
    response = Response(MARK + as_csv(cells), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
