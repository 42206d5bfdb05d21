"""The camera reads a code, is let go again, and says what to do when it cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from seeing import CHROMIUM, FLAGS, PATIENCE, PHONE, heading, is_open_to_all, looked_at
from serving import Service

pytestmark = pytest.mark.browser

# Chromium on Linux has no BarcodeDetector; this one sees what the test puts before it.
DETECTOR = """
window.inView = [];
window.BarcodeDetector = class {
  constructor(options) { window.formats = options.formats; }
  async detect(video) {
    if (!(video instanceof HTMLVideoElement) || !video.srcObject) throw new Error("no picture");
    return window.inView.map(rawValue => ({ rawValue }));
  }
};
"""
REFUSED = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', '%s'); };"
RUNNING = "() => document.querySelector('video').srcObject !== null"

OpenCheck = Callable[..., Page]


@pytest.fixture(scope="module")
def filming(playwright: Playwright) -> Iterator[Browser]:
    """A browser with a camera that shows a test picture."""
    flags = [*FLAGS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield running
    running.close()


@pytest.fixture
def open_check(filming: Browser, service: Service) -> Iterator[OpenCheck]:
    """Opens the check page on a phone, with a stubbed detector and more scripts."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def check(*scripts: str) -> Page:
        context = filming.new_context(viewport=PHONE, locale="nl-NL")
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for script in scripts:
            page.add_init_script(script)
        page.goto(f"{service.address}/controleren")
        return page

    yield check
    for context in opened:
        context.close()
    assert complaints == []


def _open_row(page: Page) -> None:
    page.get_by_text("Scan met je camera").click()


def test_a_code_before_the_camera_is_checked_at_once(open_check: OpenCheck, service: Service) -> None:
    page = open_check(DETECTOR)
    _open_row(page)
    expect(page.get_by_role("button", name="Stop de camera")).to_be_visible()
    expect(page.locator("video")).to_be_visible()
    looked_at(page, "camera-phone")
    assert page.evaluate("window.formats") == ["qr_code"]

    code = service.badge("valid")["code"]
    page.evaluate("address => { window.inView = [address]; }", f"{service.address}/v/{code}")
    heading(page, "Deze badge is echt.")


def test_a_badge_written_in_a_code_is_checked_as_text(open_check: OpenCheck) -> None:
    page = open_check(DETECTOR)
    _open_row(page)
    page.evaluate('window.inView = [\'{"type": "iets anders"}\']')
    heading(page, "Dit is geen badge.")


def test_two_codes_in_view_are_not_chosen_between(open_check: OpenCheck) -> None:
    page = open_check(DETECTOR)
    _open_row(page)
    page.evaluate("window.inView = ['een', 'twee']")
    expect(page.get_by_role("status")).to_have_text("Er zijn meer QR-codes in beeld. Houd er één voor de camera.")
    heading(page, "Is deze badge echt?")


def test_the_camera_stops_with_the_button_and_with_the_row(open_check: OpenCheck) -> None:
    page = open_check(DETECTOR)
    for way in (lambda: page.get_by_role("button", name="Stop de camera").click(), lambda: _open_row(page)):
        _open_row(page)
        expect(page.locator("video")).to_be_visible()
        track = page.evaluate_handle("document.querySelector('video').srcObject.getTracks()[0]")
        way()
        expect(page.locator("video")).to_have_attribute("hidden", "")
        assert track.evaluate("one => one.readyState") == "ended"
        assert not page.evaluate(RUNNING)


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        ("NotAllowedError", "De camera mag niet aan. Geef deze website toestemming, of vul de code in."),
        ("NotFoundError", "Er is geen camera gevonden. Vul de code in, of kies een foto."),
        ("NotReadableError", "De camera doet het niet. Vul de code in, of kies een foto."),
    ],
)
def test_a_camera_that_cannot_be_used_is_said_in_a_sentence(open_check: OpenCheck, problem: str, sentence: str) -> None:
    page = open_check(DETECTOR, REFUSED % problem)
    _open_row(page)
    expect(page.get_by_role("status")).to_have_text(sentence)
    expect(page.locator("video")).to_be_hidden()
    is_open_to_all(page, "camera refused")


def test_a_detector_that_fails_is_said_in_a_sentence(open_check: OpenCheck) -> None:
    page = open_check(DETECTOR.replace("return window.inView", "throw new Error('broken'); return window.inView"))
    _open_row(page)
    expect(page.get_by_role("status")).to_have_text("De camera doet het niet. Vul de code in, of kies een foto.")


def test_without_a_detector_the_row_is_not_there(open_check: OpenCheck) -> None:
    page = open_check("delete window.BarcodeDetector;")
    expect(page.get_by_text("Scan met je camera")).to_be_hidden()
    expect(page.get_by_text("Kies een bestand of foto")).to_be_visible()
