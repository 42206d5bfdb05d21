"""What stands on the first filled sheet of this workbook? Runs in a child process, on its own (see child.py)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

# A heading and 100,000 people; as many cells as 12 columns of them.
MOST_ROWS = 100_001
MOST_CELLS = 1_200_000
# Texts that no cell shows any more.
MOST_UNUSED = 100_000
MOST_COLUMNS = 40
MOST_MERGED = 2_000
MOST_PARTS = 1_000
MOST_EXPANDED = 250_000_000
# A part that is no sheet is kept whole: the text of every cell, once.
MOST_KEPT = 60_000_000
MOST_TEXT = 25_000_000
LAST_ROW = 1_048_576
# A row that is not there, of which there may be a million.
EMPTY = (None,) * (MOST_COLUMNS + 1)

ENTRY_OF_LISTING = b"PK\x01\x02"
PORTION = 1 << 20
LONGEST_TAG = 10_000
TAGS = re.compile(rb"<(?:\w+:)?(row|c|si|mergeCell)[\s/>]")
HIDDEN = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\bhidden=[\"'](?:1|true)[\"']")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
# Entities, and what may hide a text of any length; no spreadsheet writes them.
UNUSUAL = re.compile(rb"<!|<\?(?!xml\s)")

# Other files that are ZIP archives inside, by files that only they hold.
OTHERS = {
    "ods": {"content.xml"},
    "numbers": {"Index/Document.iwa", "Index.zip"},
    "xlsb": {"xl/workbook.bin"},
    "zip": {"word/document.xml", "ppt/presentation.xml"},
}
FAULTS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"})


class Refused(Exception):  # noqa: N818 - it ends the reading of a file, nothing is wrong with us
    """The workbook is not read; the text is one of the words that `read` answers."""


@dataclass
class Part:
    """What one file in the archive holds, counted without understanding it."""

    tags: Counter[bytes] = field(default_factory=Counter)
    hidden: int = 0
    merged: list[str] = field(default_factory=list)


def read(data: bytes) -> dict[str, Any]:
    """`{"text": CSV, "marks": [[row, column, what], …], "title": …, "hidden": rows, "alone": whether it is the only
    sheet}`; rows and columns count from 1, `what` is formula, fault or merged. Or `{"problem": one word}`."""
    try:
        parts = _counted(data)
        return _first_filled(data, parts)
    except BadZipFile:
        return {"problem": "broken"}
    except Refused as problem:
        return {"problem": str(problem)}


def _counted(data: bytes) -> dict[str, Part]:
    """Every file of XML in the archive. Whatever is too much is refused here, before anything is understood."""
    if data.count(ENTRY_OF_LISTING) > MOST_PARTS:
        raise Refused("size")
    with ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
        _refuse_other_file({info.filename for info in infos})
        if any(info.flag_bits & 1 for info in infos):
            raise Refused("encrypted")
        if sum(info.file_size for info in infos) > MOST_EXPANDED or any(map(_is_kept_too_big, infos)):
            raise Refused("size")
        parts = {info.filename: _part(archive.open(info)) for info in infos if info.filename.endswith(".xml")}
    if sum(part.tags[b"si"] - part.tags[b"c"] for part in parts.values()) > MOST_UNUSED:
        raise Refused("cells")
    return parts


def _refuse_other_file(names: set[str]) -> None:
    for kind, telling in OTHERS.items():
        if names & telling:
            raise Refused(kind)
    if "[Content_Types].xml" not in names:
        raise Refused("zip")


def _is_kept_too_big(info: ZipInfo) -> bool:
    return info.file_size > MOST_KEPT and not info.filename.startswith("xl/worksheets/")


def _part(file: IO[bytes]) -> Part:
    part, rest = Part(), b""
    with file:
        while portion := file.read(PORTION):
            if len(portion) == PORTION and b"<" not in portion:
                raise Refused("cells")
            text = rest + portion
            whole = max(text.rfind(b"<"), 0)
            _count(part, text[:whole])
            rest = text[whole:] if len(text) - whole < LONGEST_TAG else b""
    _count(part, rest)
    return part


def _count(part: Part, text: bytes) -> None:
    if UNUSUAL.search(text):
        raise Refused("broken")
    part.tags.update(TAGS.findall(text))
    if part.tags[b"row"] > MOST_ROWS:
        raise Refused("rows")
    if part.tags[b"c"] > MOST_CELLS or part.tags[b"si"] > MOST_CELLS:
        raise Refused("cells")
    if part.tags[b"mergeCell"] > MOST_MERGED:
        raise Refused("merged")
    part.hidden += len(HIDDEN.findall(text))
    part.merged += [one.decode() for one in MERGED.findall(text)]


def _first_filled(data: bytes, parts: dict[str, Part]) -> dict[str, Any]:
    workbook = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    sheets: list[Any] = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        text, marks, last = _written(sheet)
        if last:
            # The one thing that the library does not tell in public: which part of the archive a sheet is.
            part = parts.get(sheet._worksheet_path, Part())
            marks += _merged(part, last)
            shared = {"title": sheet.title, "hidden": part.hidden, "alone": len(sheets) == 1}
            return {"text": text, "marks": marks, **shared}
    raise Refused("empty")


def _written(sheet: Any) -> tuple[str, list[list[Any]], int]:
    """The sheet as CSV, with an empty line for an empty row; its marks; and the last row that is filled."""
    written, last = StringIO(), 0
    marks: list[list[Any]] = []
    writer = csv.writer(written)
    # What the sheet says of its own size may be wrong, and would be believed.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    for number, padded in enumerate(rows, 1):
        if number > LAST_ROW:
            raise Refused("rows")
        if padded == EMPTY:
            writer.writerow(())
            continue
        values = _filled(padded)
        marks += _marks(number, values)
        writer.writerow([_text(value) for value in values])
        last = number
        if written.tell() > MOST_TEXT:
            raise Refused("cells")
    return written.getvalue(), marks, last


def _filled(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The cells up to the last one that holds something."""
    end = len(values)
    while values[end - 1] is None:
        end -= 1
    return values[:end]


def _text(value: Any) -> str:
    """What the cell shows, near enough: a day as people type it, a number without a point and a zero behind it."""
    if value is None or _mark(value):
        return ""
    if isinstance(value, str):
        # How Excel writes down the first half of a line break.
        return value.replace("_x000D_", "")
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return f"{value.day:02}-{value.month:02}-{value.year:04}"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _marks(number: int, values: tuple[Any, ...]) -> Iterator[list[Any]]:
    for column, value in enumerate(values, 1):
        if mark := _mark(value):
            yield [number, column, mark]


def _mark(value: Any) -> str | None:
    if isinstance(value, str):
        return "formula" if value.startswith("=") else "fault" if value in FAULTS else None
    # Formulas over several cells are no text, but an object of the library.
    return "formula" if hasattr(value, "ref") else None


def _merged(part: Part, last: int) -> Iterator[list[Any]]:
    marked = 0
    for place in part.merged:
        # All four are there: MERGED finds no other place.
        left, top, right, bottom = (end or 1 for end in range_boundaries(place))
        for row in range(top, min(bottom, last) + 1):
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                marked += 1
                if marked > 50 * MOST_MERGED:
                    raise Refused("merged")
                yield [row, column, "merged"]
