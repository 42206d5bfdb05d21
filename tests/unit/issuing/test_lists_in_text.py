"""A list that was pasted, or saved as CSV by whatever program, is read as it was meant."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from workbook_files import zipped

from badgeservice.errors import InvalidInputError
from badgeservice.issuing.batches import file_kinds, records, tables, written_text
from badgeservice.issuing.batches.tables import Row, letters_of, read_table
from badgeservice.issuing.batches.written_text import guess_delimiter

PEOPLE = [["Fatima El Amrani", "fatima@voorbeeld.nl"], ["Zoë de Vries, kok", "zoe@voorbeeld.nl"]]


def cells(data: bytes | str, name: str = "lijst.csv") -> list[list[str]]:
    table = read_table(data.encode() if isinstance(data, str) else data, name)
    return [list(row.cells) for row in table.rows]


def refusal(data: bytes | str, name: str = "lijst.csv") -> str:
    with pytest.raises(InvalidInputError) as caught:
        read_table(data.encode() if isinstance(data, str) else data, name)
    assert list(caught.value.problems) == ["file"]
    return caught.value.problems["file"]


def as_file(rows: list[list[str]], delimiter: str) -> str:
    written = StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("head", [["Naam", "E-mailadres"], ["Wie", "Adres"], None])
def test_a_list_is_read_in_every_encoding_with_every_delimiter(
    encoding: str, delimiter: str, head: list[str] | None
) -> None:
    data = as_file([*([head] if head else []), *PEOPLE], delimiter).encode(encoding)
    table = read_table(data, "lijst.csv")
    assert [list(row.cells) for row in table.rows] == PEOPLE
    assert table.columns == (tuple(head) if head else ("", ""))


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_is_read_in_both_orders(mark: bytes) -> None:
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert cells(mark + "Naam;E-mail\r\nZoë;zoe@voorbeeld.nl".encode(order)) == [["Zoë", "zoe@voorbeeld.nl"]]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_letters_of_an_old_program_are_told(encoding: str) -> None:
    table = read_table("Naam;E-mail\nChloë;c@voorbeeld.nl".encode(encoding), "lijst.csv")
    assert table.notes == (written_text.OLD_LETTERS,)
    assert read_table(b"Naam;E-mail\nJan;jan@voorbeeld.nl", "lijst.csv").notes == ()


@pytest.mark.parametrize("data", [b"\xff\xfeJ", b"\xef\xbb\xbfJo\xeblle", b"Naam\nJo\xeblle en Ren\xe9\x81\n"])
def test_letters_that_cannot_be_read_are_refused(data: bytes) -> None:
    assert refusal(data) == written_text.BAD_LETTERS


@pytest.mark.parametrize(
    ("pasted", "people"),
    [
        ("Jan Jansen\nFatima El Amrani", [["Jan Jansen"], ["Fatima El Amrani"]]),
        ("Vries, Jan de\nJansen, Piet", [["Vries, Jan de"], ["Jansen, Piet"]]),
        ("jan@voorbeeld.nl\npiet@voorbeeld.nl;", [["jan@voorbeeld.nl"], ["piet@voorbeeld.nl"]]),
        ("Jan Jansen <jan@voorbeeld.nl>", [["Jan Jansen", "jan@voorbeeld.nl"]]),
        ('"Vries, Jan de" <jan@voorbeeld.nl>,\nPiet <p@voorbeeld.nl>',
         [["Vries, Jan de", "jan@voorbeeld.nl"], ["Piet", "p@voorbeeld.nl"]]),
        ("Jan Jansen jan@voorbeeld.nl\npiet@voorbeeld.nl Piet",
         [["Jan Jansen", "jan@voorbeeld.nl"], ["Piet", "piet@voorbeeld.nl"]]),
        ("Jan (mailto:jan@voorbeeld.nl)\nPiet (stage)", [["Jan", "jan@voorbeeld.nl"], ["Piet (stage)", ""]]),
        ("Jan\tjan@voorbeeld.nl\r\nPiet\t", [["Jan", "jan@voorbeeld.nl"], ["Piet", ""]]),
        ("Jan, jan@voorbeeld.nl\nPiet", [["Jan", "jan@voorbeeld.nl"], ["Piet", ""]]),
        ("Jan <a@voorbeeld.nl>; Piet <b@voorbeeld.nl>", [["Jan", "a@voorbeeld.nl"], ["Piet", "b@voorbeeld.nl"]]),
        ("Jan\rPiet\rKlaas", [["Jan"], ["Piet"], ["Klaas"]]),
    ],
)  # fmt: skip
def test_what_people_paste_is_one_person_a_line(pasted: str, people: list[list[str]]) -> None:
    assert cells(pasted, "") == people


def test_sixty_people_out_of_a_mail_are_sixty_rows() -> None:
    pasted = "; ".join(f"Naam {number} <n{number}@voorbeeld.nl>" for number in range(60))
    assert [row.number for row in read_table(pasted.encode(), "").rows] == list(range(1, 61))


def test_quotes_hold_delimiters_and_line_breaks_together() -> None:
    data = 'Naam;Toelichting\n"Jan; de kok";"Eerst\nen ""toen"""\nPiet;'
    assert cells(data) == [["Jan; de kok", 'Eerst\nen "toen"'], ["Piet", ""]]


