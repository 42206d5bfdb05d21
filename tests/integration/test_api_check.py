"""A program has any badge checked without a token, and gets the report that the contract promises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from programs import V1, Program, is_problem
from staff_desk import Desk

from badgeservice.web.api.check import BADGES, QUESTION
from badgeservice.web.api.report_schema import CheckReport

CASES = Path(__file__).resolve().parents[1] / "assets" / "cases"


@pytest.fixture
def desk(world):
    return Desk(world)


@pytest.fixture
def given(desk):
    return Program(desk).given(desk.released())


def _check(client, body, kind, **headers):
    return client.post(f"{V1}/check", data=body, content_type=kind, headers=headers)


def _ask(client, **members):
    return _check(client, json.dumps(members), QUESTION)


@pytest.mark.parametrize(
    "kind", ["application/json", "application/vc", "application/ld+json", "application/octet-stream"]
)
def test_a_badge_is_its_own_body(client, given, kind):
    badge = client.get(given["forms"]["json"]).data

    report = _check(client, badge, kind)

    assert report.mimetype == "application/json"
    assert CheckReport.model_validate_json(report.data).verdict == "valid"
    assert report.json["recipient"]["name"] == "Fatima Yilmaz"


def test_a_picture_with_a_badge_in_it_is_checked(client, given):
    picture = client.get(given["forms"]["png"]).data

    assert _check(client, picture, "image/png").json["verdict"] == "valid"


def test_the_bytes_decide_what_it_is_and_not_the_media_type(client, given):
    badge = client.get(given["forms"]["json"]).data

    assert {_check(client, badge, kind).json["verdict"] for kind in BADGES} == {"valid"}


@pytest.mark.parametrize("what", ["code", "check_address", "address"])
def test_a_code_or_link_is_checked_as_text_and_as_a_question(client, given, what):
    assert _check(client, given[what], "text/plain").json["verdict"] == "valid"
    assert _ask(client, input=given[what]).json["verdict"] == "valid"


def test_a_question_tells_whether_the_badge_is_of_this_person(client, given):
    outcomes = {
        address: next(
            check["outcome"]
            for check in _ask(client, input=given["code"], recipient=address).json["checks"]
            if check["id"] == "recipient"
        )
        for address in ("fatima@voorbeeld.nl", "iemand@voorbeeld.nl")
    }

    assert outcomes == {"fatima@voorbeeld.nl": "passed", "iemand@voorbeeld.nl": "warning"}


def test_a_changed_badge_is_not_valid(client, given):
    badge = client.get(given["forms"]["json"]).data.replace(b"Fatima", b"Fatma!")

    report = _check(client, badge, "application/json").json

    assert (report["verdict"], report["checks"][1]["reason"]) == ("invalid", "proof.signature_invalid")


def test_a_revoked_badge_is_not_valid(client, desk, given):
    Program(desk).post(f"/awards/{given['id']}/revoke", {"reason": "Fout."})

    assert _ask(client, input=given["code"]).json["verdict"] == "invalid"


def test_json_in_the_shape_of_a_question_is_a_badge_unless_its_type_says_otherwise(client, given):
    report = _check(client, json.dumps({"input": given["code"]}), "application/json").json

    assert (report["verdict"], report["format"]) == ("invalid", None)


def test_messages_are_in_the_language_that_is_asked_for(client, given):
    dutch = _check(client, given["code"], "text/plain", **{"Accept-Language": "nl"}).json
    english = _check(client, given["code"], "text/plain").json

    assert dutch["checks"][0]["message"] == "De badge is goed opgebouwd."
    assert english["checks"][0]["message"] != dutch["checks"][0]["message"]


@pytest.mark.parametrize("text", ["7K3M-9QXT-2HVB-4WND", "7K3M", "http://localhost:8000/v/7K3M9QXT2HVB4WND"])
def test_a_code_that_we_do_not_know_is_not_found(client, text):
    assert is_problem(_check(client, text, "text/plain"), 404, "body")
    assert is_problem(_ask(client, input=text), 404, "input")


def test_what_is_wrong_is_named(client, given):
    assert is_problem(_ask(client), 400, "input")
    assert is_problem(_ask(client, input=""), 400, "input")
    assert is_problem(_ask(client, input=7), 400, "input")
    assert is_problem(_ask(client, input=given["code"], recipient="fatima"), 400, "recipient")
    assert is_problem(_ask(client, input=given["code"], email="fatima@voorbeeld.nl"), 400, "email")
    assert is_problem(_check(client, b'{"input": "a", "input": "b"}', QUESTION), 400, "body")
    assert is_problem(_ask(client, input="http://localhost:8000/hulp"), 400, "input")
    for kind in ("text/plain", "application/json", "image/png"):
        assert is_problem(_check(client, b"", kind), 400, "body")


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/html", ""]
)
def test_what_has_no_media_type_of_a_badge_is_not_read(client, kind):
    assert is_problem(_check(client, b"input=7K3M", kind), 415)


def test_ten_megabytes_may_be_checked_and_not_a_byte_more(client):
    assert (
        _check(client, b"x" * 10_000_000, "application/octet-stream").json["checks"][0]["reason"] == "parse.not_a_badge"
    )
    assert is_problem(_check(client, b"x" * 10_000_001, "application/octet-stream"), 413)


@pytest.mark.parametrize(
    "body", [b"\x00", b"\xff\xfe", b"[]", b"{", "\ud800".encode("utf-8", "surrogatepass"), b"a\x00b"]
)
def test_whatever_is_no_badge_gets_a_report_that_says_so(client, body):
    for kind in ("text/plain", "application/json", "image/png"):
        report = _check(client, body, kind)
        assert report.status_code == 200, (kind, report.text)
        assert CheckReport.model_validate_json(report.data).verdict != "valid"


def test_every_answer_on_a_hundred_cases_is_the_report_of_the_contract(client):
    files = sorted(path for path in CASES.rglob("*") if path.suffix in {".json", ".jwt", ".png", ".svg"})[:100]

    for file in files:
        answer = _check(client, file.read_bytes(), "application/octet-stream")
        assert answer.status_code == 200, file
        CheckReport.model_validate_json(answer.data)
    assert len(files) == 100
