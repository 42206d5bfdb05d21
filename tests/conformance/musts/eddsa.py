"""Data Integrity EdDSA Cryptosuites 1.0: keys, proof values, and the two ways of making what is signed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from casemaking import canonical, keys
from casemaking.canonical import DI2, ED2020, VC2
from casemaking.cast import Signer, did_address, did_document, multikey_method
from casemaking.keys import base58, base58_bytes, base64url

from musts.documents import JCS, OTHER, RDFC, credential, damaged, damaged_proof, given, proved
from musts.inputs import Input, does_not_issue, does_not_verify, each, issues, must, verifies
from musts.shown import has_proof, is_secured, proofs_of

WEB = Signer("did:web:issuer.example", "did:web:issuer.example#key-1", keys.ed25519("an issuer with a web address"))
BY_WEB = proved(credential(WEB.id), WEB)
SOUND = given()
RAW = base58_bytes(SOUND["proof"]["proofValue"][1:])
KEY = keys.raw_public(WEB.key)


def _web(make: Callable[..., Input], says: str, value: Any) -> Input:
    """A credential of the issuer whose document lists this as its key."""
    method = multikey_method(WEB, publicKeyMultibase=value)
    return make(says, BY_WEB, served={did_address(WEB.id): did_document(WEB, method=method)})


def _signed_over(document: Mapping[str, Any], data: bytes, suite: str, **options: Any) -> dict[str, Any]:
    """The document with a proof whose signature is over these bytes."""
    proof = {
        name: value
        for name, value in proved(document, OTHER, suite, **options)["proof"].items()
        if name != "proofValue"
    }
    return {**document, "proof": {**proof, "proofValue": "z" + base58(OTHER.key.sign(data))}}


DOCUMENT = credential(OTHER.id)
OPTIONS = {name: value for name, value in SOUND["proof"].items() if name != "proofValue"}
CONFIGURATION = {**OPTIONS, "@context": DOCUMENT["@context"]}


def _digests(
    form: Callable[[Any], bytes], name: str = "sha256", first: Any = CONFIGURATION, second: Any = DOCUMENT
) -> bytes:
    return hashlib.new(name, form(first)).digest() + hashlib.new(name, form(second)).digest()


def _has_raw_value(issued: Mapping[str, Any]) -> None:
    """64 bytes in base58 with the letter of that encoding (§2.2.1)."""
    (proof,) = proofs_of(issued)
    assert proof["proofValue"].startswith("z")
    assert len(base58_bytes(proof["proofValue"][1:])) == 64
    is_secured(issued)


def _has_multikey(issued: Mapping[str, Any]) -> None:
    """The key in the DID is a Multikey of Ed25519 (§2.1.1)."""
    (proof,) = proofs_of(issued)
    _, _, value = proof["verificationMethod"].partition("#")
    assert value.startswith("z6Mk")
    assert base58_bytes(value[1:])[:2] == bytes([0xED, 0x01])
    assert len(base58_bytes(value[1:])) == 34


def _repeats_contexts(issued: Mapping[str, Any]) -> None:
    (proof,) = proofs_of(issued)
    assert proof["@context"] == issued["@context"]
    is_secured(issued)


KEYS = (
    must(
        "EDDSA-2.1-1",
        issues("our key", shows=_has_multikey),
        _web(verifies, "a key in base58", keys.multikey(WEB.key)),
        _web(does_not_verify, "a key in base64url", "u" + base64url(b"\xed\x01" + KEY)),
        _web(does_not_verify, "a key in base16", "f" + (b"\xed\x01" + KEY).hex()),
        _web(does_not_verify, "a key without the letter of its encoding", base58(b"\xed\x01" + KEY)),
        _web(does_not_verify, "a key that is no text", 7),
    ),
    must(
        "EDDSA-2.1-2",
        _web(does_not_verify, "the header of another kind of key", keys.multikey_of(b"\x80\x24", KEY)),
        _web(does_not_verify, "the header of a private key", keys.multikey_of(b"\x80\x26", KEY)),
        _web(does_not_verify, "a key of 31 bytes", keys.multikey_of(b"\xed\x01", KEY[:31])),
        _web(does_not_verify, "a key of 33 bytes", keys.multikey_of(b"\xed\x01", KEY + b"\0")),
        _web(does_not_verify, "a point of small order", keys.multikey_of(b"\xed\x01", b"\x01" + bytes(31))),
    ),
)

REPRESENTATION = (
    must(
        "EDDSA-2.2-1",
        issues("the type", shows=has_proof(type="DataIntegrityProof")),
        does_not_verify("another type", given(OTHER, JCS, proof={"type": "Ed25519Signature2018"})),
    ),
    must(
        "EDDSA-2.2-2",
        issues("eddsa-rdfc-2022 when nothing is asked for", shows=has_proof(cryptosuite=RDFC)),
        issues(
            "eddsa-rdfc-2022 when it is asked for", options={"cryptosuite": RDFC}, shows=has_proof(cryptosuite=RDFC)
        ),
        issues("eddsa-jcs-2022 when it is asked for", options={"cryptosuite": JCS}, shows=has_proof(cryptosuite=JCS)),
        does_not_verify("a suite of another kind of key", given(OTHER, RDFC, proof={"cryptosuite": "ecdsa-rdfc-2019"})),
        does_not_verify(
            "one suite, signed as the other", given(OTHER, JCS, proof={"cryptosuite": RDFC, "@context": None})
        ),
    ),
    must(
        "EDDSA-2.2-3",
        issues("64 bytes in base58", shows=_has_raw_value),
        does_not_verify("96 bytes", damaged_proof(SOUND, proofValue="z" + base58(RAW + bytes(32)))),
        does_not_verify("63 bytes", damaged_proof(SOUND, proofValue="z" + base58(RAW[:63]))),
        does_not_verify("64 bytes in base64url", damaged_proof(SOUND, proofValue="u" + base64url(RAW))),
        does_not_verify("64 bytes in base16", damaged_proof(SOUND, proofValue="f" + RAW.hex())),
        does_not_verify("another 64 bytes", damaged_proof(SOUND, proofValue="z" + base58(RAW[32:] + RAW[:32]))),
    ),
)

OLDER_CONTEXTS = {"context": [VC2, ED2020]}
OLDER = given(OTHER, "Ed25519Signature2020", **OLDER_CONTEXTS)

OLDER_SUITE = (
    must(
        "EDDSA-2.2-4",
        verifies("Ed25519Signature2020", OLDER),
        does_not_verify("the same, changed afterwards", damaged(OLDER, name="Diploma"), why="signature_invalid"),
        does_not_verify("the same without its context", given(OTHER, "Ed25519Signature2020"), why="context|dropped"),
    ),
)

RDFC_STEPS = (
    must(
        "EDDSA-3.2-1",
        verifies("a proof by the steps of the standard", SOUND),
        issues("a proof that those steps make too", shows=is_secured),
    ),
    must(
        "EDDSA-3.2-2",
        verifies("the members in another order", dict(reversed(list(SOUND.items())))),
        verifies(
            "the members of the proof in another order",
            {**SOUND, "proof": dict(reversed(list(SOUND["proof"].items())))},
        ),
        does_not_verify(
            "made canonical as JSON", _signed_over(DOCUMENT, _digests(canonical.jcs), RDFC), why="signature_invalid"
        ),
    ),
    must(
        "EDDSA-3.2-3",
        verifies(
            "the hash of the options, then that of the document", _signed_over(DOCUMENT, _digests(canonical.rdfc), RDFC)
        ),
        does_not_verify(
            "SHA-512", _signed_over(DOCUMENT, _digests(canonical.rdfc, "sha512"), RDFC), why="signature_invalid"
        ),
        does_not_verify(
            "the other order",
            _signed_over(DOCUMENT, _digests(canonical.rdfc, first=DOCUMENT, second=CONFIGURATION), RDFC),
            why="signature_invalid",
        ),
        does_not_verify(
            "the document only",
            _signed_over(DOCUMENT, hashlib.sha256(canonical.rdfc(DOCUMENT)).digest(), RDFC),
            why="signature_invalid",
        ),
    ),
    must(
        "EDDSA-3.2-4",
        does_not_verify("a type that is another", given(OTHER, RDFC, proof={"type": "UnknownProofType"})),
        does_not_verify("a moment that is none", given(OTHER, RDFC, proof={"created": "invalidDate"})),
    ),
)

JCS_STEPS = (
    must(
        "EDDSA-3.3-1",
        verifies("a proof by the steps of the standard", suite=JCS),
        issues("a proof that those steps make too", options={"cryptosuite": JCS}, shows=is_secured),
    ),
    must(
        "EDDSA-3.3-2",
        verifies("the members in another order", dict(reversed(list(given(OTHER, JCS).items())))),
        does_not_verify(
            "made canonical as a graph", given(OTHER, RDFC, proof={"cryptosuite": JCS}), why="signature_invalid"
        ),
        verifies(
            "numbers and texts that JSON writes in many ways",
            given(
                OTHER,
                JCS,
                credentialSubject={"id": "did:example:a", "name": '\u20ac$\u000f\nA\'B"\\"/'.replace("\u000f", "")},
            ),
        ),
    ),
    must(
        "EDDSA-3.3-3",
        issues("the contexts stand in the proof", options={"cryptosuite": JCS}, shows=_repeats_contexts),
        does_not_verify(
            "contexts in the proof that the document does not begin with",
            damaged(given(OTHER, JCS, context=[VC2, DI2]), context=[VC2]),
        ),
        does_not_verify("a context appended afterwards", damaged(given(OTHER, JCS), context=[VC2, DI2])),
    ),
    must(
        "EDDSA-3.3-4",
        does_not_verify("a suite that is another", given(OTHER, JCS, proof={"cryptosuite": "eddsa-jcs-2019"})),
        each(
            does_not_verify,
            "a moment that is none",
            "document",
            [given(OTHER, JCS, proof={"created": value}) for value in ("invalidDate", 7)],
        ),
        does_not_issue("a moment that is none", options={"created": "invalidDate"}),
    ),
)

MUSTS = KEYS + REPRESENTATION + OLDER_SUITE + RDFC_STEPS + JCS_STEPS
