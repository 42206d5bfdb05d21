"""What every door of the VC-API answers to a request that it cannot even read, or may not answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from musts.desk import Desk
from musts.documents import ISSUER, credential, given
from musts.inputs import ISSUE, PRESENT, VERIFY

DOORS = (ISSUE, VERIFY, PRESENT)
# Rows of docs/conformance.md that are proved here: they are about requests that no JSON body can stand for.
PROVED = {
    "API-doors-1": "test_what_is_no_json_is_refused_with_words",
    "API-doors-2": "test_a_refusal_to_issue_is_a_problem_document",
    "API-doors-3": "test_a_body_over_ten_megabytes_is_too_large",
    "API-doors-4": "test_without_the_token_nothing_is_answered",
    "API-doors-5": "test_what_was_issued_is_verified_by_the_same_service",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Path(tmp_path_factory.mktemp("doors")))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b'{"credential": {"a": 1, "a": 2}}', b"NaN", b"[" * 100_000])
def test_what_is_no_json_is_refused_with_words(desk: Desk, door: str, text: bytes) -> None:
    answer = desk.app.test_client().post(f"/vc-api/{door}", data=text, content_type="application/json")
    assert answer.status_code == 400
    assert answer.get_json(force=True)["errors"]


def test_a_refusal_to_issue_is_a_problem_document(desk: Desk) -> None:
    answer = desk.send(ISSUE, {"credential": credential(ISSUER, type=["Unknown"])})
    problem = answer.get_json(force=True)
    assert answer.content_type.startswith("application/problem+json")
    assert {"type", "title", "status", "detail", "errors"} <= set(problem)
    assert problem["status"] == answer.status_code == 400


@pytest.mark.parametrize("door", DOORS)
def test_a_body_over_ten_megabytes_is_too_large(desk: Desk, door: str) -> None:
    body = b'{"credential": "' + b"x" * 10_000_001 + b'"}'
    answer = desk.app.test_client().post(f"/vc-api/{door}", data=body, content_type="application/json")
    assert answer.status_code == 413
    assert answer.content_type.startswith("application/problem+json")


@pytest.mark.parametrize("door", DOORS)
def test_without_the_token_nothing_is_answered(tmp_path: Path, door: str) -> None:
    closed = Desk(tmp_path, CONFORMANCE_TOKEN="een-geheim-van-de-proef")
    body = {"credential": credential(ISSUER), "verifiableCredential": given()}
    for headers in ({}, {"Authorization": "Bearer iets-anders"}, {"Authorization": "een-geheim-van-de-proef"}):
        answer = closed.send(door, body, headers=headers)
        assert answer.status_code == 401
        assert answer.content_type.startswith("application/problem+json")


def test_with_the_token_the_door_is_open(tmp_path: Path) -> None:
    closed = Desk(tmp_path, CONFORMANCE_TOKEN="een-geheim-van-de-proef")
    answer = closed.send(
        ISSUE, {"credential": credential(ISSUER)}, headers={"Authorization": "Bearer een-geheim-van-de-proef"}
    )
    assert answer.status_code == 201


def test_what_was_issued_is_verified_by_the_same_service(desk: Desk) -> None:
    issued = desk.send(ISSUE, {"credential": credential(ISSUER)}).get_json()["verifiableCredential"]
    answer = desk.send(VERIFY, {"verifiableCredential": issued})
    assert answer.status_code == 200
    assert answer.get_json()["verified"] is True
    issued["name"] = "Diploma"
    assert desk.send(VERIFY, {"verifiableCredential": issued}).status_code == 400
