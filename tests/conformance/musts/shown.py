"""What does an issued credential have to show, looked at by an independent reader?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from casemaking import keys
from casemaking.keys import base58_bytes
from casemaking.signing import hash_data
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from musts.documents import JCS, RDFC
from musts.inputs import Shows

ANY_ED25519 = keys.ed25519("only says which hash goes with the suite")
PREFIX = bytes([0xED, 0x01])


def is_secured(issued: Mapping[str, Any]) -> None:
    """Every proof holds, made anew from the document by the independent signer's own steps."""
    proofs = proofs_of(issued)
    assert proofs
    for proof in proofs:
        refuse_forgery(issued, proof)


def proofs_of(issued: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The proofs, one or many."""
    proof = issued["proof"]
    return proof if isinstance(proof, list) else [proof]


def refuse_forgery(issued: Mapping[str, Any], proof: Mapping[str, Any]) -> None:
    """The proof is an Ed25519 signature by the did:key of the issuer over the document and the options."""
    issuer = issued["issuer"]
    did, _, fragment = proof["verificationMethod"].partition("#")
    assert did == (issuer["id"] if isinstance(issuer, Mapping) else issuer)
    assert did == f"did:key:{fragment}"
    raw = base58_bytes(fragment.removeprefix("z"))
    assert raw[:2] == PREFIX
    bare = {name: value for name, value in issued.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    if proof["cryptosuite"] == JCS and "@context" not in options:
        raise AssertionError("a JCS proof of ours repeats the contexts")
    signed = hash_data(bare, options, proof["cryptosuite"], ANY_ED25519)
    Ed25519PublicKey.from_public_bytes(raw[2:]).verify(base58_bytes(proof["proofValue"][1:]), signed)


def has_proof(**members: Any) -> Shows:
    """The one proof has these members, and holds."""

    def shows(issued: Mapping[str, Any]) -> None:
        (proof,) = proofs_of(issued)
        assert {name: proof.get(name) for name in members} == members
        is_secured(issued)

    return shows


def holds_what_was_asked(issued: Mapping[str, Any]) -> None:
    """The members that a credential must have."""
    assert {"@context", "type", "issuer", "credentialSubject", "proof"} <= set(issued)
    assert "VerifiableCredential" in issued["type"]


def keeps(member: str, value: Any) -> Shows:
    """This member came back as it was sent."""

    def shows(issued: Mapping[str, Any]) -> None:
        assert issued[member] == value
        is_secured(issued)

    return shows


def all_of(*looks: Callable[[Mapping[str, Any]], None]) -> Shows:
    """Several of these."""

    def shows(issued: Mapping[str, Any]) -> None:
        for look in looks:
            look(issued)

    return shows


SUITES = (RDFC, JCS)
