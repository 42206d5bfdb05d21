"""What does another portfolio read of a learner, and what happens with a badge that it hands in?"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import jsonschema
import pytest
import schemathesis
from issued import png
from issued.other_forms import token as signed_token
from other_portfolio import BASE, Portfolio, foreign_badge, learner_browser
from sqlalchemy import select
from staff_desk import WHAT, Desk

from badgeservice.formats import baking_png
from badgeservice.portfolio import letting_in
from badgeservice.portfolio.letting_in import SCOPES
from badgeservice.storage.tables import AwardRow, ForeignBadgeRow
from badgeservice.verification.report import CHECK_IDS
from badgeservice.web.language import CONSENT
from badgeservice.web.ob3.discovery_document import discovery_document

CALLS = {
    letting_in.READ_CREDENTIALS: ("GET", "/credentials"),
    letting_in.WRITE_CREDENTIALS: ("POST", "/credentials"),
    letting_in.READ_PROFILE: ("GET", "/profile"),
    letting_in.WRITE_PROFILE: ("PUT", "/profile"),
}
DOCUMENT = discovery_document("http://localhost:8000", "/ims/ob/v3p0")


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def award(desk) -> AwardRow:
    return desk.award(desk.given(desk.released()))


@pytest.fixture
def browser(world, award):
    return learner_browser(world, award)


@pytest.fixture
def portfolio(world, browser) -> Portfolio:
    made = Portfolio(world)
    made.let_in(browser)
    return made


def _fits(document: Any, name: str) -> None:
    """The document is what the service description says it is."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    jsonschema.Draft7Validator(schema).validate(document)


def _refusal(answer: Any, status: int, code: str) -> str:
    assert answer.status_code == status, answer.text
    document = answer.json()
    _fits(document, "Imsx_StatusInfo")
    assert document["imsx_codeMajor"] == "failure"
    assert document["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"] == code
    return str(document["imsx_description"])


def _kept(world) -> list[ForeignBadgeRow]:
    with world.database.reading() as session:
        return list(session.scalars(select(ForeignBadgeRow)))


def _foreign(learner: UUID, document: bytes, format_: str, now: datetime) -> ForeignBadgeRow:
    report = {"format": format_, "claims": {"given_on": "2020-02-02T02:02:02Z"}}
    times = {"added_at": now, "checked_at": now, "check_after": now}
    return ForeignBadgeRow(
        id=uuid4(), learner_id=learner, document=document, sha256=hashlib.sha256(document).hexdigest(),
        media_type="image/png", report=report, answers={}, verdict="valid", **times,
    )  # fmt: skip


def _several(world, desk, award, browser, number: int) -> list[AwardRow]:
    """As many badges of one learner, an hour apart."""
    awards = [award]
    for _more in range(number - 1):
        world.clock.forward(hours=1)
        awards.append(desk.award(desk.given(award.version_id, WHAT)))
        learner_browser(world, awards[-1])
    return awards


def test_the_badges_are_read_exactly_as_they_were_signed(portfolio, award):
    answer = portfolio.get("/credentials")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Total-Count"] == "1"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.content == b'{"credential":[' + award.document + b'],"compactJwsString":[]}'
    _fits(answer.json(), "GetOpenBadgeCredentialsResponse")


def test_pages_lead_to_each_other_and_hold_every_badge_once(world, desk, award, browser):
    awards = _several(world, desk, award, browser, 5)
    portfolio = Portfolio(world)
    portfolio.let_in(browser)

    seen, path, prevs = [], f"{BASE}/credentials?limit=2", []
    while path:
        answer = portfolio.session.get(path)
        assert answer.headers["X-Total-Count"] == "5"
        assert answer.links["first"]["url"] == f"{BASE}/credentials?limit=2&offset=0"
        assert answer.links["last"]["url"] == f"{BASE}/credentials?limit=2&offset=4"
        seen += [badge["id"] for badge in answer.json()["credential"]]
        prevs.append("prev" in answer.links)
        path = answer.links.get("next", {}).get("url")

    assert seen == [f"http://localhost:8000/badges/{one.id}" for one in awards]
    assert prevs == [False, True, True]
    beyond = portfolio.get("/credentials?offset=999999999&limit=999999999")
    assert beyond.json() == {"credential": [], "compactJwsString": []}
    assert beyond.links["prev"]


