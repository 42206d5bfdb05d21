"""What becomes of badges that were kept without an address when somebody comes in, in the same browser?"""

from __future__ import annotations

import html
import json
import re
from uuid import UUID

import pytest
from kept_by_learner import Kept
from learner_at_home import all_at_once, at_home, code_in, given_to, keep, link_of, mails, path_in, words
from other_portfolio import Portfolio
from sharing_people import ALL
from soft_passkey import Phone
from sqlalchemy import select
from staff_desk import Desk, is_refused

from badgeservice.organisations.one_time_links import PAPER
from badgeservice.storage.tables import (
    AuditRow,
    AwardRow,
    KeptInputRow,
    LearnerAddressRow,
    LearnerRow,
    PasskeyRow,
    Row,
    ShareRow,
)

FATIMA, BRAM = "fatima@voorbeeld.nl", "bram@voorbeeld.nl"
TOGETHER = "/mijn/samen"
WAYS_IN = ("keep", "code", "link", "passkey")


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def on_paper(world, desk):
    """A browser in which Fatima kept a badge that has no address, and the badge."""
    client, award = world.app.test_client(), given_to(desk, "")
    keep(world, client, award, PAPER)
    return client, award


def _known_before(world, desk, way: str, email: str, name: str):
    """Somebody with an address, and a passkey when they come in with that."""
    phone = Phone()
    if way == "keep":
        return phone
    home = at_home(world, desk, email, name)
    mails(world)
    if way == "passkey":
        made = phone.made(_options(home, "/mijn/gegevens/sleutels"))
        assert world.post(home, "/mijn/gegevens/sleutels", {"credential": made, "name": "x"}).status_code == 303
    return phone


def _comes_in(world, desk, client, way: str, phone: Phone, email: str, name: str):
    if way == "keep":
        return keep(world, client, given_to(desk, email, name))
    if way == "passkey":
        answered = phone.answered(_options(client, "/mijn/inloggen"))
        return world.post(client, "/mijn/inloggen/sleutel", {"credential": answered})
    world.post(client, "/mijn/inloggen", {"email": email})
    (mail,) = mails(world)
    if way == "link":
        return world.post(client, path_in(mail))
    return world.post(client, "/mijn/inloggen/code", {"code": code_in(mail)})


def _options(client, path: str):
    return json.loads(html.unescape(re.search(r'data-options="([^"]+)"', client.get(path).text).group(1)))


def _learner(client) -> UUID:
    with client.session_transaction() as session:
        return UUID(session["learner"])


def _left_alone(world) -> list[UUID]:
    """Learners without an address or a passkey that any row points at."""
    with world.database.reading() as session:
        back = {*session.scalars(select(LearnerAddressRow.learner_id)), *session.scalars(select(PasskeyRow.learner_id))}
        tables = [m.class_ for m in Row.registry.mappers if "learner_id" in {c.key for c in m.column_attrs}]
        held = {one for table in tables for one in session.scalars(select(table.learner_id)) if one is not None}
        return [one for one in held if one not in back]


@pytest.mark.parametrize("way", WAYS_IN)
def test_no_way_in_leaves_badges_behind_that_nobody_can_reach(world, desk, on_paper, way):
    client, paper = on_paper
    phone = _known_before(world, desk, way, FATIMA, "Fatima Yilmaz")
    assert len(_left_alone(world)) == 1

    assert TOGETHER not in _comes_in(world, desk, client, way, phone, FATIMA, " fatima  YILMAZ").location

    assert _left_alone(world) == []
    assert "Je hebt 2 badges." in words(client.get("/mijn"))
    assert desk.award(paper.id).learner_id == _learner(client)
    assert desk.count(LearnerRow) == 1


@pytest.mark.parametrize("way", WAYS_IN)
def test_badges_with_another_name_come_along_only_after_a_yes(world, desk, on_paper, way):
    client, paper = on_paper
    phone = _known_before(world, desk, way, BRAM, "Bram Peters")

    assert _comes_in(world, desk, client, way, phone, BRAM, "Bram Peters").location == TOGETHER
    page = words(client.get(TOGETHER))
    assert "Fatima Yilmaz" in page
    assert "Bram" not in page
    assert "Je hebt 1 badge." in words(client.get("/mijn"))
    assert client.get(f"/mijn/badges/{paper.id}").status_code == 404

    assert world.post(client, TOGETHER, {"answer": "yes"}).location == "/mijn"
    assert "Je hebt 2 badges." in words(client.get("/mijn"))
    assert _left_alone(world) == []
    assert client.get(TOGETHER).location == "/mijn"


