"""Does a learner whose session ended lose what was typed, or where they wanted to be?"""

from __future__ import annotations

import secrets

import pytest
from learner_at_home import at_home, code_in, given_to, keep, mails, words
from other_portfolio import Portfolio
from second_app import app_with
from sqlalchemy import func, select
from staff_desk import Desk

from badgeservice.storage.tables import KeptInputRow

EMAIL = "fatima@voorbeeld.nl"
WISH = "Mijn naam staat er niet goed op."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _signs_in(world, client) -> str:
    """Sign in with the code from the mail; the address of the page where that leads."""
    mails(world)
    assert world.post(client, "/mijn/inloggen", {"email": EMAIL}).status_code == 303
    answer = world.post(client, "/mijn/inloggen/code", {"code": code_in(mails(world)[-1])})
    assert answer.location == "/mijn"
    return str(client.get("/mijn").location)


def _kept(world) -> int:
    with world.database.reading() as session:
        return session.scalar(select(func.count()).select_from(KeptInputRow)) or 0


def test_what_was_typed_is_there_again_after_signing_in(world, desk):
    award = given_to(desk, EMAIL)
    keep(world, world.app.test_client(), award)
    here, client = f"/mijn/badges/{award.id}/klopt-niet", world.app.test_client()

    answer = world.post(client, here, {"wish": WISH})
    assert (answer.status_code, answer.location) == (303, "/mijn/inloggen")
    assert "Wat je hebt getypt, is bewaard." in client.get("/mijn/inloggen").text
    assert _signs_in(world, client) == here
    assert WISH in client.get(here).text
    assert WISH not in client.get(here).text
    assert client.get("/mijn").status_code == 200


def test_nothing_that_was_typed_is_done_before_signing_in(world, desk):
    browser, client = at_home(world, desk, EMAIL), world.app.test_client()
    assert client.post("/mijn/delen/nieuw", data={"title": "Sollicitatie"}).location == "/mijn/inloggen"

    assert _signs_in(world, client) == "/mijn/delen/nieuw"
    assert "Sollicitatie" in client.get("/mijn/delen/nieuw").text
    assert "Sollicitatie" not in browser.get("/mijn/delen").text


def test_a_button_that_is_no_page_leads_to_the_first_page(world, desk):
    award = given_to(desk, EMAIL)
    keep(world, world.app.test_client(), award)
    client = world.app.test_client()

    assert world.post(client, "/mijn/gegevens/programmas/onbekend/stop").location == "/mijn/inloggen"
    assert _kept(world) == 0
    assert _signs_in(world, client) == "None"


def test_a_form_of_another_site_is_not_kept_and_signs_nobody_out(world, desk):
    for path in ("/mijn/delen/nieuw", "/organisatie/hotel-zon/soorten/nieuw/skillsbadge", "/bewaren"):
        answer = world.app.test_client().post(
            path, data={"title": "x", "name": "x"}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert "Set-Cookie" not in answer.headers, path
    assert _kept(world) == 0


@pytest.mark.parametrize("length", [800, 2300])
def test_a_long_question_of_a_program_is_still_there_after_signing_in(world, desk, length):
    at_home(world, desk, EMAIL)
    client = world.app.test_client()
    question = Portfolio(world).question() + f"&nonce={secrets.token_urlsafe(length)}"
    answer = client.get(question)
    assert answer.location == "/mijn/inloggen"
    assert len(answer.headers["Set-Cookie"]) < 2000

    assert _signs_in(world, client) == question
    assert "Mijn portfolio" in words(client.get(question))


def test_a_long_address_is_forgotten_after_an_hour(world, desk):
    at_home(world, desk, EMAIL)
    client = world.app.test_client()
    client.get(Portfolio(world).question() + f"&nonce={secrets.token_urlsafe(2000)}")
    world.clock.forward(hours=2)

    assert _signs_in(world, client) == "None"


def test_nobody_makes_us_keep_long_addresses_without_end(environment, clock, app):
    with app_with(environment, clock, BADGESERVICE_RATE_LIMITS="on") as limited:
        client = limited.test_client()
        path = "/mijn/gegevens?x=" + "a" * 2000
        answers = [client.get(path).status_code for _time in range(21)]

    assert answers == [302] * 20 + [429]
