"""The template and the file of errors open in a spreadsheet, hold no formula, and can be handed in again."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from list_classes import SHARED, TODAY, version_of

from badgeservice.errors import InvalidInputError
from badgeservice.issuing.batches.columns import guess_columns
from badgeservice.issuing.batches.entries import Entry, read_entries
from badgeservice.issuing.batches.file_kinds import EMPTY
from badgeservice.issuing.batches.list_files import error_rows_csv, fields_for, template_csv
from badgeservice.issuing.batches.lists import read_list
from badgeservice.issuing.batches.tables import EXAMPLE_LEFT_OUT, read_table
from badgeservice.model.achievement import Kind

VERSION = version_of()
OPTIONAL = ("license_number", "evidence", "evidence_url")


def lines_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kind.SKILLSBADGE, ("name", "email", "judged_on", *OPTIONAL)),
        (Kind.PRAKTIJKVERKLARING,
         ("name", "email", "assessor", "judged_on", "activity_start", "activity_end", *OPTIONAL)),
        (Kind.ERVARINGSCERTIFICAAT, ("name", "email", "assessor", "judged_on", *OPTIONAL)),
        (Kind.BEWIJS_VAN_DEELNAME, ("name", "email", "activity_start", *OPTIONAL)),
    ],
)  # fmt: skip
def test_a_template_asks_what_its_kind_needs(kind: Kind, fields: tuple[str, ...]) -> None:
    assert fields_for(version_of(kind)) == fields


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_that_comes_back_is_understood_and_its_example_does_not_count(kind: Kind, language: str) -> None:
    version = version_of(kind)
    template = template_csv(version, language)
    with pytest.raises(InvalidInputError) as caught:
        read_table(template, "lijst.csv")
    assert caught.value.problems == {"file": EMPTY}
    table = read_table(template + b"Jan;jan@voorbeeld.nl\r\n", "lijst.csv")
    assert [(row.number, row.cells[0]) for row in table.rows] == [(3, "Jan")]
    assert table.notes == (EXAMPLE_LEFT_OUT,)
    fields = fields_for(version)
    assert guess_columns(table) == {field: column for column, field in enumerate(fields)}


def test_rows_that_have_to_be_mended_come_back_with_what_is_wrong() -> None:
    data = 'Naam;E-mail;Beoordeeld op;Toelichting\nJan;jan@;gisteren;"- één\n- twee"\nPiet;p@voorbeeld.nl;;\n=Els;;;'
    entries = read_list(data.encode(), "lijst.csv", SHARED, VERSION, TODAY)
    head, *rows = lines_of(error_rows_csv(entries, VERSION, "nl"))
    assert head[:3] == ["Naam", "E-mailadres", "Beoordeeld op"]
    assert head[-1] == "Wat is er mis?"
    assert [row[0] for row in rows] == ["Jan", "'=Els"]
    assert rows[0][1:3] == ["jan@", "gisteren"]
    assert rows[0][4] == "'- één\n- twee"
    assert rows[0][-1].startswith("Rij 2: Dit e-mailadres klopt niet.")
    assert rows[0][-1].endswith("bijvoorbeeld 22-11-2026.")


def test_the_file_of_errors_can_be_handed_in_again_and_is_read_the_same() -> None:
    data = 'Naam;E-mail;Beoordeeld op;Toelichting;Begindatum\nJan;jan@;1-11-2026;"- één\n- twee";1-10-2026\n=Els;;;;'
    entries = read_list(data.encode(), "lijst.csv", SHARED, VERSION, TODAY)
    again = read_list(error_rows_csv(entries, VERSION, "nl"), "fouten.csv", SHARED, VERSION, TODAY)
    assert again == entries


def test_without_errors_there_is_only_a_heading() -> None:
    assert len(lines_of(error_rows_csv([Entry(2, "Jan", "", {}, {})], VERSION, "nl"))) == 1


def test_a_bsn_does_not_come_back_in_the_file_of_errors() -> None:
    table = read_table(b"Naam;Toelichting\nJan 123456782;ook 123.456.782", "lijst.csv")
    entries = read_entries(table, guess_columns(table), SHARED, VERSION, TODAY)
    assert "456" not in error_rows_csv(entries, VERSION, "nl").decode()
