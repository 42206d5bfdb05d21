"""Does everything that counts stand on a narrow phone: one line of header, whole words on a rail, a whole code?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from seeing import PATIENCE, heading
from serving import Service
from walking import come_back

pytestmark = pytest.mark.browser

WIDTHS = [320, 360, 390]
EMAIL = "imran@voorbeeld.nl"
# The longest that a badge on a rail says of itself.
LONGEST = "Tijdelijk stopgezet"
WITH_DAYS = "Nog 35 dagen geldig"

# Words and marks on a rail that reach outside it, at a side where the rail clips.
CUT_OFF = """() => [...document.querySelectorAll('.rail')].flatMap(rail => {
  const edge = rail.getBoundingClientRect();
  return [...rail.querySelectorAll('.state, .name, .below')]
    .filter(it => {
      const box = it.getBoundingClientRect();
      return box.right > edge.right + 0.5 || box.left < edge.left - 0.5;
    })
    .map(it => it.innerText);
})"""
HEADER_IS_ONE_LINE = """() => {
  const [brand, nav] = ['.brand', '.site-nav'].map(name => document.querySelector(name).getBoundingClientRect());
  return nav.top < brand.bottom && nav.left >= brand.right - 0.5 && nav.right <= innerWidth;
}"""
HIDDEN_LETTERS = "field => field.scrollWidth - field.clientWidth"


@pytest.fixture(scope="module")
def signed_in(service: Service, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    come_back(page, service, EMAIL)
    heading(page, "Mijn badges")
    yield page
    context.close()


def _at(page: Page, address: str, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_header_of_a_learner_is_one_line(service: Service, signed_in: Page, width: int, language: str) -> None:
    page = _at(signed_in, f"{service.address}/mijn?taal={language}", width)

    assert page.evaluate(HEADER_IS_ONE_LINE)
    page.goto(f"{service.address}/mijn?taal=nl")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", [LONGEST, WITH_DAYS])
def test_nothing_on_a_rail_is_cut_off(service: Service, signed_in: Page, width: int, words: str) -> None:
    page = _at(signed_in, f"{service.address}/mijn", width)
    states = page.locator(".own-rail .state > span").all()
    for state in states:
        state.evaluate("(it, words) => it.textContent = words", words)

    assert len(states) >= 2
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_whole_code_is_seen_while_it_is_typed(service: Service, open_page: Any, width: int) -> None:
    page = _at(open_page(), f"{service.address}/controleren", width)
    field = page.locator(".code-input")

    field.fill("WWWW-MMMM-WWWW-MMMM")
    assert field.evaluate(HIDDEN_LETTERS) <= 0
