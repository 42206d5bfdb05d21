"""Data Integrity 1.0 §2.2 to §4 for one proof: what it is for, what it covers, and how it is made and checked."""

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
    proved,
)
from musts.inputs import (
    does_not_issue,
    does_not_verify,
    issues,
    must,
    presents,
    verifies,
)
from musts.proofs import SOUND, with_options, with_options_by_jcs
from musts.shown import has_proof, is_secured, proofs_of


def _names_its_method(issued: Mapping[str, Any]) -> None:
    for proof in proofs_of(issued):
        assert {"type", "verificationMethod", "proofPurpose", "proofValue"} <= set(proof)


MUSTS = (
    must(
        "DI-2.2-1",
        does_not_verify(
            "a proof for authentication on a credential", with_options(proofPurpose="authentication"), why="purpose"
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
        does_not_verify(
            "a proof without the suite as a text of its own kind", with_options_by_jcs(cryptosuite={"@value": RDFC})
        ),
        issues("the suite as a text", shows=has_proof(cryptosuite=RDFC)),
    ),
    must(
        "DI-3.1-1",
        issues("the type and the suite together", shows=has_proof(type="DataIntegrityProof", cryptosuite=RDFC)),
        does_not_verify("the type without a suite", with_options_by_jcs(cryptosuite=None)),
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
