"""How does a learner come in: one mail with a link and a code, each of which works once?"""

from __future__ import annotations

from typing import Any

import pytest
from learner_at_home import all_at_once, at_home, code_in, given_to, keep, link_of, mails, path_in, words
from sqlalchemy import func, select
from staff_desk import Desk, is_refused

from badgeservice.jobs import forget_what_is_old
from badgeservice.organisations.mailed_codes import MOST_TRIES
from badgeservice.storage.tables import AuditRow, LearnerRow, OutboxRow, SignInCodeRow

FATIMA = "fatima@voorbeeld.nl"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _asked(world, client, email=FATIMA):
    return world.post(client, "/mijn/inloggen", {"email": email})


def _known_address(world, desk) -> None:
    at_home(world, desk, FATIMA)
    mails(world)


def test_a_mailed_code_opens_the_badges_in_the_browser_that_asked(world, desk, client):
    _known_address(world, desk)

    assert _asked(world, client, " Fatima@voorbeeld.nl").location == "/mijn/inloggen/code"
    page = client.get("/mijn/inloggen/code")
    assert 'inputmode="numeric"' in page.text
    assert 'autocomplete="one-time-code"' in page.text
    (mail,) = mails(world)
    code = code_in(mail)

    assert world.post(client, "/mijn/inloggen/code", {"code": f"{code[:3]} {code[3:]}"}).location == "/mijn"
    assert "Je hebt 1 badge." in words(client.get("/mijn"))


def test_the_database_does_not_hold_the_code(world, desk, client):
    _known_address(world, desk)
    _asked(world, client)
    (mail,) = mails(world)

    with world.database.reading() as session:
        (row,) = session.scalars(select(SignInCodeRow))
        assert code_in(mail) not in str(vars(row))
        outbox = session.scalars(select(OutboxRow).where(OutboxRow.kind == "learner_link")).one()
        assert (outbox.recipient, outbox.facts) == ("", {})


def test_a_known_and_an_unknown_address_get_the_same_answer_and_write_the_same(world, desk, app):
    _known_address(world, desk)
    answers, written = [], []
    for email in (FATIMA, "niemand@voorbeeld.nl"):
        client, before = app.test_client(), (desk.count(OutboxRow), desk.count(SignInCodeRow))
        asked = _asked(world, client, email)
        answers.append((asked.status_code, asked.location, words(client.get(asked.location))))
        after = (desk.count(OutboxRow), desk.count(SignInCodeRow))
        written.append([after[at] - before[at] for at in range(2)])

    assert answers[0] == answers[1]
    assert written == [[1, 1], [1, 1]]
    assert [mail["To"] for mail in mails(world)] == [FATIMA]
    with world.database.reading() as session:
        assert "niemand@voorbeeld.nl" not in session.scalars(select(OutboxRow.recipient)).all()


def test_a_code_is_tried_five_times_and_then_is_worth_nothing(world, desk, client):
    _known_address(world, desk)
    _asked(world, client)
    code = code_in(mails(world)[0])
    wrong = "000000" if code != "000000" else "111111"

    for _time in range(MOST_TRIES):
        assert is_refused(world.post(client, "/mijn/inloggen/code", {"code": wrong}), "Deze code klopt niet")
    assert is_refused(world.post(client, "/mijn/inloggen/code", {"code": code}), "Deze code klopt niet")


def test_many_guesses_at_once_are_still_only_five(world, desk, client):
    _known_address(world, desk)
    _asked(world, client)
    mails(world)
    guessers = [world.app.test_client() for _one in range(12)]
    with client.session_transaction() as session:
        asked = session["sign_in_code"]
    for one in guessers:
        with one.session_transaction() as session:
            session["sign_in_code"] = asked

    all_at_once(
        [lambda one=one: world.post(one, "/mijn/inloggen/code", {"code": "12"}).status_code for one in guessers]
    )

    with world.database.reading() as session:
        assert session.scalars(select(SignInCodeRow)).one().tries == MOST_TRIES


@pytest.mark.parametrize("typed", ["", "12", "abcdef", "٠١٢٣٤٥", "1" * 5000, "🏅", "' or 1=1"])
def test_what_is_no_code_comes_back_with_a_sentence(world, desk, client, typed):
    _known_address(world, desk)
    _asked(world, client)
    mails(world)

    assert is_refused(world.post(client, "/mijn/inloggen/code", {"code": typed}), "Deze code klopt niet")


def test_a_code_works_for_a_quarter_of_an_hour_and_once(world, desk, app):
    _known_address(world, desk)
    late, quick = app.test_client(), app.test_client()
    _asked(world, late)
    code = code_in(mails(world)[0])
    world.clock.forward(minutes=16)
    assert world.post(late, "/mijn/inloggen/code", {"code": code}).status_code == 400

    _asked(world, quick)
    code = code_in(mails(world)[0])
    with quick.session_transaction() as session:
        before = dict(session)
    assert world.post(quick, "/mijn/inloggen/code", {"code": code}).status_code == 303
    again = app.test_client()
    with again.session_transaction() as session:
        session.update(before)
    assert world.post(again, "/mijn/inloggen/code", {"code": code}).status_code == 400


