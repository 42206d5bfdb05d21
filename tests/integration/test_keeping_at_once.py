"""What holds when a badge is kept at the very moment that something else happens to it?"""

from __future__ import annotations

from threading import Thread
from time import monotonic
from typing import Any

import pytest
from learner_at_home import all_at_once, at_home, code_in, given_to, keep, link_of, mails, path_in, text_of, words
from sqlalchemy import select, text
from staff_desk import Desk

from badgeservice.organisations.one_time_links import KEEP, PAPER
from badgeservice.portfolio.keep import paper_link
from badgeservice.storage import awards, learners
from badgeservice.storage.tables import AwardRow, ErasureRow, LearnerRow, OneTimeLinkRow

AAD = "aad@voorbeeld.nl"


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def aad(world, desk):
    return at_home(world, desk, AAD, "Aad Aap")


def _is_a_learners(client) -> bool:
    return client.get("/mijn/gegevens/inzage").status_code == 200


def test_no_code_is_made_for_a_badge_that_was_kept_while_the_sheet_was_opened(world, desk, aad):
    paper = given_to(desk, "", "Aad Aap")
    with world.database.reading() as reading:
        as_staff_saw_it = awards.by_id(reading, paper.id)
        keep(world, aad, paper, PAPER)
        with world.database.writing() as writing:
            assert paper_link(writing, as_staff_saw_it, world.clock()) is None


def test_sheets_printed_while_a_badge_is_kept_leave_no_link_that_works(world, desk, aad):
    for _round in range(4):
        paper = given_to(desk, "", "Aad Aap")
        path = f"/bewaren/{link_of(world, paper, PAPER)}"
        posts = [(aad, path)] + [
            (_copy(world, desk.client), f"{desk.root}/gegeven/{paper.id}/blad") for _one in range(3)
        ]
        answers = all_at_once([lambda one=one, path=path: world.post(one, path) for one, path in posts])

        assert {answer.status_code for answer in answers} <= {200, 303}
        with world.database.reading() as session:
            open_ones = select(OneTimeLinkRow).where(
                OneTimeLinkRow.subject_id == paper.id, OneTimeLinkRow.used_at.is_(None)
            )
            assert session.get_one(AwardRow, paper.id).kept_at is not None
            assert session.scalars(open_ones).all() == []


@pytest.mark.parametrize("purpose", [KEEP, PAPER])
def test_a_link_of_a_kept_badge_lets_nobody_in(world, desk, app, aad, purpose):
    award = given_to(desk, AAD if purpose == KEEP else "", "Aad Aap")
    keep(world, aad, award, purpose)
    token, stranger = link_of(world, award, purpose), app.test_client()

    for answer in (stranger.get(f"/bewaren/{token}"), world.post(stranger, f"/bewaren/{token}")):
        assert answer.status_code == 410
        assert "Deze badge is al bewaard" in words(answer)
        assert "Aad" not in answer.text
    assert world.post(stranger, f"/bewaren/{token}/niet-van-mij").status_code == 410
    assert not _is_a_learners(stranger)
    assert f"/mijn/badges/{award.id}" in world.post(aad, f"/bewaren/{token}").text


def test_mail_of_a_badge_that_its_owner_kept_from_paper_does_not_leave_any_more(world, desk, aad):
    mails(world)
    with world.database.writing() as session:
        learners.add_address(session, learners.by_email(session, AAD).id, "aad@werk.voorbeeld.nl", world.clock())
    award = given_to(desk, "aad@werk.voorbeeld.nl", "Aad Aap")
    keep(world, aad, award, PAPER)
    assert world.post(aad, "/mijn/gegevens/adressen/weg", {"email": "aad@werk.voorbeeld.nl"}).status_code == 303

    assert not [mail for mail in mails(world) if "/bewaren/" in text_of(mail)]
    assert "want de badge was al bewaard" in words(desk.get(f"/gegeven/{award.id}"))


