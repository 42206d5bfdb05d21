"""A learner on a phone keeps badges of givers elsewhere, looks at what we found, and takes everything along."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import foreign_badges
import pytest
from playwright.sync_api import Page, expect
from seeing import NARROW, PHONE, Opened, fits, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import give, mailed_link, sign_in

pytestmark = pytest.mark.browser


def with_a_badge(page: Page, service: Service, staff: Page, email: str) -> None:
    """Somebody who kept a badge from a mail, on the page of all badges."""
    sign_in(staff, service)
    give(staff, service, "Samira Haddad", email)
    page.goto(mailed_link(page, service, email))
    page.get_by_role("button", name="Bewaar mijn badge").click()
    page.goto(f"{service.address}/mijn")


def hand_in(page: Page, content: str, name: str = "badge.json") -> None:
    file = {"name": name, "mimeType": "application/json", "buffer": content.encode()}
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Bewaar deze badge").click()


def keep(page: Page, service: Service, content: str) -> None:
    page.goto(f"{service.address}/mijn/elders")
    hand_in(page, content)
    expect(page.get_by_role("status")).to_have_text(re.compile("Je badge is bewaard|Deze badge had je al"))


def test_a_badge_from_elsewhere_is_kept_looked_at_and_taken_away(service: Service, open_page: Opened) -> None:
    page = open_page(PHONE)
    with_a_badge(page, service, open_page(), "samira.elders@voorbeeld.nl")
    page.get_by_role("link", name="Bewaar een badge van ergens anders").click()
    heading(page, "Badges van ergens anders")
    looked_at(page, "elsewhere-empty")

    page.get_by_label("Link").fill("https://")
    hand_in(page, '{"geen": "badge"}')
    is_refused(page, "We vonden hier geen badge.", "elsewhere-refused")
    expect(page.get_by_label("Link")).to_have_value("https://")

    for content in (foreign_badges.of_a_stranger(), foreign_badges.out_of_reach(), foreign_badges.changed()):
        keep(page, service, content)
    expect(page.get_by_text("Niet geldig", exact=True)).to_be_visible()
    looked_at(page, "elsewhere-changed")
    page.goto(f"{service.address}/mijn/elders")
    expect(page.locator(".elsewhere li")).to_have_count(3)
    looked_at_in_every_way(page, "elsewhere-list")

    page.set_viewport_size(PHONE)
    page.get_by_role("link", name=re.compile("Let op: gever onbekend")).click()
    looked_at_in_every_way(page, "elsewhere-badge")
    page.set_viewport_size(PHONE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download het bestand").click()
    assert Path(download.value.path()).read_text() == foreign_badges.of_a_stranger()
    page.get_by_role("button", name="Kijk opnieuw").click()
    expect(page.get_by_role("status")).to_have_text("We hebben de badge opnieuw bekeken.")

    page.get_by_role("link", name="Haal deze badge weg").click()
    looked_at(page, "elsewhere-remove")
    page.get_by_role("button", name="Haal weg").click()
    expect(page.locator(".elsewhere li")).to_have_count(2)


def test_everything_is_taken_along_and_opens_offline(service: Service, open_page: Opened, tmp_path: Path) -> None:
    page = open_page(PHONE)
    with_a_badge(page, service, open_page(), "samira.mee@voorbeeld.nl")
    keep(page, service, foreign_badges.of_a_stranger())
    page.goto(f"{service.address}/mijn")
    page.get_by_role("link", name="Neem alles mee").click()
    looked_at_in_every_way(page, "take-along")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download alles").click()
    with ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path)

    offline = open_page(PHONE)
    offline.context.set_offline(True)
    offline.goto((tmp_path / "index.html").as_uri())
    heading(offline, "Mijn badges")
    looked_at_in_every_way(offline, "take-along-index")
    for link in offline.get_by_role("link").all():
        assert (tmp_path / (link.get_attribute("href") or "")).is_file()


def test_all_of_it_works_without_javascript_on_the_narrowest_phone(service: Service, open_page: Opened) -> None:
    page = open_page(NARROW, dark=True, javascript=False)
    with_a_badge(page, service, open_page(), "samira.smal@voorbeeld.nl")
    keep(page, service, foreign_badges.out_of_reach())
    fits(page, "elsewhere-narrow")
    page.get_by_role("link", name="Haal deze badge weg").click()
    page.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_text("De badge is weg.")).to_be_visible()
    page.goto(f"{service.address}/mijn/meenemen")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download alles").click()
    assert download.value.suggested_filename.endswith(".zip")
