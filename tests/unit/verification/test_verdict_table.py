"""Do many reports become a file that a spreadsheet and a script can trust?"""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from issued import NOW, World, badge

from badgeservice.formats.csv_table import as_csv, guarded
from badgeservice.verification.report import CHECK_IDS, Check, Outcome, Report
from badgeservice.verification.verdict_table import (
    COLUMNS,
    LONGEST_TEXT,
    Line,
    cells_of,
    json_of,
    shortened,
)


def told(report: Report, name: str = "a.json") -> dict[str, str]:
    text = as_csv([COLUMNS, cells_of(Line(name, report), str)])
    (row,) = csv.DictReader(StringIO(text))
    return row


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    assert guarded(f'{start}HYPERLINK("https://a.example")') == f'\'{start}HYPERLINK("https://a.example")'
    assert told(World().check(b"hallo"), f"{start}1+1")["input"] == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Hotel Zon", "a=b", "2026-11-22", "did:web:a.example", '"=1'])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


def test_a_sound_badge_is_told_with_who_and_by_whom() -> None:
    row = told(World().check(badge()))
    assert row["verdict"] == "valid"
    assert (row["issuer"], row["issuer_id"]) == ("Hotel Zon", badge()["issuer"]["id"])
    assert row["achievement"] == "Gasten ontvangen"
    assert (row["reasons"], row["message"]) == ("", "De handtekening klopt en de badge is nu geldig.")


def test_what_a_forged_badge_says_of_itself_is_not_told() -> None:
    row = told(World().check({**badge(), "name": "Directeur"}))
    assert (row["verdict"], row["reasons"]) == ("invalid", "proof.signature_invalid")
    assert [row[name] for name in ("achievement", "issuer", "issuer_id", "recipient", "valid_from")] == [""] * 5


def test_what_was_not_checked_says_why() -> None:
    checks = tuple(Check(id_, Outcome.UNKNOWN, "not_checked", {"because": "time"}) for id_ in CHECK_IDS)
    row = told(Report(None, None, checks, NOW))
    assert (row["verdict"], row["reasons"]) == ("unknown", "not_checked")
    assert row["message"] == "Hier was geen tijd meer voor. Controleer minder bestanden tegelijk."


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    name = 'a, "b"\nc.json'
    assert told(World().check(b"hallo"), name)["input"] == name


def test_a_report_of_many_holds_no_endless_text() -> None:
    told_as_data = json_of(Line("a.json", World().check(badge(name="x" * 50_000)), 0.5), str)
    texts = [check["message"] for check in told_as_data["checks"]]
    assert told_as_data["input"] == "a.json"
    assert told_as_data["seconds"] == 0.5
    assert all(len(text) <= LONGEST_TEXT for text in texts)
    assert len(shortened("x" * 50_000)) == LONGEST_TEXT
