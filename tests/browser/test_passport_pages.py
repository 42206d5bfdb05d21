"""A learner sees all skills at a glance, on any screen and on paper, and takes them along on one page for a cv."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from more_badges import esco, more_badges, more_classes
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from seeing import DESKTOP, NARROW, PHONE, SCREENSHOTS, Opened, fits, heading, looked_at_in_every_way
from serving import Service
from sqlalchemy import delete, select

from badgeservice.organisations.one_time_links import LEARNER, make_link
from badgeservice.settings import read_settings
from badgeservice.storage import learners
from badgeservice.storage.engine import opened_database
from badgeservice.storage.tables import AwardRow, BadgeClassRow, BadgeClassVersionRow

pytestmark = pytest.mark.browser

HARD_NAMES = (
    "Hottentottententententoonstellingsvoorbereidingswerkzaamheden",
    "استقبال الضيوف والترحيب بهم في الفندق",
    "Een heel lange naam van een vaardigheid waar geen eind aan komt en die nog even doorgaat op de volgende regel",
    "W" * 200,
    "顧客対応",
)


def _passport(page: Page, service: Service) -> None:
    """Come back with a link of one's own, which works once, and go to the passport."""
    with opened_database(read_settings(service.environment).database_url) as database, database.writing() as session:
        learner = learners.by_email(session, "fatima@voorbeeld.nl")
        assert learner is not None
        token = make_link(session, LEARNER, learner.id, datetime.now(UTC))
    page.goto(f"{service.address}/mijn/inloggen/{token}")
    page.get_by_role("main").get_by_role("button").click()
    heading(page, "Mijn badges")
    page.get_by_role("link", name="Bekijk je skills paspoort").click()
    heading(page, "Skills paspoort")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_learner_finds_the_skills_and_takes_them_along(
    service: Service, open_page: Opened, size: dict[str, int]
) -> None:
    page = open_page(size, javascript=False)
    _passport(page, service)
    picture = page.get_by_role("img", name="Je skills aan een rail")
    expect(picture).to_have_count(1)
    assert picture.locator(".rail-disc").count() >= 3
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_text("Echt en geldig")).to_be_visible()
    page.go_back()
    with page.expect_download() as begun:
        page.get_by_role("link", name="Maak een blad voor bij je cv").click()
    assert begun.value.suggested_filename == "skills-paspoort.pdf"
    [paper] = PdfReader(io.BytesIO(Path(begun.value.path()).read_bytes())).pages
    assert "Fatima Yilmaz" in paper.extract_text()


def test_the_passport_looks_well_everywhere(service: Service, open_page: Opened) -> None:
    page = open_page()
    _passport(page, service)
    looked_at_in_every_way(page, "passport")


def test_the_keyboard_reaches_the_paper_and_every_badge(service: Service, open_page: Opened) -> None:
    page = open_page()
    _passport(page, service)
    reached = set()
    for _press in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert "/mijn/paspoort.pdf" in reached
    assert len([one for one in reached if one and one.startswith("/mijn/badges/")]) >= 3


@contextmanager
def _with_many(service: Service) -> Iterator[None]:
    """Two hundred more skills with hard names, for as long as it takes; two badges carry another name."""
    with opened_database(read_settings(service.environment).database_url) as database:
        with database.writing() as session:
            asked = select(AwardRow.id, AwardRow.version_id).where(
                AwardRow.recipient_email == "fatima@voorbeeld.nl", AwardRow.learner_id.is_not(None)
            )
            award, version = session.execute(asked.limit(1)).one()
            names = [HARD_NAMES[number % len(HARD_NAMES)] for number in range(200)]
            classes = more_classes(session, version, [[esco(900 + at, name)] for at, name in enumerate(names)])
            made = more_badges(session, award, classes, document=b"{}")
            made += more_badges(session, award, classes[:5] * 3, document=b"{}", recipient_name="ليلى بنت عبد الله")
        try:
            yield
        finally:
            with database.writing() as session:
                own = select(BadgeClassVersionRow.badge_class_id).where(BadgeClassVersionRow.id.in_(classes))
                kinds = list(session.scalars(own))
                session.execute(delete(AwardRow).where(AwardRow.id.in_(made)))
                session.execute(delete(BadgeClassVersionRow).where(BadgeClassVersionRow.id.in_(classes)))
                session.execute(delete(BadgeClassRow).where(BadgeClassRow.id.in_(kinds)))


def test_200_skills_with_hard_names_stay_on_every_screen_and_on_paper(service: Service, open_page: Opened) -> None:
    with _with_many(service):
        page = open_page()
        _passport(page, service)
        expect(page.get_by_text("Dit zijn de 12 skills met de meeste badges.")).to_be_visible()
        looked_at_in_every_way(page, "passport-many")
        page.set_viewport_size({"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2})
        fits(page, "passport-many at 200 %")
        page.set_viewport_size(NARROW)
        expect(page.get_by_text("Dit zijn de 6 skills met de meeste badges.")).to_be_visible()
        page.get_by_label("ليلى بنت عبد الله").check()
        with page.expect_download() as begun:
            page.get_by_role("button", name="Maak een blad voor bij je cv").click()
        assert len(PdfReader(io.BytesIO(Path(begun.value.path()).read_bytes())).pages) == 1


def test_the_passport_prints_without_what_only_a_screen_can_do(service: Service, open_page: Opened) -> None:
    page = open_page(dark=True)
    _passport(page, service)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("link", name="Maak een blad voor bij je cv")).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.rail-name')).fill") == "rgb(43, 23, 40)"
    (SCREENSHOTS / "passport-print.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