def test_the_line_with_which_excel_names_its_delimiter_is_no_row() -> None:
    table = read_table(b"sep=;\r\nNaam;E-mail\r\nJan;jan@voorbeeld.nl\r\n", "lijst.csv")
    assert table.rows == (Row(2, ("Jan", "jan@voorbeeld.nl")),)


def test_a_comma_in_a_text_does_not_divide_a_list_with_semicolons() -> None:
    data = "Naam;E-mail;Toelichting\n" + "Jan;jan@voorbeeld.nl;goed, snel, netjes\n" * 3
    assert cells(data)[0] == ["Jan", "jan@voorbeeld.nl", "goed, snel, netjes"]


def test_empty_rows_are_passed_over_but_counted() -> None:
    table = read_table(b"Naam;E-mail\n\n;;\nJan;jan@voorbeeld.nl\n  ;\nPiet;\n", "lijst.csv")
    assert [(row.number, row.cells[0]) for row in table.rows] == [(4, "Jan"), (6, "Piet")]


def test_what_stands_above_the_headings_is_no_person_and_that_is_told() -> None:
    table = read_table(b"Deelnemers 2026\n\nNaam;E-mail\nJan;jan@voorbeeld.nl", "lijst.csv")
    assert table.rows == (Row(4, ("Jan", "jan@voorbeeld.nl")),)
    assert table.notes == ("De koppen staan in rij 3. Wat daarboven staat, telt niet mee.",)


def test_a_first_person_is_never_taken_for_a_heading() -> None:
    assert len(cells("Abigail Maillard;abigail@voorbeeld.nl\nJan Link;jan@voorbeeld.nl")) == 2
    assert len(cells("Jan;van;Dijk\nPiet;de;Boer")) == 2


def test_a_mark_too_many_is_a_problem_of_its_row() -> None:
    data = "Naam,E-mail\nJan,jan@voorbeeld.nl\nBoer, Piet,p@voorbeeld.nl\nKlaas,k@voorbeeld.nl"
    assert [row.problems for row in read_table(data.encode(), "lijst.csv").rows] == [
        {}, {tables.WHOLE_ROW: tables.TOO_MANY_CELLS}, {},
    ]  # fmt: skip


def test_a_cell_that_is_too_long_is_cut_and_a_problem_of_its_row() -> None:
    table = read_table(f"Naam;Toelichting\nJan;{'a' * 2001}\nPiet;{'b' * 2000}".encode(), "lijst.csv")
    assert [row.problems for row in table.rows] == [{1: records.TOO_LONG}, {}]
    assert len(table.rows[0].cells[1]) == 2000


def test_a_quote_that_never_closes_names_the_row() -> None:
    data = 'Naam;E-mail\nJan;j@voorbeeld.nl\n"Piet;p@voorbeeld.nl\n' + "Klaas;k@voorbeeld.nl\n" * 10_000
    assert refusal(data) == "De tekst in rij 3 houdt niet op. Kijk of daar een aanhalingsteken te veel staat."


@pytest.mark.parametrize(
    "data",
    [
        b"Naam\n" + b"a\n" * 2_000_000,
        b"Naam\n" + b"a\n" * 100_001,
        b"\n" * 2_000_000 + b"Jan",
        ", ".join(["a@b.nl"] * 100_002).encode(),
    ],
)
def test_more_rows_than_a_list_has_are_refused(data: bytes) -> None:
    assert refusal(data) == file_kinds.TOO_MANY_ROWS


