"""What the signature cannot see is refused before the signature is looked at."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from issued import World, badge, signed, status_list

from badgeservice.verification.checks.structure import is_safe_link

BADGE = badge()
CONTEXTS = BADGE["@context"]


def reason(document: dict[str, Any]) -> str | None:
    return World().check(document).check("structure").reason


def without(name: str) -> dict[str, Any]:
    return {member: value for member, value in BADGE.items() if member != name}


def test_a_revoked_badge_cannot_hide_its_status_under_a_full_address() -> None:
    name = "https://www.w3.org/2018/credentials#credentialStatus"
    assert reason({**without("credentialStatus"), name: BADGE["credentialStatus"]}) == "context.redefinition"


def test_a_revoked_badge_cannot_hide_its_status_deeper_down() -> None:
    hidden = {"id": BADGE["id"], "credentialStatus": BADGE["credentialStatus"]}
    document = {**without("credentialStatus"), "issuer": {**BADGE["issuer"], "endorsementComment": hidden}}
    assert reason(document) == "context.redefinition"


def test_an_array_in_an_array_is_refused() -> None:
    credential = status_list()
    assert reason({**credential, "name": [["x"]]}) == "context.redefinition"


@pytest.mark.parametrize(
    ("contexts", "expected"),
    [
        (CONTEXTS[::-1], "context.order"),
        (CONTEXTS[:1], "schema.invalid"),
        ([*CONTEXTS, {"extra": "https://a.example/x"}], "context.unknown"),
        ([*CONTEXTS, "https://a.example/context.json"], "context.unknown"),
        ([CONTEXTS[0], CONTEXTS[1] + "?"], "context.unknown"),
        ([*CONTEXTS, "https://w3id.org/security/multikey/v1"], "context.redefinition"),
        ([*CONTEXTS, None], "context.unknown"),
        ({"@vocab": "https://a.example/"}, "context.unknown"),
    ],
)
def test_contexts_are_a_closed_list_in_a_fixed_order(contexts: Any, expected: str) -> None:
    assert reason({**BADGE, "@context": contexts}) == expected


def test_a_context_of_which_a_word_is_used_may_follow() -> None:
    document = signed({**without("proof"), "@context": [*CONTEXTS, "https://w3id.org/security/data-integrity/v2"]})
    assert World().check(document).verdict == "valid"


@pytest.mark.parametrize(
    ("member", "value", "expected"),
    [
        ("extra", "x", "context.dropped_terms"),
        ("evidence", [{"type": ["Evidence"], "extra": "x"}], "context.dropped_terms"),
        ("evidence", [{"type": ["Evidence", "Extra"]}], "context.dropped_terms"),
        ("evidence", [{"type": ["Evidence"], "id": "relative"}], "context.dropped_terms"),
        ("evidence", [{"type": ["Evidence"], "id": "_:b0"}], "context.too_complex"),
        ("evidence", [{"type": ["Evidence"], "@id": "https://a.example"}], "context.redefinition"),
        ("evidence", [{"type": ["Evidence"], "@context": CONTEXTS}], "context.redefinition"),
        ("@included", [], "context.redefinition"),
        ("termsOfUse", None, "schema.invalid"),
        ("proof", [{**BADGE["proof"][0], "extra": "x"}], "context.dropped_terms"),
        ("proof", BADGE["proof"] * 17, "parse.too_large"),
        ("proof", [{**BADGE["proof"][0], "proofValue": "z" + "1" * 8000}], "parse.too_large"),
        ("issuer", "did:web:" + "a" * 8000, "parse.too_large"),
        ("type", ["VerifiableCredential", "OpenBadgeCredential", "Extra"], "context.dropped_terms"),
    ],
)
def test_what_falls_outside_the_signature_is_refused(member: str, value: Any, expected: str) -> None:
    assert reason({**BADGE, member: value}) == expected


def test_deep_and_wide_documents_get_an_answer() -> None:
    deep = copy.deepcopy(BADGE)
    place = deep["issuer"]
    for number in range(58):
        place["parentOrg"] = {"id": f"https://a.example/{number}", "type": ["Profile"]}
        place = place["parentOrg"]
    assert World().check(deep).verdict == "invalid"
    wide = copy.deepcopy(BADGE)
    wide["credentialSubject"]["result"] = [{"type": ["Result"], "value": str(number)} for number in range(2400)]
    assert World().check(wide).verdict == "invalid"


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/x",
        "http://data.europa.eu/esco/skill/1",
        "data:image/png;base64,AAAA",
        "http://localhost:8000/x",
    ],
)
def test_these_links_may_be_shown(link: str) -> None:
    assert is_safe_link(link)


@pytest.mark.parametrize(
    "link",
    [
        "http://a.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "data:image/svg+xml;base64,AAAA",
        "//a.example",
        "x",
        "https://",
        "https://[",
        "HTTP://a.example",
    ],
)
def test_these_links_are_not_shown(link: str) -> None:
    assert not is_safe_link(link)
