"""When are two addresses one person's, and what moves along?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from asking_people import asks, opened
from learner_at_home import all_at_once, at_home, code_in, given_to, keep, mails, path_in, text_of, words
from sqlalchemy import inspect, select
from staff_desk import Desk, is_refused

from badgeservice.storage import joining
from badgeservice.storage.tables import (
    AddressClaimRow,
    AuditRow,
    AwardRow,
    ForeignBadgeRow,
    LearnerAddressRow,
    LearnerRow,
    OAuthClientRow,
    OAuthCodeRow,
    OAuthTokenRow,
    OutboxRow,
    PasskeyRow,
    Row,
    ShareRow,
    SignInCodeRow,
)

WORK, HOME = "fatima@werk.voorbeeld.nl", "fatima@thuis.voorbeeld.nl"
PAGE = "/mijn/gegevens/adressen"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def fatima(world, desk):
    """A browser of somebody who kept a badge on one address; another badge was kept on the other address."""
    at_home(world, desk, HOME)
    client = at_home(world, desk, WORK)
    mails(world)
    return client


def _learner(client) -> UUID:
    with client.session_transaction() as session:
        return UUID(session["learner"])


def _claim(world, client, email=HOME):
    answer = world.post(client, PAGE, {"email": email})
    assert answer.location == f"{PAGE}/code", answer.text
    (mail,) = mails(world)
    assert mail["To"] == email.strip().lower()
    return mail


def test_a_code_that_went_to_another_address_brings_its_badges(world, fatima, desk):
    assert "Je hebt 1 badge." in words(fatima.get("/mijn"))
    mail = _claim(world, fatima, f" {HOME.upper()} ")

    assert world.post(fatima, f"{PAGE}/code", {"code": code_in(mail)}).location == PAGE

    page = words(fatima.get(PAGE))
    assert "Dit adres is nu ook van jou." in page
    assert "Er is 1 badge bij." in page
    assert HOME in page
    assert "Je hebt 2 badges." in words(fatima.get("/mijn"))
    assert desk.count(LearnerRow) == 1
    with world.database.reading() as session:
        assert session.get_one(LearnerRow, _learner(fatima)).email == WORK


def test_the_button_in_the_mail_does_the_same_but_only_where_it_was_asked(world, fatima, app, desk):
    path = path_in(_claim(world, fatima))
    strangers = (app.test_client(), at_home(world, desk, "bram@voorbeeld.nl", "Bram Peters"))
    for stranger in strangers:
        for answer in (stranger.get(path), world.post(stranger, path)):
            assert answer.status_code == 200
            assert "De link werkt alleen waar het adres is gevraagd." in words(answer)
            assert HOME not in answer.text
    assert fatima.head(path).status_code == fatima.get(path).status_code == 200

    assert world.post(fatima, path).location == PAGE
    assert "Je hebt 2 badges." in words(fatima.get("/mijn"))
    assert world.post(fatima, path).status_code == 410 or "elders" not in words(fatima.get(path))


@pytest.mark.parametrize("email", [HOME, "nieuw@voorbeeld.nl"])
def test_the_page_does_not_tell_whose_an_address_is(world, fatima, email):
    before = world.post(fatima, PAGE, {"email": email})
    page = words(fatima.get(before.location)).replace(email, "…")

    assert "We hebben een code gestuurd." in page
    mail = mails(world)[0]
    assert "Fatima" not in text_of(mail)
    assert mail["To"] == email


def test_a_learner_with_only_paper_badges_gets_an_address(world, app, desk):
    client = app.test_client()
    keep(world, client, given_to(desk, ""), "paper")
    mails(world)

    world.post(client, f"{PAGE}/code", {"code": code_in(_claim(world, client))})

    with world.database.reading() as session:
        assert session.get_one(LearnerRow, _learner(client)).email == HOME
    other = app.test_client()
    world.post(other, "/mijn/inloggen", {"email": HOME})
    assert world.post(other, path_in(mails(world)[0])).location == "/mijn"


def test_badges_with_another_name_are_joined_only_after_asking(world, desk):
    at_home(world, desk, HOME, "Bram Peters")
    client = at_home(world, desk, WORK)
    mails(world)

    asked = world.post(client, f"{PAGE}/code", {"code": code_in(_claim(world, client))})
    assert "/samen/" in asked.location
    page = words(client.get(asked.location))
    assert "Bram Peters" in page
    assert "Fatima" not in page
    assert desk.count(LearnerRow) == 2

    assert world.post(client, asked.location, {"answer": "no"}).location == PAGE
    assert desk.count(LearnerRow) == 2
    assert world.post(client, asked.location, {"answer": "yes"}).status_code == 404

    asked = world.post(client, f"{PAGE}/code", {"code": code_in(_claim(world, client))})
    stranger = at_home(world, desk, "iemand@voorbeeld.nl")
    assert world.post(stranger, asked.location, {"answer": "yes"}).status_code == 404
    assert world.post(client, asked.location, {"answer": "yes"}).location == PAGE
    assert "Je hebt 2 badges." in words(client.get("/mijn"))


def test_what_was_asked_with_the_other_address_is_seen_too(world, fatima, desk):
    version = desk.released(name="Ontbijt klaarzetten")
    asks(desk, opened(desk, version), email=HOME, name="Fatima Yilmaz")
    mails(world)
    assert "Ontbijt klaarzetten" not in words(fatima.get("/mijn"))

    world.post(fatima, f"{PAGE}/code", {"code": code_in(_claim(world, fatima))})

    assert "Ontbijt klaarzetten" in words(fatima.get("/mijn"))


def test_the_other_browser_of_a_joined_learner_has_to_sign_in_again(world, desk, app):
    other = at_home(world, desk, HOME)
    client = at_home(world, desk, WORK)
    mails(world)
    world.post(client, f"{PAGE}/code", {"code": code_in(_claim(world, client))})

    mails(world)

    assert other.get(PAGE).location == "/mijn/inloggen"
    world.post(other, "/mijn/inloggen", {"email": HOME})
    world.post(other, "/mijn/inloggen/code", {"code": code_in(mails(world)[0])})
    assert other.get("/mijn").location == PAGE, "what was asked for before"
    assert "Je hebt 2 badges." in words(other.get("/mijn"))


def test_mail_goes_where_the_learner_wants_it(world, fatima, desk):
    world.post(fatima, f"{PAGE}/code", {"code": code_in(_claim(world, fatima))})

    assert world.post(fatima, f"{PAGE}/kies", {"email": HOME}).location == PAGE
    with world.database.reading() as session:
        award = session.scalars(select(AwardRow).where(AwardRow.recipient_email == WORK)).one()
    mails(world)
    desk.post(f"/gegeven/{award.id}/intrekken", {"why": "other", "reason": "Een vergissing van ons."})
    assert [mail["To"] for mail in mails(world)] == [HOME]

    assert world.post(fatima, f"{PAGE}/weg", {"email": HOME}).status_code == 409
    assert world.post(fatima, f"{PAGE}/weg", {"email": WORK}).location == PAGE
    assert world.post(fatima, f"{PAGE}/weg", {"email": WORK}).status_code == 404
    page = words(fatima.get("/mijn"))
    assert "Je hebt 1 badge. Goed bezig!" in page
    assert "Ingetrokken" in page


@pytest.mark.parametrize("what", ["kies", "weg"])
def test_nobody_touches_an_address_of_another(world, fatima, desk, what):
    bram = at_home(world, desk, "bram@voorbeeld.nl", "Bram Peters")

    assert world.post(bram, f"{PAGE}/{what}", {"email": WORK}).status_code == 404
    assert world.post(bram, f"{PAGE}/{what}").status_code == 404
    with world.database.reading() as session:
        assert session.get_one(LearnerAddressRow, WORK).learner_id == _learner(fatima)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul je mailadres in."),
        ("geen adres", "Dit mailadres klopt niet."),
        ("a@voorbeeld.nl\r\nBcc: b@voorbeeld.nl", "één regel"),
        (WORK, "Dit adres staat er al."),
        ("a" * 300 + "@voorbeeld.nl", "Dit mailadres klopt niet."),
    ],
)
def test_what_cannot_be_added_comes_back_with_a_sentence(world, fatima, typed, sentence):
    answer = world.post(fatima, PAGE, {"email": typed})

    assert is_refused(answer, sentence)
    assert mails(world) == []


def test_addresses_are_asked_about_only_a_few_times_an_hour(world, fatima):
    for number in range(5):
        _claim(world, fatima, f"adres{number}@voorbeeld.nl")

    assert is_refused(world.post(fatima, PAGE, {"email": HOME}), "Je vroeg dit te vaak.")
    world.clock.forward(minutes=61)
    _claim(world, fatima)


def test_a_code_for_an_address_lets_nobody_in(world, fatima, app):
    mail = _claim(world, fatima)
    with fatima.session_transaction() as session:
        claim = session["address_code"]
    thief = app.test_client()
    with thief.session_transaction() as session:
        session["sign_in_code"] = claim

    assert world.post(thief, "/mijn/inloggen/code", {"code": code_in(mail)}).status_code == 400
    assert world.post(thief, path_in(mail).replace("gegevens/adressen/bewijs", "inloggen")).status_code == 404


def test_two_learners_who_join_each_other_at_once_become_one(world, desk):
    work, home = at_home(world, desk, WORK), at_home(world, desk, HOME)
    mails(world)
    codes = {work: code_in(_claim(world, work, HOME)), home: code_in(_claim(world, home, WORK))}

    answers = all_at_once(
        [lambda one=one, code=code: world.post(one, f"{PAGE}/code", {"code": code}) for one, code in codes.items()]
    )

    assert 303 in {answer.status_code for answer in answers}
    assert desk.count(LearnerRow) == 1
    with world.database.reading() as session:
        (learner,) = session.scalars(select(LearnerRow))
        assert {award.learner_id for award in session.scalars(select(AwardRow))} == {learner.id}
        assert {row.learner_id for row in session.scalars(select(LearnerAddressRow))} == {learner.id}


def test_no_table_with_a_learner_is_forgotten_when_two_are_joined():
    known = {*joining.MOVED, *joining.LEFT, ForeignBadgeRow}
    with_learner = {
        mapper.class_ for mapper in Row.registry.mappers if "learner_id" in {c.key for c in inspect(mapper).columns}
    }
    refers = {
        mapper.class_
        for mapper in Row.registry.mappers
        for key in mapper.local_table.foreign_keys
        if key.column.table.name == "learner"
    }

    assert with_learner | refers == known


def test_everything_of_a_learner_moves_and_nothing_double_is_kept(world, desk):
    new, old = _learner(at_home(world, desk, WORK)), _learner(at_home(world, desk, HOME))
    with world.database.writing() as session:
        _fill(session, world.clock(), old, "a")
        _fill(session, world.clock(), new, "b")
        session.add(_foreign(new, world.clock(), "a"))
    with world.database.writing() as session:
        joining.move_all(session, old, new)

    with world.database.reading() as session:
        for table, number in ((ShareRow, 2), (PasskeyRow, 2), (OAuthTokenRow, 2), (ForeignBadgeRow, 2), (AwardRow, 2)):
            rows = session.scalars(select(table)).all()
            assert [row.learner_id for row in rows] == [new] * number, table
        assert [row.learner_id for row in session.scalars(select(SignInCodeRow))] == [new]
        assert session.get(LearnerRow, old) is None


def test_every_other_address_of_two_who_are_joined_hears_of_it(world, desk, app):
    other = at_home(world, desk, HOME)
    mails(world)
    world.post(other, f"{PAGE}/code", {"code": code_in(_claim(world, other, "fatima@club.voorbeeld.nl"))})
    assert [mail["To"] for mail in mails(world)] == [HOME]
    client = at_home(world, desk, WORK)
    mails(world)
    world.post(client, f"{PAGE}/code", {"code": code_in(_claim(world, client))})

    told = mails(world)
    assert sorted(mail["To"] for mail in told) == ["fatima@club.voorbeeld.nl", WORK]
    assert {mail["Subject"] for mail in told} == {"Er is een mailadres bij je badges gezet"}
    assert all("Was jij dit niet?" in text_of(mail) and "thuis" not in text_of(mail) for mail in told)


def test_an_address_that_is_taken_away_hears_of_it_too(world, fatima):
    world.post(fatima, f"{PAGE}/code", {"code": code_in(_claim(world, fatima))})
    mails(world)
    assert world.post(fatima, f"{PAGE}/weg", {"email": HOME}).location == PAGE

    told = mails(world)
    assert sorted(mail["To"] for mail in told) == sorted([HOME, WORK])
    assert {mail["Subject"] for mail in told} == {"Er is een mailadres bij je badges weggehaald"}


def test_the_record_of_joining_holds_no_address(world, fatima):
    world.post(fatima, f"{PAGE}/code", {"code": code_in(_claim(world, fatima))})
    mails(world)

    with world.database.reading() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.object == f"learner:{_learner(fatima)}")).all()
        assert {row.action for row in rows} == {"learner.address_claimed", "learner.joined", "learner.address_added"}
        assert not [row for row in rows if "voorbeeld" in str(vars(row))]
        assert session.scalars(select(AddressClaimRow)).all() == []
        assert {row.recipient for row in session.scalars(select(OutboxRow))} == {""}


def _fill(session: Any, now: Any, learner: UUID, mark: str) -> None:
    session.add(
        OAuthClientRow(
            client_id=mark, name="x", redirect_uris=[], scope="", details={}, created_at=now
        )
    )  # fmt: skip
    session.flush()
    session.add_all(
        [
            ShareRow(id=uuid4(), token=mark * 22, learner_id=learner, title="x", shown={}, created_at=now),
            PasskeyRow(
                credential_id=mark.encode(), learner_id=learner, public_key=b"x", sign_count=0, name="x", created_at=now
            ),
            OAuthTokenRow(
                id=uuid4(), client_id=mark, learner_id=learner, access_hash=mark, scope="", issued_at=now,
                expires_at=now,
            ),
            OAuthCodeRow(
                code_hash=mark, client_id=mark, learner_id=learner, redirect_uri="x", scope="", code_challenge="x",
                code_challenge_method="S256", expires_at=now,
            ),
            SignInCodeRow(id=uuid4(), learner_id=learner, tries=0, created_at=now, expires_at=now + timedelta(1)),
            _foreign(learner, now, mark),
        ]
    )  # fmt: skip


def _foreign(learner: UUID, now: Any, mark: str) -> ForeignBadgeRow:
    return ForeignBadgeRow(
        id=uuid4(), learner_id=learner, document=b"{}", sha256=mark, media_type="x", report={}, answers={},
        verdict="valid",
        added_at=now, checked_at=now, check_after=now,
    )  # fmt: skip
