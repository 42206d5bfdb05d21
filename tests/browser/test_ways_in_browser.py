"""A learner comes in by code or finger, puts addresses together and says no to a badge; by phone, seen and tried."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from seeing import PATIENCE, PHONE, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import give, is_at, mailed_link, read_mail, sign_in

pytestmark = pytest.mark.browser

LONG_NAME = "Fatima-Zahra" + " Bint-Mohammed-al-Khwarizmi" * 4
ARABIC_NAME = "فاطمة بنت محمد"


def mailed_code(page: Page, service: Service, to: str) -> str:
    """The code in the newest mail to somebody, once the worker has delivered it."""
    mail = page.locator("section").filter(has_text=to).filter(has_text="Je code is").first
    for _look in range(PATIENCE // 250):
        read_mail(page, service, to)
        if mail.count():
            found = re.search(r"Je code is (\d{6})", mail.inner_text())
            assert found is not None
            return found.group(1)
        page.wait_for_timeout(250)
    raise AssertionError(f"no code for {to}")


def keep_new(open_page: Opened, service: Service, name: str, email: str, javascript: bool = True) -> Page:
    """A phone of somebody who just kept a badge that was mailed."""
    staff, phone = open_page(), open_page(PHONE, javascript=javascript)
    sign_in(staff, service)
    give(staff, service, name, email)
    phone.goto(mailed_link(phone, service, email))
    phone.get_by_role("button", name="Bewaar mijn badge").click()
    heading(phone, "Gasten ontvangen")
    return phone


def come_in_by_code(page: Page, reader: Page, service: Service, email: str) -> None:
    page.goto(f"{service.address}/mijn/inloggen")
    page.get_by_label("Je mailadres").fill(email)
    page.get_by_role("button", name="Stuur mij een code").click()
    heading(page, "Kijk in je mail")
    page.get_by_label("Code uit de mail").fill(mailed_code(reader, service, email))
    page.get_by_role("button", name="Open mijn badges").click()
    heading(page, "Mijn badges")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without"])
def test_a_learner_comes_in_by_the_code_in_the_mail(service: Service, open_page: Opened, javascript: bool) -> None:
    email = f"code-{javascript}@voorbeeld.nl".lower()
    keep_new(open_page, service, "Sofie Code", email, javascript)
    phone, reader = open_page(PHONE, javascript=javascript), open_page()
    phone.goto(f"{service.address}/mijn/inloggen")
    expect(phone.get_by_role("button", name="Log in met vinger of gezicht")).to_be_visible(visible=javascript)
    if javascript:
        looked_at_in_every_way(phone, "ways-sign-in")
        phone.set_viewport_size(PHONE)
        phone.get_by_role("button", name="Stuur mij een code").click()
        is_refused(phone, "Vul je mailadres in.", "ways-sign-in-refused")
        phone.get_by_label("Je mailadres").fill(email)
        phone.get_by_role("button", name="Stuur mij een code").click()
        looked_at_in_every_way(phone, "ways-code")
        phone.set_viewport_size(PHONE)
        phone.get_by_label("Code uit de mail").fill("12")
        phone.get_by_role("button", name="Open mijn badges").click()
        is_refused(phone, "Deze code klopt niet", "ways-code-refused")
        phone.get_by_label("Code uit de mail").fill(mailed_code(reader, service, email))
        phone.get_by_role("button", name="Open mijn badges").click()
        heading(phone, "Mijn badges")
    else:
        come_in_by_code(phone, reader, service, email)


def test_a_learner_turns_on_a_passkey_and_comes_in_with_it(service: Service, open_page: Opened) -> None:
    phone = keep_new(open_page, service, "Vera Vinger", "vera@voorbeeld.nl")
    devices = phone.context.new_cdp_session(phone)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    phone.goto(f"{service.address}/mijn/gegevens/sleutels")
    expect(phone.get_by_text("Dit kan niet in deze browser.")).to_be_hidden()
    looked_at_in_every_way(phone, "ways-passkeys-none")
    phone.set_viewport_size(PHONE)
    phone.get_by_label("Naam van je telefoon of computer").fill("Telefoon van Vera")
    phone.get_by_role("button", name="Zet dit aan").click()
    expect(phone.get_by_text("Gelukt. Je kunt nu zo inloggen.")).to_be_visible()
    expect(phone.get_by_text("Telefoon van Vera")).to_be_visible()
    looked_at_in_every_way(phone, "ways-passkeys-one")
    phone.set_viewport_size(PHONE)
    assert len(devices.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1

    phone.context.clear_cookies()
    phone.goto(f"{service.address}/mijn/inloggen")
    phone.get_by_role("button", name="Log in met vinger of gezicht").click()
    heading(phone, "Mijn badges")

    devices.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    phone.context.clear_cookies()
    phone.goto(f"{service.address}/mijn/inloggen")
    phone.get_by_role("button", name="Log in met vinger of gezicht").click()
    expect(phone.get_by_text("Dat lukte niet.")).to_be_visible()
    devices.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
    phone.get_by_role("button", name="Log in met vinger of gezicht").click()
    heading(phone, "Mijn badges")

    phone.goto(f"{service.address}/mijn/gegevens/sleutels")
    phone.get_by_role("button", name="Haal weg").click()
    expect(phone.get_by_text("De sleutel is weg.")).to_be_visible()
    phone.context.clear_cookies()
    phone.goto(f"{service.address}/mijn/inloggen")
    phone.get_by_role("button", name="Log in met vinger of gezicht").click()
    is_refused(phone, "We kennen deze sleutel niet.", "ways-passkey-unknown")


def test_a_page_about_passkeys_without_scripts_says_that_a_code_does_it(service: Service, open_page: Opened) -> None:
    phone = keep_new(open_page, service, "Wim Zonder", "wim@voorbeeld.nl", javascript=False)
    phone.goto(f"{service.address}/mijn/gegevens/sleutels")
    expect(phone.get_by_text("Dit kan niet in deze browser.")).to_be_visible()
    expect(phone.get_by_role("button", name="Zet dit aan")).to_be_hidden()


def test_a_learner_puts_two_addresses_together(service: Service, open_page: Opened) -> None:
    keep_new(open_page, service, "Anna Andersen", "anna-thuis@voorbeeld.nl")
    phone, reader = keep_new(open_page, service, "Anna de Vries", "anna-werk@voorbeeld.nl"), open_page()
    phone.goto(f"{service.address}/mijn/gegevens/adressen")
    looked_at_in_every_way(phone, "ways-addresses")
    phone.set_viewport_size(PHONE)
    phone.get_by_label("Nog een mailadres").fill("geen adres")
    phone.get_by_role("button", name="Stuur de code").click()
    is_refused(phone, "Dit mailadres klopt niet.", "ways-addresses-refused")
    phone.get_by_label("Nog een mailadres").fill("anna-thuis@voorbeeld.nl")
    phone.get_by_role("button", name="Stuur de code").click()
    heading(phone, "Kijk in je mail")
    looked_at_in_every_way(phone, "ways-address-code")
    phone.set_viewport_size(PHONE)

    proof = mailed_link(reader, service, "anna-thuis@voorbeeld.nl", "bewijs")
    reader.goto(proof)
    heading(reader, "Open deze link ergens anders")
    looked_at(reader, "ways-address-elsewhere")
    phone.goto(proof)
    heading(phone, "Is dit jouw mailadres?")
    looked_at(phone, "ways-address-proof")
    phone.get_by_role("button", name="Ja, dit is mijn adres").click()
    heading(phone, "Ben jij dit ook?")
    expect(phone.get_by_text("Anna Andersen")).to_be_visible()
    looked_at_in_every_way(phone, "ways-together")
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Ja, dat ben ik").click()
    expect(phone.get_by_text("Er is 1 badge bij.")).to_be_visible()
    looked_at_in_every_way(phone, "ways-addresses-two")
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Mail naar dit adres").click()
    expect(phone.get_by_text("Vanaf nu krijg je mail op dit adres.")).to_be_visible()
    phone.get_by_role("button", name="Haal weg").click()
    expect(phone.get_by_text("Het adres is weg. Je badges blijven.")).to_be_visible()


@pytest.mark.parametrize("name", [LONG_NAME[:120], ARABIC_NAME], ids=["long", "arabic"])
def test_a_badge_sent_by_message_is_refused_sent_again_and_given_back(
    service: Service, open_page: Opened, name: str
) -> None:
    mark = "arabic" if name == ARABIC_NAME else "long"
    staff, phone = open_page(), open_page(PHONE)
    sign_in(staff, service)
    given = give(staff, service, name)
    phone.goto(message_link(staff, mark))
    heading(phone, "Je hebt een badge gekregen!")
    looked_at_in_every_way(phone, f"ways-keep-{mark}")
    phone.set_viewport_size(PHONE)
    phone.get_by_role("link", name="Ik wil deze badge niet").click()
    heading(phone, "Wil je deze badge niet?")
    looked_at_in_every_way(phone, f"ways-refuse-{mark}")
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Ik wil deze badge niet").click()
    heading(phone, "Goed, dat is duidelijk")
    looked_at(phone, f"ways-refused-{mark}")
    phone.go_back()
    phone.reload()

    staff.goto(given)
    expect(staff.get_by_text("Niet gewild", exact=True)).to_be_visible()
    looked_at_in_every_way(staff, f"ways-staff-refused-{mark}")
    phone.goto(message_link(staff, mark))
    phone.get_by_role("button", name="Bewaar mijn badge").click()
    heading(phone, "Gasten ontvangen")
    looked_at(phone, f"ways-kept-{mark}")
    phone.get_by_role("link", name="Dat ben ik niet").click()
    heading(phone, "Is deze badge niet van jou?")
    looked_at(phone, f"ways-give-back-{mark}")
    phone.get_by_role("button", name="Deze badge is niet van mij").click()
    is_at(phone, "/mijn")
    staff.goto(given)
    expect(staff.get_by_text("Verkeerde persoon", exact=True)).to_be_visible()
    looked_at(staff, f"ways-staff-not-me-{mark}")
    staff.get_by_role("button", name="Geef hem met een ander adres").click()
    expect(staff.get_by_label("Naam", exact=True)).to_have_value(name)


def test_who_has_a_used_link_asks_for_a_new_one(service: Service, open_page: Opened) -> None:
    staff, phone = open_page(), open_page(PHONE)
    sign_in(staff, service)
    give(staff, service, "Nico Nieuw", "nico@voorbeeld.nl")
    used = mailed_link(phone, service, "nico@voorbeeld.nl")
    phone.goto(used)
    phone.get_by_role("button", name="Bewaar mijn badge").click()
    other = open_page(PHONE)
    other.goto(used)
    heading(other, "Deze badge is al bewaard")
    looked_at_in_every_way(other, "ways-used")
    other.set_viewport_size(PHONE)
    other.get_by_role("button", name="Stuur mij een nieuwe link").click()
    heading(other, "Kijk in je mail")
    looked_at(other, "ways-asked-again")
    other.goto(mailed_link(other, service, "nico@voorbeeld.nl", "mijn/inloggen"))
    other.get_by_role("button", name="Open mijn badges").click()
    heading(other, "Mijn badges")


def message_link(staff: Page, mark: str) -> str:
    """The link that staff make to send; looked at."""
    staff.get_by_role("button", name="Maak een link voor WhatsApp").click()
    heading(staff, "Stuur deze link")
    looked_at(staff, f"ways-message-{mark}")
    link = staff.get_by_label("Link om de badge te bewaren").input_value()
    wa = staff.get_by_role("link", name="Stuur met WhatsApp").get_attribute("href") or ""
    assert wa.startswith("https://wa.me/?text=")
    assert link.rpartition("/")[2] in wa
    return link
