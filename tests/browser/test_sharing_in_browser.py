"""A learner shares badges from a phone, with a keyboard, without scripts; somebody else sees the real check."""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from seeing import DESKTOP, NARROW, PHONE, SCREENSHOTS, Opened, fits, heading, is_refused, looked_at, pictured
from seeing import looked_at_in_every_way as looked_at_every_way
from serving import Service

pytestmark = pytest.mark.browser


def as_learner(page: Page, cookies: list[Any]) -> Page:
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as they came out of another context
    return page


def badge_boxes(page: Page) -> Locator:
    return page.get_by_role("group", name="Welke badges wil je delen?").get_by_role("checkbox")


def make(page: Page, service: Service, number: int = 1, title: str = "Bakker Bart", *more: str) -> str:
    """Share the first badges; the address of the page."""
    page.goto(f"{service.address}/mijn/delen/nieuw")
    for at in range(number):
        badge_boxes(page).nth(at).check()
    for switch in more:
        page.get_by_role("checkbox", name=switch).check()
    page.get_by_label("Voor wie is de pagina?").fill(title)
    page.get_by_role("button", name="Maak de pagina").click()
    heading(page, "Deel deze pagina")
    return page.get_by_label("Link naar de pagina").input_value()


def test_a_badge_is_shared_looked_at_and_withdrawn_on_a_phone(
    service: Service, open_page: Opened, cookies: list[Any]
) -> None:
    phone, other = as_learner(open_page(PHONE), cookies), open_page(PHONE)
    phone.goto(f"{service.address}/mijn")
    phone.get_by_role("link", name="Laat badges zien aan iemand").click()
    heading(phone, "Laat je badges zien")
    phone.get_by_role("link", name="Deel badges").click()
    phone.get_by_role("button", name="Maak de pagina").click()
    is_refused(phone, "Kies een of meer badges.", "share-new-refused")

    address = make(phone, service, 1, "Bakker Bart", "Bewijs")
    looked_at(phone, "share-made-phone")
    other.goto(address)
    heading(other, "Deze badge is echt.")
    expect(other.get_by_role("link", name="Bekijk de hele controle")).to_have_count(0)
    looked_at(other, "shared-phone")

    phone.goto(f"{service.address}/mijn/delen")
    line = phone.get_by_role("listitem").filter(has_text="Bakker Bart").first
    expect(line).to_contain_text("1 keer bekeken")
    looked_at(phone, "shares-phone")
    line.get_by_role("link", name="Stop met delen").click()
    heading(phone, "Wil je hiermee stoppen?")
    looked_at(phone, "share-stop-phone")
    phone.get_by_role("main").get_by_role("button", name="Stop met delen").click()
    expect(phone.get_by_role("status")).to_contain_text("Niemand kan deze pagina nu nog zien.")
    other.reload()
    heading(other, "Deze pagina is gesloten")
    looked_at(other, "shared-over-phone")


def test_every_page_of_sharing_is_open_to_all(service: Service, open_page: Opened, cookies: list[Any]) -> None:
    page, other = as_learner(open_page(), cookies), open_page()
    page.goto(f"{service.address}/mijn/delen/nieuw")
    looked_at_every_way(page, "share-new")
    several = make(page, service, 2, "Twee badges voor het uitzendbureau in de stad")
    looked_at_every_way(page, "share-made-several")
    alone = make(page, service, 1, "Alles", "Bewijs", "Wanneer je daar werkte")
    looked_at_every_way(page, "share-made")
    page.goto(page.url + "/laat-zien")
    looked_at_every_way(page, "share-show")
    page.goto(f"{service.address}/mijn/delen")
    looked_at_every_way(page, "shares")
    for address, name in ((several, "shared-several"), (alone, "shared")):
        other.goto(address)
        looked_at_every_way(other, name)
        other.goto(f"{address}/inbed")
        looked_at_every_way(other, f"{name}-embed")


def test_sharing_works_without_scripts(service: Service, open_page: Opened, cookies: list[Any]) -> None:
    phone, other = as_learner(open_page(PHONE, javascript=False), cookies), open_page(PHONE, javascript=False)
    address = make(phone, service)
    expect(phone.get_by_role("link", name="Stuur met WhatsApp")).to_have_attribute("href", re.compile("wa.me"))
    expect(phone.get_by_role("link", name="Stuur met mail")).to_have_attribute("href", re.compile("^mailto:"))
    expect(phone.get_by_role("button", name="Kopieer de link")).to_have_count(0)
    other.goto(address)
    heading(other, "Deze badge is echt.")
    other.get_by_text("Zo is dit gecontroleerd").click()
    expect(other.get_by_text("De badge is niet ingetrokken.")).to_be_visible()


def test_the_link_can_be_copied(service: Service, open_page: Opened, cookies: list[Any]) -> None:
    page = as_learner(open_page(PHONE), cookies)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = make(page, service)
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_a_badge_is_shared_with_a_keyboard(service: Service, open_page: Opened, cookies: list[Any]) -> None:
    page = as_learner(open_page(), cookies)
    page.goto(f"{service.address}/mijn/delen/nieuw")
    badge_boxes(page).first.focus()
    page.keyboard.press("Space")
    for _press in range(30):
        page.keyboard.press("Tab")
        if page.get_by_label("Voor wie is de pagina?").evaluate("one => one === document.activeElement"):
            break
    page.keyboard.type("Toets Enbord")
    page.keyboard.press("Enter")
    heading(page, "Deel deze pagina")
    expect(page.get_by_text("Voor: Toets Enbord")).to_be_visible()


def test_the_code_leads_a_phone_to_the_page(service: Service, open_page: Opened, cookies: list[Any]) -> None:
    page = as_learner(open_page(PHONE), cookies)
    address = make(page, service)
    page.get_by_role("link", name="Laat zien of print").click()
    heading(page, "Laat deze code scannen")
    pictured(page, "share-code")
    with Image.open(SCREENSHOTS / "share-code.png") as picture:
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [address]


def test_a_shared_page_prints_and_fits_a_narrow_screen(service: Service, open_page: Opened, cookies: list[Any]) -> None:
    page, other = as_learner(open_page(), cookies), open_page()
    other.goto(make(page, service, 2))
    other.set_viewport_size(NARROW)
    fits(other, "shared-narrow")
    other.set_viewport_size(DESKTOP)
    other.emulate_media(media="print")
    pictured(other, "shared-print")
    expect(other.get_by_role("button", name="Printen")).to_be_hidden()
    paper = other.pdf(path=SCREENSHOTS / "shared-print.pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 3


def test_the_page_stands_in_a_frame_on_another_site_and_sets_no_cookie(
    service: Service, open_page: Opened, cookies: list[Any]
) -> None:
    page, other = as_learner(open_page(), cookies), open_page()
    address = make(page, service)
    with urlopen(f"{service.address}/oembed?format=json&url={address}") as answer:  # noqa: S310 - our own address
        told = json.load(answer)
    site, stop = another_site(told["html"])
    try:
        other.goto(site)
        frame = other.frame_locator("iframe")
        expect(frame.get_by_role("heading", name="Deze badge is echt.")).to_be_visible()
        looked_at(other, "shared-in-a-frame")
        assert other.context.cookies() == []
    finally:
        stop()


def another_site(html: str) -> tuple[str, object]:
    """A site that shows this HTML, and what ends it."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = f'<!doctype html><html lang="nl"><title>Elders</title><main><h1>Elders</h1>{html}</main></html>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return f"http://127.0.0.1:{server.server_port}/", stop
