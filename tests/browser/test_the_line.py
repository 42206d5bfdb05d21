"""A werkgever makes a badge and gives it, a lerende keeps it, anybody checks it by its QR, until it is withdrawn."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect
from seeing import PHONE, SCREENSHOTS, Opened, heading, is_refused, looked_at
from serving import Service, command
from walking import HOTEL, code_on, fill_in_sign_in, give, is_at, mailed_link, sign_in

pytestmark = pytest.mark.browser

BADGE = "Bedden opmaken"
PERSON, EMAIL = "Yusuf van den Berg", "yusuf@voorbeeld.nl"
WHAT_IT_SAYS = "Je maakt hotelkamers netjes voor de volgende gast."
BEHAVIOURS = ("Je maakt een bed strak op.", "Je controleert de kamer met een lijst.", "Je meldt wat kapot is.")
REASON = "De naam op de badge klopt niet"


def test_a_badge_is_made_given_kept_checked_and_withdrawn(service: Service, open_page: Opened, tmp_path: Path) -> None:
    staff, phone = open_page(), open_page(PHONE)
    refuse_then_enter(staff, service)
    make_praktijkverklaring(staff, service)
    given = give_to_somebody(staff, service)
    keep_on_a_phone(phone, mailed_link(phone, service, EMAIL))
    files = take_along(phone, tmp_path)
    assert verdicts(service, files) == ["valid"] * len(files)

    address = printed_codes(staff, given, "line-sheet")[0]
    stranger = open_page(PHONE)
    stranger.goto(address)
    heading(stranger, "Deze badge is echt.")
    for known_at_once in (PERSON, "Hotel De Zwaan"):
        expect(stranger.get_by_role("definition").filter(has_text=known_at_once)).to_be_in_viewport()
    looked_at(stranger, "line-checked")

    withdraw(staff, given)
    stranger.reload()
    heading(stranger, "Deze badge is niet geldig.")
    expect(stranger.get_by_text("ingetrokken").first).to_be_visible()
    expect(stranger.get_by_text(REASON)).to_be_visible()
    looked_at(stranger, "line-withdrawn")
    assert verdicts(service, files) == ["invalid"] * len(files)


def test_the_strip_of_a_badge_that_waits_holds_a_second_code(service: Service, open_page: Opened) -> None:
    staff, phone = open_page(), open_page(PHONE)
    sign_in(staff, service)
    given = give(staff, service, "Noor Jacobs")
    check, keep = printed_codes(staff, given, "sheet-with-strip")
    assert "/v/" in check
    phone.goto(keep)
    heading(phone, "Je hebt een badge gekregen!")
    expect(phone.get_by_text("Noor Jacobs", exact=True)).to_be_visible()


def test_a_learner_comes_back_by_mail(service: Service, open_page: Opened) -> None:
    phone = open_page(PHONE)
    phone.goto(f"{service.address}/mijn")
    phone.get_by_label("Je mailadres").fill("olena@voorbeeld.nl")
    phone.get_by_role("button", name="Stuur mij een code").click()
    phone.goto(mailed_link(phone, service, "olena@voorbeeld.nl", "mijn/inloggen"))
    phone.get_by_role("main").get_by_role("button").click()
    heading(phone, "Mijn badges")
    phone.get_by_role("link", name="Gasten ontvangen").click()
    phone.get_by_role("link", name="Laat zien").click()
    heading(phone, "Laat deze code scannen")
    assert read_codes(phone, "line-show")[0].startswith(f"{service.address}/v/")


def test_the_sheet_is_one_page_of_paper(service: Service, open_page: Opened) -> None:
    staff = open_page()
    sign_in(staff, service)
    give(staff, service, "Willemijn van Oudheusden-Koolhoven tot Nieuwenbroek")
    staff.get_by_role("button", name="Maak het blad om te printen").click()
    expect(staff.get_by_text("Bewaar je badge")).to_be_visible()
    paper = staff.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def refuse_then_enter(page: Page, service: Service) -> None:
    account = service.account("beheerder", HOTEL)
    page.goto(f"{service.address}/inloggen")
    looked_at(page, "line-sign-in")
    fill_in_sign_in(page, account["email"], "verkeerde wachtzin")
    is_refused(page, "Dit e-mailadres en deze wachtzin horen niet bij elkaar.", "line-sign-in-refused")
    expect(page.get_by_label("E-mailadres")).to_have_value(account["email"])
    fill_in_sign_in(page, account["email"], account["password"])
    is_at(page, f"/organisatie/{HOTEL}/")
    looked_at(page, "line-overview")


def make_praktijkverklaring(page: Page, service: Service) -> None:
    page.get_by_role("link", name="Soorten badge", exact=True).click()
    looked_at(page, "line-classes")
    page.goto(f"{service.address}/organisatie/{HOTEL}/soorten/nieuw")
    looked_at(page, "line-kind")
    page.get_by_role("button", name="Verder").click()
    is_refused(page, "Kies", "line-kind-refused")
    page.get_by_text("Praktijkverklaring", exact=True).click()
    page.get_by_role("button", name="Verder").click()
    write_words(page)
    design(page)
    heading(page, "Klopt dit?")
    looked_at(page, "line-release")
    page.get_by_role("button", name="Geef deze soort vrij").click()
    expect(page.get_by_role("status")).to_contain_text("De badge is vrijgegeven.")
    looked_at(page, "line-released")


def write_words(page: Page) -> None:
    heading(page, "Wat zegt de badge?")
    looked_at(page, "line-words")
    page.get_by_label("Naam van de badge").fill(BADGE)
    page.get_by_label("Gedragsvoorbeelden").fill("\n".join(BEHAVIOURS))
    page.get_by_label("Werkprocessen").fill("B1-K1-W2 Maakt kamers gereed")
    page.get_by_role("button", name="Opslaan en verder").click()
    is_refused(page, "crebo", "line-words-refused")
    expect(page.get_by_label("Naam van de badge")).to_have_value(BADGE)
    expect(page.get_by_label("Gedragsvoorbeelden")).to_have_value("\n".join(BEHAVIOURS))
    page.get_by_label("Waar gaat deze badge over?").fill(WHAT_IT_SAYS)
    page.get_by_label("Crebonummer").fill("25168")
    page.get_by_role("button", name="Opslaan en verder").click()


def design(page: Page) -> None:
    heading(page, "Zo ziet de badge eruit")
    picture = page.locator("img[data-preview='']").first
    before = picture.get_attribute("src")
    page.get_by_text("mosterd", exact=True).click()
    page.get_by_label("Tekst, regel 1").fill("Bedden")
    expect(picture).not_to_have_attribute("src", before or "")
    caption = page.get_by_label("Beschrijving van het plaatje")
    caption.fill("")
    looked_at(page, "line-designer")
    page.get_by_role("button", name="Opslaan en verder").click()
    is_refused(page, "plaatje", "line-designer-refused")
    expect(page.get_by_label("Tekst, regel 1")).to_have_value("Bedden")
    caption.fill("Werklabel in mosterd met een bed")
    page.get_by_role("button", name="Opslaan en verder").click()


def give_to_somebody(page: Page, service: Service) -> str:
    page.get_by_role("link", name="Geef deze badge").click()
    heading(page, "Wie krijgt een badge?")
    looked_at(page, "line-who")
    page.get_by_label("E-mailadres").fill("yusuf@")
    page.get_by_role("button", name="Verder").click()
    is_refused(page, "mailadres", "line-who-refused")
    expect(page.get_by_label("E-mailadres")).to_have_value("yusuf@")
    expect(page.get_by_role("radio", name=re.compile(BADGE))).to_be_checked()
    page.get_by_label("Naam", exact=True).fill(PERSON)
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.get_by_role("button", name="Verder").click()
    say_what_was_seen(page)
    heading(page, "Klopt dit?")
    expect(page.get_by_text(EMAIL)).to_be_visible()
    looked_at(page, "line-check-answers")
    page.get_by_role("button", name="Geef deze badge").click()
    heading(page, PERSON)
    looked_at(page, "line-given")
    return page.url


def say_what_was_seen(page: Page) -> None:
    heading(page, f"Wat kan {PERSON}?")
    looked_at(page, "line-what")
    page.get_by_role("checkbox", name=BEHAVIOURS[0]).check()
    page.get_by_role("checkbox", name=BEHAVIOURS[1]).check()
    page.get_by_text("met hulp").nth(1).click()
    page.get_by_label("Eerste dag van de periode").fill(day(90))
    page.get_by_role("button", name="Verder").click()
    is_refused(page, "zelf of met hulp", "line-what-refused")
    expect(page.get_by_role("checkbox", name=BEHAVIOURS[1])).to_be_checked()
    expect(page.get_by_label("Eerste dag van de periode")).to_have_value(day(90))
    page.get_by_text("zelf", exact=True).first.click()
    page.get_by_label("Wie heeft dit beoordeeld?").fill("Piet Jansen")
    page.get_by_label("Laatste dag van de periode").fill(day(2))
    page.get_by_role("button", name="Verder").click()


def day(days_ago: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days_ago)).strftime("%d-%m-%Y")


def keep_on_a_phone(page: Page, link: str) -> None:
    page.goto(link)
    heading(page, "Je hebt een badge gekregen!")
    expect(page.get_by_text("Ben jij dit?")).to_be_in_viewport()
    expect(page.get_by_text(PERSON, exact=True)).to_be_in_viewport()
    looked_at(page, "line-keep")
    page.get_by_role("button", name="Bewaar mijn badge").click()
    heading(page, BADGE)
    expect(page.get_by_text("Echt en geldig")).to_be_visible()
    looked_at(page, "line-kept")


def take_along(page: Page, folder: Path) -> list[Path]:
    """Every file that is signed by its DID: the first two, and those behind "Andere bestanden"."""
    page.locator("summary", has_text="Andere bestanden").click()
    looked_at(page, "line-files")
    files = []
    for name in (
        "Bestand (JSON)",
        "Plaatje (PNG)",
        "Blad om te printen (PDF)",
        "Tekening (SVG)",
        "Voor een wallet (JWT)",
    ):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        files.append(folder / download.value.suggested_filename)
        download.value.save_as(files[-1])
    with Image.open(files[1]) as picture:
        assert picture.size == (600, 600)
    return files


def verdicts(service: Service, files: list[Path]) -> list[str]:
    """What `badgeservice verify` says, with the issuer's documents as they are served now."""
    badge = json.loads(files[0].read_text())
    host = service.address.partition("://")[2]
    served = {
        f"https://{host}/orgs/{HOTEL}/did.json": f"{service.address}/orgs/{HOTEL}/did.json",
        **{one["statusListCredential"]: one["statusListCredential"] for one in status_entries(badge)},
    }
    documents = files[0].parent / "documents.json"
    answers = {}
    for number, (address, where) in enumerate(served.items()):
        with urlopen(where, timeout=30) as answer:  # noqa: S310 - our own address
            (documents.parent / f"served-{number}.json").write_bytes(answer.read())
        answers[address] = {"file": f"served-{number}.json", "content_type": "application/json", "trusted": True}
    documents.write_text(json.dumps(answers))
    arguments = ("verify", "--json", "--documents", str(documents), *map(str, files))
    told = command(service.environment, *arguments, statuses=(0, 1)).stdout
    return [json.loads(line)["verdict"] for line in told.splitlines()]