def test_since_leaves_out_what_was_issued_before(world, desk, award, browser):
    awards = _several(world, desk, award, browser, 3)
    portfolio = Portfolio(world)
    portfolio.let_in(browser)

    for since in (awards[0].given_at.isoformat(), awards[0].given_at.isoformat()[:19], "2026-11-22T14:05:00%2B01:00"):
        answer = portfolio.get(f"/credentials?limit=1&since={since}")
        assert answer.headers["X-Total-Count"] == "2"
        assert "since=2026-11-22T13%3A05%3A00Z" in answer.links["next"]["url"]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=veel", "limit=", "offset=-1", "offset=1.5", "since=gisteren", "since="]
)
def test_a_page_that_cannot_be_is_refused(portfolio, query):
    sentence = _refusal(portfolio.get(f"/credentials?{query}"), 400, "invalid_query_parameter")

    assert query.partition("=")[0] in sentence


def test_the_badges_of_somebody_else_and_erased_ones_are_not_there(world, desk, award, portfolio):
    stranger = desk.award(desk.given(award.version_id, WHAT, email="femke@voorbeeld.nl"))
    learner_browser(world, stranger)
    desk.given(award.version_id, WHAT)
    assert portfolio.get("/credentials").headers["X-Total-Count"] == "1"

    with world.database.writing() as session:
        session.get_one(AwardRow, award.id).erased_at = world.clock()
    assert portfolio.get("/credentials").json()["credential"] == []


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_opens_its_own_call_and_no_other(world, browser, scope):
    portfolio = Portfolio(world, scope=scope)
    portfolio.let_in(browser)

    for needed, (method, path) in CALLS.items():
        answer = portfolio.session.request(
            method, BASE + path, data=b"{}", headers={"Content-Type": "application/json"}
        )
        if needed == scope:
            assert answer.status_code in {200, 400}
        else:
            _refusal(answer, 403, "forbidden")


def test_no_cookie_and_no_other_token_opens_anything(client, world, browser):
    for caller in (client, browser):
        for method, path in CALLS.values():
            for headers in ({}, {"Authorization": "Bearer geraden"}, {"Authorization": "Basic x"}):
                answer = caller.open("/ims/ob/v3p0" + path, method=method, headers=headers)
                assert answer.status_code == 401
                assert answer.json["imsx_codeMajor"] == "failure"
                assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_badge_of_elsewhere_is_new_then_there_then_replaced(world, portfolio):
    badge, other = foreign_badge(), foreign_badge("PV-2")
    first = portfolio.hand_in(badge)
    assert (first.status_code, first.content) == (201, badge)
    assert first.headers["Content-Type"] == "application/json"
    again = portfolio.hand_in(badge)
    assert (again.status_code, again.content) == (304, b"")
    newer = portfolio.hand_in(other, "application/vc+ld+json")
    assert (newer.status_code, newer.content) == (200, other)

    row = _kept(world)[0]
    assert len(_kept(world)) == 1
    assert (row.document, row.verdict, row.media_type) == (other, "valid", "application/json")
    assert [check["id"] for check in row.report["checks"]] == list(CHECK_IDS)
    assert row.check_after > world.clock()
    answer = portfolio.get("/credentials")
    assert answer.headers["X-Total-Count"] == "2"
    assert other in answer.content


