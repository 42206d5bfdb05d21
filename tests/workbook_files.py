"""Workbooks as people make them, and as somebody with bad intentions does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def workbook(*rows: Sequence[Any], change: Callable[[Workbook], object] = id) -> bytes:
    """An XLSX with these rows on its first sheet, after a change."""
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    change(book)
    book.save(file)
    return file.getvalue()


def with_sheet(xml: bytes, strings: bytes | None = None) -> bytes:
    """An XLSX of which the first sheet is this XML; `strings` is the part in which Excel keeps every text once."""
    new = BytesIO()
    with ZipFile(BytesIO(workbook(["Naam"]))) as old, ZipFile(new, "w", ZIP_DEFLATED) as archive:
        for info in old.infolist():
            content = xml if info.filename == "xl/worksheets/sheet1.xml" else old.read(info)
            if strings is not None and info.filename == "[Content_Types].xml":
                content = content.replace(b"</Types>", STRINGS_TYPE + b"</Types>")
            archive.writestr(info.filename, content)
        if strings is not None:
            archive.writestr("xl/sharedStrings.xml", strings)
    return new.getvalue()


def strings_xml(items: bytes) -> bytes:
    return b'<sst xmlns="%s">%s</sst>' % (NAMESPACE, items)


def sheet_xml(rows: bytes) -> bytes:
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (NAMESPACE, rows)


def zipped(**files: bytes) -> bytes:
    """A ZIP with these files; "__" stands for a slash and "_dot_" for a point in their names."""
    new = BytesIO()
    with ZipFile(new, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return new.getvalue()
