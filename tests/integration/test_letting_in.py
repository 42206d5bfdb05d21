"""How does a learner let another portfolio in by OAuth, and what does nobody get?"""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from learner_at_home import all_at_once
from other_portfolio import ALL, BASE, CALLBACK, Portfolio, learner_browser, over_the_app
from second_app import app_with
from sqlalchemy import select
from staff_desk import Desk

from badgeservice.portfolio.letting_in import READ_CREDENTIALS, READ_PROFILE
from badgeservice.storage.tables import AwardRow, OAuthClientRow, OAuthCodeRow, OAuthTokenRow
from badgeservice.web.learner_session import keeping_of


@pytest.fixture
def browser(world):
    desk = Desk(world)
    return learner_browser(world, desk.award(desk.given(desk.released())))


def _rows(world: Any, table: Any) -> list[Any]:
    with world.database.reading() as session:
        return list(session.scalars(select(table)))


def _error(answer: Any) -> str:
    return parse_qs(urlsplit(answer.location).query)["error"][0]


def test_an_oauth_client_of_another_maker_walks_the_whole_way(world, browser):
    portfolio = Portfolio(world)
    answer = portfolio.asked(browser)
    back = answer.location
    assert back.startswith(CALLBACK + "&code=")

    token = portfolio.session.fetch_token(
        f"{BASE}/oauth/token", authorization_response=back, state="s t/1", code_verifier=portfolio.verifier
    )
    assert token["token_type"] == "Bearer"
    assert token["expires_in"] == 3600
    assert set(token["scope"].split()) == set(ALL.split())
    assert portfolio.get("/credentials").status_code == 200

    fresh = portfolio.session.refresh_token(f"{BASE}/oauth/token", refresh_token=token["refresh_token"])
    assert fresh["access_token"] != token["access_token"]
    assert portfolio.get("/credentials").status_code == 200
    assert portfolio.session.revoke_token(f"{BASE}/oauth/revoke", token=fresh["refresh_token"]).status_code == 200
    assert portfolio.get("/credentials").status_code == 401


def test_only_hashes_are_kept(world, browser):
    portfolio = Portfolio(world)
    code = portfolio.code(browser)
    token = portfolio.exchange(code).json()
    secrets = [portfolio.told["client_secret"], code, token["access_token"], token["refresh_token"]]

    kept = repr([vars(row) for table in (OAuthClientRow, OAuthCodeRow, OAuthTokenRow) for row in _rows(world, table)])
    assert [secret for secret in secrets if secret in kept] == []


def test_who_is_not_signed_in_comes_back_to_the_question_after_signing_in(world, browser):
    portfolio, stranger = Portfolio(world), world.app.test_client()
    question = portfolio.question()
    assert stranger.get(question).location == "/mijn/inloggen"

    with browser.session_transaction() as session:
        learner = session["learner"]
    with stranger.session_transaction() as session:
        session["learner"] = learner
    assert stranger.get("/mijn").location == question
    assert stranger.get("/mijn").status_code == 200


def test_who_signs_in_for_a_program_reads_which_one_it_is(world):
    stranger = world.app.test_client()
    assert "wil je badges zien" not in stranger.get("/mijn/inloggen").text

    stranger.get(Portfolio(world).question())

    assert "Mijn portfolio wil je badges zien. Log eerst in." in stranger.get("/mijn/inloggen").text


def test_a_program_that_nobody_knows_is_refused_before_anybody_signs_in(world):
    stranger = world.app.test_client()

    answer = stranger.get(Portfolio(world).question().replace("client_id=", "client_id=0"))

    assert answer.status_code == 400
    assert "De vraag van het programma klopt niet." in answer.text


def test_a_browser_that_only_remembers_a_badge_keeps_its_page(world):
    desk = Desk(world)
    award = desk.award(desk.given(desk.released()))
    with world.database.writing() as writing:
        kept = writing.get_one(AwardRow, award.id)
        kept.kept_at = world.clock()
    browser = world.app.test_client()
    with browser.session_transaction() as session:
        session["badges"] = [[str(award.id), keeping_of(kept)]]

    assert browser.get("/mijn/gegevens/programmas").location == "/mijn/inloggen"
    assert browser.get("/mijn").status_code == 200


def test_the_question_says_who_asks_and_what_for(world, browser):
    portfolio = Portfolio(world, scope=f"{READ_CREDENTIALS} {READ_PROFILE} offline_access")
    page = browser.get(portfolio.question())

    words = html.unescape(page.text)
    assert "Mijn portfolio wil je badges zien" in words
    assert "portfolio.voorbeeld.nl" in words
    assert "Je naam en je mailadres zien." in words
    assert "Badges bij jouw badges zetten." not in words
    assert "form-action 'self' https://portfolio.voorbeeld.nl" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert _rows(world, OAuthCodeRow) == []


