"""Many people get one badge at once, from the first page to the file with what became of everybody."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from list_pages import LISTS, ListPages, heading


@pytest.fixture
def desk(world) -> ListPages:
    return ListPages(world).ready_class()


def _table(answer) -> list[list[str]]:
    assert answer.data.startswith(b"\xef\xbb\xbf"), "a spreadsheet would not know that this is UTF-8"
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_a_pasted_list_is_given_and_everybody_stands_in_the_result(desk):
    batch = desk.told()
    assert heading(desk.page(batch)) == "Alle 2 rijen kloppen"
    answer = desk.change(batch, "geven", {"when": "now", "day": ""})
    assert desk.below(answer) == f"{LISTS}/{batch}"
    assert heading(desk.page(batch)) == "0 van 2 badges zijn klaar"

    desk.work()

    page = desk.page(batch)
    assert heading(page) == "Alle 2 badges zijn gegeven"
    result = desk.page(batch, "/uitslag.csv")
    rows = _table(result)
    codes = {award.recipient_name: award.code for award in desk.awards()}
    assert rows[0] == ["Rij", "Naam", "E-mailadres", "Uitkomst", "Adres van de badge", "Code", "Waarom niet"]
    assert [(row[1], row[3], row[5]) for row in rows[1:]] == [
        (name, "Gegeven", codes[name]) for name in ("Fatima Yilmaz", "Sam de Vries")
    ]
    assert all(f"/badges/{award.id}" in result.text for award in desk.awards())
    assert "no-store" in result.headers["Cache-Control"]
