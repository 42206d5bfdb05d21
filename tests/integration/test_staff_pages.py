"""What do the staff of an organisation see?"""

from __future__ import annotations

import re

import pytest
from staff_desk import WHAT, Desk, shown

from badgeservice.organisations.roles import Role

PAGES = ("/", "/soorten", "/gegeven", "/geven", "/soorten/nieuw")

SEEN_BY_ALL = {"Overzicht", "Soorten badge", "Gegeven badges", "Mandaten", "Cijfers", "Instellingen"}


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def test_the_first_page_of_an_empty_organisation_says_where_to_begin(desk):
    page = shown(desk.get("/").text)

    assert "In november gaf Hotel Zon nog geen badges." in page
    assert "Hier komt je eerste soort badge" in page


def test_the_overview_counts_this_month_in_a_sentence(desk):
    version = desk.released()
    desk.world.clock.forward(days=-40)
    desk.given(version, WHAT | {"judged_on": "01-10-2026"})
    desk.world.clock.forward(days=40)
    desk.given(version)
    desk.given(version, email="")
    page = shown(desk.get("/").text)

    assert "In november gaf Hotel Zon 2 badges ." in page
    assert "3 gegeven" in page
    assert "3 badges nog niet bewaard" in page


def test_a_month_begins_in_amsterdam(desk):
    version = desk.released()
    desk.world.clock.now = desk.world.clock.now.replace(month=10, day=31, hour=22, minute=59)
    desk.given(version, WHAT | {"judged_on": "30-10-2026"})
    desk.world.clock.now = desk.world.clock.now.replace(hour=23, minute=1)

    assert "In november gaf Hotel Zon nog geen badges." in shown(desk.get("/").text)


def test_a_draft_waits_on_the_overview_and_hangs_on_no_rail(desk):
    version = desk.draft()
    page = desk.get("/").text

    assert "1 soort badge nog niet vrijgegeven" in shown(page)
    assert f"/soorten/{version}" not in page


def test_given_badges_are_paged_by_fifty_and_none_is_lost(desk):
    version = desk.released()
    given = set()
    for _ in range(53):
        given.add(str(desk.given(version, email="")))
    first = desk.get("/gegeven").text
    older = re.search(r'href="[^"]*(/gegeven\?voor=[^"]+)"', first).group(1)
    second = desk.get(older).text
    seen = [re.findall(r"/gegeven/([0-9a-f-]{36})", page) for page in (first, second)]

    assert [len(page) for page in seen] == [50, 3]
    assert {award for page in seen for award in page} == given


def test_a_made_up_page_address_shows_a_page(desk):
    desk.given(desk.released())

    for cursor in ("x", "1-2", "-", "9" * 40 + "-" + "0" * 32, "-5-" + "0" * 32):
        assert desk.get(f"/gegeven?voor={cursor}").status_code == 200, cursor
    for cursor in ("x", "é", "x" * 500):
        assert desk.get(f"/soorten?na={cursor}").status_code == 200, cursor


@pytest.mark.parametrize(
    ("role", "sections", "buttons"),
    [
        (Role.READER, SEEN_BY_ALL, (False, False)),
        (Role.GIVER, SEEN_BY_ALL | {"Geven", "Aanvragen"}, (True, False)),
        (Role.COMPOSER, SEEN_BY_ALL, (False, True)),
    ],
)
def test_a_role_sees_only_what_it_may_do(desk, role, sections, buttons):
    desk.released()
    page = desk.signed_in(role).get(f"{desk.root}/").text
    bar = re.search(r'class="org-nav".*?</div>', page, re.DOTALL).group()

    assert set(re.findall(r">([^<>]+)</a>", bar)) == sections
    assert ("Geef een badge" in page, "Nieuwe soort badge" in page) == buttons


def test_every_page_and_form_has_one_heading_and_no_inline_style_or_script(desk):
    version = desk.released()
    draft, award = desk.ready(version), desk.given(version)
    other = desk.draft(name="Kamers verzorgen")
    paths = (
        *PAGES,
        f"/soorten/{version}",
        f"/soorten/{other}/woorden",
        f"/soorten/{other}/plaatje",
        f"/soorten/{other}/plaatje/uploaden",
        f"/soorten/{other}/vrijgeven",
        f"/geven/{draft}/wie",
        f"/geven/{draft}/wat",
        f"/geven/{draft}/nakijken",
        f"/gegeven/{award}",
        f"/gegeven/{award}/intrekken",
        f"/gegeven/{award}/stopzetten",
    )
    for path in paths:
        answer = desk.get(path)
        assert answer.status_code == 200, path
        assert answer.text.count("<h1") == 1, path
        assert not re.search(r"\sstyle=|<script(?! src)|\son\w+=", answer.text), path


def test_pictures_on_the_pages_can_be_fetched(desk):
    version = desk.released()
    desk.given(version)
    draft = desk.draft(name="Kamers verzorgen")
    pages = (desk.get(path).text for path in ("/", "/soorten", "/gegeven", f"/soorten/{draft}/plaatje", "/geven"))
    found = {address for page in pages for address in re.findall(r'<img[^>]* src="(/[^"]+)"', page)}
    addresses = {address.replace("&amp;", "&") for address in found}

    assert len(addresses) >= 4
    for address in addresses:
        answer = desk.client.get(address)
        assert (answer.status_code, answer.mimetype.split("/")[0]) == (200, "image"), address
