"""The whole line works in a browser that runs no scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from seeing import PHONE, Opened, heading
from serving import Service
from walking import HOTEL, begin_giving, code_on, fill_in_sign_in, give, is_at, mailed_link, sign_in

pytestmark = pytest.mark.browser

PERSON, EMAIL = "Lars de Groot", "lars@voorbeeld.nl"


def test_a_badge_is_given_kept_and_checked(service: Service, open_page: Opened, tmp_path: Path) -> None:
    staff, phone = open_page(javascript=False), open_page(PHONE, javascript=False)
    sign_in(staff, service)
    give(staff, service, PERSON, EMAIL)
    code = code_on(staff)

    phone.goto(mailed_link(phone, service, EMAIL))
    phone.get_by_role("button", name="Bewaar mijn badge").click()
    heading(phone, "Gasten ontvangen")
    expect(phone.get_by_label("Link naar je badge")).to_have_value(f"{service.address}/v/{code.replace(' ', '')}")
    file = tmp_path / "badge.png"
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Plaatje (PNG)").click()
    download.value.save_as(file)

    stranger = open_page(PHONE, javascript=False)
    check_typed(stranger, service, code.lower().replace(" ", "-"))
    check_file(stranger, service, file)


def test_a_refused_form_keeps_what_was_typed(service: Service, open_page: Opened) -> None:
    page = open_page(javascript=False)
    account = service.account("beheerder", HOTEL)
    page.goto(f"{service.address}/inloggen")
    fill_in_sign_in(page, account["email"], "verkeerde wachtzin")
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    assert page.title().startswith("Fout: ")
    expect(page.get_by_label("E-mailadres")).to_have_value(account["email"])


def test_the_levels_of_a_praktijkverklaring_can_be_chosen(service: Service, open_page: Opened) -> None:
    page = open_page(javascript=False)
    sign_in(page, service)
    begin_giving(page, service, "Ontbijt verzorgen", PERSON)
    page.get_by_role("checkbox", name="Je dekt de tafels").check()
    page.get_by_label("met hulp").first.check(force=True)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_label("met hulp").first).to_be_checked()


def test_the_designer_shows_its_choices_after_a_click(service: Service, open_page: Opened) -> None:
    page = open_page(javascript=False)
    sign_in(page, service)
    page.goto(f"{service.address}/organisatie/{HOTEL}/soorten")
    page.get_by_role("link", name="Terras bedienen").click()
    page.get_by_role("link", name="Verander het plaatje").click()
    picture = page.locator("img[data-preview='']").first
    before = picture.get_attribute("src")
    page.get_by_text("koper", exact=True).click()
    page.get_by_role("button", name="Voorbeeld verversen").click()
    expect(picture).not_to_have_attribute("src", before or "")
    expect(page.get_by_role("radio", name="koper")).to_be_checked()


def check_typed(page: Page, service: Service, code: str) -> None:
    page.goto(f"{service.address}/controleren")
    page.get_by_label("Code of link").fill(code)
    page.get_by_role("button", name="Controleer deze badge").click()
    heading(page, "Deze badge is echt.")
    is_at(page, code.replace("-", "").upper())


def check_file(page: Page, service: Service, file: Path) -> None:
    page.goto(f"{service.address}/controleren")
    page.get_by_text("Kies een bestand").click()
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Controleer dit bestand").click()
    heading(page, "Deze badge is echt.")
    page.get_by_text("De badge is niet ingetrokken.").click()
    expect(page.get_by_role("term").get_by_text("Lijst", exact=True)).to_be_visible()