def test_what_came_as_a_picture_is_read_as_what_lies_in_it_and_open_badges_2_are_left_out(world, browser, portfolio):
    badge = foreign_badge()
    assertion = json.dumps({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"}).encode()
    with world.database.writing() as session, browser.session_transaction() as known:
        for document, format_ in ((baking_png.bake(png(), badge), "ob3-data-integrity"), (assertion, "ob2-hosted")):
            session.add(_foreign(UUID(known["learner"]), document, format_, world.clock()))

    answer = portfolio.get("/credentials")
    assert answer.headers["X-Total-Count"] == "2"
    assert json.loads(badge) in answer.json()["credential"]


def test_a_token_stays_a_token(world, portfolio):
    compact = signed_token().decode()
    answer = portfolio.hand_in(compact, "text/plain")
    assert (answer.status_code, answer.text) == (201, compact)
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert portfolio.hand_in(compact, "text/plain").status_code == 304

    read = portfolio.get("/credentials").json()
    assert read["compactJwsString"] == [compact]
    assert _kept(world)[0].verdict == "unknown"


def test_a_badge_that_does_not_hold_is_kept_as_such_but_never_in_the_place_of_a_good_one(world, portfolio):
    changed = foreign_badge().replace(b"Sanne", b"Sjaan")
    assert portfolio.hand_in(changed).status_code == 201
    assert _kept(world)[0].verdict == "invalid"

    good = foreign_badge(id_="urn:uuid:0d9a1f8e-52a1-4c50-8a0e-6f5d2c1b0a11")
    assert portfolio.hand_in(good).status_code == 201
    assert (
        "gehouden"
        in portfolio.session.post(
            f"{BASE}/credentials",
            data=good.replace(b"Sanne", b"Sjaan"),
            headers={"Content-Type": "application/json", "Accept-Language": "nl"},
        ).json()["imsx_description"]
    )
    assert [row.document for row in _kept(world)].count(good) == 1


def _forged(badge: bytes, how: str) -> bytes:
    """The badge with another name on it, in a way that nobody can check."""
    document = json.loads(badge)
    document["credentialSubject"]["achievement"]["name"] = "Alles kunnen"
    if how == "no proof":
        del document["proof"]
    elif how == "a context that is away":
        document["@context"].append("https://weg.example/context.jsonld")
    else:
        document["proof"][0].update(json.loads(how))
    return json.dumps(document).encode()


UNCHECKABLE = [
    '{"cryptosuite": "bbs-2023"}',
    '{"type": "FutureProof2030"}',
    '{"verificationMethod": "https://weg.example/key#1"}',
    '{"verificationMethod": "did:web:weg.example#k"}',
    "no proof",
    "a context that is away",
]


@pytest.mark.parametrize("how", UNCHECKABLE)
def test_what_nobody_can_check_never_takes_the_place_of_a_badge_that_was_valid(world, portfolio, how):
    good = foreign_badge()
    assert portfolio.hand_in(good).status_code == 201
    _refusal(portfolio.hand_in(_forged(good, how)), 400, "invalid_data")

    # Nor once its time is over, or its giver cannot be asked any more.
    with world.database.writing() as session:
        session.scalars(select(ForeignBadgeRow)).one().verdict = "unknown"
    _refusal(portfolio.hand_in(_forged(good, how)), 400, "invalid_data")
    assert [row.document for row in _kept(world)] == [good]


def test_what_nobody_signed_never_takes_the_place_of_what_somebody_did(world, portfolio):
    unsure = foreign_badge(status={"id": "https://weg.example/s#1", "type": "BitstringStatusListEntry",
                                   "statusPurpose": "revocation", "statusListIndex": "1",
                                   "statusListCredential": "https://weg.example/s"})  # fmt: skip
    assert portfolio.hand_in(unsure).status_code == 201
    assert _kept(world)[0].verdict == "unknown"
    _refusal(portfolio.hand_in(_forged(unsure, '{"cryptosuite": "bbs-2023"}')), 400, "invalid_data")

    good = foreign_badge()
    assert portfolio.hand_in(good).status_code == 200
    assert [row.document for row in _kept(world)] == [good]


def test_two_long_ids_that_begin_alike_are_two_badges(world, portfolio):
    start = "https://elders.voorbeeld.nl/" + "a" * 600
    assert [portfolio.hand_in(foreign_badge(id_=start + end)).status_code for end in "123"] == [201] * 3
    assert portfolio.hand_in(foreign_badge("PV-2", start + "1")).status_code == 200
    assert len(_kept(world)) == 3


def test_two_givers_with_long_ids_that_begin_alike_are_two_givers(world, portfolio):
    for end in "12":
        badge = json.loads(foreign_badge())
        badge["issuer"]["id"] = "did:web:elders.voorbeeld.nl:" + "a" * 300 + end
        assert portfolio.hand_in(json.dumps(badge)).status_code == 201
    assert len(_kept(world)) == 2


def test_two_givers_may_use_one_id(world, portfolio):
    own_key = foreign_badge()
    other_giver = json.loads(own_key)
    other_giver["issuer"]["id"] = "did:web:elders.voorbeeld.nl"

    assert portfolio.hand_in(own_key).status_code == 201
    assert portfolio.hand_in(json.dumps(other_giver)).status_code == 201
    assert len(_kept(world)) == 2


def test_a_badge_of_ours_is_there_already_and_that_of_somebody_else_is_refused(world, desk, award, portfolio):
    stranger = desk.award(desk.given(award.version_id, WHAT, email="femke@voorbeeld.nl"))
    learner_browser(world, stranger)

    assert portfolio.hand_in(award.document).status_code == 304
    assert portfolio.hand_in(award.document.replace(b'"validFrom"', b' "validFrom"')).status_code == 304
    _refusal(portfolio.hand_in(stranger.document), 403, "forbidden")
    _refusal(portfolio.hand_in(award.document.replace(b"Fatima", b"Femke!")), 400, "invalid_data")
    assert _kept(world) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"{}", "application/json"),
        (b"[]", "application/json"),
        (b'{"type": ["VerifiableCredential"]}', "application/json"),
        (b'{"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"https://x.nl/1"}', "application/json"),
        (b"{" * 3000, "application/json"),
        (b'{"a":1,"a":2}', "application/json"),
        (b"\xff\xfe{", "application/json"),
        (b"", "text/plain"),
        (b"a.b.c", "text/plain"),
        (b"eyJ.eyJ.x", "text/plain"),
        (b"<svg><script>alert(1)</script></svg>", "text/plain"),
        (foreign_badge(), "text/plain"),
        (signed_token(), "application/json"),
    ],
)
def test_what_is_no_badge_is_refused_and_nothing_is_kept(world, portfolio, body, kind):
    _refusal(portfolio.hand_in(body, kind), 400, "invalid_data")

    assert _kept(world) == []


