"""How does a learner come in with a passkey, and who does not?"""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from learner_at_home import at_home, mails, text_of, words
from soft_passkey import PRESENT, Phone
from staff_desk import Desk, is_refused, sentences

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.portfolio import passkeys as use_cases
from badgeservice.portfolio.passkeys import Answer
from badgeservice.storage import learners
from badgeservice.storage.tables import PasskeyRow

FATIMA = "fatima@voorbeeld.nl"
PAGE = "/mijn/gegevens/sleutels"
NOT_WORKED = "Dit lukte niet. Probeer het nog een keer."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def fatima(world, desk):
    return at_home(world, desk, FATIMA)


@pytest.fixture
def phone(world, fatima) -> Phone:
    made = Phone()
    answer = _add(world, fatima, made)
    assert answer.location == PAGE, sentences(answer)
    return made


def _options(client, path) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]+)"', client.get(path).text)
    return json.loads(html.unescape(found.group(1)))


def _add(world, client, phone, name="Mijn telefoon"):
    made = phone.made(_options(client, PAGE))
    return world.post(client, PAGE, {"credential": made, "name": name})


def _enter(world, client, phone):
    answered = phone.answered(_options(client, "/mijn/inloggen"))
    return world.post(client, "/mijn/inloggen/sleutel", {"credential": answered})


def test_a_learner_comes_in_with_a_passkey(world, app, fatima, phone):
    page = fatima.get(PAGE)
    assert "Mijn telefoon" in words(page)
    client = app.test_client()

    assert _enter(world, client, phone).location == "/mijn"
    assert "Je hebt 1 badge." in words(client.get("/mijn"))
    assert _enter(world, app.test_client(), phone).location == "/mijn"


def test_the_options_ask_for_a_passkey_that_knows_the_finger_and_is_not_there_yet(world, fatima, phone):
    options = _options(fatima, PAGE)

    assert options["rp"]["id"] == "localhost"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert [one["id"] for one in options["excludeCredentials"]] == [json.loads(phone.made(options))["id"]]
    entering = _options(world.app.test_client(), "/mijn/inloggen")
    assert entering["allowCredentials"] == []
    assert entering["challenge"] != options["challenge"]


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "https://nep.voorbeeld"},
        {"domain": "nep.voorbeeld"},
        {"flags": PRESENT},
        {"flags": 0},
        {"key": Phone().key},
    ],
    ids=["another page", "another site", "no finger", "nobody there", "another key"],
)
def test_an_answer_that_is_not_quite_right_lets_nobody_in(world, app, phone, changed):
    client = app.test_client()

    assert is_refused(_enter(world, client, replace(phone, **changed)), NOT_WORKED)
    assert client.get("/mijn").location == "/mijn/inloggen"


def test_a_passkey_that_nobody_knows_is_told_what_to_do(world, app, desk):
    assert is_refused(_enter(world, app.test_client(), Phone()), "We kennen deze sleutel niet. Vraag een code.")


def test_an_answer_is_used_once_even_with_the_cookie_of_before(world, app, phone):
    client = app.test_client()
    answered = phone.answered(_options(client, "/mijn/inloggen"))
    with client.session_transaction() as session:
        before = dict(session)
    assert world.post(client, "/mijn/inloggen/sleutel", {"credential": answered}).location == "/mijn"

    again = app.test_client()
    with again.session_transaction() as session:
        session.update(before)
    assert is_refused(world.post(again, "/mijn/inloggen/sleutel", {"credential": answered}), NOT_WORKED)


def test_a_copied_passkey_shows_by_its_counter(world, app, phone):
    copy = replace(phone)
    _enter(world, app.test_client(), phone)
    _enter(world, app.test_client(), phone)

    assert is_refused(_enter(world, app.test_client(), copy), NOT_WORKED)


def test_a_challenge_gets_old(world, app, phone):
    client = app.test_client()
    answered = phone.answered(_options(client, "/mijn/inloggen"))
    world.clock.forward(minutes=16)

    assert is_refused(world.post(client, "/mijn/inloggen/sleutel", {"credential": answered}), NOT_WORKED)


def test_a_removed_passkey_lets_nobody_in_and_others_cannot_remove_it(world, app, desk, fatima, phone):
    key = json.loads(phone.made({"challenge": "AA"}))["id"]
    bram = at_home(world, desk, "bram@voorbeeld.nl", "Bram Peters")
    for typed in (key, "", "%%%", "a" * 5000, "é"):
        assert world.post(bram, f"{PAGE}/weg", {"key": typed}).status_code == 404

    assert world.post(fatima, f"{PAGE}/weg", {"key": key}).location == PAGE
    assert is_refused(_enter(world, app.test_client(), phone), "We kennen deze sleutel niet.")


def test_a_learner_hears_by_mail_that_a_passkey_came_or_went(world, fatima):
    mails(world)
    phone = Phone()
    assert _add(world, fatima, phone).location == PAGE
    (came,) = mails(world)
    key = json.loads(phone.made({"challenge": "AA"}))["id"]
    assert world.post(fatima, f"{PAGE}/weg", {"key": key}).location == PAGE
    (went,) = mails(world)

    assert (came["To"], went["To"]) == (FATIMA, FATIMA)
    assert "een nieuwe sleutel" in text_of(came)
    assert "Een sleutel om mee in te loggen is weg." in text_of(went)
    assert all("Was jij dit niet?" in text_of(mail) for mail in (came, went))


def test_the_same_passkey_is_not_taken_over_by_another_learner(world, desk, phone):
    bram = at_home(world, desk, "bram@voorbeeld.nl", "Bram Peters")

    assert is_refused(_add(world, bram, phone), NOT_WORKED)
    assert desk.count(PasskeyRow) == 1


@pytest.mark.parametrize(("name", "sentence"), [("x" * 61, "te lang"), ("BSN 123456782", "BSN")])
def test_a_name_that_cannot_be_kept_says_why_and_stays(world, fatima, name, sentence):
    answer = _add(world, fatima, Phone(), name)

    assert is_refused(answer, sentence)
    assert name in answer.text


def test_there_is_a_limit_to_passkeys(world, fatima, desk):
    for number in range(10):
        assert _add(world, fatima, Phone(credential_id=f"phone {number}".encode())).status_code == 303

    assert is_refused(_add(world, fatima, Phone()), "Je hebt al tien sleutels.")


def test_pages_of_passkeys_are_only_for_a_learner(client):
    assert client.get(PAGE).location == "/mijn/inloggen"


SITE = use_cases.site_of("http://localhost:8000")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
ODD = st.fixed_dictionaries(
    {"id": st.just("AAAA") | JSON, "rawId": st.just("AAAA") | JSON, "type": st.just("public-key") | JSON},
    optional={
        "response": JSON
        | st.fixed_dictionaries(
            {
                name: st.binary(max_size=80).map(lambda raw: raw.hex()) | JSON
                for name in ("clientDataJSON", "attestationObject", "authenticatorData", "signature")
            }
        )
    },
)

TYPED = st.text(max_size=60) | JSON.map(json.dumps) | ODD.map(json.dumps)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=TYPED,
    challenge=st.binary(min_size=32, max_size=32),
)
def test_whatever_a_browser_sends_is_refused_with_our_own_sentence(world, text, challenge):
    answer = Answer(text, challenge)
    with world.database.writer() as session:
        learner = learners.add(session, None, world.clock()).id
        with pytest.raises(ConflictError):
            use_cases.enter(session, SITE, answer, world.clock())
        with pytest.raises(InvalidInputError):
            use_cases.add(session, learner, SITE, replace(answer, challenge=b"other" + challenge), "x", world.clock())
