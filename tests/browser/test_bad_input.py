"""What goes wrong in a browser ends in a clear sentence; nothing typed is lost and nothing happens twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from seeing import PHONE, Opened, heading, is_refused
from serving import Service
from walking import HOTEL, begin_giving, fill_in_sign_in, give, is_at, mailed_link, sign_in

pytestmark = pytest.mark.browser

AWAY = "Je was te lang weg. Kijk je antwoorden na en druk nog een keer op de knop."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("javascript", [True, False])
def test_two_clicks_give_one_badge(service: Service, open_page: Opened, javascript: bool) -> None:
    page, name = open_page(javascript=javascript), f"Tweemaal Geklikt {javascript}"
    sign_in(page, service)
    begin_giving(page, service, "Gasten ontvangen", name)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Geef deze badge").dblclick()
    heading(page, name)
    given = page.url
    page.go_back()
    heading(page, name)
    assert page.url == given
    page.goto(f"{service.address}/organisatie/{HOTEL}/gegeven")
    expect(page.get_by_role("row").filter(has_text=name)).to_have_count(1)


def test_a_link_works_once_and_says_so_afterwards(service: Service, open_page: Opened) -> None:
    staff, phone, other = open_page(), open_page(PHONE), open_page(PHONE)
    sign_in(staff, service)
    give(staff, service, "Mila Smit", "mila@voorbeeld.nl")
    link = mailed_link(phone, service, "mila@voorbeeld.nl")
    phone.goto(link)
    phone.get_by_role("button", name="Bewaar mijn badge").click()
    heading(phone, "Gasten ontvangen")
    phone.goto(link)
    heading(phone, "Je badge is bewaard")
    other.goto(link)
    heading(other, "Deze badge is al bewaard")
    other.goto(link[:-1] + ("A" if link[-1] != "A" else "Q"))
    heading(other, "Deze link werkt niet")


def test_a_link_ends_for_who_says_it_is_not_theirs(service: Service, open_page: Opened) -> None:
    staff, phone = open_page(), open_page(PHONE)
    sign_in(staff, service)
    give(staff, service, "Verkeerde Naam", "verkeerd@voorbeeld.nl")
    phone.goto(mailed_link(phone, service, "verkeerd@voorbeeld.nl"))
    address = phone.url
    phone.get_by_role("link", name="Dat ben ik niet").click()
    phone.get_by_role("button", name="Dit ben ik niet").click()
    heading(phone, "Dank je wel")
    phone.goto(address)
    heading(phone, "Deze link is al gebruikt")


def test_a_link_to_a_withdrawn_badge_says_so(service: Service, open_page: Opened) -> None:
    staff, phone = open_page(), open_page(PHONE)
    sign_in(staff, service)
    given = give(staff, service, "Te Vroeg", "vroeg@voorbeeld.nl")
    link = mailed_link(phone, service, "vroeg@voorbeeld.nl")
    staff.goto(f"{given}/intrekken")
    staff.get_by_label("Dit is toch niet gezien op het werk.").check()
    staff.get_by_role("button", name="Trek deze badge in").click()
    expect(staff.get_by_role("status")).to_contain_text("ingetrokken")
    phone.goto(link)
    heading(phone, "Deze badge is ingetrokken")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda code: code[:-1] + ("2" if code[-1] != "2" else "3"), "We kennen deze code niet."),
        (lambda code: code[:-1], "Een code heeft 16 letters en cijfers."),
    ],
)
def test_a_typo_in_a_code_is_said_and_kept(service: Service, open_page: Opened, change, sentence: str) -> None:  # type: ignore[no-untyped-def]
    page, typed = open_page(PHONE), change(service.badge("valid")["code"])
    page.goto(f"{service.address}/controleren")
    page.get_by_label("Code of link").fill(typed)
    page.get_by_role("button", name="Controleer deze badge").click()
    is_refused(page, sentence, "check-typo")
    expect(page.get_by_label("Code of link")).to_have_value(typed)


def test_what_was_typed_survives_the_end_of_the_session(service: Service, open_page: Opened) -> None:
    page, account = open_page(), service.account("beheerder", HOTEL)
    sign_in(page, service)
    begin_giving(page, service, "Ontbijt verzorgen", "Zeynep Aydin")
    page.get_by_role("checkbox", name="Je dekt de tafels").check()
    page.get_by_text("met hulp").first.click()
    page.get_by_label("Wie heeft dit beoordeeld?").fill("Een “heel” lange naam & zo")
    page.get_by_label("Eerste dag van de periode").fill("gisteren")
    page.get_by_text("Bewijs of andere gegevens toevoegen").click()
    page.get_by_label("Bewijs (mag leeg)", exact=True).fill("Regel één\nRegel twee")
    page.context.clear_cookies()
    page.get_by_role("button", name="Verder").click()
    is_at(page, "/wat")
    expect(page.get_by_role("status")).to_have_text(AWAY)
    fill_in_sign_in(page, account["email"], account["password"])
    heading(page, "Wat kan Zeynep Aydin?")
    expect(page.get_by_role("checkbox", name="Je dekt de tafels")).to_be_checked()
    expect(page.get_by_role("radio", name="met hulp").first).to_be_checked()
    expect(page.get_by_label("Wie heeft dit beoordeeld?")).to_have_value("Een “heel” lange naam & zo")
    expect(page.get_by_label("Eerste dag van de periode")).to_have_value("gisteren")
    expect(page.get_by_label("Bewijs (mag leeg)", exact=True)).to_have_value("Regel één\nRegel twee")


def test_an_upload_of_200_mb_gets_its_page(service: Service, open_page: Opened, tmp_path: Path) -> None:
    page, file = open_page(), tmp_path / "groot.png"
    with file.open("wb") as large:
        large.truncate(200 * 1024 * 1024)
    page.goto(f"{service.address}/controleren")
    page.get_by_text("Kies een bestand").click()
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Controleer dit bestand").click()
    heading(page, "Dit bestand is te groot")
    expect(page.get_by_text("Een bestand mag 10 MB zijn. Kies een kleiner bestand.")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content"), [("nep.png", b"geen plaatje"), ("plaatje.svg", SVG), ("plaatje.png", SVG)]
)
def test_a_picture_that_is_none_is_refused_by_name(
    service: Service, open_page: Opened, name: str, content: bytes
) -> None:
    page = open_page()
    sign_in(page, service)
    page.goto(f"{service.address}/organisatie/{HOTEL}/soorten")
    page.get_by_role("link", name="Terras bedienen").click()
    page.get_by_role("link", name="Verander het plaatje").click()
    page.get_by_role("link", name="Eigen plaatje uploaden").click()
    page.get_by_label("Plaatje", exact=True).set_input_files({"name": name, "mimeType": "image/png", "buffer": content})
    page.get_by_label("Beschrijving van het plaatje").fill("Een terras")
    page.get_by_role("button", name="Opslaan en verder").click()
    is_refused(page, "PNG", "upload-no-picture")
    expect(page.get_by_label("Beschrijving van het plaatje")).to_have_value("Een terras")


def test_a_file_without_a_badge_is_said_to_hold_none(service: Service, open_page: Opened) -> None:
    page = open_page(PHONE)
    page.goto(f"{service.address}/controleren")
    page.get_by_text("Kies een bestand").click()
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": "foto.png", "mimeType": "image/png", "buffer": b"geen plaatje"}
    )
    page.get_by_role("button", name="Controleer dit bestand").click()
    heading(page, "Dit is geen badge.")
