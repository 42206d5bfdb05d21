"""What does a learner see of their own data, who looked, and what happens when something is wrong?"""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
from kept_by_learner import Kept
from programs import Program
from sqlalchemy import select
from staff_desk import BSN, Desk, is_refused, shown

from badgeservice.organisations.roles import Role
from badgeservice.storage import held, personal_views
from badgeservice.storage.tables import CorrectionRow, OutboxRow, PersonalViewRow, Row

NAME, EMAIL = "Fatima Yilmaz", "fatima@voorbeeld.nl"
OTHER = {"name": "Kees Bakker", "email": "kees@voorbeeld.nl"}


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def kept(desk) -> Kept:
    return Kept(desk, desk.released())


def _views(world) -> set[tuple[UUID, str]]:
    # The test client leaves answers open, after which it would be written.
    world.tools.seen.write()
    with world.database.reading() as session:
        return {(row.award_id, row.what) for row in session.scalars(select(PersonalViewRow))}


def _words(answer) -> str:
    return shown(answer.text).replace("\u00a0", " ")


def test_everything_that_is_held_is_told_in_words_and_as_data(world, kept, desk):
    waiting = desk.given(kept.version)
    Kept(desk, kept.version, OTHER)

    words = _words(kept.client.get("/mijn/gegevens/inzage"))
    assert EMAIL in words
    assert f"Gasten ontvangen, {NAME}, Hotel Zon (22 november 2026)" in words
    answer = kept.client.get("/mijn/gegevens.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    told = json.loads(answer.data)
    assert {row["id"] for row in told["data"]["award"]} == {str(kept.award), str(waiting)}
    assert told["data"]["award"][0]["document"]["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert told["data"]["learner_address"][0]["email"] == EMAIL
    assert set(told["about"]) == set(told["data"])
    assert "Kees" not in answer.text
    assert "_hash" not in answer.text
    assert "given_by" not in answer.text


def test_every_table_that_may_hold_something_personal_is_told_or_named_as_not_told(world, kept):
    with world.database.reading() as session:
        learner = session.scalars(select(held.LearnerRow.id)).one()
        told = set(held.held_of(session, learner, [EMAIL]))
    not_told = {table.__tablename__ for table in held.NOT_TOLD}
    # Of staff, of the service itself, or of a draft or list that the giver is still writing.
    others = {"account", "organisation", "award_draft", "batch_entry", "endorsement_invitation", "erasure"}
    for table in Row.metadata.sorted_tables:
        points = {key.column.table.name for key in table.foreign_keys}
        personal = {"email", "recipient", "recipient_name", "recipient_email"} & {
            column.name for column in table.columns
        }
        if points & {"award", "learner"} or personal:
            assert table.name in told | not_told | others, table.name


def test_who_looked_is_kept_once_a_day_and_shown_without_the_colleagues_name(world, kept, desk):
    desk.get(f"/gegeven/{kept.award}")
    desk.get(f"/gegeven/{kept.award}")
    desk.get("/gegeven")
    desk.get("/cijfers/mensen")
    desk.post(f"/gegeven/{kept.award}/blad")
    Program(desk).get(f"/awards/{kept.award}")

    assert _views(world) == {(kept.award, what) for what in ("page", "list", "matrix", "sheet", "program")}
    words = _words(kept.client.get("/mijn/gegevens/gekeken"))
    assert "22 november 2026 Hotel Zon Gasten ontvangen" in words
    assert "Lid van de organisatie" not in words
    world.clock.forward(days=1)
    world.signed_in(world.member(desk.organisation)).get(f"{desk.root}/gegeven/{kept.award}", buffered=True)
    assert "23 november 2026 Hotel Zon Gasten ontvangen 22 november 2026" in _words(
        kept.client.get("/mijn/gegevens/gekeken")
    )


def test_nobody_sees_who_looked_at_the_badge_of_another(world, kept, desk):
    other = Kept(desk, kept.version, OTHER)
    desk.get(f"/gegeven/{kept.award}")

    assert _views(world)
    assert "Geen gever keek naar je naam." in _words(other.client.get("/mijn/gegevens/gekeken"))
    assert world.app.test_client().get("/mijn/gegevens/gekeken").status_code == 302


def test_what_is_wrong_reaches_the_giver_and_the_answer_the_learner(world, kept, desk):
    here = f"/mijn/badges/{kept.award}"
    assert world.post(kept.client, f"{here}/klopt-niet", {"wish": "Mijn naam is Fátima."}).location == here
    assert "Er is nog geen antwoord." in _words(kept.client.get(here))
    assert "zegt dat er iets niet klopt" in _words(desk.get("/"))
    page = desk.get(f"/gegeven/{kept.award}")
    assert "Mijn naam is Fátima." in _words(page)
    with world.database.reading() as session:
        asked = session.scalars(select(CorrectionRow)).one()

    answer = f"/gegeven/{kept.award}/klopt-niet/{asked.id}"
    assert "Mijn naam is Fátima." in _words(desk.get(answer))
    assert is_refused(desk.post(answer, {"answer": " "}))
    assert desk.post(answer, {"answer": "We geven je een nieuwe badge."}).status_code == 303
    assert "We geven je een nieuwe badge." in _words(kept.client.get(here))
    assert desk.post(answer, {"answer": "Nog iets."}).status_code == 409
    assert "zegt dat er iets niet klopt" not in _words(desk.get("/"))
    with world.database.reading() as session:
        mail = session.scalars(select(OutboxRow).where(OutboxRow.kind == "correction_answered")).one()
        assert (mail.recipient, mail.facts["reason"]) == (EMAIL, "We geven je een nieuwe badge.")


@pytest.mark.parametrize("typed", ["", "x" * 1001, f"Mijn nummer is {BSN}.", "\u202everkeerd om"])
def test_a_wish_that_cannot_be_kept_comes_back_with_a_sentence_and_loses_nothing(world, kept, typed):
    answer = world.post(kept.client, f"/mijn/badges/{kept.award}/klopt-niet", {"wish": typed})

    assert is_refused(answer)
    assert not typed or typed[:50] in answer.text


def test_a_second_wish_waits_for_the_first_answer(world, kept):
    path = f"/mijn/badges/{kept.award}/klopt-niet"
    world.post(kept.client, path, {"wish": "Mijn naam is fout."})
    again = world.post(kept.client, path, {"wish": "En de datum ook."})

    assert again.status_code == 400
    assert "Je hebt dit al gevraagd." in _words(again)
    assert "En de datum ook." in again.text


def test_a_stranger_asks_and_answers_nothing(world, kept, desk):
    other = Kept(desk, kept.version, OTHER)
    assert world.post(other.client, f"/mijn/badges/{kept.award}/klopt-niet", {"wish": "Fout"}).status_code == 404
    world.post(kept.client, f"/mijn/badges/{kept.award}/klopt-niet", {"wish": "Fout"})
    with world.database.reading() as session:
        asked = session.scalars(select(CorrectionRow)).one()

    elsewhere = Desk(world, name="Hotel Maan")
    path = f"/gegeven/{kept.award}/klopt-niet/{asked.id}"
    assert elsewhere.post(path, {"answer": "Nee"}).status_code == 404
    reader = desk.signed_in(Role.READER)
    assert world.post(reader, desk.root + path, {"answer": "Nee"}).status_code == 403


def test_what_was_seen_before_a_moment_is_forgotten(world, kept, desk):
    desk.get(f"/gegeven/{kept.award}")
    with world.database.writing() as session:
        personal_views.forget_before(session, world.clock())
    assert _views(world)
    with world.database.writing() as session:
        personal_views.forget_before(session, world.clock() + timedelta(seconds=1))
    assert not _views(world)
