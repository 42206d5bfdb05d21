"""A list in a workbook is read cell by cell; what is no plain value is told, and a bomb does not go off."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from workbook_files import sheet_xml, strings_xml, with_sheet, workbook

from badgeservice.errors import InvalidInputError
from badgeservice.isolation import xlsx
from badgeservice.isolation.run import Bounds
from badgeservice.issuing.batches import file_kinds, tables, workbooks
from badgeservice.issuing.batches.tables import Table, read_table

HEAD = ["Naam", "E-mail", "Beoordeeld op"]
PERSON = ["Zoë de Vries", "zoe@voorbeeld.nl", date(2026, 11, 22)]
SOUND = workbook(HEAD, PERSON, PERSON)


def read(data: bytes) -> Table:
    return read_table(data, "lijst.xlsx")


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read(data)
    return caught.value.problems["file"]


def test_values_are_read_as_they_are_shown() -> None:
    table = read(workbook(["Naam", "a", "b", "c", "d", "e"], ["Zoë", 12.0, 1.5, datetime(2026, 3, 4, 9, 30), True, 7]))  # noqa: DTZ001
    assert table.columns == ("Naam", "a", "b", "c", "d", "e")
    assert table.rows[0].cells == ("Zoë", "12", "1.5", "04-03-2026", "ja", "7")


def test_empty_rows_are_passed_over_but_counted() -> None:
    table = read(workbook([], HEAD, [], PERSON, [" "], PERSON))
    assert [row.number for row in table.rows] == [4, 6]


def test_the_first_sheet_on_which_something_stands_is_read_and_that_is_told() -> None:
    def change(book: Workbook) -> None:
        book.active.title = "Leeg"
        for title in ("Geheim", "Groep 1", "Groep 2"):
            book.create_sheet(title).append(["Naam"])
            book[title].append([title])
        book["Geheim"].sheet_state = "hidden"

    table = read(workbook(change=change))
    assert [row.cells for row in table.rows] == [("Groep 1",)]
    assert table.notes == ("We lezen alleen het blad “Groep 1”. Wat op andere bladen staat, telt niet mee.",)


def test_hidden_rows_count_and_that_is_told() -> None:
    def change(book: Workbook) -> None:
        book.active.row_dimensions[3].hidden = True

    table = read(workbook(HEAD, PERSON, PERSON, change=change))
    assert (len(table.rows), table.notes) == (2, (workbooks.HIDDEN_ROWS,))


def test_a_formula_is_a_problem_of_its_cell_and_the_other_rows_go_on() -> None:
    def change(book: Workbook) -> None:
        book.active["B3"] = "=LOWER(A3)"
        book.active["A4"] = ArrayFormula("A4:A4", "=A2")
        book.active["B5"] = "#REF!"

    table = read(workbook(HEAD, PERSON, PERSON, PERSON, PERSON, change=change))
    assert [dict(row.problems) for row in table.rows] == [
        {}, {1: workbooks.FORMULA}, {0: workbooks.FORMULA}, {1: workbooks.FAULT},
    ]  # fmt: skip
    assert "Zet in deze cel de uitkomst" in workbooks.FORMULA
    assert table.rows[1].cells == ("Zoë de Vries", "", "22-11-2026")


def test_merged_cells_are_a_problem_of_every_row_that_they_touch() -> None:
    def change(book: Workbook) -> None:
        book.active.merge_cells("C2:C4")
        book.active.merge_cells("A6:B6")
        book.active.merge_cells("A100:B200")

    table = read(workbook(HEAD, PERSON, PERSON, PERSON, PERSON, PERSON, change=change))
    merged = workbooks.MERGED
    assert [dict(row.problems) for row in table.rows] == [
        {2: merged}, {2: merged}, {2: merged}, {}, {0: merged, 1: merged},
    ]  # fmt: skip


def test_a_merged_title_is_no_problem_but_merged_headings_are() -> None:
    def change(book: Workbook) -> None:
        book.active.merge_cells("A1:C1")

    assert not read(workbook(["Deelnemers"], HEAD, PERSON, change=change)).rows[0].problems
    assert refusal(workbook(["Naam", None, "E-mail"], PERSON, change=change)) == tables.MERGED_HEADINGS


def test_a_sheet_that_says_the_wrong_size_of_itself_is_read_whole() -> None:
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
    rows = b"".join(row % (at, at, text) for at, text in ((1, b"Naam"), (2, b"Jan"), (9, b"Piet")))
    lying = sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')
    assert [row.number for row in read(with_sheet(lying)).rows] == [2, 9]


def test_texts_are_found_where_excel_keeps_them() -> None:
    strings = (b"<si><t>Naam</t></si>", b'<si><r><t>Zo\xc3\xab </t></r><r><rPr><b/></rPr><t>de Vries</t></r></si>',
               b"<si><t>Eerst_x000D_\nen toen</t></si>", b"<si><t>Toelichting</t></si>")  # fmt: skip
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c><c r="B%d" t="s"><v>%d</v></c></row>' % (row, row, one, row, other)
        for row, one, other in ((1, 0, 3), (2, 1, 2))
    )
    table = read(with_sheet(sheet_xml(cells), strings_xml(b"".join(strings))))
    assert table.columns == ("Naam", "Toelichting")
    assert table.rows[0].cells == ("Zoë de Vries", "Eerst\nen toen")


def test_a_workbook_without_anything_in_it_is_empty() -> None:
    assert refusal(workbook()) == file_kinds.EMPTY
    assert refusal(workbook(HEAD)) == file_kinds.EMPTY


def test_more_than_forty_columns_are_refused() -> None:
    assert "Rij 1 heeft meer dan 40 kolommen." in refusal(workbook(["Naam"] * 41, ["a"]))


def bombs() -> dict[str, tuple[bytes, str]]:
    endless = b'<row r="999999999999"><c r="A999999999999"><v>1</v></c></row>'
    row, strings = b'<row><c t="s"><v>0</v></c></row>', strings_xml(b"<si><t>a</t></si>" * 2_000_000)
    entities = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + sheet_xml(b"<row/>")
    merged = sheet_xml(b"<row><c><v>1</v></c></row>" * 3).replace(
        b"</worksheet>", b"<mergeCells>%s</mergeCells></worksheet>" % (b'<mergeCell ref="A1:AN99999"/>' * 1999)
    )
    return {
        "2 million rows": (with_sheet(sheet_xml(row * 2_000_000)), file_kinds.TOO_MANY_ROWS),
        "cells": (with_sheet(sheet_xml(b"<row>" + b"<c/>" * 2_000_000 + b"</row>")), file_kinds.TOO_MANY_CELLS),
        "a gigabyte": (with_sheet(sheet_xml(b" " * 300_000_000)), file_kinds.TOO_MANY_CELLS),
        "strings": (with_sheet(sheet_xml(row), strings), file_kinds.TOO_MANY_CELLS),
        "texts without cells": (with_sheet(sheet_xml(row), strings_xml(b"<si/>" * 200_000)), file_kinds.TOO_MANY_CELLS),
        "one text": (with_sheet(sheet_xml(b"<row><c><v>" + b"1" * 9_000_000)), file_kinds.TOO_MANY_CELLS),
        "hidden text": (with_sheet(sheet_xml(b"<![CDATA[" + b"<a" * 9_000_000)), file_kinds.BROKEN),
        "a row beyond the last": (with_sheet(sheet_xml(endless)), file_kinds.TOO_MANY_ROWS),
        "merged cells": (with_sheet(merged), file_kinds.TOO_MANY_MERGED),
        "entities": (with_sheet(entities), file_kinds.BROKEN),
        "a million parts": (many_parts(), file_kinds.TOO_MANY_CELLS),
        "damaged": (workbook(HEAD, PERSON)[:-400], file_kinds.BROKEN),
        "no XML": (with_sheet(b"<worksheet"), file_kinds.BROKEN),
    }


def many_parts() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for number in range(5_000):
            archive.writestr(f"xl/{number}.xml", b"")
    return file.getvalue()


BOMBS = bombs()


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_a_sentence(bomb: str) -> None:
    data, sentence = BOMBS[bomb]
    assert refusal(data) == sentence


def test_a_cell_in_the_last_place_of_a_sheet_asks_for_nothing_in_between() -> None:
    far = (
        b'<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="B1048576"><v>8</v></c><c r="XFD1048576"/></row>'
    )
    assert [(row.number, row.cells) for row in read(with_sheet(sheet_xml(far))).rows] == [
        (1, ("7", "")), (1048576, ("", "8")),
    ]  # fmt: skip


def test_a_workbook_with_a_password_in_its_zip_says_so() -> None:
    data = bytearray(workbook(HEAD, PERSON))
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refusal(bytes(data)) == file_kinds.PASSWORD


def test_what_takes_too_long_or_too_much_is_broken_and_the_service_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "BOUNDS", Bounds(memory=25_000_000))
    assert refusal(workbook(HEAD, PERSON)) == file_kinds.BROKEN


@pytest.mark.parametrize(
    "answer",
    [None, [], {}, {"text": 1}, {"text": "a", "title": "b", "marks": [[1, 2]]}, {"problem": ["x"]},
     {"text": "a", "title": "b", "marks": [["1", 1, "formula"]]}],
)  # fmt: skip
def test_an_answer_of_a_child_that_was_taken_over_is_not_believed(
    answer: object, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = tmp_path / "parser.py"
    parser.write_text(f"def read(data):\n    return {answer!r}\n")
    monkeypatch.setattr(xlsx, "READER", parser)
    assert refusal(b"PK\x03\x04") == file_kinds.BROKEN


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(SOUND)
    for _time in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(4, len(SOUND) - 1))] = data.draw(st.integers(0, 255))
    with suppress(InvalidInputError):
        read(bytes(damaged))
