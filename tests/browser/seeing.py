"""How does a test look at a page: its picture, what shuts people out, whether it fits, what a refused form says?"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
SIZES = {"phone": PHONE, "desktop": DESKTOP}
SCREENSHOTS = Path(os.environ.get("SCREENSHOTS", Path(__file__).parents[2] / "var" / "screenshots"))
# The machine may be busy with other things; what is waited for is always something on the page.
PATIENCE = 60_000

# What a page that says no looks like to the console: 400, 404, 410, 413.
EXPECTED = "the server responded with a status of 4"

# One evaluation that waits by itself: polling would need eval, which the pages' own policy forbids.
ALL_PICTURES = """async () => {
  const loaded = image => image.complete || new Promise(done => { image.onload = image.onerror = done; });
  await Promise.all([...document.images].map(loaded));
  return [...document.images].filter(image => image.naturalWidth === 0).map(image => image.src);
}"""

Opened = Callable[..., Page]

expect.set_options(timeout=PATIENCE)
_axe = Axe()


def looked_at(page: Page, name: str) -> None:
    """Keep a screenshot of the whole page and let axe look for what shuts people out."""
    pictured(page, name)
    is_open_to_all(page, name)


def looked_at_in_every_way(page: Page, name: str) -> None:
    """On a phone and a large screen, light and dark; axe, which is slow, sees both sizes and themes in two runs."""
    for size_name, size in SIZES.items():
        for scheme in ("light", "dark"):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            pictured(page, f"{name}-{size_name}-{scheme}")
            if (size_name, scheme) in {("phone", "light"), ("desktop", "dark")}:
                is_open_to_all(page, name)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    fits(page, name)
    page.set_viewport_size(DESKTOP)


def pictured(page: Page, name: str) -> None:
    """A screenshot of the whole page, once letters and pictures are there; and nothing sticks out."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    # A heading may be there before the style sheets are.
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready.then(() => true)")
    broken = page.evaluate(ALL_PICTURES)
    assert broken == [], f"{name} shows pictures that are not there"
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    fits(page, name)


def is_open_to_all(page: Page, name: str) -> None:
    """axe finds nothing."""
    found = _axe.run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], f"axe on {name} ({page.url})"


def fits(page: Page, name: str) -> None:
    """Nothing sticks out at the side."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} scrolls sideways by {wide} px"


def is_refused(page: Page, sentence: str, name: str) -> None:
    """A form came back: the summary has the focus and leads to the fields, and the title says so."""
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