@pytest.mark.parametrize("answer", ["no", None])
def test_who_says_they_are_not_theirs_leaves_them_to_their_owner_in_the_same_browser(world, desk, on_paper, answer):
    client, paper = on_paper
    keep(world, client, given_to(desk, BRAM, "Bram Peters"))
    if answer:
        assert world.post(client, TOGETHER, {"answer": answer}).location == "/mijn"
    assert "Je hebt 1 badge." in words(client.get("/mijn"))

    world.post(client, "/mijn/uitloggen")

    assert "Je hebt 1 badge." in words(client.get("/mijn"))
    assert client.get(f"/mijn/badges/{paper.id}").status_code == 200
    assert _learner(client) == desk.award(paper.id).learner_id
    keep(world, client, given_to(desk, FATIMA))
    assert "Je hebt 2 badges." in words(client.get("/mijn"))


def test_pages_and_programs_of_the_one_without_an_address_come_along_and_everything_is_erased(world, desk, on_paper):
    client, paper = on_paper
    shared = world.post(
        client, "/mijn/delen/nieuw", {"badges": [str(paper.id)], "title": "x", "shown": list(ALL), "lasts": "geen"}
    )
    with world.database.reading() as session:
        token = session.get_one(ShareRow, UUID(shared.location.rsplit("/", 1)[1])).token
    portfolio = Portfolio(world)
    portfolio.let_in(client)
    keep(world, client, given_to(desk, FATIMA))

    assert portfolio.get("/credentials").headers["X-Total-Count"] == "2"
    assert world.post(client, "/mijn/gegevens/wissen/zeker").location == "/"

    assert world.app.test_client().get(f"/p/{token}").status_code != 200
    assert portfolio.get("/credentials").status_code == 401
    with world.database.reading() as session:
        assert {award.recipient_name for award in session.scalars(select(AwardRow))} == {""}
    assert desk.count(LearnerRow) == 0


def test_what_has_no_name_is_asked_about_too(world, desk, on_paper):
    client, paper = on_paper
    world.post(client, "/mijn/delen/nieuw", {"badges": [str(paper.id)], "title": "x", "shown": [], "lasts": "geen"})
    assert desk.count(ShareRow) == 1
    world.post(client, f"/mijn/badges/{paper.id}/niet-van-mij")

    assert keep(world, client, given_to(desk, BRAM, "Bram Peters")).location == TOGETHER
    assert "iets bewaard zonder naam" in words(client.get(TOGETHER))


def test_a_strangers_answer_joins_nobody(world, desk, on_paper):
    client = at_home(world, desk, BRAM, "Bram Peters")

    assert world.post(client, TOGETHER, {"answer": "yes"}).location == "/mijn"
    assert world.post(world.app.test_client(), TOGETHER, {"answer": "yes"}).location == "/mijn/inloggen"
    assert desk.count(LearnerRow) == 2


def test_two_badges_by_mail_at_once_bring_the_one_on_paper_along_once(world, desk, on_paper):
    client, _paper = on_paper
    paths = [f"/bewaren/{link_of(world, given_to(desk, FATIMA))}" for _one in range(3)]
    browsers = [_copy(world, client) for _path in paths]

    answers = all_at_once(
        [lambda one=one, path=path: world.post(one, path) for one, path in zip(browsers, paths, strict=True)]
    )

    assert [answer.status_code for answer in answers] == [303] * 3
    assert _left_alone(world) == []
    assert desk.count(LearnerRow) == 1
    assert "Je hebt 4 badges." in words(browsers[0].get("/mijn"))
    with world.database.reading() as session:
        assert len(session.scalars(select(AuditRow).where(AuditRow.action == "learner.joined")).all()) == 1


def test_what_was_typed_and_where_somebody_wanted_to_be_are_not_for_the_next(world, desk):
    client = at_home(world, desk, FATIMA)
    form = "/mijn/delen/nieuw"
    for leave, email, name in (("/mijn/uitloggen", BRAM, "Bram Peters"), (None, FATIMA, "Fatima Yilmaz")):
        client.post(form, data={"title": "Geheime sollicitatie", "csrf_token": "oud"})
        assert desk.count(KeptInputRow) == 1
        if leave:
            world.post(client, leave)
        keep(world, client, given_to(desk, email, name))

        assert "Geheime sollicitatie" not in client.get(form).text
        assert desk.count(KeptInputRow) == 0


