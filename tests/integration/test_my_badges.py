"""What does a learner see of their badges, and at what cost?"""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, inspect
from staff_desk import Desk, shown

from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.storage.tables import AwardRow

ESCO = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-00000000000"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _keep(world, client, award: UUID) -> None:
    with world.database.writing() as session:
        token = make_link(session, KEEP, award, world.clock())
    assert world.post(client, f"/bewaren/{token}").status_code == 303


def _mine(client) -> str:
    return shown(re.search(r"<main.*</main>", client.get("/mijn").text, re.DOTALL).group()).replace("\u00a0", " ")


def _also(world, award: UUID, number: int) -> None:
    """So many more badges like this one: this is about showing them, not about giving."""
    with world.database.writing() as session:
        sample = session.get_one(AwardRow, award)
        columns = {column.key: getattr(sample, column.key) for column in inspect(AwardRow).column_attrs}
        for place in range(number):
            own = {"id": uuid4(), "request_id": uuid4(), "code": uuid4().hex[:16].upper(), "status_index": -1 - place}
            session.add(AwardRow(**columns | own))


def test_badges_hang_by_skill_and_say_who_gave_them_when_and_that_they_hold(world, client, desk):
    skilled = desk.released(skills=f"{ESCO}1 gasten ontvangen")
    plain = desk.released(name="Kamers verzorgen")
    for version in (skilled, plain):
        _keep(world, client, desk.given(version))

    words = _mine(client)
    one = "Hotel Zon 22 november 2026 Echt en geldig"
    assert f"gasten ontvangen Gasten ontvangen {one} Andere badges Kamers verzorgen {one}" in words


def test_what_counts_no_more_hangs_apart_and_says_why_and_what_to_do(world, client, desk):
    given = desk.given(desk.released(valid_months="1"))
    kept = desk.given(desk.released(name="Kamers verzorgen"))
    for award in (given, kept):
        _keep(world, client, award)

    assert "Nog 30 dagen geldig" in _mine(client)
    world.clock.forward(days=28.5)
    words = shown(client.get(f"/mijn/badges/{given}").text).replace("\u00a0", " ")
    assert "Nog 1 dag geldig, tot 21 december 2026. Wil je een nieuwe? Vraag het aan Hotel Zon." in words
    world.clock.forward(days=2)
    assert "Niet meer geldig Gasten ontvangen Hotel Zon 22 november 2026 Niet meer geldig" in _mine(client)
    words = shown(client.get(f"/mijn/badges/{given}").text).replace("\u00a0", " ")
    assert "Deze badge was geldig tot 21 december 2026. Wil je een nieuwe? Vraag het aan Hotel Zon." in words


def test_five_hundred_badges_cost_no_more_questions_than_two(world, client, desk):
    award = desk.given(desk.released(skills=f"{ESCO}1 gasten ontvangen"))
    _keep(world, client, award)

    few = _statements(world, client)
    _also(world, award, 499)
    assert _statements(world, client) == few
    assert client.get("/mijn").text.count('class="name"') == 500
    assert few <= 12


def _statements(world, client) -> int:
    asked = []

    def count(*_arguments) -> None:
        asked.append(1)

    event.listen(world.database.engine, "before_cursor_execute", count)
    try:
        assert client.get("/mijn").status_code == 200
    finally:
        event.remove(world.database.engine, "before_cursor_execute", count)
    return len(asked)


def test_pages_styles_and_drawings_leave_compressed_and_may_be_kept(client, desk):
    desk.released()
    sheet = re.search(r'href="(/stijl-[0-9a-f]+\.css)"', client.get("/").text).group(1)
    for path in ("/", sheet, "/static/script.js", "/badge-classes/gasten-ontvangen/v1/image.svg"):
        plain = client.get(path, buffered=True)
        for coding in ("gzip", "br"):
            packed = client.get(path, headers={"Accept-Encoding": coding}, buffered=True)
            assert packed.headers["Content-Encoding"] == coding, path
            assert "Accept-Encoding" in packed.headers["Vary"]
            assert len(packed.data) < len(plain.data)
    assert client.get(sheet).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/stijl-0000000000000000.css").status_code == 404


def test_what_repeats_a_strangers_words_and_what_was_signed_leave_as_they_are(world, client, desk):
    award = desk.given(desk.released())
    asked = {"Accept-Encoding": "br, gzip"}

    answers = [
        client.get("/controleren?input=iets", headers=asked),
        client.post("/controleren", data={"input": "iets"}, headers=asked),
        client.get(f"/badges/{award}.json", headers=asked),
    ]
    assert all("Content-Encoding" not in answer.headers for answer in answers)
    assert client.get(f"/badges/{award}.json").headers["ETag"] == answers[2].headers["ETag"]


def test_a_kept_drawing_is_asked_for_again_by_the_tag_it_came_with(client, desk):
    desk.released()
    asked = {"Accept-Encoding": "br"}
    first = client.get("/badge-classes/gasten-ontvangen/v1/image.svg", headers=asked)

    again = client.get(
        "/badge-classes/gasten-ontvangen/v1/image.svg", headers=asked | {"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


def test_badges_without_a_skill_need_no_title_when_they_come_first(world, client, desk):
    _keep(world, client, desk.given(desk.released()))
    _keep(world, client, desk.given(desk.released(name="Kamers verzorgen", valid_months="1")))
    world.clock.forward(days=40)

    words = _mine(client)
    assert "Andere badges" not in words
    assert "Je hebt 1 badge. Goed bezig!" in words


def test_a_withdrawn_badge_is_not_praised(world, client, desk):
    given = desk.given(desk.released())
    _keep(world, client, given)
    desk.post(f"/gegeven/{given}/intrekken", {"why": "other", "reason": "Gegeven aan de verkeerde persoon."})

    words = _mine(client)
    assert "Je hebt 1 badge." in words
    assert "Goed bezig" not in words


def test_who_is_known_gets_back_to_their_badges_from_an_error(world, app, client, desk):
    _keep(world, client, desk.given(desk.released()))
    path = f"/mijn/badges/{uuid4()}"

    page = client.get(path)
    assert page.status_code == 404
    assert page.text.count('href="/mijn"') == 2
    assert "Naar mijn badges Naar het begin" in shown(page.text)
    elsewhere = client.get("/bestaat-niet")
    assert 'href="/mijn"' not in elsewhere.text
    stranger = app.test_client().get("/mijn/bestaat-niet")
    assert 'href="/mijn"' not in stranger.text


def test_the_question_whether_a_badge_is_somebody_elses_has_the_way_back_to_their_badges(world, client, desk):
    given = desk.given(desk.released())
    _keep(world, client, given)

    assert 'href="/mijn"' in client.get(f"/mijn/badges/{given}/niet-van-mij").text
