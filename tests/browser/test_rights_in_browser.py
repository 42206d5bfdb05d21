"""A learner says what is wrong, reads the answer, sees who looked, and has everything erased."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect
from seeing import PHONE, Opened, heading, is_refused, looked_at_in_every_way
from serving import Service
from walking import code_on, give, mailed_link, sign_in

pytestmark = pytest.mark.browser


def keep(phone: Page, service: Service, staff: Page, name: str, email: str) -> str:
    """Somebody keeps the badge that staff give them; the code on it."""
    sign_in(staff, service)
    give(staff, service, name, email)
    code = code_on(staff)
    phone.goto(mailed_link(phone, service, email))
    phone.get_by_role("button", name="Bewaar mijn badge").click()
    heading(phone, "Gasten ontvangen")
    return code


def test_what_is_wrong_is_asked_and_answered(service: Service, open_page: Opened) -> None:
    phone, staff = open_page(PHONE), open_page()
    keep(phone, service, staff, "Mila Jansen", "mila.rechten@voorbeeld.nl")
    given = staff.url

    phone.get_by_role("link", name="Er klopt iets niet").click()
    heading(phone, "Wat klopt er niet?")
    looked_at_in_every_way(phone, "correct")
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Stuur").click()
    is_refused(phone, "Schrijf op wat er niet klopt.", "correct-refused")
    phone.get_by_label("Wat klopt er niet?").fill("Mijn naam is Mila Janssen.")
    phone.get_by_role("button", name="Stuur").click()
    expect(phone.get_by_text("Je vraag is bij de gever.")).to_be_visible()

    staff.goto(given)
    staff.get_by_role("link", name="Geef antwoord").click()
    heading(staff, "Wat klopt er volgens Mila Jansen niet?")
    looked_at_in_every_way(staff, "correction")
    staff.get_by_role("button", name="Stuur dit antwoord").click()
    is_refused(staff, "Schrijf een antwoord.", "correction-refused")
    staff.get_by_label("Antwoord").fill("Je krijgt een nieuwe badge.")
    staff.get_by_role("button", name="Stuur dit antwoord").click()
    expect(staff.get_by_text("Je antwoord is verstuurd.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Je krijgt een nieuwe badge.")).to_be_visible()

    phone.goto(f"{service.address}/mijn/gegevens/gekeken")
    expect(phone.get_by_text("Hotel De Zwaan").first).to_be_visible()
    looked_at_in_every_way(phone, "who-looked")


def test_everything_is_erased_without_scripts(service: Service, open_page: Opened) -> None:
    phone, staff = open_page(PHONE, javascript=False), open_page()
    code = keep(phone, service, staff, "Noah Smit", "noah.rechten@voorbeeld.nl")
    phone.goto(f"{service.address}/mijn")
    phone.get_by_role("link", name="Bekijk je gegevens").click()
    phone.get_by_role("link", name="Bekijk alles wat we van je hebben").click()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download je gegevens").click()
    told = json.loads(download.value.path().read_text())
    assert told["data"]["award"][0]["recipient_name"] == "Noah Smit"

    phone.goto(f"{service.address}/mijn/gegevens")
    phone.get_by_role("link", name="Wis alles").click()
    phone.get_by_role("button", name="Verder").click()
    heading(phone, "Weet je het zeker?")
    phone.get_by_role("button", name="Ja, wis alles").click()
    expect(phone.get_by_text("Alles is gewist.")).to_be_visible()
    phone.goto(f"{service.address}/v/{code.replace(' ', '')}")
    heading(phone, "Deze badge is gewist")
    assert "Noah" not in phone.content()
