"""Two people in two browsers: one proposes, the other releases; and a badge is given on a day to come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from seeing import DESKTOP, PHONE, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import begin_giving, sign_in

pytestmark = pytest.mark.browser

GREEN = "groenwerk-salland"
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def _press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def _open(page: Page, service: Service, path: str) -> None:
    page.goto(f"{service.address}/organisatie/{GREEN}{path}")


def _day_to_come() -> str:
    return (datetime.now(UTC) + timedelta(days=14)).strftime("%d-%m-%Y")


def _fill_in(page: Page, service: Service, person: str) -> None:
    """Three screens up to the last button."""
    _open(page, service, "/geven")
    page.get_by_label("Naam", exact=True).fill(person)
    page.get_by_text("Groen onderhouden", exact=True).click()
    _press(page, "Verder")
    heading(page, f"Wat kan {person}?")
    page.get_by_role("checkbox", name="Je verwijdert onkruid.").check()
    page.get_by_role("group", name="Hoe? Je verwijdert onkruid.").get_by_text("zelf", exact=True).click()
    page.get_by_label("Wie heeft dit beoordeeld?").fill("Esra Demir")
    page.get_by_label("Eerste dag van de periode").fill("01-09-2026")
    page.get_by_label("Laatste dag van de periode").fill("20-09-2026")
    page.get_by_label("Wanneer?").fill("21-09-2026")
    _press(page, "Verder")
    heading(page, "Klopt dit?")


def test_a_badge_class_is_sent_back_and_then_released_by_somebody_else(service: Service, open_page: Opened) -> None:
    maker, beheerder = open_page(), open_page(PHONE)
    sign_in(maker, service, "samensteller", GREEN)
    sign_in(beheerder, service, "beheerder", GREEN)
    looked_at_in_every_way(beheerder, "two-people-overview")
    beheerder.get_by_role("link", name="Machines gebruiken wacht op een tweede persoon").click()
    looked_at_in_every_way(beheerder, "two-people-class-to-release")
    beheerder.get_by_role("link", name="Stuur terug").click()
    _press(beheerder, "Stuur terug")
    is_refused(beheerder, "Schrijf op wat er anders moet.", "two-people-class-back-refused")
    beheerder.get_by_label("Wat moet er anders?").fill("Zet er ook bij dat je de machine schoonmaakt.")
    _press(beheerder, "Stuur terug")
    expect(beheerder.get_by_role("status")).to_contain_text("De badge is teruggestuurd.")
    _open(maker, service, "/")
    maker.get_by_role("link", name="Machines gebruiken teruggestuurd").click()
    expect(maker.get_by_text("Zet er ook bij dat je de machine schoonmaakt.")).to_be_visible()
    looked_at_in_every_way(maker, "two-people-class-came-back")
    _press(maker, "Leg voor")
    expect(maker.get_by_role("status")).to_contain_text("De badge is voorgelegd.")
    looked_at(maker, "two-people-class-proposed")
    _open(beheerder, service, "/")
    beheerder.get_by_role("link", name="Machines gebruiken wacht op een tweede persoon").click()
    _press(beheerder, "Geef deze soort vrij")
    expect(beheerder.get_by_role("status")).to_contain_text("De badge is vrijgegeven.")


@SIZES
def test_a_badge_is_proposed_and_given_by_somebody_else(
    service: Service, open_page: Opened, size: dict[str, int]
) -> None:
    maker, beheerder, person = open_page(size), open_page(size), f"Lena Vier {size['width']}"
    sign_in(maker, service, "samensteller", GREEN)
    sign_in(beheerder, service, "beheerder", GREEN)
    _open(beheerder, service, "/instellingen/tweede-persoon")
    beheerder.get_by_label("Een tweede persoon kijkt elke badge na").check()
    looked_at_in_every_way(beheerder, f"two-people-setting-{size['width']}")
    beheerder.set_viewport_size(size)
    _press(beheerder, "Bewaar")
    expect(beheerder.get_by_role("status")).to_contain_text("De keuze is bewaard.")
    looked_at(beheerder, f"two-people-settings-{size['width']}")
    _fill_in(maker, service, person)
    _press(maker, "Leg voor")
    heading(maker, "Een collega kijkt nog")
    looked_at(maker, f"two-people-award-proposed-{size['width']}")
    _open(beheerder, service, "/geven/wacht")
    looked_at(beheerder, f"two-people-waiting-{size['width']}")
    beheerder.locator("tr").filter(has_text=person).get_by_role("link").first.click()
    looked_at_in_every_way(beheerder, f"two-people-award-to-give-{size['width']}")
    beheerder.set_viewport_size(size)
    beheerder.get_by_role("link", name="Stuur terug").click()
    _press(beheerder, "Stuur terug")
    is_refused(beheerder, "Schrijf op wat er anders moet.", f"two-people-award-back-refused-{size['width']}")
    beheerder.get_by_role("link", name="Terug", exact=True).click()
    _press(beheerder, "Geef deze badge")
    heading(beheerder, person)
    _open(beheerder, service, "/instellingen/tweede-persoon")
    beheerder.get_by_label("Een tweede persoon kijkt elke badge na").uncheck()
    _press(beheerder, "Bewaar")
    expect(beheerder.get_by_role("status")).to_contain_text("De keuze is bewaard.")


@SIZES
def test_a_badge_is_scheduled_changed_and_thrown_away(
    service: Service, open_page: Opened, size: dict[str, int]
) -> None:
    page, person = open_page(size), f"Sam Later {size['width']}"
    sign_in(page, service)
    begin_giving(page, service, "Gasten ontvangen", person)
    page.get_by_role("checkbox", name="Je ontvangt gasten").check()
    _press(page, "Verder")
    looked_at_in_every_way(page, f"scheduled-last-screen-{size['width']}")
    page.set_viewport_size(size)
    page.get_by_label("Welke dag?").fill("01-01-2020")
    page.get_by_label("Op een dag die ik kies").check()
    _press(page, "Geef deze badge")
    is_refused(page, "Kies een dag na vandaag, of kies “Nu”.", f"scheduled-refused-{size['width']}")
    page.get_by_label("Welke dag?").fill(_day_to_come())
    _press(page, "Geef deze badge")
    heading(page, "Deze badge is gepland")
    looked_at_in_every_way(page, f"scheduled-{size['width']}")
    page.set_viewport_size(size)
    page.get_by_role("link", name="Alle badges die wachten").click()
    looked_at(page, f"scheduled-list-{size['width']}")
    page.locator("tr").filter(has_text=person).get_by_role("link").first.click()
    _press(page, "Verander de badge of de dag")
    expect(page.get_by_label("Welke dag?")).to_have_value(_day_to_come())
    _press(page, "Geef deze badge")
    heading(page, "Deze badge is gepland")
    _press(page, "Gooi weg")
    expect(page.get_by_role("status")).to_contain_text("De badge is weggegooid.")
    expect(page.get_by_text(person)).to_have_count(0)