def test_the_question_is_there_in_english_too(world, browser):
    question = Portfolio(world).question()
    link = html.unescape(re.search(r'href="([^"]*taal=en)"', browser.get(question).text).group(1))

    back = browser.get("/ims/ob/v3p0/oauth/authorize" + link)
    assert back.status_code == 302
    assert 'lang="en"' in browser.get(back.location).text


def test_no_is_told_to_the_program_with_its_state(world, browser):
    answer = Portfolio(world).asked(browser, "nee")

    assert answer.location.startswith(CALLBACK)
    assert _error(answer) == "access_denied"
    assert parse_qs(urlsplit(answer.location).query)["state"] == ["s t/1"]
    assert _rows(world, OAuthCodeRow) == []


def test_a_yes_without_the_token_of_the_form_lets_nobody_in(world, browser):
    answer = browser.post(Portfolio(world).question(), data={"answer": "ja"})

    assert answer.status_code == 303
    assert answer.location.startswith("/ims/ob/v3p0/oauth/authorize?")
    assert _rows(world, OAuthCodeRow) == []


@pytest.mark.parametrize(
    "uri",
    [
        "https://portfolio.voorbeeld.nl/terug",
        CALLBACK + "/",
        "https://kwaad.voorbeeld.nl/",
        "javascript:alert(1)",
        '"\u202e',
    ],
)
def test_an_address_that_was_not_registered_gets_nothing_and_nobody_is_sent_there(world, browser, uri):
    portfolio = Portfolio(world)
    for answer in (browser.get(portfolio.question(redirect_uri=uri)), portfolio.asked(browser, redirect_uri=uri)):
        assert answer.status_code == 400
        assert "Location" not in answer.headers
        assert "De vraag van het programma klopt niet." in answer.text


@pytest.mark.parametrize(
    "query", ["", "client_id=x", "client_id=%00", "client_id=" + "0" * 32, "response_type=code&client_id=" + "a" * 9000]
)
def test_a_question_of_an_unknown_program_is_a_page_that_says_so(world, browser, query):
    answer = browser.get(f"/ims/ob/v3p0/oauth/authorize?{query}")

    assert answer.status_code in {400, 404}
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge": "kort"}, "invalid_request"),
        ({"scope": "https://elders.voorbeeld.nl/alles"}, "invalid_scope"),
        ({"scope": "offline_access"}, "invalid_scope"),
    ],
)
def test_a_wrong_question_goes_back_to_its_program(world, browser, wrong, error):
    portfolio = Portfolio(world)
    parts = urlsplit(portfolio.question())
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()} | wrong
    answer = browser.get(parts.path, query_string=asked)

    assert answer.status_code == 302
    assert answer.location.startswith(CALLBACK)
    assert _error(answer) == error


def test_a_code_that_comes_back_ends_all_that_came_out_of_it(world, browser):
    portfolio = Portfolio(world)
    code = portfolio.code(browser)
    portfolio.session.token = portfolio.exchange(code).json()
    assert portfolio.get("/credentials").status_code == 200

    again = portfolio.exchange(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert portfolio.get("/credentials").status_code == 401


def test_a_refresh_token_that_comes_back_ends_the_whole_family(world, browser):
    portfolio = Portfolio(world)
    first = portfolio.let_in(browser)
    second = portfolio.renew(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert portfolio.get("/credentials").status_code == 401

    assert portfolio.renew(first["refresh_token"]).json()["error"] == "invalid_grant"
    portfolio.session.token = second
    assert portfolio.get("/credentials").status_code == 401
    assert portfolio.renew(second["refresh_token"]).json()["error"] == "invalid_grant"


def test_everything_ends_in_time(world, browser):
    portfolio = Portfolio(world)
    late = portfolio.code(browser)
    world.clock.forward(minutes=5)
    assert portfolio.exchange(late).json()["error"] == "invalid_grant"

    token = portfolio.let_in(browser)
    world.clock.forward(minutes=59)
    assert portfolio.get("/credentials").status_code == 200
    world.clock.forward(minutes=1)
    answer = portfolio.get("/credentials")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    world.clock.forward(days=90)
    assert portfolio.renew(token["refresh_token"]).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_verifier": "a" * 43},
        {"code_verifier": ""},
        {"redirect_uri": "https://portfolio.voorbeeld.nl/"},
        {"redirect_uri": "caf\u00e9\u2028"},
        {"code": "x" * 3000},
        {"grant_type": 'pass"word'},
        {"grant_type": "client_credentials"},
    ],
)
def test_a_wrong_exchange_gives_no_token_and_leaves_the_code(world, browser, wrong):
    portfolio = Portfolio(world)
    code = portfolio.code(browser)
    answer = portfolio.exchange(code, **wrong)

    assert answer.status_code == 400
    assert "error" in answer.json()
    assert _rows(world, OAuthTokenRow) == []
    assert portfolio.exchange(code).status_code == 200


