"""Which DID document does a did:key stand for?"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.proofs import multikey

_PREFIX = "did:key:"


def did_key(public: Ed25519PublicKey | ec.EllipticCurvePublicKey) -> str:
    """The did:key of a public key."""
    return _PREFIX + multikey.encode_public(public)


def verification_method(did: str) -> str:
    """The address of the one key of a did:key."""
    return f"{did}#{did.removeprefix(_PREFIX)}"


def resolve(did: str) -> dict[str, Any]:
    """The DID document (did:key method §3.1): one Multikey, for `assertionMethod` and `authentication`.

    Raises UnavailableError `issuer.unresolvable` for a key we cannot read, MalformedError `proof.key_weak`.
    """
    _read_key(did)
    method = verification_method(did)
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [
            {"id": method, "type": "Multikey", "controller": did, "publicKeyMultibase": did.removeprefix(_PREFIX)}
        ],
        "authentication": [method],
        "assertionMethod": [method],
    }


def _read_key(did: str) -> None:
    if not did.startswith(_PREFIX):
        raise UnavailableError("issuer.unresolvable", did[:100])
    try:
        multikey.decode_public(did.removeprefix(_PREFIX))
    except MalformedError as problem:
        if problem.reason == "proof.key_weak":
            raise
        raise UnavailableError("issuer.unresolvable", did[:100]) from problem
