"""The whole line of a recommendation in a real browser: asked, given, embedded, checked, withdrawn."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from seeing import DESKTOP, PHONE, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import code_on, fill_in_sign_in, sign_in

pytestmark = pytest.mark.browser

EMPLOYER, BRANCH = "van-dam-logistiek", "gastvrij-oost"
ROOT = f"/organisatie/{EMPLOYER}"
BADGE = "Gazon maaien"
COMMENT = "Wij zagen deze mensen aan het werk.\nZo hoort het."


def test_a_badge_is_recommended_from_its_next_version_on_until_that_is_withdrawn(
    service: Service, open_page: Opened
) -> None:
    staff, branch, visitor = open_page(), open_page(PHONE), open_page()
    sign_in(staff, service, organisation=EMPLOYER)
    _make_badge(staff, service)
    link = _ask(staff)
    _recommend(branch, service, link)
    _next_version(staff, service)
    code = _give(staff, service)
    visitor.goto(f"{service.address}/v/{code}")
    expect(visitor.get_by_role("heading", name="Wie staat hierachter?")).to_be_visible()
    expect(visitor.get_by_text("Aanbevolen door Gastvrij Oost (bij ons bekend).")).to_be_visible()
    expect(visitor.get_by_role("blockquote")).to_contain_text("Zo hoort het.")
    looked_at_in_every_way(visitor, "recommended-check")
    branch.set_viewport_size(DESKTOP)
    branch.goto(f"{service.address}/organisatie/{BRANCH}/instellingen/aanbevelingen")
    looked_at_in_every_way(branch, "recommendations-given")
    branch.get_by_role("link", name="Trek in").first.click()
    heading(branch, "Bevelen jullie dit niet meer aan?")
    looked_at(branch, "recommendation-withdraw")
    branch.get_by_role("button", name="Trek de aanbeveling in").click()
    expect(branch.get_by_text("De aanbeveling is ingetrokken.")).to_be_visible()
    visitor.goto(f"{service.address}/v/{code}")
    withdrawn = "Gastvrij Oost (bij ons bekend) heeft een aanbeveling bij deze badge ingetrokken."
    expect(visitor.get_by_text(withdrawn)).to_be_visible()
    expect(visitor.get_by_role("blockquote")).to_have_count(0)
    looked_at_in_every_way(visitor, "recommended-withdrawn")


def _make_badge(page: Page, service: Service) -> None:
    page.goto(f"{service.address}{ROOT}/soorten/nieuw/skillsbadge")
    page.get_by_label("Naam van de badge").fill(BADGE)
    page.get_by_label("Waar gaat deze badge over?").fill("Je maait gras.")
    page.get_by_label("Gedragsvoorbeelden").fill("Je maait recht.\nJe maakt de machine schoon.")
    for _screen in range(2):
        page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("button", name="Geef deze soort vrij").click()
    heading(page, BADGE)


def _ask(page: Page) -> str:
    """Ask for a recommendation of the badge whose page is open; the link."""
    page.get_by_role("link", name="Vraag een aanbeveling").click()
    heading(page, "Vraag een aanbeveling")
    looked_at_in_every_way(page, "recommendation-ask")
    page.get_by_label("Bericht").fill("Mijn BSN is 123456782")
    page.get_by_role("button", name="Maak de link").click()
    is_refused(page, "Dit lijkt een BSN.", "recommendation-ask-refused")
    page.get_by_label("Bericht").fill("Jullie waren erbij.")
    page.get_by_role("button", name="Maak de link").click()
    heading(page, "Stuur deze link nu")
    looked_at_in_every_way(page, "recommendation-link")
    return page.get_by_label("Link", exact=True).input_value()


def _recommend(page: Page, service: Service, link: str) -> None:
    """Open the link without being signed in, and answer it."""
    account = service.account("beheerder", BRANCH)
    page.goto(link)
    fill_in_sign_in(page, account["email"], account["password"])
    heading(page, f"Bevelen jullie {BADGE} aan?")
    expect(page.get_by_text("Jullie waren erbij.")).to_be_visible()
    looked_at_in_every_way(page, "recommend")
    page.get_by_role("button", name="Beveel dit aan").click()
    is_refused(page, "Schrijf op waarom jullie dit aanbevelen.", "recommend-refused")
    page.get_by_role("link", name="Dit bevelen we niet aan").click()
    heading(page, f"Waarom bevelen jullie {BADGE} niet aan?")
    looked_at(page, "recommend-not")
    page.goto(link)
    page.get_by_label("Waarom bevelen jullie dit aan?").fill(COMMENT)
    page.get_by_role("button", name="Beveel dit aan").click()
    expect(page.get_by_text("De aanbeveling is gegeven en ondertekend.")).to_be_visible()


def _next_version(page: Page, service: Service) -> None:
    page.goto(f"{service.address}{ROOT}/instellingen/aanbevelingen")
    looked_at_in_every_way(page, "recommendations-received")
    page.goto(f"{service.address}{ROOT}/soorten")
    page.get_by_role("link", name=BADGE, exact=True).click()
    page.get_by_role("button", name="Maak een nieuwe versie").click()
    for _screen in range(2):
        page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("button", name="Geef deze soort vrij").click()
    heading(page, BADGE)


def _give(page: Page, service: Service) -> str:
    page.goto(f"{service.address}{ROOT}/geven")
    page.get_by_label("Naam", exact=True).fill("Noor Visser")
    page.get_by_text(BADGE, exact=True).click()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Geef deze badge").click()
    heading(page, "Noor Visser")
    return code_on(page).replace(" ", "").replace("-", "")
