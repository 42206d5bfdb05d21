"""Everything can be done with a keyboard, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from seeing import Opened, heading
from serving import Service
from walking import HOTEL, sign_in

pytestmark = pytest.mark.browser

MOST_TABS = 60
# The outline may stand at the label, when the box itself is drawn by it.
OUTLINE = """() => {
  const here = document.activeElement, label = here.labels && here.labels[0];
  return [here, label].filter(Boolean).map(one => getComputedStyle(one))
    .some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there; at every stop it can be seen."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(OUTLINE), f"the focus cannot be seen on {here}"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} cannot be reached with Tab")


def test_the_first_tab_skips_to_the_content(service: Service, open_page: Opened) -> None:
    page = open_page()
    page.goto(f"{service.address}/controleren")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Ga naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_badge_is_given_without_a_mouse(service: Service, open_page: Opened) -> None:
    page = open_page()
    sign_in(page, service)
    page.goto(f"{service.address}/organisatie/{HOTEL}/geven")
    tab_to(page, page.get_by_label("Naam", exact=True))
    page.keyboard.type("Toets Enbord")
    tab_to(page, page.get_by_label("E-mailadres"))
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    choose(page, page.get_by_role("radio", name="Ontbijt verzorgen"))
    tab_to(page, page.get_by_role("button", name="Verder"))
    page.keyboard.press("Enter")
    heading(page, "Wat kan Toets Enbord?")

    tab_to(page, page.get_by_role("checkbox", name="Je dekt de tafels"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("radio", name="zelf").first)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="met hulp").first).to_be_checked()
    tab_to(page, page.get_by_label("Wie heeft dit beoordeeld?"))
    page.keyboard.type("Piet Jansen")
    tab_to(page, page.get_by_label("Eerste dag van de periode"))
    page.keyboard.type("01-09-2026")
    page.keyboard.press("Tab")
    page.keyboard.type("02-09-2026")
    page.keyboard.press("Enter")
    heading(page, "Klopt dit?")

    tab_to(page, page.get_by_role("button", name="Geef deze badge"))
    page.keyboard.press("Enter")
    heading(page, "Toets Enbord")


def choose(page: Page, radio: Locator) -> None:
    """Arrow down to this one of a group."""
    for _press in range(MOST_TABS):
        if radio.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{radio} cannot be chosen")
