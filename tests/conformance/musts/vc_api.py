"""The answers of the VC-API (0.7): bodies, status codes, problem documents, and what a stranger's suite damages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musts.documents import ISSUER, JCS, LEFT_OUT, OTHER, credential, damaged, damaged_proof, given, presentation
from musts.inputs import (
    ISSUE,
    PRESENT,
    VERIFY,
    Input,
    does_not_issue,
    does_not_verify,
    each,
    issues,
    must,
    presents,
    verifies,
)
from musts.shown import is_secured
from musts.status_entries import LIST, a_list, entry
from musts.status_lists import SET

SOUND = given()
REVOKED = given(credentialStatus=entry())
RICH = {
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "name": "Bewijs",
    "validUntil": "2030-01-01T00:00:00Z",
    "issuer": {"id": ISSUER, "name": "Hotel Zon"},
    "credentialSubject": [{"id": "did:example:a", "name": "A"}, {"id": "did:example:b"}],
    "evidence": {"type": "https://example.org/#Report"},
}


def _nothing_else_changed(issued: Mapping[str, Any]) -> None:
    is_secured(issued)
    bare = {name: value for name, value in issued.items() if name != "proof"}
    issuer = issued["issuer"]["id"]
    assert bare == {
        **credential({"id": issuer, "name": "Hotel Zon"}),
        **RICH,
        "issuer": {"id": issuer, "name": "Hotel Zon"},
    }


def _body(says: str, door: str, body: Any) -> Input:
    """A body that is not what the door asks for."""
    return Input(says, door, body, False)


ISSUING = (
    must("API-issue-1", issues("201 with the credential", shows=is_secured)),
    must(
        "API-issue-2",
        _body("no credential in the body", ISSUE, {"verifiableCredential": credential(ISSUER)}),
        *(_body(f"a credential that is {value!r}", ISSUE, {"credential": value}) for value in (None, [], "text", 7)),
        *(_body(f"a body that is {value!r}", ISSUE, value) for value in ([], "text", 7, None, {})),
    ),
    must("API-issue-3", issues("every member as it came", shows=_nothing_else_changed, **RICH)),
    must(
        "API-issue-4",
        each(
            does_not_issue,
            "no list of contexts",
            "context",
            [LEFT_OUT, 4, False, None, [], {}, "string", [{"foo": True}, 4, False, None]],
        ),
        each(
            does_not_issue,
            "no list of types",
            "type",
            [LEFT_OUT, 4, None, True, [], {}, [2, None, {"foo": True}, False]],
        ),
        each(does_not_issue, "no issuer", "issuer", [LEFT_OUT, None, True, 4, [], "foo", {"id": "foo"}]),
        each(
            does_not_issue,
            "no subject",
            "credentialSubject",
            [LEFT_OUT, None, True, 4, [], "did:example:1234", [None, True, 4]],
        ),
    ),
    must(
        "API-issue-5",
        *(
            _body(f"options that are {value!r}", ISSUE, {"credential": credential(ISSUER), "options": value})
            for value in ([], "text", 7)
        ),
        issues("empty options", options={}),
        does_not_issue("a suite that is no text", options={"cryptosuite": 7}),
    ),
)

VERIFYING = (
    must(
        "API-verify-1",
        verifies("200 and verified", SOUND),
        verifies("the proof only is asked for", SOUND, options={"checks": ["proof"]}),
    ),
    must(
        "API-verify-2",
        does_not_verify("400 and not verified", damaged(SOUND, name="A"), options={"checks": ["proof"]}),
        *(
            does_not_verify(f"without {member}", damaged(SOUND, **{member: LEFT_OUT}), options={"checks": ["proof"]})
            for member in ("context", "type", "issuer", "credentialSubject", "proof")
        ),
        *(
            does_not_verify(
                f"without proof.{member}", damaged_proof(SOUND, **{member: LEFT_OUT}), options={"checks": ["proof"]}
            )
            for member in ("type", "created", "verificationMethod", "proofValue", "proofPurpose", "cryptosuite")
        ),
    ),
    must(
        "API-verify-3",
        *(
            does_not_verify(f"{member} is {value!r}", damaged(SOUND, **{member: value}))
            for member, values in (
                ("context", ("string", {}, None, 10, True, [[]], [{}], [None], [10], [True])),
                ("type", ("string", {}, None, 10, True, [[]], [{}], [None], [10], [True])),
                ("issuer", ([], None, 10, True)),
                ("credentialSubject", ("string", None, 10, True, [])),
                ("proof", ("string", None, 10, True, [])),
            )
            for value in values
        ),
    ),
    must(
        "API-verify-4",
        _body("no credential in the body", VERIFY, {"credential": SOUND}),
        *(
            _body(f"a credential that is {value!r}", VERIFY, {"verifiableCredential": value})
            for value in (None, [], "text", 7, {})
        ),
        *(_body(f"a body that is {value!r}", VERIFY, value) for value in ([], "text", 7, None, {})),
        *(
            _body(f"options that are {value!r}", VERIFY, {"verifiableCredential": SOUND, "options": value})
            for value in ([], "text", 7)
        ),
    ),
    must(
        "API-verify-5",
        does_not_verify(
            "revoked, when the proof only is asked for",
            REVOKED,
            options={"checks": ["proof"]},
            served={LIST: a_list(SET)},
            why="revoked",
        ),
        does_not_verify(
            "over, when the proof only is asked for",
            given(validUntil="2026-11-22T11:00:00Z"),
            options={"checks": ["proof"]},
            why="expired",
        ),
        does_not_verify(
            "damaged, when the status only is asked for",
            damaged(SOUND, name="A"),
            options={"checks": ["credentialStatus"]},
            why="signature_invalid",
        ),
    ),
)

PRESENTING = (
    must(
        "API-present-1",
        presents("200 and verified"),
        presents("a credential of another suite inside", presentation(given(OTHER, JCS))),
    ),
    must(
        "API-present-2",
        _body("no presentation in the body", PRESENT, {"presentation": presentation()}),
        *(
            _body(f"a presentation that is {value!r}", PRESENT, {"verifiablePresentation": value})
            for value in (None, [], "text", 7, {})
        ),
        _body("a credential in its place", PRESENT, {"verifiablePresentation": SOUND}),
        _body("a presentation in the place of a credential", VERIFY, {"verifiableCredential": presentation()}),
    ),
)

MUSTS = ISSUING + VERIFYING + PRESENTING
