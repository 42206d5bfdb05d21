"""Columns are guessed by their headings and, without headings, by what stands in them."""

from __future__ import annotations

import pytest

from badgeservice.issuing.batches.columns import (
    FIELDS,
    NO_COLUMN,
    NO_NAMES,
    TWO_NAMES,
    columns_problem,
    guess_columns,
    name_of,
)
from badgeservice.issuing.batches.headings import TITLES, field_of
from badgeservice.issuing.batches.tables import Table, read_table


def table(*lines: str) -> Table:
    return read_table("\n".join(lines).encode(), "lijst.csv")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Naam", "name"), ("NAAM DEELNEMER", "name"), ("Full name", "name"), ("Voor- en achternaam", "name"),
        ("voornaam", "first_name"), ("Tussenvoegsel(s)", "infix"), ("Achternaam:", "last_name"),
        ("E-mail", "email"), ("e-mail adres", "email"), ("E-mail (werk)", "email"), ("Mailadres", "email"),
        ("Email address", "email"), ("E‑mailadres", "email"),
        ("Beoordelaar", "assessor"), ("Praktijkopleider", "assessor"), ("Beoordeeld op", "judged_on"),
        ("Begindatum", "activity_start"), ("Start date", "activity_start"), ("T/m", "activity_end"),
        ("Eínddatum", "activity_end"), ("Licentienummer", "license_number"), ("Toelichting", "evidence"),
        ("Link naar het bewijs", "evidence_url"),
        ("E-mail praktijkopleider", None), ("Opmerkingen", None), ("Naam school", None), ("Abigail Maillard", None),
        ("", None), ("Naam" * 100, None),
    ],
)  # fmt: skip
def test_a_heading_means_a_field(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


def test_every_title_of_a_template_means_its_own_field() -> None:
    assert {title: field_of(title) for title in TITLES.values()} == {title: field for field, title in TITLES.items()}
    assert set(TITLES) <= set(FIELDS)


def test_a_name_in_parts_is_joined() -> None:
    read = table("Achternaam;Voornaam;Tussenvoegsel;Mail", "Vries;Jan;de;j@voorbeeld.nl", "Bos;Aylin;;a@voorbeeld.nl")
    columns = guess_columns(read)
    assert columns == {"last_name": 0, "first_name": 1, "infix": 2, "email": 3}
    assert [name_of(row.cells, columns) for row in read.rows] == ["Jan de Vries", "Aylin Bos"]


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        (["Voornaam;Naam", "Jan;Vries", "Piet;Boer"], {"first_name": 0, "last_name": 1}),
        (["Voornaam;Naam", "Jan;Jan de Vries", "Piet;Piet Boer"], {"name": 1}),
        (["Naam;Voornaam;Achternaam", "Jan de Vries;Jan;Vries"], {"name": 0}),
        (["Naam;Post", "Jan;jan@voorbeeld.nl", "Piet;p@voorbeeld.nl"], {"name": 0, "email": 1}),
        (["Naam;E-mail begeleider", "Jan;b@voorbeeld.nl", "Piet;b@voorbeeld.nl"], {"name": 0}),
        (["Wie;Post", "Jan;jan@voorbeeld.nl", "Piet;p@voorbeeld.nl"], {"email": 1}),
        (["Naam;Naam;Datum", "Jan;Piet;1-1-2026"], {"name": 0, "judged_on": 2}),
        (["Jan de Boer", "Fatima El Amrani"], {"name": 0}),
        (["jan@voorbeeld.nl", "p@voorbeeld.nl"], {"email": 0}),
        (["j@voorbeeld.nl;Jan de Boer;22-11-2026", "p@voorbeeld.nl;Piet;2026-11-22"],
         {"email": 0, "name": 1, "judged_on": 2}),
        (["Jan;de;Boer;1-9-2025;1-7-2026;https://voorbeeld.nl/a", "Piet;;Bos;1-9-2025;1-7-2026;"],
         {"first_name": 0, "infix": 1, "last_name": 2, "activity_start": 3, "activity_end": 4, "evidence_url": 5}),
        (["Anna;Bos;a@voorbeeld.nl", "Anna Maria;Smit;b@voorbeeld.nl", "Piet;Vos;c@voorbeeld.nl"],
         {"first_name": 0, "last_name": 1, "email": 2}),
    ],
)  # fmt: skip
def test_columns_are_guessed(lines: list[str], columns: dict[str, int]) -> None:
    assert guess_columns(table(*lines)) == columns


def test_a_choice_of_columns_without_a_name_is_told() -> None:
    read = table("Naam;E-mail", "Jan;jan@voorbeeld.nl")
    assert columns_problem({"email": 1}, read) == columns_problem({"infix": 0}, read) == NO_NAMES
    assert columns_problem({"name": 0, "last_name": 1}, read) == TWO_NAMES
    assert columns_problem({"name": 2}, read) == columns_problem({"name": -1}, read) == NO_COLUMN
    assert columns_problem({"name": 0}, read) is columns_problem({"last_name": 0}, read) is None
