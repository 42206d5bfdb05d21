"""Numbers are read as a sentence, as bars and as a table, and only some may see who has which badge."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from seeing import DESKTOP, PHONE, Opened, heading, looked_at_in_every_way
from serving import Service
from walking import HOTEL, give, is_at, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_numbers_of_an_organisation_are_chosen_and_taken_along(
    service: Service, open_page: Opened, size: dict[str, int], tmp_path: Path
) -> None:
    page = open_page(size, javascript=False)
    sign_in(page, service)
    give(page, service, f"Lotte Cijfer {size['width']}")
    page.get_by_role("navigation", name="Hotel De Zwaan").get_by_role("link", name="Cijfers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("In de laatste 12 maanden gaf Hotel De Zwaan")
    chart = page.get_by_role("img", name="Gegeven badges per maand")
    expect(chart).to_have_count(1)
    bars = 6 if size == PHONE else 12
    expect(chart.locator(".chart-label")).to_have_count(bars)
    page.get_by_text("Toon als tabel").click()
    expect(page.get_by_role("table", name="Gegeven per maand").get_by_role("row")).to_have_count(13)
    page.get_by_label("Soort badge").select_option("Gasten ontvangen")
    page.get_by_label("Periode").select_option(index=1)
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_label("Soort badge").locator("option:checked")).to_have_text("Gasten ontvangen")
    expect(page.get_by_role("table", name="Per soort badge").get_by_role("row")).to_have_count(2)
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download de cijfers").click()
    begun.value.save_as(tmp_path / "cijfers.csv")
    written = (tmp_path / "cijfers.csv").read_text("utf-8-sig")
    assert written.startswith("Maand,Soort badge,Gegeven,Bewaard,Gecontroleerd")
    assert "Gasten ontvangen" in written


def test_the_numbers_look_well_everywhere(service: Service, open_page: Opened) -> None:
    page = open_page()
    sign_in(page, service)
    page.goto(f"{service.address}/organisatie/{HOTEL}/cijfers")
    looked_at_in_every_way(page, "insight")
    page.get_by_text("Toon als tabel").click()
    looked_at_in_every_way(page, "insight-table")
    page.goto(f"{service.address}/organisatie/{HOTEL}/cijfers?jaar=nooit&soort=niets")
    expect(page.get_by_role("heading", level=1)).to_contain_text("In de laatste 12 maanden")


def test_who_has_which_badge_is_seen_by_who_may(service: Service, open_page: Opened) -> None:
    page = open_page()
    sign_in(page, service)
    give(page, service, "Mina Matrix")
    page.goto(f"{service.address}/organisatie/{HOTEL}/cijfers")
    page.get_by_role("link", name="Bekijk wie welke badge heeft").click()
    heading(page, "Wie heeft welke badge?")
    row = page.get_by_role("row").filter(has_text="Mina Matrix")
    expect(row.get_by_role("cell", name="Geldig", exact=True)).to_have_count(1)
    looked_at_in_every_way(page, "insight-people")
    with page.expect_download():
        page.get_by_role("link", name="Download deze lijst").click()


def test_who_only_reads_sees_numbers_and_no_people(service: Service, open_page: Opened) -> None:
    page = open_page()
    sign_in(page, service, "lezer")
    page.goto(f"{service.address}/organisatie/{HOTEL}/cijfers")
    expect(page.get_by_role("img", name="Gegeven badges per maand")).to_have_count(1)
    expect(page.get_by_role("link", name="Bekijk wie welke badge heeft")).to_have_count(0)
    page.goto(f"{service.address}/organisatie/{HOTEL}/cijfers/mensen")
    is_at(page, "/cijfers/mensen")
    expect(page.get_by_text("Jouw rol mag dit niet doen.")).to_be_visible()
