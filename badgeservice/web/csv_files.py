"""How does a table leave as a file that any spreadsheet opens, and in which no cell is a formula?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response

from badgeservice.formats.csv_table import MARK, as_csv, guarded


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> Response:
    """The rows as a download, UTF-8 with the mark by which spreadsheets know it."""
    cells = [[guarded(str(cell)) for cell in row] for row in (head, *rows)]
    return csv_download(name, (MARK + as_csv(cells, delimiter)).encode("utf-8", "replace"))


def csv_download(name: str, content: bytes) -> Response:
    """A table that was written before, as a download."""
    response = Response(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