def test_the_code_or_token_of_another_program_is_worth_nothing(world, browser):
    portfolio, thief = Portfolio(world), Portfolio(world)
    thief.verifier = portfolio.verifier
    code = portfolio.code(browser)
    assert thief.exchange(code).json()["error"] == "invalid_grant"

    token = portfolio.let_in(browser)
    assert thief.renew(token["refresh_token"]).json()["error"] == "invalid_grant"
    assert thief.plain("revoke", {"token": token["access_token"]}).status_code == 400
    assert portfolio.get("/credentials").status_code == 200


def test_a_program_with_a_secret_has_to_show_it(world, browser):
    portfolio = Portfolio(world)
    code = portfolio.code(browser)
    portfolio.told["client_secret"] = "geraden"
    assert portfolio.exchange(code).status_code == 401
    del portfolio.told["client_secret"]
    assert portfolio.exchange(code).json()["error"] == "invalid_client"


@pytest.mark.parametrize("place", ["token", "revoke"])
@pytest.mark.parametrize(
    "header", ["Basic 6w==", "basic  6w==", "Basic a", "Basic é", "Basic !!!", "Basic ", "Basic", "Bearer "]
)
def test_a_garbled_basic_header_is_no_program(client, place, header):
    answer = client.post(
        f"/ims/ob/v3p0/oauth/{place}", data={"grant_type": "authorization_code"}, headers={"Authorization": header}
    )

    assert (answer.status_code, answer.json["error"]) == (401, "invalid_client")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["none", "client_secret_post"])
