"""What we refuse on purpose, where a standard leaves room or asks for less care."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from casemaking import keys
from casemaking.canonical import DI2, VC2
from casemaking.cast import Signer, did_address, did_document, jwk_method

from musts.documents import JCS, OTHER, STRANGER, chained, credential, damaged, envelope, given, proved
from musts.inputs import does_not_verify, must, refuses, verifies
from musts.proof_sets import BY_ANOTHER, DOCUMENT, FIRST, ROOT
from musts.status_entries import LIST, a_list, entry

VECTORS = Path(__file__).parents[2] / "assets" / "vc-di-eddsa"
SERVED_CONTEXT = "https://example.org/contexts/v1"
WEAK = Signer("did:web:weak.example", "did:web:weak.example#key-1", keys.rsa_key("weak", 1024))


def _vector(name: str) -> Any:
    return json.loads((VECTORS / name / "signedDataInt.json").read_text(encoding="utf-8"))


def _all(*proofs: Any) -> dict[str, Any]:
    return {**DOCUMENT, "proof": list(proofs)}


def _weak_document() -> dict[str, Any]:
    return {did_address(WEAK.id): did_document(WEAK, method=jwk_method(WEAK))}


AUTHORITY = (
    must(
        "OURS-1",
        does_not_verify("the published vector of an alumna", _vector("alumni"), why="vm_not_authorized|unresolvable"),
        does_not_verify("a did:key that signs for a did:web", proved(credential("did:web:issuer.example"), OTHER)),
    ),
    must(
        "OURS-2",
        does_not_verify(
            "the first proof of a chain is by another controller",
            _all(BY_ANOTHER, chained(DOCUMENT, [BY_ANOTHER], OTHER, FIRST)),
            why="vm_not_authorized",
        ),
        does_not_verify(
            "the second proof of a chain is",
            _all(ROOT, chained(DOCUMENT, [ROOT], STRANGER, FIRST)),
            why="vm_not_authorized",
        ),
        does_not_verify("one of a set is", _all(ROOT, STRANGER.proof(DOCUMENT)), why="vm_not_authorized"),
    ),
)

CONTEXTS = (
    must(
        "OURS-3",
        refuses(
            "a context that could be fetched",
            suite=JCS,
            context=[VC2, SERVED_CONTEXT],
            served={SERVED_CONTEXT: {"@context": {"grade": "https://example.org/#grade"}}},
            why="context.unknown",
        ),
    ),
    must(
        "OURS-4",
        does_not_verify(
            "a context put in after signing", damaged(given(OTHER, JCS), context=[VC2, DI2]), why="context_mismatch"
        ),
    ),
)

MOMENTS = (
    must(
        "OURS-5",
        does_not_verify(
            "a created without zone", given(proof={"created": "2026-11-22T10:00:00"}), why="created_invalid"
        ),
        does_not_verify(
            "an expires without zone", given(proof={"expires": "2027-11-22T10:00:00"}), why="created_invalid"
        ),
        does_not_verify(
            "the same by JCS", given(OTHER, JCS, proof={"created": "2026-11-22T10:00:00"}), why="created_invalid"
        ),
    ),
)

STATUSES = (
    must(
        "OURS-6",
        does_not_verify(
            "a type that we cannot check",
            given(credentialStatus={"type": "https://example.org/#Status"}),
            why="unsupported",
        ),
        does_not_verify(
            "a purpose that we do not know",
            given(credentialStatus=entry(statusPurpose="custom")),
            served={LIST: a_list(subject={"statusPurpose": "custom"})},
            why="unsupported",
        ),
        does_not_verify("a list that could not be had", given(credentialStatus=entry()), why="unreachable"),
    ),
    must(
        "OURS-7",
        does_not_verify(
            "a list without id", given(credentialStatus=entry()), served={LIST: a_list(id=None)}, why="list_invalid"
        ),
    ),
)

TOKENS = (
    must(
        "OURS-8",
        does_not_verify(
            "RSA of 1024 bits", envelope(WEAK.jwt(credential(WEAK.id))), served=_weak_document(), why="key_weak"
        ),
    ),
    must(
        "OURS-9",
        does_not_verify(
            "a member that nobody knows",
            envelope(OTHER.jwt({**credential(OTHER.id), "unknown": "x"})),
            why="dropped_terms",
        ),
        verifies("a claim that the registry knows", envelope(OTHER.jwt({**credential(OTHER.id), "nonce": "x"}))),
    ),
    must(
        "OURS-10",
        does_not_verify(
            "vc beside the credential", envelope(OTHER.jwt({**credential(OTHER.id), "vc": {}})), why="vc|schema"
        ),
        does_not_verify("vp beside the credential", envelope(OTHER.jwt({**credential(OTHER.id), "vp": {}})), why="vp"),
    ),
)

MUSTS = AUTHORITY + CONTEXTS + MOMENTS + STATUSES + TOKENS
