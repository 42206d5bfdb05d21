"""Every page of a learner works by keyboard, without scripts, on a narrow phone, enlarged, on paper and in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from seeing import NARROW, PHONE, fits, is_open_to_all
from serving import Service

pytestmark = pytest.mark.browser

PATHS = [
    "/mijn",
    "/mijn/badges/{own}",
    "/mijn/badges/{own}/klopt-niet",
    "/mijn/badges/{own}/niet-van-mij",
    "/mijn/badges/{own}/wissen",
    "/mijn/paspoort",
    "/mijn/delen",
    "/mijn/delen/nieuw",
    "/mijn/elders",
    "/mijn/meenemen",
    "/mijn/gegevens",
    "/mijn/gegevens/inzage",
    "/mijn/gegevens/gekeken",
    "/mijn/gegevens/adressen",
    "/mijn/gegevens/sleutels",
    "/mijn/gegevens/programmas",
    "/mijn/gegevens/wissen",
]
# A browser window of 1280 by 800, enlarged to 200 %.
ENLARGED = {"width": 640, "height": 400}

# What can be reached with a mouse; a group of radio buttons is one stop.
REACHABLE = """() => {
  const found = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(it => it.checkVisibility({ visibilityProperty: true }) && !it.disabled && it.type !== 'hidden');
  found.forEach((it, place) => it.dataset.stop = it.type === 'radio' ? `radio ${it.name}` : place);
  return [...new Set(found.map(it => it.dataset.stop))];
}"""
FOCUSED = "document.activeElement.dataset.stop ?? null"
RING = "getComputedStyle(document.activeElement).outlineStyle"


@pytest.fixture(scope="module")
def own(service: Service, browser: Browser, cookies: list[Any]) -> str:
    """The uuid of one of their badges."""
    context = browser.new_context()
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{service.address}/mijn")
    href = page.locator(".own-rail a").first.get_attribute("href") or ""
    context.close()
    return href.rpartition("/")[2]


@pytest.fixture
def opened(browser: Browser, cookies: list[Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, locale="nl-NL")
    context.add_cookies(cookies)
    yield context
    context.close()


def _at(context: BrowserContext, service: Service, path: str, own: str) -> Page:
    page = context.new_page()
    page.goto(service.address + path.format(own=own))
    expect(page.locator("h1")).to_have_count(1)
    return page


@pytest.mark.parametrize("path", PATHS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    service: Service, opened: BrowserContext, own: str, path: str
) -> None:
    page = _at(opened, service, path, own)
    wanted, reached = set(page.evaluate(REACHABLE)), set()

    for _press in range(len(wanted) + 3):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(FOCUSED)) is not None:
            assert page.evaluate(RING) != "none", f"nothing shows where the focus is: {stop} on {path}"
            reached.add(stop)
    assert reached == wanted


@pytest.mark.parametrize("path", PATHS)
def test_it_fits_a_narrow_phone_an_enlarged_window_and_the_dark(
    service: Service, opened: BrowserContext, own: str, path: str
) -> None:
    page = _at(opened, service, path, own)
    for size in (NARROW, ENLARGED):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # the library's own kind of dict
        fits(page, f"{path} at {size['width']}")
    page.emulate_media(color_scheme="dark")
    is_open_to_all(page, f"{path} enlarged and dark")


@pytest.mark.parametrize("path", PATHS)
def test_on_paper_there_are_words_and_no_buttons(service: Service, opened: BrowserContext, own: str, path: str) -> None:
    page = _at(opened, service, path, own)
    page.emulate_media(media="print")

    expect(page.locator("h1")).to_be_visible()
    for gone in (
        ".site-nav",
        ".actions .btn",
        "[data-read]",
        ".copy .btn",
        ".more-ways",
        "main a.alone",
        "main .rows a",
    ):
        for each in page.locator(gone).all():
            expect(each).to_be_hidden()


@pytest.mark.parametrize("path", PATHS)
def test_without_scripts_the_same_things_can_be_done(
    service: Service, browser: Browser, cookies: list[Any], own: str, path: str
) -> None:
    context = browser.new_context(viewport=PHONE, locale="nl-NL", java_script_enabled=False)
    context.add_cookies(cookies)
    page = _at(context, service, path, own)
    # What only scripts can do is not there; every form has a button that sends it.
    for form in page.locator("main form").all():
        assert form.locator("button:visible").count() >= 1 or form.get_attribute("hidden") is not None
    assert page.locator("main").inner_text().strip()
    context.close()