def test_programs_say_who_they_are_in_the_way_they_registered_for(world, browser, method):
    portfolio = Portfolio(world, metadata={"token_endpoint_auth_method": method})
    assert ("client_secret" in portfolio.told) is (method != "none")
    back = portfolio.asked(browser).location
    portfolio.session.fetch_token(
        f"{BASE}/oauth/token", authorization_response=back, state="s t/1", code_verifier=portfolio.verifier
    )

    assert portfolio.get("/credentials").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"redirect_uris": []}, "invalid_redirect_uri"),
        ({"redirect_uris": ["http://portfolio.voorbeeld.nl/"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://a@portfolio.voorbeeld.nl/"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://portfolio.voorbeeld.nl/#deel"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://portfolio.voorbeeld.nl/; img-src *"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://x.nl:99999/"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["javascript:alert(1)"]}, "invalid_redirect_uri"),
        ({"redirect_uris": [7]}, "invalid_redirect_uri"),
        ({"redirect_uris": "https://portfolio.voorbeeld.nl/"}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://portfolio.voorbeeld.nl/"] * 11}, "invalid_redirect_uri"),
        ({"client_name": "x" * 121}, "invalid_client_metadata"),
        ({"client_name": "Gemeente\u202e"}, "invalid_client_metadata"),
        ({"client_name": "   "}, "invalid_client_metadata"),
        ({"client_uri": 5}, "invalid_client_metadata"),
        ({"logo_uri": "javascript:alert(1)"}, "invalid_client_metadata"),
        ({"grant_types": ["password"]}, "invalid_client_metadata"),
        ({"scope": "alles"}, "invalid_client_metadata"),
        ({"token_endpoint_auth_method": "private_key_jwt"}, "invalid_client_metadata"),
    ],
)
def test_a_registration_that_cannot_be_is_refused(world, wrong, error):
    metadata = {"client_name": "Mijn portfolio", "redirect_uris": [CALLBACK], **wrong}
    answer = over_the_app(requests.Session(), world.app).post(f"{BASE}/oauth/register", json=metadata)

    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert _rows(world, OAuthClientRow) == []


@pytest.mark.parametrize("body", [b"", b"[]", b'"x"', b"{", b'{"a":1,"a":2}', b"\xff", b"[" * 5000])
def test_a_registration_that_is_no_object_is_refused(client, body):
    answer = client.post("/ims/ob/v3p0/oauth/register", data=body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json["error"] == "invalid_client_metadata"


@pytest.mark.parametrize("uri", ["http://localhost:3000/terug", "http://127.0.0.1/terug", "http://[::1]:8080/"])
def test_a_program_on_the_machine_of_the_learner_may_use_http(world, uri):
    told = Portfolio(world, metadata={"redirect_uris": [uri], "client_name": None}).told

    assert told["redirect_uris"] == [uri]
    assert told["client_name"] in {"localhost", "127.0.0.1", "::1"}


def test_a_name_is_shown_as_text(world, browser):
    page = browser.get(Portfolio(world, metadata={"client_name": "<b>Mij</b><script>"}).question())

    assert "<script>" not in page.text
    assert "&lt;b&gt;Mij&lt;/b&gt;&lt;script&gt;" in page.text


def test_a_learner_sees_the_programs_and_puts_one_out(world, browser):
    portfolio, other = Portfolio(world), Portfolio(world, metadata={"client_name": "Ander portfolio"})
    portfolio.let_in(browser)
    other.let_in(browser)
    page = html.unescape(browser.get("/mijn/gegevens/programmas").text)
    assert "Mijn portfolio" in page
    assert "portfolio.voorbeeld.nl" in page

    stop = f"/mijn/gegevens/programmas/{portfolio.told['client_id']}/stop"
    assert world.post(browser, stop).location == "/mijn/gegevens/programmas"
    assert portfolio.get("/credentials").status_code == 401
    assert portfolio.renew(portfolio.session.token["refresh_token"]).status_code == 400
    assert other.get("/credentials").status_code == 200
    assert "Mijn portfolio" not in browser.get("/mijn/gegevens/programmas").text
    assert world.post(browser, stop).status_code == 404


def test_a_program_that_did_not_come_yet_is_put_out_too(world, browser):
    portfolio = Portfolio(world)
    code = portfolio.code(browser)
    page = html.unescape(browser.get("/mijn/gegevens/programmas").text)
    assert "Mijn portfolio" in page
    assert "Nog niet" in page

    stop = f"/mijn/gegevens/programmas/{portfolio.told['client_id']}/stop"
    assert world.post(browser, stop).status_code == 303
    assert portfolio.exchange(code).status_code == 400
    assert "Mijn portfolio" not in browser.get("/mijn/gegevens/programmas").text
    assert world.post(browser, stop).status_code == 404


def test_stopping_and_exchanging_at_one_moment_leaves_no_token_that_works(world, browser):
    for _time in range(5):
        portfolio = Portfolio(world)
        code, stop = portfolio.code(browser), f"/mijn/gegevens/programmas/{portfolio.told['client_id']}/stop"
        exchanged, stopped = all_at_once([partial(portfolio.exchange, code), partial(world.post, browser, stop)])

        assert (exchanged.status_code in (200, 400), stopped.status_code) == (True, 303)
    assert {row.revoked_at is not None for row in _rows(world, OAuthTokenRow)} <= {True}


def test_a_code_whose_time_is_over_is_nothing_to_stop(world, browser):
    portfolio = Portfolio(world)
    portfolio.code(browser)
    world.clock.forward(minutes=6)

    assert "Mijn portfolio" not in browser.get("/mijn/gegevens/programmas").text
    stop = f"/mijn/gegevens/programmas/{portfolio.told['client_id']}/stop"
    assert world.post(browser, stop).status_code == 404


def test_nobody_puts_out_the_program_of_somebody_else(world, browser):
    portfolio = Portfolio(world)
    portfolio.let_in(browser)
    desk = Desk(world, name="Bakkerij Maan")
    stranger = learner_browser(world, desk.award(desk.given(desk.released(), email="femke@voorbeeld.nl")))

    assert world.post(stranger, f"/mijn/gegevens/programmas/{portfolio.told['client_id']}/stop").status_code == 404
    assert "Mijn portfolio" not in stranger.get("/mijn/gegevens/programmas").text
    assert portfolio.get("/credentials").status_code == 200


def test_programs_that_nobody_let_in_are_forgotten(world, browser):
    Portfolio(world)
    used = Portfolio(world)
    used.let_in(browser)
    world.clock.forward(days=31)
    newest = Portfolio(world)

    known = {row.client_id for row in _rows(world, OAuthClientRow)}
    assert known == {used.told["client_id"], newest.told["client_id"]}


def test_one_code_at_one_moment_in_many_hands_becomes_one_token_at_most(world, browser):
    portfolio = Portfolio(world)
    code = portfolio.code(browser)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _number: portfolio.exchange(code), range(8)))

    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 7
    assert [row.revoked_at is not None for row in _rows(world, OAuthTokenRow)] == [True]


def test_who_registers_too_often_has_to_wait(environment, clock, app):
    with app_with(environment, clock, BADGESERVICE_RATE_LIMITS="on") as limited:
        session = over_the_app(requests.Session(), limited)
        metadata = {"client_name": "Mijn portfolio", "redirect_uris": [CALLBACK]}
        statuses = [session.post(f"{BASE}/oauth/register", json=metadata).status_code for _time in range(10)]
        last = session.post(f"{BASE}/oauth/register", json=metadata)

    assert set(statuses) == {201}
    assert last.status_code == 429
    assert last.json()["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"] == "server_busy"
    assert last.headers["Retry-After"]
