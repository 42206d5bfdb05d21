"""A beheerder lets programs in and out, and sees a token once."""

from __future__ import annotations

import re

import pytest
from programs import V1, Program
from sqlalchemy import select
from staff_desk import Desk, is_refused

from badgeservice.organisations.api_tokens import MOST_TOKENS
from badgeservice.storage.tables import ApiTokenRow, AuditRow

PATH = "/instellingen/programmas"
FILLED_IN = {"name": "Roosterprogramma", "role": "gever", "days": "90"}


@pytest.fixture
def desk(world):
    return Desk(world)


def _token_in(page):
    return re.search(r'value="(badges_[A-Za-z0-9_-]{43})"', page.text).group(1)


def _asks(world, token):
    return world.app.test_client().get(f"{V1}/awards", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_is_shown_once_and_works(world, desk):
    made = desk.post(f"{PATH}/nieuw", FILLED_IN)
    token = _token_in(made)

    assert made.headers["Cache-Control"] == "no-store"
    assert _asks(world, token) == 200
    listed = desk.get(PATH).text
    assert "Roosterprogramma" in listed
    assert token not in listed
    assert token not in desk.get(f"{PATH}/nieuw").text


def test_an_ended_token_works_no_more_from_that_moment(world, desk):
    token = _token_in(desk.post(f"{PATH}/nieuw", FILLED_IN))
    row = _only_token(world)

    assert "Roosterprogramma" in desk.get(f"{PATH}/{row.id}/beeindigen").text
    assert _asks(world, token) == 200
    for _ in range(2):
        assert desk.post(f"{PATH}/{row.id}/beeindigen").status_code == 303

    assert _asks(world, token) == 401
    assert "Beëindigd" in desk.get(PATH).text


def test_making_and_ending_stand_in_the_log(world, desk):
    desk.post(f"{PATH}/nieuw", FILLED_IN)
    row = _only_token(world)
    for _ in range(2):
        desk.post(f"{PATH}/{row.id}/beeindigen")

    with world.database.reading() as session:
        asked = select(AuditRow).where(AuditRow.object == f"token:{row.id}").order_by(AuditRow.number)
        rows = [(one.actor, one.action) for one in session.scalars(asked)]
    actor = f"account:{row.created_by}"
    assert rows == [(actor, "token.made"), (actor, "token.ended")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Vul in welk programma dit wordt."),
        ({"name": "x" * 81}, "Deze tekst is te lang."),
        ({"role": "beheerder"}, "Kies wat het programma mag doen."),
        ({"role": ""}, "Kies wat het programma mag doen."),
        ({"days": "3650"}, "Kies hoe lang het token geldt."),
        ({"days": ""}, "Kies hoe lang het token geldt."),
    ],
)
def test_a_form_that_is_not_right_makes_no_token(desk, change, sentence):
    assert is_refused(desk.post(f"{PATH}/nieuw", FILLED_IN | change), sentence)
    assert desk.count(ApiTokenRow) == 0


def test_nobody_ends_a_token_of_another_organisation(world, desk):
    token = _token_in(desk.post(f"{PATH}/nieuw", FILLED_IN))
    row, garden = _only_token(world), Desk(world, name="Groenrijk")

    assert garden.get(f"{PATH}/{row.id}/beeindigen").status_code == 404
    assert garden.post(f"{PATH}/{row.id}/beeindigen").status_code == 404
    assert _asks(world, token) == 200


def test_tokens_that_nobody_ends_do_not_pile_up_without_end(world, desk):
    for _ in range(MOST_TOKENS):
        Program(desk)

    assert desk.post(f"{PATH}/nieuw", FILLED_IN).status_code == 409
    assert desk.count(ApiTokenRow) == MOST_TOKENS


def test_an_expired_token_is_shown_as_such(world, desk):
    desk.post(f"{PATH}/nieuw", FILLED_IN | {"days": "30"})
    world.clock.forward(days=30)
    desk.client = world.signed_in(world.member(desk.organisation))

    assert "Verlopen" in desk.get(PATH).text


def test_the_settings_of_an_organisation_lead_there(desk):
    assert f"{desk.root}{PATH}" in desk.get("/instellingen").text


def _only_token(world) -> ApiTokenRow:
    with world.database.reading() as session:
        return session.scalars(select(ApiTokenRow)).one()