def test_what_is_too_large_or_of_another_kind_is_refused(portfolio):
    _refusal(portfolio.hand_in(b"{" + b" " * 1_000_001), 413, "invalid_data")
    _refusal(portfolio.hand_in(foreign_badge(), "image/png"), 415, "invalid_data")
    _refusal(portfolio.session.delete(f"{BASE}/credentials"), 405, "not_allowed")
    _refusal(portfolio.get("/niets"), 404, "not_found")


def test_every_program_sees_a_learner_under_another_id(world, browser):
    profiles = []
    for _program in range(2):
        portfolio = Portfolio(world)
        portfolio.let_in(browser)
        answer = portfolio.get("/profile")
        assert answer.json() == portfolio.get("/profile").json()
        _fits(answer.json(), "Profile")
        profiles.append(answer.json())

    for profile in profiles:
        assert (profile["name"], profile["email"], profile["type"]) == (
            "Fatima Yilmaz",
            "fatima@voorbeeld.nl",
            "Profile",
        )
        UUID(profile["id"].removeprefix("urn:uuid:"))
    assert profiles[0]["id"] != profiles[1]["id"]
    with browser.session_transaction() as session:
        assert session["learner"] not in str(profiles)


def test_a_profile_that_is_sent_changes_nothing_and_the_answer_says_so(portfolio):
    held = portfolio.get("/profile").json()
    assert portfolio.session.put(f"{BASE}/profile", json=held).status_code == 304
    answer = portfolio.session.put(f"{BASE}/profile", json=held | {"name": "Iemand Anders"})
    assert (answer.status_code, answer.json()) == (200, held)


@pytest.mark.parametrize(
    "wrong", [{"type": "Achievement"}, {"type": None}, {"id": "urn:uuid:1"}, {"phone": "0612345678"}, {"id": ["x"]}]
)
def test_a_profile_that_cannot_be_is_refused(portfolio, wrong):
    held = portfolio.get("/profile").json()

    _refusal(portfolio.session.put(f"{BASE}/profile", json=held | wrong), 400, "invalid_data")


def test_a_profile_that_is_no_object_is_refused(portfolio):
    for body, kind, status in (
        (b"[]", "application/json", 400),
        (b"x", "application/json", 400),
        (b"{}", "text/plain", 415),
    ):
        answer = portfolio.session.put(f"{BASE}/profile", data=body, headers={"Content-Type": kind})
        _refusal(answer, status, "invalid_data")


def test_errors_are_english_unless_somebody_asks_for_dutch(client):
    english = client.get("/ims/ob/v3p0/credentials")
    dutch = client.get("/ims/ob/v3p0/credentials", headers={"Accept-Language": "nl"})

    assert dutch.json["imsx_description"].startswith("Stuur een token mee")
    assert english.json["imsx_description"] != dutch.json["imsx_description"]


def test_the_service_description_names_every_address_of_the_api(client, app):
    answer = client.get("/ims/ob/v3p0/discovery")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    document = answer.json
    assert document == DOCUMENT
    assert {"title", "version", "termsOfService", "x-imssf-privacyPolicyUrl"} <= set(document["info"])
    scheme = document["components"]["securitySchemes"]["OAuth2ACG"]
    flow = scheme["flows"]["authorizationCode"]
    assert flow["scopes"].keys() == set(SCOPES)
    named = {document["servers"][0]["url"] + path for path in document["paths"]}
    named |= {scheme["x-imssf-registrationUrl"], scheme["x-imssf-revocationUrl"]}
    named |= {flow["authorizationUrl"], flow["tokenUrl"], flow["refreshUrl"]}

    ours = {
        f"http://localhost:8000{rule.rule}" for rule in app.url_map.iter_rules() if rule.endpoint.startswith("ob3.")
    }
    assert named == ours
    assert f"http://localhost:8000{CONSENT}" in named


def test_the_service_description_is_openapi(client):
    schema = schemathesis.openapi.from_dict(client.get("/ims/ob/v3p0/discovery").json)

    schema.validate()
    found = {(operation.ok().method.upper(), operation.ok().path) for operation in schema.get_all_operations()}
    assert found == {("GET", "/discovery"), *CALLS.values()}
