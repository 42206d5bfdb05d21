"""What a program should not send gets a problem document that says what is wrong, and changes nothing."""

from __future__ import annotations

import json
from io import BytesIO
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from flask import Response
from programs import SKILL_AWARD, STATEMENT_AWARD, V1, Program, is_problem
from sqlalchemy.exc import IntegrityError, OperationalError
from staff_desk import BSN, Desk
from werkzeug.test import create_environ, run_wsgi_app

from badgeservice.storage.tables import ApiRequestRow, AuditRow, AwardDraftRow, AwardRow

JSON = "application/json"
NO_BADGE = "3f0f3c1e-6f0a-4f57-9a55-6d4f1c1b2a3d"


@pytest.fixture
def desk(world):
    return Desk(world)


@pytest.fixture
def program(desk):
    return Program(desk)


@pytest.fixture
def award(desk, program):
    return {"badge_class": program.slug(desk.released())} | SKILL_AWARD


def _raw(program, body: bytes, content_type: str = JSON, path: str = "/awards"):
    headers = program.headers(**{"Idempotency-Key": uuid4().hex})
    return program.client.post(V1 + path, data=body, headers=headers, content_type=content_type)


WRONG = {
    "an undefined member": ({"nickname": "Fa"}, "nickname"),
    "an undefined member within": ({"behaviours": [{"id": "b1", "grade": 10}]}, "behaviours.0.grade"),
    "no name": ({"name": ""}, "name"),
    "a name that is a number": ({"name": 7}, "name"),
    "a name of two lines": ({"name": "Fatima\nYilmaz"}, "name"),
    "a name that is too long": ({"name": "x" * 121}, "name"),
    "a name that is a BSN": ({"name": f"Fatima {BSN}"}, "name"),
    "an address that is none": ({"email": "fatima"}, "email"),
    "an address with a line break": ({"email": "fatima@voorbeeld.nl\r\nBcc: ieder@voorbeeld.nl"}, "email"),
    "a class that is not there": ({"badge_class": "bestaat-niet"}, "badge_class"),
    "a class that is a list": ({"badge_class": []}, "badge_class"),
    "no behaviours": ({"behaviours": []}, "behaviours"),
    "behaviours that are no list": ({"behaviours": {"id": "b1"}}, "behaviours"),
    "a behaviour of another class": ({"behaviours": [{"id": "b9"}]}, "behaviours"),
    "a behaviour twice": ({"behaviours": [{"id": "b1"}, {"id": "b1"}]}, "behaviours"),
    "a level where there are none": ({"behaviours": [{"id": "b1", "level": "zelf"}]}, "behaviours"),
    "a level that is none": ({"behaviours": [{"id": "b1", "level": "goed"}]}, "behaviours.0.level"),
    "a day without zone or shape": ({"judged_on": "20-11-2026"}, "judged_on"),
    "a day that is a moment": ({"judged_on": "2026-11-20T10:00:00"}, "judged_on"),
    "a day that is a number": ({"judged_on": 1763596800}, "judged_on"),
    "a day that does not exist": ({"judged_on": "2026-02-30"}, "judged_on"),
    "a day to come": ({"judged_on": "2026-11-23"}, "judged_on"),
    "no day": ({"judged_on": None}, "judged_on"),
    "a period that ends before it begins": (
        {"activity_start": "2026-10-02", "activity_end": "2026-10-01"}, "activity_end",
    ),
    "evidence that is a BSN": ({"evidence": f"Zie {BSN}."}, "evidence"),
    "evidence that is too long": ({"evidence": "x" * 2001}, "evidence"),
    "a link that is not https": ({"evidence": "Foto", "evidence_url": "http://voorbeeld.nl"}, "evidence_url"),
    "a link alone": ({"evidence_url": "https://voorbeeld.nl"}, "evidence"),
    "a version that is text": ({"version": "1"}, "version"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_member_is_named_and_nothing_is_given(desk, program, award, name):
    change, field = WRONG[name]

    assert is_problem(program.give(award | change), 400, field), name
    assert [desk.count(table) for table in (AwardRow, ApiRequestRow, AwardDraftRow)] == [0, 0, 0]


@pytest.mark.parametrize("field", ["assessor", "activity_start", "activity_end", "behaviours"])
def test_a_praktijkverklaring_needs_more(desk, program, field):
    award = {"badge_class": program.slug(desk.released("praktijkverklaring"))} | STATEMENT_AWARD
    without = {"behaviours": [{"id": "b1"}]} if field == "behaviours" else {field: None}

    assert is_problem(program.give(award | without), 400, field)


BROKEN = {
    "nothing": b"",
    "no JSON": b"{",
    "no object": b"[]",
    "a member twice": b'{"name": "A", "name": "B"}',
    "a member twice within": b'{"name": "A", "behaviours": [{"id": "b1", "id": "b2"}]}',
    "NaN": b'{"name": NaN}',
    "an infinite number": b'{"version": 1e999}',
    "a number that is too exact": b'{"version": 12345678901234567890}',
    "a lone surrogate": b'{"name": "\\ud800"}',
    "a null character": b'{"name": "\\u0000"}',
    "no UTF-8": b'{"name": "\xff"}',
    "a byte order mark": b'\xef\xbb\xbf{"name": "A"}',
    "too deep": b'{"name": ' + b"[" * 100 + b"]" * 100 + b"}",
    "too many values": b'{"name": [' + b"1," * 20_000 + b"1]}",
}


@pytest.mark.parametrize("name", BROKEN)
def test_json_that_not_everybody_reads_the_same_is_refused(program, name):
    assert is_problem(_raw(program, BROKEN[name]), 400, "body"), name


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "application/xml", "multipart/form-data", ""]
)
def test_what_is_not_json_is_not_read(program, kind):
    assert is_problem(_raw(program, b'{"name": "A"}', kind), 415)