def test_a_list_may_hold_100_000_people_and_a_heading() -> None:
    assert len(read_table(b"Naam\n" + b"a\n" * 100_000, "lijst.csv").rows) == 100_000


def test_more_than_forty_columns_are_refused_and_the_row_is_named() -> None:
    assert len(cells(";".join(["Naam"] + ["x"] * 39) + "\n" + ";".join(["a"] * 40))[0]) == 40
    assert "Rij 2 heeft meer dan 40 kolommen." in refusal("Naam;E-mail\n" + ";".join(["a"] * 41))


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "", file_kinds.EMPTY),
        (b"\xef\xbb\xbf \r\n\t", "lijst.csv", file_kinds.EMPTY),
        (b"Naam;E-mail\n", "lijst.csv", file_kinds.EMPTY),
        (b";;;\n\n", "lijst.csv", file_kinds.EMPTY),
        (b"a" * 12_000_001, "lijst.csv", file_kinds.TOO_BIG),
        (b"%PDF-1.7\n...", "lijst.csv", file_kinds.PDF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lijst.xls", file_kinds.OLD_EXCEL),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "l.xlsx", file_kinds.PASSWORD),
        (b"<html><table><tr><td>Jan", "lijst.xls", file_kinds.DOCUMENT),
        (b"{\\rtf1 Jan}", "lijst.csv", file_kinds.DOCUMENT),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "lijst.png", file_kinds.NO_TEXT),
        (b"\0\1\2\3" * 9, "lijst.xlsx", file_kinds.BROKEN),
        (b"\0\1\2\3" * 9, "lijst.ods", file_kinds.OPEN_DOCUMENT),
        ("Naam;E-mail\nJan;j@voorbeeld.nl".encode("utf-16-le"), "lijst.csv", file_kinds.NO_TEXT),
        (zipped(lijst_dot_csv=b"Naam\nJan"), "lijst.zip", file_kinds.OTHER_ZIP),
        (zipped(content_dot_xml=b"<a/>"), "lijst.ods", file_kinds.OPEN_DOCUMENT),
        (zipped(Index__Document_dot_iwa=b""), "lijst.numbers", file_kinds.NUMBERS),
        (zipped(xl__workbook_dot_bin=b""), "lijst.xlsb", file_kinds.BINARY_EXCEL),
        (zipped(word__document_dot_xml=b"<a/>"), "lijst.docx", file_kinds.OTHER_ZIP),
    ],
)
def test_a_file_that_is_no_list_gets_a_sentence_that_says_what_to_do(data: bytes, name: str, sentence: str) -> None:
    assert refusal(data, name) == sentence


def test_a_file_of_ours_comes_back_without_its_guards() -> None:
    assert cells("Naam;Toelichting\nJan;'- heeft gekookt\n'Tis;'=1+1") == [["Jan", "- heeft gekookt"], ["'Tis", "=1+1"]]


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    assert [letters_of(column) for column in (0, 25, 26, 39)] == ["A", "Z", "AA", "AN"]


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
plain = text.filter(lambda cell: cell.strip() == cell and not cell.startswith(("'", "\ufeff")))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(plain, plain, plain), min_size=1, max_size=20), st.sampled_from([";", ",", "\t"]))
def test_what_was_written_as_csv_is_what_is_read(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    data = as_file([["Naam", "E-mail", "Toelichting"], *map(list, rows)], delimiter)
    assert guess_delimiter(data) == delimiter
    assert [tuple(one) for one in cells(data)] == rows


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=3000),
        st.text(max_size=1000).map(str.encode),
        st.text(max_size=500).map(lambda one: one.encode("utf-16")),
        st.text("@;,\t\"\n\r<>aé'= \0", max_size=400).map(str.encode),
    ).filter(lambda data: not data.startswith(b"PK")),
    st.sampled_from(["", "geplakt", "lijst.csv", "lijst.xlsx", "../\0"]),
)
@example(b"sep=;\n", "")
@example(b'"', "")
@example(b"@", "")
@example(b"\xff\xfe\x00\xd8", "")
def test_hostile_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        table = read_table(data, name)
    except InvalidInputError:
        return
    assert {len(row.cells) for row in table.rows} == {len(table.columns)}
    numbers = [row.number for row in table.rows]
    assert numbers == sorted(set(numbers))
