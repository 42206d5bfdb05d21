"""When does a session of a learner end, so that no copy of its cookie opens anything any more?"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from learner_at_home import at_home, code_among, given_to, keep, mails, path_in, words
from soft_passkey import Phone
from sqlalchemy import select
from staff_desk import Desk
from test_passkeys import _add

from badgeservice.jobs import KEEP_ENDED, forget_what_is_old
from badgeservice.organisations.one_time_links import PAPER
from badgeservice.storage import learner_sessions, learners
from badgeservice.storage.tables import AuditRow, EndedSessionRow

FATIMA, WORK = "fatima@voorbeeld.nl", "fatima@werk.voorbeeld.nl"
PAGES = ("/mijn", "/mijn/gegevens", "/mijn/gegevens.json", "/mijn/paspoort")
OUT = "/mijn/gegevens/overal-uit"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def fatima(world, desk):
    return at_home(world, desk, FATIMA)


def _copy(world, client):
    browser = world.app.test_client()
    browser.set_cookie("badgeservice", client.get_cookie("badgeservice").value)
    return browser


def _is_in(client) -> bool:
    statuses = {client.get(path).status_code for path in PAGES}
    assert statuses in ({200}, {302})
    return statuses == {200}


def _comes_in(world):
    client = world.app.test_client()
    world.post(client, "/mijn/inloggen", {"email": FATIMA})
    world.post(client, "/mijn/inloggen/code", {"code": code_among(mails(world))})
    assert client.get("/mijn").status_code == 200
    return client


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(world, fatima):
    copy = _copy(world, fatima)
    assert _is_in(copy)
    laptop = _comes_in(world)

    world.post(fatima, "/mijn/uitloggen")

    assert not _is_in(copy)
    assert _is_in(laptop), "another browser stays in"
    assert world.post(copy, "/mijn/uitloggen").location == "/", "signing out twice"
    fatima = _comes_in(world)
    assert not _is_in(copy)


def test_a_copy_of_a_cookie_that_only_kept_a_paper_is_worth_nothing_after_signing_out(world, desk):
    finder, award = world.app.test_client(), given_to(desk, FATIMA)
    keep(world, finder, award, PAPER)
    copy = _copy(world, finder)
    assert copy.get(f"/mijn/badges/{award.id}").status_code == 200

    world.post(finder, "/mijn/uitloggen")

    assert copy.get(f"/mijn/badges/{award.id}").location == "/mijn/inloggen"
    keep(world, copy, given_to(desk, "bram@voorbeeld.nl"), PAPER)
    assert "Je hebt 1 badge." in words(copy.get("/mijn")), "a new session, without what was kept before"


def test_who_signs_out_everywhere_stays_in_here_only(world, fatima):
    copy, laptop = _copy(world, fatima), _comes_in(world)
    world.post(world.app.test_client(), "/mijn/inloggen", {"email": FATIMA})
    (mail,) = mails(world)
    assert "Log overal anders uit" in words(fatima.get("/mijn/gegevens"))

    answer = world.post(fatima, OUT)

    assert answer.location == "/mijn/gegevens"
    assert "Je bent nu alleen nog hier ingelogd." in words(fatima.get("/mijn/gegevens"))
    assert _is_in(fatima)
    assert not _is_in(copy)
    assert not _is_in(laptop)
    assert world.post(world.app.test_client(), path_in(mail)).status_code == 410, "what was mailed before"
    assert _is_in(_comes_in(world))


@pytest.mark.parametrize("what", ["an address", "a passkey"])
def test_who_came_in_with_what_is_taken_away_is_out(world, fatima, what):
    phone = Phone()
    if what == "a passkey":
        _add(world, fatima, phone)
        path, fields = "/mijn/gegevens/sleutels/weg", {"key": "cGFzc2tleS1vZi10aGlzLXBob25l"}
    else:
        with world.database.writing() as session:
            learners.add_address(session, learners.by_email(session, FATIMA).id, WORK, world.clock())
        path, fields = "/mijn/gegevens/adressen/weg", {"email": WORK}
    other = _comes_in(world)

    assert world.post(fatima, path, fields).status_code == 303

    assert _is_in(fatima)
    assert not _is_in(other)


def test_what_does_not_succeed_signs_nobody_out(world, fatima):
    other = _comes_in(world)

    assert world.post(fatima, "/mijn/gegevens/adressen/weg", {"email": FATIMA}).status_code == 409
    assert world.post(fatima, "/mijn/gegevens/sleutels/weg", {"key": "eA"}).status_code == 404
    assert _is_in(other)


def test_a_cookie_from_before_sessions_had_a_number_still_counts(world, fatima):
    with fatima.session_transaction() as session:
        for name in ("session", "epoch", "badges"):
            session.pop(name)
        session["badges"] = ["00000000-0000-4000-8000-000000000000"]

    assert _is_in(fatima)
    world.post(_comes_in(world), OUT)
    assert not _is_in(fatima)


def test_who_comes_in_after_another_ends_the_session_of_that_one(world, desk, fatima):
    copy = _copy(world, fatima)

    keep(world, fatima, given_to(desk, "bram@voorbeeld.nl", "Bram Peters"))

    assert not _is_in(copy)
    assert "Je hebt 1 badge." in words(fatima.get("/mijn"))


def test_an_ended_session_is_remembered_for_as_long_as_its_cookie_lasts(world, app, fatima, desk):
    world.post(fatima, "/mijn/uitloggen")
    assert app.permanent_session_lifetime < KEEP_ENDED
    with world.database.writing() as session:
        row = session.scalars(select(EndedSessionRow)).one()
        learner_sessions.forget_before(session, row.ended_at)
        assert session.scalars(select(EndedSessionRow)).all() == [row]
        row.ended_at -= timedelta(days=3650)
    forget_what_is_old(world.database)

    assert desk.count(EndedSessionRow) == 0


def test_forty_remembered_badges_fit_in_the_cookie(world, desk, fatima):
    with fatima.session_transaction() as session:
        number = session["badges"][0][1]
        session["badges"] = [[str(uuid4()), number + 997 * place] for place in range(50)]
    keep(world, fatima, given_to(desk, FATIMA))

    with fatima.session_transaction() as session:
        assert len(session["badges"]) == 40
    assert len(fatima.get_cookie("badgeservice").value) < 3000


def test_the_record_tells_that_somebody_signed_out_everywhere(world, fatima):
    world.post(fatima, OUT)

    with world.database.reading() as session:
        asked = select(AuditRow).where(AuditRow.action == "learner.signed_out_everywhere")
        assert len(session.scalars(asked).all()) == 1
