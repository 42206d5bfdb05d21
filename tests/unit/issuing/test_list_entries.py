"""A row becomes a person with answers, or says field by field what is wrong; a BSN goes no further."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from list_classes import SHARED, TODAY, version_of
from workbook_files import workbook

from badgeservice.errors import InvalidInputError
from badgeservice.issuing.batches import entries, example
from badgeservice.issuing.batches.columns import FIELDS, NO_NAMES
from badgeservice.issuing.batches.entries import Entry, mended_entry, read_entry
from badgeservice.issuing.batches.lists import read_list
from badgeservice.issuing.batches.tables import Row
from badgeservice.issuing.batches.workbooks import MERGED
from badgeservice.issuing.drafts import order_from
from badgeservice.issuing.order import NOT_A_DAY
from badgeservice.model.achievement import Kind
from badgeservice.organisations.typed_text import CONTROL

BSN = "123456782"
COLUMNS = {field: column for column, field in enumerate(("name", "email", "judged_on", "evidence"))}


def entry(*cells: str, kind: Kind = Kind.SKILLSBADGE, **problems: str) -> Entry:
    padded = (*cells, *[""] * (5 - len(cells)))
    row = Row(7, padded, {COLUMNS[field]: sentence for field, sentence in problems.items()})
    return read_entry(row, COLUMNS, SHARED, version_of(kind), TODAY)


def listed(*lines: str) -> list[Entry]:
    return read_list("\n".join(lines).encode(), "lijst.csv", SHARED, version_of(), TODAY)


@pytest.mark.parametrize("typed", ["22-11-2026", "2026-11-22", "22/11/2026", "22.11.26", "22-11-2026 "])
def test_a_day_is_read_however_it_is_typed(typed: str) -> None:
    assert entry("Jan", "jan@voorbeeld.nl", typed) == Entry(
        7, "Jan", "jan@voorbeeld.nl", {"judged_on": "2026-11-22"}, {}
    )


def test_a_day_of_a_workbook_is_read_as_a_day() -> None:
    data = workbook(["Naam", "Beoordeeld op"], ["Zoë", date(2026, 3, 4)])
    (read,) = read_list(data, "lijst.xlsx", SHARED, version_of(), TODAY)
    assert (read.number, read.name, dict(read.values), dict(read.problems)) == (
        2, "Zoë", {"judged_on": "2026-03-04"}, {},
    )  # fmt: skip


def test_a_cell_overrules_what_holds_for_all_and_an_empty_cell_does_not() -> None:
    version = version_of()
    filled, empty = entry("Jan", "", "2026-11-01", "Zag ik"), entry("Jan")
    assert order_from({"name": "", "email": "", **SHARED, **filled.values}).judged_on == date(2026, 11, 1)
    assert filled.values["evidence"] == "Zag ik"
    assert (dict(empty.values), dict(empty.problems)) == ({}, {})
    assert read_entry(Row(7, ("Jan",)), {"name": 0}, {"levels": {"b1": None}}, version, TODAY).problems == {
        "judged_on": "Vul in wanneer dit is beoordeeld."
    }


@pytest.mark.parametrize(
    ("cells", "field", "sentence"),
    [
        (("", "jan@voorbeeld.nl"), "name", "Vul de naam in van wie de badge krijgt."),
        (("Jan", "jan@"), "email", "Dit e-mailadres klopt niet. Een goed adres lijkt op naam@voorbeeld.nl."),
        (("Jan", "a@voorbeeld.nl; b@voorbeeld.nl"), "email",
         "Dit e-mailadres klopt niet. Een goed adres lijkt op naam@voorbeeld.nl."),
        (("Jan", "", "31-02-2026"), "judged_on", NOT_A_DAY),
        (("Jan", "", "11/22/2026"), "judged_on", NOT_A_DAY),
        (("Jan", "", "2026-11-27"), "judged_on", "Deze datum ligt in de toekomst. Kies vandaag of een eerdere dag."),
        (("=HYPERLINK(1)", ""), "name", entries.LIKE_FORMULA),
        (("+Jan", ""), "name", entries.LIKE_FORMULA),
        (("@Jan", ""), "name", entries.LIKE_FORMULA),
        (("-Jan", ""), "name", entries.LIKE_FORMULA),
        (("jan@voorbeeld.nl", ""), "name", entries.IS_ADDRESS),
        (("FÃ¡tima", ""), "name", entries.GARBLED),
        (("Jo‰lle", ""), "name", entries.GARBLED),
        (("Jo\ufffdlle", ""), "name", entries.GARBLED),
        (("Jan\nPiet", ""), "name", "Gebruik één regel, zonder enters of onzichtbare tekens."),
        (("Jan\0", ""), "name", "Gebruik één regel, zonder enters of onzichtbare tekens."),
        (("Jan", "", "", "", "a\0"), "row", entries.HOLDS_CONTROL),
        (("Jan", example.EMAIL), "email", example.LEFT),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(cells: tuple[str, ...], field: str, sentence: str) -> None:
    assert entry(*cells).problems == {field: sentence}


@pytest.mark.parametrize("name", ["Zoë O’Brien-de Vries", "N'Golo", "Þóra", "Ангела", "محمد", "李小龍", "Jan (stage)"])
def test_names_of_everywhere_are_no_problem(name: str) -> None:
    assert (entry(name).name, entry(name).problems) == (name, {})


def test_a_name_and_an_address_are_tidied() -> None:
    read = entry("  Jan\u00a0 de  Vries ", " Jan <jan@voorbeeld.nl>; ")
    assert (read.name, read.email, read.problems) == ("Jan de Vries", "jan@voorbeeld.nl", {})
    assert entry("Zoe\u0308").name == "Zoë"
    assert entry("Jan", "mailto:jan@voorbeeld.nl").email == "jan@voorbeeld.nl"


def test_what_was_typed_for_a_day_is_kept_to_be_mended_and_never_read_as_one() -> None:
    read = entry("Jan", "", "gisteren")
    assert read.values == {entries.TYPED: {"judged_on": "gisteren"}}
    assert order_from({"name": "", "email": "", **SHARED, **read.values}).judged_on == date(2026, 11, 20)


def test_how_a_cell_lies_in_the_file_goes_before_what_stands_in_it() -> None:
    assert entry("", "jan@voorbeeld.nl", name=MERGED).problems == {"name": MERGED}


@pytest.mark.parametrize("written", [BSN, "123.456.782", "123 456 782", "BSN: 1234.56.782", "１２３４５６７８２"])
@pytest.mark.parametrize("place", range(5))
def test_a_bsn_in_any_cell_is_a_problem_and_goes_no_further(
    written: str, place: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cells = ["Jan", "jan@voorbeeld.nl", "2026-11-22", "Zag ik", "Breda"]
    cells[place] = f"{cells[place]} {written}" if place == 0 else written
    read = entry(*cells)
    field = ("name", "email", "judged_on", "evidence", "row")[place]
    assert read.problems[field] == entries.HOLDS_BSN
    assert written not in repr(read) + caplog.text
    assert mended_entry(7, {"name": f"Jan {written}"}, SHARED, version_of(), TODAY).name == ""


def test_nine_digits_that_are_no_bsn_are_no_problem() -> None:
    assert entry("Jan", "", "", "Opdracht 123456789", "06-12345678").problems == {}


def test_a_row_that_was_mended_is_judged_anew() -> None:
    typed = {"name": "Jan", "email": "jan@voorbeeld.nl", "judged_on": "1-11-2026"}
    assert mended_entry(7, typed, SHARED, version_of(), TODAY) == Entry(
        7, "Jan", "jan@voorbeeld.nl", {"judged_on": "2026-11-01"}, {}
    )


def test_a_kind_asks_for_what_it_needs() -> None:
    assert set(entry("Jan", kind=Kind.PRAKTIJKVERKLARING).problems) >= {"assessor", "activity_start", "activity_end"}


def test_a_list_without_names_is_refused_when_nobody_can_choose_a_column() -> None:
    with pytest.raises(InvalidInputError) as caught:
        listed("jan@voorbeeld.nl", "piet@voorbeeld.nl")
    assert caught.value.problems == {"file": NO_NAMES}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=9, max_size=9), st.sampled_from(list(Kind)))
def test_whatever_stands_in_a_row_it_is_read_and_judged(cells: list[str], kind: Kind) -> None:
    fields = [field for field in FIELDS if field not in ("first_name", "infix", "last_name")]
    columns = {field: column for column, field in enumerate(fields)}
    read = read_entry(Row(2, tuple(cells)), columns, SHARED, version_of(kind), TODAY)
    order_from({"name": read.name, "email": read.email, **SHARED, **read.values})
    kept = [read.name, read.email, *(text for field, text in read.values.items() if field != entries.TYPED)]
    assert read.problems or not any(CONTROL.search(text) for text in kept)
