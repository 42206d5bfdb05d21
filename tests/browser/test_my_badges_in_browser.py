"""What does a learner on a phone see of their badges, how heavy is it, and can it be heard?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from benchmarks.learner_pages import first_view
from playwright.sync_api import Page, expect
from seeing import DESKTOP, NARROW, PHONE, Opened, fits, heading, is_open_to_all, looked_at_in_every_way
from serving import Service

pytestmark = pytest.mark.browser


# Chromium without a voice: what the page asks the browser to say is written down.
LISTENER = """
window.said = [];
Object.defineProperty(window, 'speechSynthesis', { value: {
  speaking: false, pending: false,
  speak(utterance) { window.said.push([utterance.lang, utterance.text]); this.speaking = true; this.last = utterance; },
  cancel() { this.speaking = false; },
} });
"""


@pytest.fixture
def phone(service: Service, open_page: Opened, cookies: list[Any]) -> Page:
    """The page with their badges."""
    return my_badges(open_page(PHONE), service, cookies)


def my_badges(page: Page, service: Service, cookies: list[Any]) -> Page:
    page.context.add_cookies(cookies)
    page.goto(f"{service.address}/mijn")
    heading(page, "Mijn badges")
    return page


def test_badges_hang_by_skill_and_each_says_whether_it_holds(phone: Page) -> None:
    titles = phone.locator("main section.skill h2").all_inner_texts()
    assert len(titles) == len(set(titles)) >= 2
    for card in phone.locator(".own-rail li").all():
        assert re.search(r"\d{1,2}\s\w+\s20\d\d", card.inner_text())
        expect(card.locator(".state svg")).to_have_count(1)
        assert card.locator(".state").inner_text().strip()
    looked_at_in_every_way(phone, "my-badges")


def test_one_badge_says_in_one_glance_what_it_is_and_whether_it_holds(phone: Page) -> None:
    phone.locator(".own-rail a").first.click()
    heading(phone, phone.locator("h1").inner_text())
    for place in (phone.locator(".state-large"), phone.locator("h1"), phone.locator(".received")):
        box = place.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"]
    looked_at_in_every_way(phone, "my-badge")


def test_it_fits_a_narrow_phone_and_twice_the_letters(phone: Page) -> None:
    phone.set_viewport_size(NARROW)
    fits(phone, "my badges at 320")
    # A desktop of 1280 at 200 % shows as much as one of 640.
    phone.set_viewport_size({"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2})
    fits(phone, "my badges at 200 %")
    is_open_to_all(phone, "my badges at 200 %")


def test_everything_is_reached_with_the_keyboard_alone(phone: Page) -> None:
    wanted = phone.locator(".own-rail a").first
    for _press in range(20):
        phone.keyboard.press("Tab")
        if wanted.evaluate("link => link === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile(r"/mijn/badges/[0-9a-f-]+$"))


def test_without_scripts_nothing_is_missed(service: Service, open_page: Opened, cookies: list[Any]) -> None:
    page = open_page(PHONE, javascript=False)
    my_badges(page, service, cookies)

    expect(page.get_by_role("button", name="Lees voor")).to_have_count(0)
    page.locator(".own-rail a").first.click()
    expect(page.get_by_role("heading", name="Dit kan je")).to_be_visible()


def test_on_paper_there_is_the_badge_and_no_button(phone: Page) -> None:
    phone.locator(".own-rail a").first.click()
    phone.emulate_media(media="print")
    expect(phone.get_by_role("button", name="Lees voor")).to_be_hidden()
    expect(phone.locator("h1")).to_be_visible()


def test_the_browser_reads_the_page_and_stops_when_asked(
    service: Service, open_page: Opened, cookies: list[Any]
) -> None:
    page = open_page(PHONE)
    page.add_init_script(LISTENER)
    my_badges(page, service, cookies)
    page.locator(".own-rail a").first.click()
    name = page.locator("h1").inner_text()

    page.get_by_role("button", name="Lees voor").click()
    said = page.evaluate("window.said")
    assert {language for language, _words in said} == {"nl-NL"}
    words = [words for _language, words in said]
    assert words[0] == "Echt en geldig" or name in words[:2]
    assert name in words
    assert not {"Lees voor", "Mijn badges", "Privacy"} & set(words)
    page.get_by_role("button", name="Stop met lezen").click()
    assert page.evaluate("window.speechSynthesis.speaking") is False
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()


@pytest.mark.parametrize("path", ["/mijn", "own", "/mijn/inloggen", "gift"])
def test_the_first_view_is_light_and_all_our_own(service: Service, phone: Page, path: str) -> None:
    own = str(phone.locator(".own-rail a").first.get_attribute("href"))
    links = [one.get("link", "") for one in service.told["accounts"]]
    gift = next(link for link in links if "/bewaren/" in link).removeprefix(service.address)

    view = first_view(phone.context, service.address + {"own": own, "gift": gift}.get(path, path))
    assert view.transferred <= 100_000
    assert view.hosts == {service.address.removeprefix("http://")}