def status_entries(badge: dict[str, object]) -> list[dict[str, str]]:
    status = badge["credentialStatus"]
    return status if isinstance(status, list) else [status]  # type: ignore[list-item]


def printed_codes(page: Page, given: str, name: str) -> list[str]:
    """The codes on the sheet that is made of a given badge."""
    page.goto(given)
    code = code_on(page)
    page.get_by_role("button", name="Maak het blad om te printen").click()
    expect(page.locator(".sheet").get_by_text(code)).to_be_visible()
    looked_at(page, name)
    return read_codes(page, name)


def read_codes(page: Page, name: str) -> list[str]:
    """What a phone reads from the screen, from top to bottom."""
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    with Image.open(SCREENSHOTS / f"{name}.png") as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"))
    return [one.text for one in sorted(found, key=lambda one: one.position.top_left.y)]


def withdraw(page: Page, given: str) -> None:
    page.goto(given)
    page.get_by_role("link", name="Trek de badge in").click()
    heading(page, "Badge intrekken")
    looked_at(page, "line-revoke")
    page.get_by_role("button", name="Trek deze badge in").click()
    is_refused(page, "Kies waarom.", "line-revoke-refused")
    page.get_by_label("Een andere reden").check()
    page.get_by_role("button", name="Trek deze badge in").click()
    is_refused(page, "Schrijf op waarom.", "line-revoke-refused-other")
    page.get_by_label("Wat wil je erbij zeggen?").fill(REASON)
    page.get_by_role("button", name="Trek deze badge in").click()
    expect(page.get_by_role("status")).to_contain_text("De badge is ingetrokken.")
    looked_at(page, "line-revoked")