def test_where_somebody_wanted_to_be_is_forgotten_when_they_sign_out(world, desk, client):
    client.get("/mijn/gegevens/inzage")
    world.post(client, "/mijn/uitloggen")
    keep(world, client, given_to(desk, BRAM, "Bram Peters"))

    assert client.get("/mijn").status_code == 200


def test_everything_erased_is_also_what_was_typed_and_given_back(world, desk):
    client = at_home(world, desk, FATIMA)
    form = "/mijn/delen/nieuw"
    client.post(form, data={"title": "Geheime sollicitatie", "csrf_token": "oud"})
    assert "Geheime sollicitatie" in client.get(form).text

    world.post(client, "/mijn/gegevens/wissen/zeker")

    assert desk.count(KeptInputRow) == 0


def test_the_finder_of_a_paper_cannot_speak_for_its_owner(world, desk):
    finder, owner = at_home(world, desk, BRAM, "Bram Peters"), at_home(world, desk, FATIMA)
    award = given_to(desk, FATIMA)
    keep(world, finder, award, PAPER)
    page = f"/mijn/badges/{award.id}"
    wrong, erase = f"{page}/klopt-niet", f"{page}/wissen"
    assert world.post(owner, wrong, {"wish": "Mijn naam is Fatma."}).status_code == 303

    for path in (wrong, erase, f"{page}/niet-van-mij"):
        assert finder.get(path).status_code == 404
        assert world.post(finder, path, {"wish": "Haal de naam weg.", "how": "blijft"}).status_code == 404
    seen = finder.get(page)
    assert "Mijn naam is Fatma." not in seen.text
    assert not [path for path in (wrong, erase, f"{page}/niet-van-mij") if path in seen.text]
    assert "Mijn naam is Fatma." in words(owner.get(page))
    assert wrong in owner.get(page).text


def test_a_badge_that_was_given_back_is_gone_in_every_browser_and_with_it_what_was_said(world, desk):
    phone = at_home(world, desk, FATIMA)
    award = given_to(desk, FATIMA)
    keep(world, phone, award)
    laptop = _copy(world, phone)
    page = f"/mijn/badges/{award.id}"
    world.post(laptop, f"{page}/klopt-niet", {"wish": "Bel mij op 0612345678."})
    world.post(laptop, f"{page}/niet-van-mij")

    assert phone.get(page).status_code == 404
    world.clock.forward(seconds=1)
    other = world.app.test_client()
    keep(world, other, award)
    assert "0612345678" not in other.get(page).text
    assert "0612345678" not in words(desk.get(f"/gegeven/{award.id}"))


def test_who_kept_the_paper_of_another_sees_it_no_more_once_that_one_gave_it_back(world, desk):
    finder, owner = at_home(world, desk, FATIMA), at_home(world, desk, BRAM, "Bram Peters")
    award = given_to(desk, BRAM, "Bram Peters")
    keep(world, finder, award, PAPER)
    page = f"/mijn/badges/{award.id}"
    assert finder.get(page).status_code == 200
    assert "Je hebt 2 badges." in words(finder.get("/mijn"))

    world.post(owner, f"{page}/niet-van-mij")
    assert finder.get(page).status_code == 404
    world.clock.forward(seconds=1)
    keep(world, owner, award)

    assert finder.get(page).status_code == 404
    assert "Je hebt 1 badge." in words(finder.get("/mijn"))
    assert owner.get(page).status_code == 200


def test_a_wish_that_is_sent_while_the_badge_is_given_back_is_not_kept(world, desk):
    kept = Kept(desk, desk.released())
    page = f"/mijn/badges/{kept.award}"
    other = _copy(world, kept.client)
    answers = all_at_once(
        [
            lambda: world.post(kept.client, f"{page}/niet-van-mij"),
            lambda: world.post(other, f"{page}/klopt-niet", {"wish": "Bel mij op 0612345678."}),
        ]
    )

    assert answers[0].status_code == 303
    assert answers[1].status_code in {303, 404}
    assert "0612345678" not in words(desk.get(f"/gegeven/{kept.award}"))
    assert not is_refused(answers[0])


def _copy(world, client):
    browser = world.app.test_client()
    browser.set_cookie("badgeservice", client.get_cookie("badgeservice").value)
    return browser
