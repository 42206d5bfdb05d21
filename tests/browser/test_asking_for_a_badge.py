"""Somebody asks for a badge on a phone, a praktijkopleider judges by a link, and the badge is given, or not yet."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect
from seeing import PATIENCE, PHONE, SCREENSHOTS, Opened, heading, is_refused, looked_at
from serving import Service
from walking import HOTEL, mailed_link, read_mail, sign_in

pytestmark = pytest.mark.browser

BADGE = "Gasten ontvangen"
PERSON, EMAIL = "Samira Haddad", "samira@voorbeeld.nl"
DONE = "Ik sta elke zaterdag aan de balie en help gasten op weg."


def test_who_asks_is_judged_on_a_phone_and_given_the_badge(service: Service, open_page: Opened) -> None:
    staff, learner, assessor = open_page(), open_page(PHONE), open_page(PHONE)
    sign_in(staff, service)
    address = make_link(staff, service)
    poster(staff, address)
    ask(learner, address, PERSON, EMAIL, refuse_first=True)
    expect(learner.get_by_text("Je vroeg om de badge")).to_be_visible()
    looked_at(learner, "asking-asked")

    take_up(staff, service, PERSON)
    link = link_for_praktijkopleider(staff)
    looked_at(staff, "asking-assessor-link")
    judge(assessor, link)
    staff.goto(check_link(staff, service))
    heading(staff, "Klopt dit?")
    expect(staff.get_by_text("Beoordeeld door Piet Jansen op")).to_be_visible()
    looked_at(staff, "asking-judged")
    staff.get_by_role("button", name="Geef deze badge").click()
    heading(staff, PERSON)

    learner.goto(mailed_link(learner, service, EMAIL))
    heading(learner, "Je hebt een badge gekregen!")
    learner.get_by_role("button", name="Bewaar mijn badge").click()
    learner.goto(f"{service.address}/mijn")
    expect(learner.locator(".asked")).to_contain_text("Gekregen")
    looked_at(learner, "asking-learner-page")


def test_who_is_not_ready_reads_why(service: Service, open_page: Opened) -> None:
    staff, learner = open_page(), open_page(PHONE)
    sign_in(staff, service)
    ask(learner, make_link(staff, service), "Noor Jacobs", "noor@voorbeeld.nl")
    staff.goto(f"{service.address}/organisatie/{HOTEL}/aanvragen")
    staff.get_by_role("link", name="Noor Jacobs").click()
    staff.get_by_role("link", name="Wijs af met een reden").click()
    staff.get_by_role("button", name="Stuur dit antwoord").click()
    is_refused(staff, "Kies een reden.", "asking-decline-refused")
    staff.get_by_role("radio", name="Oefen nog even.").check()
    staff.get_by_label("In je eigen woorden").fill("Kom donderdag langs, dan oefenen we samen.")
    staff.get_by_role("button", name="Stuur dit antwoord").click()
    expect(staff.get_by_role("status")).to_contain_text("De aanvraag is afgewezen.")

    learner.goto(mailed_link(learner, service, "noor@voorbeeld.nl", "vraag"))
    heading(learner, BADGE)
    expect(learner.get_by_role("button", name="Vraag deze badge")).to_be_visible()
    mail = open_page(PHONE)
    read_mail(mail, service, "noor@voorbeeld.nl")
    expect(mail.get_by_text("Oefen nog even.").first).to_be_visible()
    expect(mail.get_by_text("dan oefenen we samen").first).to_be_visible()


def test_all_of_it_works_without_javascript(service: Service, open_page: Opened) -> None:
    staff, learner, assessor = (open_page(javascript=False) for _who in range(3))
    sign_in(staff, service)
    ask(learner, make_link(staff, service), "Wim Zonder Script", "")
    take_up(staff, service, "Wim Zonder Script")
    link = link_for_praktijkopleider(staff)
    assessor.goto(link)
    assessor.get_by_role("link", name="of ik kan dit niet beoordelen").click()
    assessor.get_by_label("Waarom niet?").fill("Wim werkt op een andere afdeling.")
    assessor.get_by_role("button", name="Stuur dit terug").click()
    heading(assessor, "Dank je wel")
    staff.goto(f"{service.address}/organisatie/{HOTEL}/")
    staff.get_by_role("link", name=re.compile("Wim Zonder Script.*kwam terug van Piet Jansen")).click()
    expect(staff.get_by_text("Wim werkt op een andere afdeling.")).to_be_visible()


def make_link(page: Page, service: Service) -> str:
    page.goto(f"{service.address}/organisatie/{HOTEL}/aanvragen/links/nieuw")
    page.get_by_text(BADGE, exact=True).click()
    page.get_by_label("Waar hangt de poster?").fill("Kantine")
    page.get_by_role("button", name="Maak de link").click()
    heading(page, f"Zo vragen mensen “{BADGE}”")
    return page.get_by_label("Adres").input_value()


def poster(page: Page, address: str) -> None:
    """The poster is one page of paper, and a phone reads from it where to ask."""
    page.get_by_role("link", name="Maak de poster").click()
    page.emulate_media(media="print", color_scheme="dark")
    looked_at(page, "asking-poster-print")
    with Image.open(SCREENSHOTS / "asking-poster-print.png") as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)
        found = zxingcpp.read_barcodes(picture.convert("L"))
    assert [one.text for one in found] == [address]
    width = page.locator(".qr").evaluate("image => image.getBoundingClientRect().width")
    assert width / 96 * 25.4 >= 35
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    page.emulate_media(media="screen", color_scheme="light")


def ask(page: Page, address: str, name: str, email: str, refuse_first: bool = False) -> None:
    page.goto(address)
    heading(page, BADGE)
    if refuse_first:
        looked_at(page, "asking-ask")
        page.get_by_label("Mailadres").fill("samira@")
        page.get_by_role("button", name="Vraag deze badge").click()
        is_refused(page, "Vertel wat je hebt gedaan.", "asking-ask-refused")
        expect(page.get_by_label("Mailadres")).to_have_value("samira@")
    page.get_by_label("Naam", exact=True).fill(name)
    page.get_by_label("Mailadres").fill(email)
    page.get_by_label("Wat heb je gedaan?").fill(DONE)
    page.get_by_role("button", name="Vraag deze badge").click()
    heading(page, "We hebben je vraag")


def take_up(page: Page, service: Service, name: str) -> None:
    page.goto(f"{service.address}/organisatie/{HOTEL}/aanvragen")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_text(DONE)).to_be_visible()
    page.get_by_role("button", name="Beoordeel").click()
    heading(page, f"Wat kan {name}?")


def link_for_praktijkopleider(page: Page) -> str:
    page.get_by_role("link", name="Laat de praktijkopleider dit aanvinken").click()
    page.get_by_label("Naam van de praktijkopleider").fill("Piet Jansen")
    page.get_by_role("button", name="Maak de link").click()
    heading(page, "Geef deze link aan Piet Jansen")
    return page.get_by_label("Link", exact=True).input_value()


def judge(page: Page, link: str) -> None:
    page.goto(link)
    heading(page, "Wat kan Samira?")
    expect(page.get_by_text("Haddad")).to_have_count(0)
    looked_at(page, "asking-assess")
    page.get_by_role("button", name="Verstuur").click()
    is_refused(page, "Vink minstens één ding aan", "asking-assess-refused")
    page.get_by_role("checkbox", name="Je ontvangt gasten").check()
    page.get_by_label("Wil je er iets bij schrijven?").fill("Dat heb ik vaak gezien.")
    page.get_by_role("button", name="Verstuur").click()
    heading(page, "Dank je wel")
    looked_at(page, "asking-assess-done")
    page.goto(link)
    heading(page, "Deze link is al gebruikt")


def check_link(page: Page, service: Service) -> str:
    """The link in the mail to who gives the badge."""
    link = (
        page.locator("section").filter(has_text="heeft Samira Haddad beoordeeld").locator("a[href*='/nakijken']").first
    )
    for _look in range(PATIENCE // 250):
        page.goto(f"{service.address}/ontwikkeling/mail")
        if link.count():
            return str(link.get_attribute("href"))
        page.wait_for_timeout(250)
    raise AssertionError("no mail that Samira was judged")
