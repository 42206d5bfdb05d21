"""Parts become a larger badge, versions are compared, and a class is copied and archived, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from seeing import PATIENCE, PHONE, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import come_back, is_at, mailed_link, sign_in

pytestmark = pytest.mark.browser

TRANSPORT = "van-dam-logistiek"
ROOT = f"/organisatie/{TRANSPORT}"
WHOLE, MISSING = "Basis van het magazijn", "Voorraad tellen"
CHANGE_PARTS = re.compile(r"Wijzig\s*: Delen")


def test_a_learner_sees_what_is_still_to_do_and_gets_the_larger_badge_with_the_last_part(
    service: Service, open_page: Opened
) -> None:
    phone, staff = open_page(PHONE), open_page()
    come_back(phone, service, "kees@voorbeeld.nl")
    stack = phone.locator("section.stack")
    expect(stack.get_by_role("heading", name=WHOLE)).to_be_visible()
    expect(stack.get_by_text("Je hebt 2 van de 3 delen.")).to_be_visible()
    expect(stack.locator("dd").first).to_have_text("Goederen ontvangen, Pallets laden")
    expect(stack.locator("dd").last).to_have_text(MISSING)
    looked_at_in_every_way(phone, "stack-learner")

    sign_in(staff, service, organisation=TRANSPORT)
    _give(staff, service, MISSING, "Kees Bakker", "kees@voorbeeld.nl")
    _reload_until(staff, f"{service.address}{ROOT}/gegeven", f"a:has-text('{WHOLE}')")
    phone.goto(mailed_link(phone, service, "kees@voorbeeld.nl", about=WHOLE))
    phone.get_by_role("main").get_by_role("button").first.click()
    phone.goto(f"{service.address}/mijn")
    expect(phone.locator(".rail").get_by_text(WHOLE)).to_be_visible()
    expect(phone.locator("section.stack")).to_have_count(0)
    staff.get_by_role("link", name=WHOLE).first.click()
    heading(staff, "Kees Bakker")
    expect(staff.get_by_role("heading", name="De delen van deze badge")).to_be_visible()
    looked_at_in_every_way(staff, "stack-award")
    staff.get_by_role("link", name="Pallets laden").click()
    expect(staff.get_by_text("3 van 3 delen")).to_be_visible()
    staff.get_by_role("link", name="Trek de badge in").click()
    expect(staff.get_by_text(f"heeft ook deze grotere badge: {WHOLE}.")).to_be_visible()
    looked_at(staff, "stack-revoke-part")


def test_parts_are_chosen_and_one_part_is_refused(service: Service, open_page: Opened) -> None:
    staff = open_page()
    sign_in(staff, service, organisation=TRANSPORT)
    _open_class(staff, service, WHOLE)
    expect(staff.get_by_text("Wie alle delen heeft, krijgt deze badge vanzelf.")).to_be_visible()
    looked_at_in_every_way(staff, "stack-class")
    staff.get_by_role("button", name="Maak een nieuwe versie").click()
    staff.get_by_role("button", name="Opslaan en verder").click()
    staff.get_by_role("button", name="Opslaan en verder").click()
    heading(staff, "Klopt dit?")
    staff.get_by_role("link", name=CHANGE_PARTS).click()
    heading(staff, "Uit welke delen bestaat deze badge?")
    looked_at_in_every_way(staff, "stack-parts")
    for name in ("Goederen ontvangen", "Voorraad tellen"):
        staff.get_by_role("checkbox", name=name).uncheck()
    staff.get_by_role("button", name="Opslaan en verder").click()
    is_refused(staff, "Kies 2 tot en met 12 delen, of geen enkel deel.", "stack-parts-refused")
    expect(staff.get_by_role("checkbox", name="Pallets laden")).to_be_checked()
    staff.get_by_role("checkbox", name="Goederen ontvangen").check()
    staff.get_by_role("checkbox", name="Geef de badge vanzelf").uncheck()
    staff.get_by_role("button", name="Opslaan en verder").click()
    heading(staff, "Klopt dit?")
    expect(staff.get_by_role("deletion").filter(has_text="Voorraad tellen")).to_be_visible()
    expect(staff.get_by_text("mensen hebben een oudere versie").or_(staff.get_by_text("heeft een oudere versie"))
           .or_(staff.get_by_text("Niemand heeft nu een oudere versie."))).to_be_visible()  # fmt: skip
    looked_at_in_every_way(staff, "version-difference")


def test_all_parts_of_a_badge_that_is_not_automatic_are_told_and_lead_to_the_screens(
    service: Service, open_page: Opened
) -> None:
    staff, name = open_page(), "Noor de Wit"
    sign_in(staff, service, organisation=TRANSPORT)
    _make_stack(staff, service, "Orders en heftruck", ("Orders pakken", "Veilig heftruck rijden"))
    for part in ("Orders pakken", "Veilig heftruck rijden"):
        _give(staff, service, part, name, "noor@voorbeeld.nl")
    _reload_until(staff, f"{service.address}{ROOT}/", f"a:has-text('{name} heeft alle delen')")
    looked_at(staff, "stack-overview")
    staff.get_by_role("link", name=f"{name} heeft alle delen").click()
    heading(staff, f"{name} heeft alle delen")
    looked_at_in_every_way(staff, "stack-offer")
    staff.get_by_role("button", name="Geef deze badge").click()
    heading(staff, f"Wat kan {name}?")
    expect(staff.get_by_role("checkbox").first).to_be_checked()
    staff.get_by_role("button", name="Verder").click()
    heading(staff, "Klopt dit?")
    staff.get_by_role("button", name="Geef deze badge").click()
    heading(staff, name)


def test_a_class_goes_into_the_archive_and_comes_back(service: Service, open_page: Opened) -> None:
    staff, anybody = open_page(), open_page(PHONE)
    sign_in(staff, service, organisation=TRANSPORT)
    _open_class(staff, service, "Pallets laden")
    here, public = staff.url, staff.get_by_role("link", name="Zo ziet iedereen deze badge").get_attribute("href")
    staff.get_by_role("link", name="Zet in het archief").click()
    heading(staff, "Niet meer geven?")
    looked_at_in_every_way(staff, "archive-question")
    staff.get_by_role("button", name="Zet in het archief").click()
    expect(staff.get_by_text("Je kunt hem niet meer geven.").first).to_be_visible()
    looked_at(staff, "archive-class")
    anybody.goto(f"{service.address}{public}")
    expect(anybody.get_by_text("Deze soort badge wordt niet meer gegeven.")).to_be_visible()
    looked_at_in_every_way(anybody, "archive-public")
    staff.goto(f"{service.address}{ROOT}/soorten")
    staff.get_by_role("link", name="Het archief").click()
    heading(staff, "Het archief")
    looked_at_in_every_way(staff, "archive-list")
    staff.goto(here)
    staff.get_by_role("button", name="Haal uit het archief").click()
    expect(staff.get_by_text("Je kunt hem weer geven.")).to_be_visible()


def test_a_class_of_a_branch_is_an_example_and_no_mandate(service: Service, open_page: Opened) -> None:
    staff = open_page()
    sign_in(staff, service, organisation=TRANSPORT)
    staff.goto(f"{service.address}/badge-classes/hygienisch-werken/v1")
    staff.get_by_role("link", name="Gebruik als voorbeeld").click()
    heading(staff, "Gebruik als voorbeeld")
    expect(staff.get_by_text("Dit is geen mandaat.")).to_be_visible()
    looked_at_in_every_way(staff, "copy")
    staff.get_by_role("button", name="Maak een soort badge").click()
    is_refused(staff, "Kies een organisatie uit de lijst.", "copy-refused")
    staff.get_by_label("Van Dam Logistiek").check()
    staff.get_by_role("button", name="Maak een soort badge").click()
    heading(staff, "Wat zegt de badge?")
    expect(staff.get_by_label("Naam van de badge")).to_have_value("Hygiënisch werken")
    is_at(staff, "/woorden")
    _open_class(staff, service, "Hygiënisch werken")
    expect(staff.get_by_text("Gastvrij Oost heeft hier geen mandaat voor gegeven.")).to_be_visible()
    looked_at(staff, "copy-made")


def _open_class(page: Page, service: Service, name: str) -> None:
    page.goto(f"{service.address}{ROOT}/soorten")
    page.get_by_role("link", name=name, exact=True).click()
    heading(page, name)


def _give(page: Page, service: Service, badge: str, name: str, email: str) -> None:
    page.goto(f"{service.address}{ROOT}/geven")
    page.get_by_label("Naam", exact=True).fill(name)
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_text(badge, exact=True).click()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Geef deze badge").click()
    heading(page, name)


def _make_stack(page: Page, service: Service, name: str, parts: tuple[str, ...]) -> None:
    page.goto(f"{service.address}{ROOT}/soorten/nieuw/skillsbadge")
    page.get_by_label("Naam van de badge").fill(name)
    page.get_by_label("Waar gaat deze badge over?").fill("Je pakt orders en rijdt met de heftruck.")
    page.get_by_label("Gedragsvoorbeelden").fill("Je pakt een order.\nJe rijdt veilig.")
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("link", name=CHANGE_PARTS).click()
    for part in parts:
        page.get_by_role("checkbox", name=part).check()
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("button", name="Geef deze soort vrij").click()
    heading(page, name)


def _reload_until(page: Page, address: str, shown: str) -> None:
    for _look in range(PATIENCE // 250):
        page.goto(address)
        if page.locator(shown).count():
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"{shown} did not come on {address}")
