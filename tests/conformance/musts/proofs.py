"""Data Integrity 1.0 §2 to §4 for one proof: its members, what it covers, and how it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casemaking.canonical import DI2, VC2

from musts.documents import (
    EXAMPLES,
    JCS,
    LEFT_OUT,
    OTHER,
    RDFC,
    STRANGER,
    credential,
    damaged,
    damaged_proof,
    given,
    presentation,
    proved,
)
from musts.inputs import (
    does_not_issue,
    does_not_present,
    does_not_verify,
    each,
    issues,
    must,
    presents,
    verifies,
)
from musts.shown import has_proof, is_secured, proofs_of

SOUND = given()
VALUE = SOUND["proof"]["proofValue"]


def _with(**options: Any) -> dict[str, Any]:
    """A credential whose proof was made with these options; None leaves one out."""
    return given(proof=options)


def _jcs_with(**options: Any) -> dict[str, Any]:
    return given(OTHER, JCS, proof=options)


def _names_its_method(issued: Mapping[str, Any]) -> None:
    for proof in proofs_of(issued):
        assert {"type", "verificationMethod", "proofPurpose", "proofValue"} <= set(proof)


PROOFS = (
    must(
        "DI-2.1-1",
        issues("a proof member", shows=is_secured),
        verifies("a proof that is an object", SOUND),
        verifies("a proof in a list", damaged(SOUND, proof=[SOUND["proof"]])),
        each(
            does_not_verify,
            "no proof",
            "document",
            [
                damaged(SOUND, proof=value)
                for value in (LEFT_OUT, None, "string", 10, True, [], [None], ["string"], [[SOUND["proof"]]])
            ],
        ),
    ),
    must(
        "DI-2.1-2",
        verifies("an id that is a URL", _with(id="urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544")),
        each(
            does_not_verify,
            "an id that is none",
            "document",
            [_jcs_with(id=value) for value in ("not a url", 7, ["urn:a:1"])],
        ),
    ),
    must(
        "DI-2.1-3",
        issues("the type", shows=has_proof(type="DataIntegrityProof")),
        does_not_verify("no type", damaged_proof(SOUND, type=LEFT_OUT)),
        does_not_verify("no type when it was signed", _with(type=None)),
        does_not_verify("a type that nobody knows", _jcs_with(type="UnknownProofType")),
        does_not_verify("a type that is no text", _jcs_with(type=7)),
    ),
    must(
        "DI-2.1-4",
        issues("the purpose", shows=has_proof(proofPurpose="assertionMethod")),
        does_not_verify("no purpose", _with(proofPurpose=None)),
        does_not_verify("no purpose any more", damaged_proof(SOUND, proofPurpose=LEFT_OUT)),
        each(
            does_not_verify,
            "another purpose",
            "document",
            [_jcs_with(proofPurpose=value) for value in ("invalidPurpose", "authentication", 7, ["assertionMethod"])],
            why="purpose",
        ),
    ),
    must(
        "DI-2.1-5",
        does_not_verify("no method", _with(verificationMethod=None)),
        each(
            does_not_verify,
            "no such method",
            "document",
            [_jcs_with(verificationMethod=value) for value in ("did:key:invalidVm", "word", 7, "", [OTHER.method])],
        ),
        does_not_verify("the method of another", damaged_proof(SOUND, verificationMethod=STRANGER.method)),
        does_not_verify("the DID without its fragment", _with(verificationMethod=OTHER.id)),
    ),
    must(
        "DI-2.1-6",
        issues("the suite", shows=has_proof(cryptosuite=RDFC)),
        each(
            does_not_verify,
            "no such suite",
            "document",
            [_jcs_with(cryptosuite=value) for value in (None, "UnknownCryptosuite", 7, [RDFC])],
            why="cryptosuite",
        ),
        does_not_verify("no suite any more", damaged_proof(SOUND, cryptosuite=LEFT_OUT)),
    ),
    must(
        "DI-2.1-7",
        verifies("no moment", _with(created=None)),
        verifies("a moment with an offset", _with(created="2026-11-22T11:00:00+01:00")),
        verifies("a year ago", _with(created="2025-11-22T10:00:00Z")),
        each(
            does_not_verify,
            "no moment",
            "document",
            [_jcs_with(created=value) for value in ("invalidDate", "2026-11-22", 7)],
            why="created",
        ),
        does_not_verify("a moment to come", _with(created="2027-11-22T10:00:00Z"), why="created"),
    ),
    must(
        "DI-2.1-8",
        verifies("an end to come", _with(expires="2027-11-22T10:00:00Z")),
        does_not_verify("an end that has passed", _with(expires="2026-11-22T11:00:00Z"), why="expired"),
        each(
            does_not_verify,
            "no moment",
            "document",
            [_jcs_with(expires=value) for value in ("invalidDate", "2027-11-22", 7)],
        ),
    ),
    must(
        "DI-2.1-9",
        verifies("one domain", _with(domain="domain.example")),
        presents(
            "the domain that was asked for",
            presentation(proof={"domain": "domain.example", "challenge": "1235abcd6789"}),
            options={"domain": "domain.example", "challenge": "1235abcd6789"},
        ),
        verifies(
            "the domain that was asked for, on a credential",
            _with(domain="domain.example"),
            options={"domain": "domain.example"},
        ),
        does_not_verify(
            "another domain than was asked for", _with(domain="invalid.example"), options={"domain": "domain.example"}
        ),
        does_not_verify("no domain, but one was asked for", SOUND, options={"domain": "domain.example"}),
        does_not_present(
            "another domain, on a presentation",
            presentation(proof={"domain": "invalid.example"}),
            options={"domain": "domain.example"},
        ),
        each(
            does_not_verify,
            "a domain that is no text",
            "document",
            [_jcs_with(domain=value) for value in (7, {"a": "b"}, [7])],
        ),
    ),
    must(
        "DI-2.1-10",
        presents(
            "the challenge that was asked for",
            presentation(proof={"challenge": "abc", "domain": "domain.example"}),
            options={"challenge": "abc", "domain": "domain.example"},
        ),
        does_not_present(
            "another challenge",
            presentation(proof={"challenge": "abc", "domain": "domain.example"}),
            options={"challenge": "xyz", "domain": "domain.example"},
        ),
        does_not_present("no challenge, but one was asked for", presentation(), options={"challenge": "xyz"}),
        does_not_verify(
            "another challenge, on a credential",
            _with(challenge="invalid-challenge", domain="domain.example"),
            options={"domain": "domain.example", "challenge": "1235abcd6789"},
        ),
        each(
            does_not_verify,
            "a challenge that is no text",
            "document",
            [_jcs_with(challenge=value, domain="domain.example") for value in (7, ["abc"])],
        ),
    ),
    must(
        "DI-2.1-11",
        each(
            does_not_verify,
            "no value",
            "document",
            [damaged_proof(SOUND, proofValue=value) for value in (LEFT_OUT, None, 7, "", "z", [VALUE])],
        ),
        does_not_verify("a value without its header", damaged_proof(SOUND, proofValue=VALUE[1:])),
        does_not_verify(
            "a value with the header of another encoding", damaged_proof(SOUND, proofValue="u" + VALUE[1:])
        ),
        does_not_verify("a letter that base58 does not have", damaged_proof(SOUND, proofValue=VALUE[:-1] + "0")),
        does_not_verify(
            "another letter", damaged_proof(SOUND, proofValue=VALUE[:-2] + ("11" if VALUE[-2:] != "11" else "22"))
        ),
    ),
    must(
        "DI-2.1-12",
        verifies("a nonce", _with(nonce="8Uqj1b0")),
        each(
            does_not_verify,
            "a nonce that is no text",
            "document",
            [_jcs_with(nonce=value) for value in (7, {"a": "b"})],
        ),
    ),
)

CHECKS = (
    must(
        "DI-2.2-1",
        does_not_verify(
            "a proof for authentication on a credential", _with(proofPurpose="authentication"), why="purpose"
        ),
        presents("a proof for authentication on a presentation"),
        does_not_verify(
            "the purpose that was asked for is another", SOUND, options={"expectedProofPurpose": "authentication"}
        ),
        verifies("the purpose that was asked for", SOUND, options={"expectedProofPurpose": "assertionMethod"}),
    ),
    must(
        "DI-2.4-1",
        does_not_verify(
            "a context that nobody can read",
            given(OTHER, JCS, context=[VC2, "https://example.org/unknown"]),
            why="context",
        ),
        does_not_verify("a context that was put in afterwards", damaged(given(OTHER, JCS), context=[VC2, DI2])),
        does_not_verify(
            "an inline context that was put in afterwards",
            damaged(SOUND, context=[VC2, {"name": "https://example.org/#name"}]),
        ),
        does_not_verify(
            "other contexts in the proof than in the document",
            given(OTHER, JCS, proof={"@context": [VC2, EXAMPLES]}),
            why="context",
        ),
    ),
    must(
        "DI-2.4-2",
        does_not_verify(
            "a term that no context knows, when it was signed", given(undefinedTerm="value"), why="dropped"
        ),
        does_not_verify(
            "a term of the subject that was put in afterwards",
            damaged(SOUND, credentialSubject={**SOUND["credentialSubject"], "undefinedTerm": "x"}),
            why="dropped",
        ),
        does_not_verify(
            "a type that was put in afterwards",
            damaged(SOUND, type=["VerifiableCredential", "UndefinedType"]),
            why="dropped",
        ),
        does_not_issue("a term that no context knows", undefinedTerm="value"),
        does_not_issue("a type that no context knows", type=["VerifiableCredential", "UndefinedType"]),
    ),
    must(
        "DI-2.4-3",
        does_not_verify("a proof without the suite as a text of its own kind", _jcs_with(cryptosuite={"@value": RDFC})),
        issues("the suite as a text", shows=has_proof(cryptosuite=RDFC)),
    ),
    must(
        "DI-3.1-1",
        issues("the type and the suite together", shows=has_proof(type="DataIntegrityProof", cryptosuite=RDFC)),
        does_not_verify("the type without a suite", _jcs_with(cryptosuite=None)),
    ),
    must(
        "DI-4.1-1",
        verifies("letters outside ASCII", given(name="Überprüfung — 学习 🎓")),
        verifies("the same by JCS", given(OTHER, JCS, name="Überprüfung — 学习 🎓")),
        issues("letters outside ASCII", shows=is_secured, name="Überprüfung — 学习 🎓"),
    ),
    must(
        "DI-4.2-1",
        issues("type, method and purpose stand in every proof", shows=_names_its_method),
        does_not_issue("a suite that nobody knows", options={"cryptosuite": "UnknownCryptosuite"}),
        does_not_issue("the key of another", options={"verificationMethod": STRANGER.method}),
    ),
    must(
        "DI-4.4-1",
        does_not_verify("a document that is no JSON object", "document"),
        does_not_verify("the proof of another document", damaged(given(name="A"), name=LEFT_OUT)),
        does_not_verify("the proof of another issuer", proved(credential(OTHER.id), STRANGER)),
        does_not_verify("the options changed afterwards", damaged_proof(SOUND, created="2026-11-22T10:00:01Z")),
        does_not_verify("an option put in afterwards", damaged_proof(SOUND, nonce="x")),
    ),
    must(
        "DI-4.7-1",
        does_not_verify("a refusal says why: the signature", damaged(SOUND, name="A"), why="signature_invalid"),
        does_not_verify(
            "a refusal says why: the key", proved(credential(OTHER.id), STRANGER), why="vm_|controller|key"
        ),
        does_not_issue("a refusal to issue says why", undefinedTerm="value", why="dropped|undefinedTerm"),
    ),
)

MUSTS = PROOFS + CHECKS