def test_a_code_of_another_browser_opens_nothing(world, desk, app, client):
    _known_address(world, desk)
    stranger = app.test_client()
    _asked(world, client)
    code = code_in(mails(world)[0])
    _asked(world, stranger, "niemand@voorbeeld.nl")

    assert world.post(stranger, "/mijn/inloggen/code", {"code": code}).status_code == 400
    assert app.test_client().get("/mijn/inloggen/code").location == "/mijn/inloggen"


def test_of_the_link_and_the_code_in_a_mail_the_first_used_ends_the_other(world, desk, app):
    _known_address(world, desk)
    by_code, by_link = app.test_client(), app.test_client()
    _asked(world, by_code)
    (mail,) = mails(world)
    assert world.post(by_code, "/mijn/inloggen/code", {"code": code_in(mail)}).status_code == 303
    assert world.post(by_link, path_in(mail)).status_code == 410

    _asked(world, by_code)
    (mail,) = mails(world)
    assert world.post(by_link, path_in(mail)).location == "/mijn"
    with by_code.session_transaction() as session:
        session.pop("learner")
    assert world.post(by_code, "/mijn/inloggen/code", {"code": code_in(mail)}).status_code == 400


def test_coming_in_renews_the_session(world, desk, client):
    _known_address(world, desk)
    _asked(world, client)
    with client.session_transaction() as session:
        before = session["csrf_token"]
    world.post(client, "/mijn/inloggen/code", {"code": code_in(mails(world)[0])})

    with client.session_transaction() as session:
        assert session.get("csrf_token") != before
        assert "sign_in_code" not in session


def test_looking_at_a_link_or_asking_for_its_headers_uses_nothing_up(world, desk, app, client):
    _known_address(world, desk)
    _asked(world, client)
    path = path_in(mails(world)[0])
    for _time in range(3):
        assert app.test_client().get(path).status_code == app.test_client().head(path).status_code == 200

    assert world.post(client, path).location == "/mijn"


@pytest.mark.parametrize("cut", [1, 11, 21])
def test_a_link_of_which_a_piece_is_missing_says_so(world, desk, client, cut):
    _known_address(world, desk)
    _asked(world, client)
    path = path_in(mails(world)[0])
    token = link_of(world, given_to(desk, FATIMA))

    for half in (path[:-cut], f"/bewaren/{token[:-cut]}", f"/mijn/inloggen/{token}"):
        for answer in (client.get(half), world.post(client, half)):
            assert answer.status_code == 404
            assert "Deze link werkt niet" in words(answer)
    assert world.post(client, path).location == "/mijn"


@pytest.mark.parametrize("way", ["keep", "come_in"])
def test_fifty_clicks_at_once_use_a_link_up_once(world, desk, client, way):
    if way == "keep":
        path = f"/bewaren/{link_of(world, given_to(desk, FATIMA))}"
    else:
        _known_address(world, desk)
        _asked(world, client)
        path = path_in(mails(world)[0])
    browsers = [world.app.test_client() for _one in range(50)]
    before = _kept(world)

    statuses = all_at_once([lambda one=one: world.post(one, path).status_code for one in browsers])

    assert sorted(statuses) == [303] + [410] * 49
    assert _kept(world) - before == (1 if way == "keep" else 0)
    assert desk.count(LearnerRow) == 1


def test_a_mail_link_and_a_paper_code_at_once_keep_a_badge_once(world, desk):
    award = given_to(desk, FATIMA)
    paths = [f"/bewaren/{link_of(world, award, purpose)}" for purpose in ("keep", "paper") for _number in range(5)]
    browsers = [world.app.test_client() for _one in paths]

    all_at_once([lambda one=one, path=path: world.post(one, path) for one, path in zip(browsers, paths, strict=True)])

    assert _kept(world) == 1
    assert desk.count(LearnerRow) == 1


def test_old_codes_are_forgotten(world, desk, client, settings, monkeypatch):
    _asked(world, client, "niemand@voorbeeld.nl")
    # The clock of the tests stands in a year that house-keeping, which has a clock of its own, knows as now or past.
    with world.database.writing() as session:
        row = session.scalars(select(SignInCodeRow)).one()
        row.expires_at = row.expires_at.replace(year=2020)
    forget_what_is_old(world.database)

    assert desk.count(SignInCodeRow) == 0


def test_a_learner_who_is_gone_is_asked_to_sign_in(world, desk):
    client = at_home(world, desk, FATIMA)
    with client.session_transaction() as session:
        session["learner"] = "00000000-0000-4000-8000-000000000000"

    assert client.get("/mijn/gegevens/adressen").location == "/mijn/inloggen"


def _kept(world: Any) -> int:
    with world.database.reading() as session:
        return session.scalar(select(func.count()).where(AuditRow.action == "badge.kept")) or 0


def test_a_badge_without_an_address_is_kept_by_who_is_signed_in(world, desk):
    client = at_home(world, desk, FATIMA)
    keep(world, client, given_to(desk, ""), "paper")

    assert "Je hebt 2 badges." in words(client.get("/mijn"))