def test_ten_megabytes_are_refused_before_they_are_read(program):
    headers = program.headers(**{"Idempotency-Key": "1"})
    environ = create_environ(f"{V1}/awards", method="POST", headers=headers, content_type=JSON)
    environ |= {"wsgi.input": Unreadable(), "CONTENT_LENGTH": "10000000"}

    answer = Response(*run_wsgi_app(program.client.application, environ))

    assert is_problem(answer, 413), answer.get_data()
    assert is_problem(_raw(program, b" " * 1_000_001), 413)
    assert is_problem(_raw(program, b" " * 1_000_000), 400, "body")
    assert is_problem(_raw(program, b" " * 1_000_001, path=f"/awards/{uuid4()}/revoke"), 413)


@pytest.mark.parametrize(("path", "most"), [("/awards", 1_000_000), ("/check", 10_000_000)])
def test_a_body_that_does_not_tell_its_length_is_refused_and_not_cut_off(program, path, most):
    headers = program.headers(**{"Idempotency-Key": "1"})

    def statuses(size: int) -> int:
        environ = create_environ(V1 + path, method="POST", headers=headers, content_type=JSON)
        environ.pop("CONTENT_LENGTH", None)
        environ |= {"wsgi.input": BytesIO(b" " * (size - 2) + b"{}"), "wsgi.input_terminated": True}
        return Response(*run_wsgi_app(program.client.application, environ)).status_code

    assert [statuses(size) for size in (most, most + 1, most + 100)] == [200 if path == "/check" else 400, 413, 413]


class Unreadable:
    """A body that is over when it is thrown away, and must not be read to be judged."""

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "only what is thrown away has a size"
        return b""


@pytest.mark.parametrize("key", [None, "", "twee woorden", "x" * 101, "é"])
def test_giving_asks_for_a_key(desk, program, award, key):
    headers = program.headers(**({} if key is None else {"Idempotency-Key": key}))

    answer = program.client.post(f"{V1}/awards", json=award, headers=headers)

    assert is_problem(answer, 400, "Idempotency-Key")
    assert desk.count(AwardRow) == 0


@pytest.mark.parametrize(
    "body", [{}, {"reason": ""}, {"reason": 3}, {"reason": f"BSN {BSN}"}, {"reason": "a\nb"}, {"reason": "x" * 301}]
)
def test_a_badge_is_not_withdrawn_without_a_fit_reason(desk, program, body):
    given = program.given(desk.released(can_be_suspended="y"))["id"]

    for act in ("revoke", "suspend"):
        assert is_problem(program.post(f"/awards/{given}/{act}", body), 400, "reason")
    assert program.get(f"/awards/{given}").json["state"] == "valid"


def test_a_reason_has_no_company(desk, program):
    given = program.given(desk.released())["id"]

    assert is_problem(program.post(f"/awards/{given}/revoke", {"reason": "Fout.", "force": True}), 400, "force")
    assert is_problem(program.post(f"/awards/{given}/resume", {"reason": "Fout."}), 400, "body")
    assert is_problem(program.post(f"/awards/{given}/suspend", {"reason": "Fout."}), 409)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("state=lost", "state"),
        ("after=x", "after"),
        ("after=", "after"),
        ("page=2", "page"),
        ("state=valid&state=valid", "state"),
    ],
)
def test_an_odd_question_is_named(program, query, field):
    assert is_problem(program.get(f"/awards?{query}"), 400, field)


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v2/check",
        "/api/v1/awards/1",
        "/api/v1/awards/",
        "/api/v1/badge-classes/a%00b",
    ],
)
def test_an_address_that_is_not_there_is_a_problem_document_too(client, path):
    assert is_problem(client.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/awards", {"GET", "HEAD", "POST"}),
        ("DELETE", f"/awards/{NO_BADGE}", {"GET", "HEAD"}),
        ("GET", "/check", {"POST"}),
        ("OPTIONS", "/awards", {"GET", "HEAD", "POST"}),
    ],
)
def test_another_method_is_told_which_ones_there_are(program, method, path, allowed):
    answer = program.client.open(V1 + path, method=method, headers=program.headers())

    assert is_problem(answer, 405)
    assert set(answer.allow) == allowed


def test_who_does_not_take_json_is_told_so(program):
    assert is_problem(program.get("/awards", Accept="text/html"), 406)
    for accepted in (JSON, f"{JSON}; charset=utf-8", "application/*", "*/*", f"text/html, {JSON};q=0.1"):
        assert program.get("/awards", Accept=accepted).status_code == 200


