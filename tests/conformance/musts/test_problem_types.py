"""An error of the VC-API says of what kind it is, by the URL that its standard gives that kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from casemaking.lists import bits, encoded

from badgeservice.errors import UnavailableError
from musts.desk import Desk
from musts.documents import ISSUER, credential, damaged, damaged_proof, given
from musts.inputs import ISSUE, VERIFY
from musts.status_entries import LIST, a_list, entry

# Rows of docs/conformance.md that are proved here.
PROVED = {
    "VCDM-7.2-1": "test_the_kinds_of_the_data_model",
    "DI-4.7-2": "test_the_kinds_of_data_integrity",
    "BSL-3.5-1": "test_the_kinds_of_status_lists",
}

DATA_MODEL = "https://www.w3.org/TR/vc-data-model#"
SECURITY = "https://w3id.org/security#"
STATUS_LISTS = "https://www.w3.org/ns/credentials/status-list#"
BADGE = given(credentialStatus=entry())
FAR = given(credentialStatus=entry(statusListIndex="131072"))
SOUND = given()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Path(tmp_path_factory.mktemp("problems")))


def kinds(desk: Desk, door: str, body: Any, served: Any = None) -> set[str]:
    """The kinds of the problems in an answer that refuses."""
    desk.world.documents = {LIST: served} if served is not None else {}
    answer = desk.send(door, body)
    assert answer.status_code == 400
    return {problem["type"] for problem in answer.get_json(force=True)["problemDetails"]}


def checked(document: Any, **options: Any) -> dict[str, Any]:
    return {"verifiableCredential": document, "options": options}


def test_the_kinds_of_the_data_model(desk: Desk) -> None:
    assert kinds(desk, VERIFY, checked([])) == {f"{DATA_MODEL}PARSING_ERROR"}
    assert kinds(desk, ISSUE, {"credential": credential(ISSUER, id="not a url")}) == {
        f"{DATA_MODEL}MALFORMED_VALUE_ERROR"
    }


@pytest.mark.parametrize(
    ("document", "options", "kind"),
    [
        (damaged(SOUND, name="Diploma"), {}, "PROOF_VERIFICATION_ERROR"),
        (damaged_proof(SOUND, proofValue="z1"), {}, "PROOF_VERIFICATION_ERROR"),
        (given(undefinedTerm="value"), {}, "DATA_LOSS_DETECTION_ERROR"),
        (SOUND, {"domain": "domain.example"}, "INVALID_DOMAIN_ERROR"),
        (SOUND, {"challenge": "abc"}, "INVALID_CHALLENGE_ERROR"),
    ],
)
def test_the_kinds_of_data_integrity(desk: Desk, document: Any, options: Any, kind: str) -> None:
    assert kinds(desk, VERIFY, checked(document, **options)) == {f"{SECURITY}{kind}"}


def test_a_proof_that_we_may_not_make_is_of_its_own_kind(desk: Desk) -> None:
    body = {"credential": credential("did:example:another")}
    assert kinds(desk, ISSUE, body) == {f"{SECURITY}PROOF_GENERATION_ERROR"}


@pytest.mark.parametrize(
    ("document", "served", "kind"),
    [
        (BADGE, UnavailableError("fetch.unreachable", LIST), "STATUS_RETRIEVAL_ERROR"),
        (BADGE, a_list(encoded(bits(5, size=8))), "STATUS_LIST_LENGTH_ERROR"),
        (BADGE, damaged(a_list(), validFrom="2026-11-22T10:00:01Z"), "STATUS_VERIFICATION_ERROR"),
        (FAR, a_list(), "RANGE_ERROR"),
    ],
)
def test_the_kinds_of_status_lists(desk: Desk, document: Any, served: Any, kind: str) -> None:
    assert kinds(desk, VERIFY, checked(document), served) == {f"{STATUS_LISTS}{kind}"}
