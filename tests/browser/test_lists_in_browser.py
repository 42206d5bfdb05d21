"""A list of 2,000 people, in a real browser: handed in, mended, given while the page is closed, and its result."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from seeing import DESKTOP, PHONE, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import HOTEL, sign_in

pytestmark = pytest.mark.browser

PEOPLE = 2_000
BADGE = "Gasten ontvangen"
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def _press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def _follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).click()


def _open(page: Page, service: Service, path: str) -> None:
    page.goto(f"{service.address}/organisatie/{HOTEL}{path}")


def _begin(page: Page, service: Service) -> None:
    _open(page, service, "/geven/lijsten/nieuw")
    page.get_by_role("link", name=BADGE).click()
    heading(page, "Wie krijgen deze badge?")


def _list(folder: Path, people: int, name: str) -> Path:
    """A file as a spreadsheet writes it, of which two rows are wrong."""
    rows = [f"{name} {number};{name.lower()}{number}@voorbeeld.nl" for number in range(people - 2)]
    file = folder / f"{name.lower()}.csv"
    text = "\r\n".join(["Naam;E-mailadres", *rows, "Zonder Apenstaart;zonder.voorbeeld.nl", ";naamloos@voorbeeld.nl"])
    file.write_text(f"\ufeff{text}\r\n", "utf-8", newline="")
    return file


def _results(page: Page, file: Path) -> list[list[str]]:
    with page.expect_download() as download:
        _follow(page, "Download de uitslag")
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, delimiter=";"))


def _tick(page: Page) -> None:
    page.get_by_role("checkbox", name="Je ontvangt gasten").check()
    _press(page, "Verder")


def _given(rows: Iterable[list[str]]) -> int:
    return sum(row[3] == "Gegeven" and len(row[5].replace(" ", "")) == 16 for row in rows)


def test_a_list_of_two_thousand_goes_on_while_the_page_is_closed(
    service: Service, open_page: Opened, tmp_path: Path
) -> None:
    page = open_page()
    sign_in(page, service)
    _begin(page, service)
    looked_at_in_every_way(page, "list-hand-in")
    _press(page, "Verder")
    is_refused(page, "Plak de namen, of kies een bestand.", "list-hand-in-refused")
    page.get_by_label("Of kies een bestand").set_input_files(_list(tmp_path, PEOPLE, "Deelnemer"))
    _press(page, "Verder")
    heading(page, "Wat kunnen deze mensen?")
    expect(page.get_by_text("2.000 personen.")).to_be_visible()
    looked_at_in_every_way(page, "list-what")
    _press(page, "Verder")
    is_refused(page, "Vink minstens één ding aan dat je zelf hebt gezien.", "list-what-refused")
    _tick(page)
    heading(page, "2 rijen kloppen niet")
    looked_at_in_every_way(page, "list-check")
    _mend(page)
    _follow(page, "Verder")
    heading(page, "Klopt dit?")
    looked_at_in_every_way(page, "list-give")
    _press(page, "Geef deze badges")
    expect(page.locator("h1")).to_contain_text("van 1.999 badges")
    looked_at(page, "list-being-given")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    heading(page, "Alle 1.999 badges zijn gegeven")
    looked_at_in_every_way(page, "list-given")
    rows = _results(page, tmp_path / "uitslag.csv")
    assert (_given(rows), len(rows)) == (PEOPLE - 1, PEOPLE + 1)
    _follow(page, "Alle lijsten")
    looked_at_in_every_way(page, "lists")


def _mend(page: Page) -> None:
    """One of the two wrong rows is mended, after a mistake; the other one stays out."""
    _follow(page, "Toon alle rijen")
    looked_at_in_every_way(page, "list-check-all")
    _follow(page, "Toon alleen wat niet klopt")
    page.get_by_role("link", name=f"Verbeter rij {PEOPLE}").click()
    heading(page, f"Verbeter rij {PEOPLE}")
    page.get_by_label("E-mailadres").fill("nog steeds niet")
    _press(page, "Bewaar")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(page.get_by_label("E-mailadres")).to_have_value("nog steeds niet")
    looked_at_in_every_way(page, "list-row-refused")
    page.get_by_label("E-mailadres").fill("met@voorbeeld.nl")
    _press(page, "Bewaar")
    expect(page.get_by_role("status")).to_contain_text(f"Rij {PEOPLE} is verbeterd.")
    heading(page, "1 rij klopt niet")


@SIZES
def test_a_pasted_list_whose_columns_are_told(service: Service, open_page: Opened, size: dict[str, int]) -> None:
    page, width = open_page(size), size["width"]
    sign_in(page, service)
    _begin(page, service)
    page.get_by_label("Plak de lijst").fill(f"Kamer;Wie\n101;Anna Kamer {width}\n102;Boris Kamer {width}")
    _press(page, "Verder")
    heading(page, "Wat staat waar?")
    looked_at_in_every_way(page, f"list-columns-{width}")
    page.set_viewport_size(size)
    _press(page, "Verder")
    is_refused(page, "In deze lijst vinden we geen namen.", f"list-columns-refused-{width}")
    page.get_by_label("Naam", exact=True).select_option("Kolom B: Wie")
    _press(page, "Verder")
    _tick(page)
    heading(page, "Alle 3 rijen kloppen")
    # What stands above the columns was no heading that we know, so it is a row.
    _press(page, "Laat weg rij 1")
    expect(page.get_by_role("status")).to_contain_text("Rij 1 is weggelaten.")
    heading(page, "Alle 2 rijen kloppen")
    looked_at(page, f"list-check-left-out-{width}")
    _follow(page, "Gooi deze lijst weg")
    heading(page, "Deze lijst weggooien?")
    looked_at_in_every_way(page, f"list-sure-{width}")
    _press(page, "Gooi weg")
    expect(page.get_by_role("status")).to_contain_text("De lijst is gestopt.")


def test_a_list_is_given_and_undone_without_scripts(service: Service, open_page: Opened, tmp_path: Path) -> None:
    page = open_page(PHONE, javascript=False)
    sign_in(page, service)
    _begin(page, service)
    page.get_by_label("Of kies een bestand").set_input_files(_list(tmp_path, 40, "Scriptloos"))
    _press(page, "Verder")
    _tick(page)
    _follow(page, "Verder")
    _press(page, "Geef deze badges")
    expect(page.locator("h1")).to_have_text("Alle 38 badges zijn gegeven")
    _follow(page, "Draai alles terug")
    heading(page, "Alles terugdraaien?")
    _press(page, "Draai alles terug")
    expect(page.locator("h1")).to_have_text("Alles is teruggedraaid")
