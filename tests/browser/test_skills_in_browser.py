"""Skills are found while somebody types, by mouse, by keyboard, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from seeing import PHONE, SIZES, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import HOTEL, sign_in

pytestmark = pytest.mark.browser

NEW = f"/organisatie/{HOTEL}/soorten/nieuw"
BEHAVIOUR = "Je begroet gasten en helpt ze op weg."


def test_a_skill_is_typed_picked_and_saved(service: Service, open_page: Opened) -> None:
    page = open_page()
    open_words(page, service, "skillsbadge")
    page.get_by_text("Officiële codes toevoegen").click()
    search = page.get_by_role("combobox", name="Zoek een skill")
    search.press_sequentially("gastn ontv")
    hits = page.get_by_role("listbox", name="Zoek een skill").get_by_role("option")
    expect(hits.first).to_contain_text("gasten ontvangen")
    looked_at_in_every_way(page, "skills-found")
    hits.first.click()
    behaviours = page.get_by_label("Gedragsvoorbeelden")
    expect(behaviours).to_have_value(BEHAVIOUR)
    expect(page.get_by_role("status").filter(has_text="Toegevoegd bij de gedragsvoorbeelden")).to_be_visible()
    page.get_by_label("Skills uit ESCO of CompetentNL").fill("gasten ontvangen")
    page.get_by_role("button", name="Opslaan en verder").last.click()
    is_refused(page, "Begin met het adres van de skill", "skills-refused")
    expect(behaviours).to_have_value(BEHAVIOUR)
    page.get_by_label("Skills uit ESCO of CompetentNL").fill("")
    page.get_by_label("Naam van de badge").fill("Aan de deur")
    page.get_by_label("Waar gaat deze badge over?").fill("Je ontvangt gasten.")
    page.get_by_role("button", name="Opslaan en verder").last.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Wat zegt de badge?")


@pytest.mark.parametrize("size", sorted(SIZES))
def test_werkprocessen_are_found_with_the_keyboard_alone(service: Service, open_page: Opened, size: str) -> None:
    page = open_page(SIZES[size])
    open_words(page, service, "praktijkverklaring")
    search = page.get_by_role("combobox", name="Zoek een werkproces")
    search.press_sequentially("gast")
    expect(page.get_by_text("Vul eerst het crebonummer in. Dan zoeken")).to_be_visible()
    page.get_by_label("Crebonummer").fill("25168")
    search.press("Enter")
    options = page.get_by_role("listbox", name="Zoek een werkproces").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(search).to_have_attribute("aria-expanded", "true")
    search.press("ArrowDown")
    search.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(search).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    looked_at(page, f"processes-found-{size}")
    wanted = options.nth(1).locator(".name").inner_text()
    search.press("Enter")
    heading(page, "Wat zegt de badge?")
    expect(page.get_by_label("Werkprocessen", exact=True)).to_have_value(f"B1-{wanted.split('B1-')[-1]}")
    expect(search).to_be_focused()
    search.press_sequentially("gast")
    expect(options.first).to_be_visible()
    search.press("Escape")
    expect(options).to_have_count(0)
    expect(search).to_have_value("gast")


def test_without_scripts_the_button_finds_and_the_ticks_are_kept(service: Service, open_page: Opened) -> None:
    page = open_page(PHONE, javascript=False)
    open_words(page, service, "skillsbadge")
    page.get_by_label("Naam van de badge").fill("Aan de balie")
    page.get_by_text("Officiële codes toevoegen").click()
    page.get_by_label("Zoek een skill").fill("gasten ontvangen")
    page.get_by_label("Zoek een skill").press("Enter")
    page.get_by_role("checkbox", name="gasten ontvangen").check()
    page.get_by_label("Zoek een skill").fill("telefon")
    page.get_by_role("button", name="Zoek").last.click()
    expect(page.get_by_label("Naam van de badge")).to_have_value("Aan de balie")
    expect(page.get_by_label("Gedragsvoorbeelden")).to_have_value(BEHAVIOUR)
    page.get_by_role("checkbox", name="de telefoon aannemen").check()
    page.get_by_role("button", name="Opslaan en verder").last.click()
    expect(page.get_by_label("Gedragsvoorbeelden")).to_have_value(
        f"{BEHAVIOUR}\nJe noemt je naam en vraagt waarmee je kunt helpen."
    )


def open_words(page: Page, service: Service, kind: str) -> None:
    sign_in(page, service)
    page.goto(f"{service.address}{NEW}/{kind}")
    heading(page, "Wat zegt de badge?")
