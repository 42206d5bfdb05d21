"""A real service with the demo in it, and a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from seeing import CHROMIUM, DESKTOP, EXPECTED, FLAGS, PATIENCE, Opened, heading
from serving import Service, demo_service
from walking import come_back

# Somebody of the demo with badges of several skills.
EMAIL = "fatima@voorbeeld.nl"


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with demo_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; a process can have one only."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="session")
def cookies(service: Service, browser: Browser) -> list[Any]:
    """Those of a learner of the demo who came back by mail."""
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    come_back(page, service, EMAIL)
    heading(page, "Mijn badges")
    found = context.cookies()
    context.close()
    return list(found)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opened]:
    """Opens a page of its own session: open_page(PHONE, dark=True). A mistake in the console fails the test."""
    contexts, complaints = [], []

    def opened(size: dict[str, int] = DESKTOP, dark: bool = False, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport=size, color_scheme="dark" if dark else "light", java_script_enabled=javascript, locale="nl-NL"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for text in complaints if EXPECTED not in text] == []