def test_who_is_mailed_a_badge_that_a_finder_of_the_paper_kept_still_hears_of_it_and_can_come_in(world, desk, app):
    mails(world)
    award = given_to(desk, AAD, "Aad Aap")
    keep(world, app.test_client(), award, PAPER)
    (mail,) = mails(world)
    owner = app.test_client()

    over = world.post(owner, path_in(mail))
    assert over.status_code == 410
    assert owner.get("/mijn").location == "/mijn/inloggen"
    assert world.post(owner, f"{path_in(mail)}/opnieuw").status_code == 303
    (mail,) = mails(world)
    assert mail["To"] == AAD
    assert code_in(mail)
    assert world.post(owner, path_in(mail)).location == "/mijn"
    assert "Je hebt 1 badge." in words(owner.get("/mijn"))


@pytest.mark.parametrize("what", ["", "/niet-nodig"])
def test_two_links_of_one_badge_do_not_wait_for_each_other(world, desk, what):
    for number in range(6):
        award = given_to(desk, f"nieuw{number}@voorbeeld.nl")
        paths = [f"/bewaren/{link_of(world, award, purpose)}{what}" for purpose in (KEEP, PAPER)]
        statuses = all_at_once([lambda path=path: _posted(world, path).status_code for path in paths])

        assert sorted(statuses) == ([303, 410] if not what else [200, 410])


def test_three_badges_for_one_new_address_are_all_kept(world, desk):
    given = [given_to(desk, AAD, "Aad Aap") for _one in range(3)]
    paths = [f"/bewaren/{link_of(world, award)}" for award in given]

    assert all_at_once([lambda path=path: _posted(world, path).status_code for path in paths]) == [303] * 3
    assert desk.count(LearnerRow) == 1
    with world.database.reading() as session:
        owner = learners.by_email(session, AAD)
        assert owner.email == AAD
        assert {award.learner_id for award in session.scalars(select(AwardRow))} == {owner.id}


def test_who_presses_erase_everything_twice_is_told_that_it_is_done(world, desk, aad):
    browsers = [_copy(world, aad) for _one in range(4)]

    answers = all_at_once([lambda one=one: world.post(one, "/mijn/gegevens/wissen/zeker") for one in browsers])

    assert {(answer.status_code, answer.location) for answer in answers} <= {(303, "/"), (303, "/mijn/inloggen")}
    assert desk.count(LearnerRow) == 0
    with world.database.reading() as session:
        assert {award.recipient_name for award in session.scalars(select(AwardRow))} == {""}
        assert len(session.scalars(select(ErasureRow).where(ErasureRow.what == "learner")).all()) == 1


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_of_two_who_wait_for_each_other_one_is_told_how_it_stands_and_not_that_we_are_away(world, desk, aad):
    answers: list[Any] = []
    erasing = Thread(target=lambda: answers.append(world.post(aad, "/mijn/gegevens/wissen/zeker")))
    with world.database.writing() as session:
        # So that it is the request which PostgreSQL ends.
        session.execute(text("SET LOCAL deadlock_timeout = '60s'"))
        learner = learners.by_email(session, AAD)
        learners.locked(session, learner.id)
        erasing.start()
        _until_somebody_waits(world)
        session.scalars(select(AwardRow).where(AwardRow.learner_id == learner.id).with_for_update(of=AwardRow)).all()
    erasing.join()

    assert answers[0].status_code == 409
    assert "Ga terug en ververs de pagina." in words(answers[0])
    assert desk.count(LearnerRow) == 1
    assert world.post(aad, "/mijn/gegevens/wissen/zeker").location == "/"


def _until_somebody_waits(world: Any) -> None:
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    end = monotonic() + 30
    with world.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as watching:
        while not watching.scalar(asked):
            assert monotonic() < end, "nobody waits"


def _copy(world: Any, client: Any) -> Any:
    browser = world.app.test_client()
    browser.set_cookie("badgeservice", client.get_cookie("badgeservice").value)
    return browser


def _posted(world: Any, path: str) -> Any:
    return world.post(world.app.test_client(), path)
