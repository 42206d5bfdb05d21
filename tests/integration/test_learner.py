"""How does a learner keep a badge, find it again and show it?"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from staff_desk import WHAT, Desk, is_refused, shown

from badgeservice.organisations.one_time_links import KEEP, LEARNER, PAPER, make_link
from badgeservice.storage.tables import AwardRow, LearnerRow

REASON = "Gegeven aan de verkeerde persoon."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk) -> AwardRow:
    return desk.award(desk.given(desk.released()))


def _link(world, award, purpose=KEEP) -> str:
    with world.database.writing() as session:
        return make_link(session, purpose, award.id, world.clock())


def _words(answer) -> str:
    return shown(re.search(r"<main.*</main>", answer.text, re.DOTALL).group()).replace("\u00a0", " ")


def _keep(world, client, award, purpose=KEEP):
    return world.post(client, f"/bewaren/{_link(world, award, purpose)}")


def test_the_link_shows_the_badge_and_asks_whether_it_is_you(client, world, award):
    answer = client.get(f"/bewaren/{_link(world, award)}")

    words = _words(answer)
    assert (
        "Je hebt een badge gekregen! Hotel Zon geeft je deze badge. Ben jij dit? Fatima Yilmaz Bewaar mijn badge"
        in words
    )
    assert "Dit kan je Je ontvangt gasten vriendelijk." in words
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"


def test_opening_the_link_does_not_use_it_up(client, world, desk, award):
    token = _link(world, award)
    for path in (f"/bewaren/{token}", f"/bewaren/{token}", f"/bewaren/{token}/niet-van-mij"):
        assert client.get(path).status_code == 200

    assert desk.award(award.id).kept_at is None
    assert world.post(client, f"/bewaren/{token}").location == f"/mijn/badges/{award.id}"
    assert desk.award(award.id).kept_at == world.clock()


def test_a_kept_badge_is_on_a_page_of_its_own_with_ways_to_show_it(client, world, award):
    page = client.get(_keep(world, client, award).location)

    words = _words(page)
    assert "Je badge is bewaard." in words
    assert "Echt en geldig Gasten ontvangen Gekregen van Hotel Zon op 22 november 2026" in words
    assert f"http://localhost:8000/v/{award.code}" in page.text
    assert (
        f"https://wa.me/?text=Ik%20heb%20de%20badge%20Gasten%20ontvangen.%20Kijk%20maar%3A%20http%3A//localhost%3A8000/v/{award.code}"
        in page.text
    )
    assert client.get(f"/badges/{award.id}.json").data == award.document
    assert client.get(f"/badges/{award.id}.png").mimetype == "image/png"
    assert "data:image/svg+xml;base64," in client.get(f"/mijn/badges/{award.id}/laat-zien").text
    assert "Je hebt 1 badge." in _words(client.get("/mijn"))


def test_a_used_link_says_so_to_the_one_who_kept_it_and_to_another(client, world, app, award):
    token = _link(world, award)
    world.post(client, f"/bewaren/{token}")
    other = app.test_client()

    assert "Je badge is bewaard" in _words(client.get(f"/bewaren/{token}"))
    for answer in (other.get(f"/bewaren/{token}"), world.post(other, f"/bewaren/{token}")):
        assert answer.status_code == 410
        assert "Deze badge is al bewaard" in _words(answer)
        assert "Fatima" not in answer.text
    assert other.get("/mijn").location == "/mijn/inloggen"


def test_a_second_click_on_the_button_lands_on_the_kept_badge(client, world, award):
    token = _link(world, award)
    first = world.post(client, f"/bewaren/{token}")
    second = world.post(client, f"/bewaren/{token}")

    assert first.status_code == 303
    assert second.status_code == 200
    assert f"/mijn/badges/{award.id}" in second.text


def test_an_old_link_says_to_ask_for_a_new_one(client, world, award):
    token = _link(world, award)
    world.clock.forward(days=366)

    answer = client.get(f"/bewaren/{token}")
    assert answer.status_code == 410
    assert "Deze link is te oud" in _words(answer)
    assert world.post(client, f"/bewaren/{token}").status_code == 410


@pytest.mark.parametrize("token", ["x", "a" * 22, "a" * 300, "🏅"])
def test_a_link_that_never_was_says_what_to_do(client, world, token):
    for answer in (client.get(f"/bewaren/{token}"), world.post(client, f"/bewaren/{token}")):
        assert answer.status_code == 404
        assert "Deze link werkt niet" in _words(answer)


def test_a_revoked_badge_cannot_be_kept_and_says_so(client, world, desk, award):
    token = _link(world, award)
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})

    for answer in (client.get(f"/bewaren/{token}"), world.post(client, f"/bewaren/{token}")):
        assert answer.status_code == 410
        assert "Deze badge is ingetrokken" in _words(answer)
    assert desk.award(award.id).kept_at is None


def test_who_says_it_is_not_theirs_ends_the_link(client, world, desk, award):
    token = _link(world, award)
    asked = client.get(f"/bewaren/{token}/niet-van-mij")
    answer = world.post(client, f"/bewaren/{token}/niet-van-mij")

    assert "Ben jij dit niet?" in _words(asked)
    assert "De link werkt nu niet meer." in _words(answer)
    assert client.get(f"/bewaren/{token}").status_code == 410
    assert desk.award(award.id).kept_at is None


def test_the_code_of_the_paper_is_typed_with_spaces_or_as_a_whole_address(client, world, award):
    token = _link(world, award, PAPER)

    for typed in (f" {token[:10]} {token[10:]}", f"http://localhost:8000/bewaren/{token}"):
        assert world.post(client, "/bewaren", {"code": typed}).location == f"/bewaren/{token}"
    assert is_refused(world.post(client, "/bewaren", {"code": "7K3M"}), "Deze bewaarcode klopt niet.")


def test_a_badge_without_an_address_is_kept_from_paper_by_this_browser(client, world, desk):
    version = desk.released()
    award = desk.award(desk.given(version, WHAT, email=""))
    other = desk.award(desk.given(version, WHAT, email="", name="Bram Peters"))
    for one in (award, other):
        assert _keep(world, client, one, PAPER).status_code == 303

    assert "Je hebt 2 badges." in _words(client.get("/mijn"))


def test_who_kept_a_badge_without_an_address_is_told_how_to_come_back(client, world, desk):
    award = desk.award(desk.given(desk.released(), WHAT, email=""))
    page = _keep(world, client, award, PAPER).location

    for path in (page, "/mijn"):
        answer = client.get(path)
        assert "Zo kom je terug Zet je mailadres erbij." in _words(answer)
        assert 'href="/mijn/gegevens/adressen"' in answer.text
    addresses = _words(client.get("/mijn/gegevens/adressen"))
    assert "Je mailadres" in addresses
    assert "Nog een mailadres" not in addresses


def test_who_has_an_address_is_not_asked_for_one(client, world, award):
    page = _keep(world, client, award).location

    for path in (page, "/mijn"):
        assert "Zo kom je terug" not in _words(client.get(path))
    assert "Nog een mailadres" in _words(client.get("/mijn/gegevens/adressen"))


def test_a_paper_link_does_not_open_the_other_badges_of_somebody_with_an_address(client, world, app, desk, award):
    other = desk.award(desk.given(award.version_id))
    _keep(world, client, other)
    finder = app.test_client()

    assert _keep(world, finder, award, PAPER).location == f"/mijn/badges/{award.id}"
    assert finder.get(f"/mijn/badges/{award.id}").status_code == 200
    assert finder.get(f"/mijn/badges/{other.id}").status_code == 404
    assert "Je hebt 1 badge." in _words(finder.get("/mijn"))
    assert "Je hebt 2 badges." in _words(client.get("/mijn"))


def test_somebody_else_finds_no_badge_of_another_learner(client, world, desk, award):
    stranger = desk.award(desk.given(award.version_id, WHAT, email="femke@voorbeeld.nl"))
    _keep(world, client, award)

    for badge in (stranger.id, uuid4()):
        assert client.get(f"/mijn/badges/{badge}").status_code == 404
        assert client.get(f"/mijn/badges/{badge}/laat-zien").status_code == 404


def test_a_revoked_badge_hangs_no_more_and_gives_the_reason(client, world, desk, award):
    _keep(world, client, award)
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": REASON})

    assert "Ingetrokken" in _words(client.get("/mijn"))
    page = client.get(f"/mijn/badges/{award.id}")
    assert "De reden: Gegeven aan de verkeerde persoon." in _words(page)
    assert "Laat zien" not in _words(page)
    assert "fallen" in page.text


@pytest.mark.parametrize("typed", ["", "geen adres", "a@voorbeeld.nl\r\nBcc: b@voorbeeld.nl"])
def test_an_address_that_is_none_comes_back_with_a_sentence(client, world, typed):
    assert is_refused(world.post(client, "/mijn/inloggen", {"email": typed}))


def test_the_link_by_mail_opens_the_badges_once_after_the_button(client, world, app, desk, award):
    _keep(world, client, award)
    with world.database.writing() as session:
        token = make_link(session, LEARNER, desk.award(award.id).learner_id, world.clock())
    phone = app.test_client()

    assert "Druk op de knop." in _words(phone.get(f"/mijn/inloggen/{token}"))
    assert "Druk op de knop." in _words(phone.get(f"/mijn/inloggen/{token}"))
    assert world.post(phone, f"/mijn/inloggen/{token}").location == "/mijn"
    assert "Je hebt 1 badge." in _words(phone.get("/mijn"))
    late = app.test_client()
    for answer in (late.get(f"/mijn/inloggen/{token}"), world.post(late, f"/mijn/inloggen/{token}")):
        assert answer.status_code == 410
        assert "Deze link werkt niet meer" in _words(answer)
    assert late.get("/mijn").status_code == 302


def test_the_link_by_mail_ends_after_two_hours_and_opens_nothing_else(client, world, desk, award):
    _keep(world, client, award)
    with world.database.writing() as session:
        token = make_link(session, LEARNER, desk.award(award.id).learner_id, world.clock())

    assert client.get(f"/bewaren/{token}").status_code == 404
    world.clock.forward(hours=3)
    assert world.post(client, f"/mijn/inloggen/{token}").status_code == 410
    assert desk.count(LearnerRow) == 1


def test_a_learner_stays_known_for_a_year_and_can_sign_out(client, world, award):
    answer = _keep(world, client, award)

    assert "Expires=" in answer.headers["Set-Cookie"]
    assert world.post(client, "/mijn/uitloggen").location == "/"
    assert client.get(f"/mijn/badges/{award.id}").location == "/mijn/inloggen"


def test_a_button_without_a_token_changes_nothing(client, world, desk, award):
    token = _link(world, award)

    assert client.post(f"/bewaren/{token}").location == f"/bewaren/{token}"
    assert desk.award(award.id).kept_at is None
