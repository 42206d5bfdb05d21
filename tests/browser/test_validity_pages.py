"""A badge that ends is renewed, one that was withdrawn by mistake counts again, and one is stopped for a while."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from seeing import DESKTOP, PHONE, Opened, heading, is_refused, looked_at, looked_at_in_every_way
from serving import Service
from walking import code_on, give, sign_in

pytestmark = pytest.mark.browser

TRANSPORT = "van-dam-logistiek"


def _press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def _open_given(page: Page, service: Service, person: str) -> None:
    page.goto(f"{service.address}/organisatie/{TRANSPORT}/gegeven")
    page.get_by_role("main").get_by_role("link", name=re.compile("heftruck")).and_(
        page.locator(f"tr:has-text('{person}') a")
    ).first.click()
    heading(page, person)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_withdrawal_by_mistake_is_undone(service: Service, open_page: Opened, size: dict[str, int]) -> None:
    staff, stranger = open_page(size), open_page(size)
    sign_in(staff, service)
    given = give(staff, service, f"Mila Vergist {size['width']}")
    code = code_on(staff)
    staff.goto(f"{given}/intrekken")
    _press(staff, "Trek deze badge in")
    is_refused(staff, "Kies waarom.", f"validity-revoke-refused-{size['width']}")
    staff.get_by_label("Een vergissing: dit is niet de goede badge.").check()
    _press(staff, "Trek deze badge in")
    expect(staff.get_by_role("status")).to_contain_text("De badge is ingetrokken.")
    looked_at(staff, f"validity-can-be-undone-{size['width']}")
    stranger.goto(f"{service.address}/v/{code.replace(' ', '')}")
    expect(stranger.get_by_text("dit is niet de goede badge")).to_be_visible()
    _press(staff, "Maak het intrekken ongedaan")
    expect(staff.get_by_role("status")).to_contain_text("De badge telt weer.")
    stranger.reload()
    heading(stranger, "Deze badge is echt.")


def test_a_badge_is_stopped_with_a_reason_and_counts_again(service: Service, open_page: Opened) -> None:
    staff = open_page()
    sign_in(staff, service, organisation=TRANSPORT)
    _open_given(staff, service, "Noor Hendriks")
    staff.get_by_role("link", name="Zet de badge tijdelijk stop").click()
    _press(staff, "Zet deze badge stop")
    is_refused(staff, "Kies waarom.", "validity-suspend-refused")
    staff.get_by_label("Eerst is een herhaling nodig.").check()
    staff.get_by_label("Wat wil je erbij zeggen?").fill("Op 3 december.")
    _press(staff, "Zet deze badge stop")
    expect(staff.get_by_text("Eerst is een herhaling nodig. Op 3 december.")).to_be_visible()
    looked_at(staff, "validity-suspended")
    _press(staff, "Laat de badge weer gelden")
    expect(staff.get_by_role("status")).to_contain_text("De badge is weer geldig.")


def test_a_badge_that_ends_is_renewed_in_one_step(service: Service, open_page: Opened) -> None:
    staff, stranger = open_page(), open_page(PHONE)
    sign_in(staff, service, organisation=TRANSPORT)
    staff.get_by_role("link", name=re.compile("loopt binnen 90 dagen af")).click()
    expect(staff.get_by_text("Je ziet de badges die binnen 90 dagen aflopen.")).to_be_visible()
    looked_at_in_every_way(staff, "validity-ending")
    expect(staff.get_by_text("Imran Aydin")).to_have_count(0)
    _open_given(staff, service, "Noor Hendriks")
    old = code_on(staff).replace(" ", "")
    _press(staff, "Vernieuw deze badge")
    heading(staff, "Klopt dit?")
    _press(staff, "Geef deze badge")
    heading(staff, "Noor Hendriks")
    looked_at(staff, "validity-renewed")
    new = code_on(staff).replace(" ", "")
    stranger.goto(f"{service.address}/v/{old}")
    looked_at_in_every_way(stranger, "validity-old-badge")
    stranger.get_by_role("link", name="Controleer de nieuwe badge").click()
    expect(stranger).to_have_url(re.compile(f"/v/{new}$"))
    heading(stranger, "Deze badge is echt.")
