"""How does a test look at a page: its picture, what shuts people out, whether it fits, what a refused form says?"""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
SCREENSHOTS = Path(os.environ.get("SCREENSHOTS", Path(__file__).parents[2] / "var" / "screenshots"))
# The machine may be busy with other things; what is waited for is always something on the page.
PATIENCE = 60_000

expect.set_options(timeout=PATIENCE)
_axe = Axe()


def looked_at(page: Page, name: str) -> None:
    """Keep a screenshot of the whole page and let axe look for what shuts people out."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    found = _axe.run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], f"axe on {name} ({page.url})"
    fits(page, name)


def fits(page: Page, name: str) -> None:
    """Nothing sticks out at the side."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} scrolls sideways by {wide} px"


def is_refused(page: Page, sentence: str, name: str) -> None:
    """A form came back: the summary has the focus, the title says so, the sentence stands in the summary and at its field."""
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith("Fout: "), page.title()
    expect(summary.get_by_text(sentence)).to_be_visible()
    for link in summary.get_by_role("link").all():
        expect(page.locator(link.get_attribute("href") or "")).to_have_count(1)
    looked_at(page, name)


def heading(page: Page, text: str) -> None:
    """The question or answer of this page."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