def test_sentences_are_english_unless_dutch_is_asked_for(program):
    english, dutch = (
        program.get("/awards?page=2").json,
        program.get("/awards?page=2", **{"Accept-Language": "nl-NL"}).json,
    )

    assert dutch["title"] == "De aanvraag klopt niet"
    assert english["title"] == "The request is not right"
    assert english["errors"][0]["field"] == dutch["errors"][0]["field"] == "page"


def test_a_choice_of_language_for_pages_is_no_detour_for_programs(program):
    answer = program.get("/awards?taal=en")

    assert is_problem(answer, 400, "taal")
    assert "Set-Cookie" not in answer.headers


def test_no_answer_sets_a_cookie(desk, program):
    desk.client.get("/?taal=nl")

    answer = desk.client.get(f"{V1}/awards", headers=program.headers())

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert is_problem(desk.client.get(f"{V1}/awards"), 401)


def test_two_at_once_with_one_key_give_one_badge(world, desk, program, award):
    start, answers = Barrier(2), []

    def ask() -> None:
        headers = program.headers(**{"Idempotency-Key": "rooster-1"})
        client = world.app.test_client()
        start.wait()
        answers.append(client.post(f"{V1}/awards", json=award, headers=headers))

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].data == answers[1].data
    assert sorted("Idempotency-Replayed" in answer.headers for answer in answers) == [False, True]
    assert [desk.count(table) for table in (AwardRow, ApiRequestRow)] == [1, 1]
    assert len(desk.mail(UUID(answers[0].json["id"]))) == 1


def test_what_is_kept_of_a_request_names_nobody(world, desk, program, award):
    program.give(award)

    with world.database.reading() as session:
        kept = repr(vars(session.query(ApiRequestRow).one()))
    for personal in ("Fatima", "fatima", "Yilmaz", program.token):
        assert personal not in kept


def test_an_award_of_somebody_else_is_not_in_the_log(world, desk, program, award):
    given = program.give(award).json["id"]
    stranger = Program(Desk(world, name="Groenrijk"))
    rows = desk.count(AuditRow)

    stranger.post(f"/awards/{given}/revoke", {"reason": "Zomaar."})

    assert desk.count(AuditRow) == rows


class TestWithLimits:
    """Rate limits are on here."""

    @pytest.fixture
    def environment(self, environment):
        return environment | {"BADGESERVICE_RATE_LIMITS": "on"}

    def test_who_tries_tokens_has_to_wait(self, client):
        tries = [client.get(f"{V1}/awards", headers={"Authorization": f"Bearer badges_{n}"}) for n in range(61)]

        assert {answer.status_code for answer in tries[:60]} == {401}
        assert is_problem(tries[60], 429)
        assert int(tries[60].headers["Retry-After"]) > 0

    def test_who_asks_too_often_has_to_wait_and_another_token_need_not(self, desk, program):
        asked = [program.get("/badge-classes") for _ in range(301)]

        assert {answer.status_code for answer in asked[:300]} == {200}
        assert is_problem(asked[300], 429)
        assert Program(desk).get("/badge-classes").status_code == 200

    def test_who_tries_codes_has_to_wait_here_and_on_the_page(self, client):
        headers = {"Content-Type": "text/plain"}
        tries = [client.post(f"{V1}/check", data="7K3M-9QXT-2HVB-4WND", headers=headers) for _ in range(41)]

        assert {answer.status_code for answer in tries[:40]} == {404}
        assert is_problem(tries[40], 429)
        assert client.get("/v/7K3M9QXT2HVB4WND").status_code == 429

    def test_who_compares_addresses_has_to_wait(self, desk, program):
        code = program.given(desk.released())["code"]
        body = json.dumps({"input": code, "recipient": "fatima@voorbeeld.nl"})
        kind = "application/vnd.badgeservice.check+json"
        tries = [program.client.post(f"{V1}/check", data=body, content_type=kind) for _ in range(21)]

        assert {answer.status_code for answer in tries[:20]} == {200}
        assert is_problem(tries[20], 429)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("SELECT 1", {}, Exception("away")), 503),
        (IntegrityError("INSERT", {}, Exception("twice")), 409),
        (ValueError("a bug"), 500),
    ],
    ids=["the database is away", "two at the same moment", "a bug"],
)
def test_what_goes_wrong_with_us_is_a_problem_document_that_tells_nothing_of_our_insides(app, error, status):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.test_request_context(f"{V1}/awards"):
        answer = app.handle_exception(error) if status == 500 else app.make_response(app.handle_user_exception(error))

        assert is_problem(answer, status)
    assert "SELECT" not in answer.get_data(as_text=True)
    assert status != 503 or int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("host", ["a b", "localhost:x", "", "[::1", "a/b"])
def test_a_host_that_is_none_gets_a_problem_document_too(client, host):
    answer = client.post(f"{V1}/check", data=b"{}", content_type=JSON, environ_overrides={"HTTP_HOST": host})

    assert answer.status_code in {200, 400}
    assert answer.status_code == 200 or is_problem(answer, 400)
