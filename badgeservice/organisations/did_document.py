"""What stands in the did.json of an organisation, or of the service? (DID Core §5, did:web)"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from badgeservice.organisations.signer import TOKENS, Document
from badgeservice.proofs import multikey
from badgeservice.proofs.jwk import public_jwk, read_jwk
from badgeservice.proofs.public_key import PublicKey
from badgeservice.storage.tables import SigningKeyRow

CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
JWK_CONTEXT = "https://w3id.org/security/jwk/v1"
LISTED_STATES = frozenset({"active", "retired"})


def did_document(did: str, page: str, keys: Sequence[SigningKeyRow]) -> Document:
    """The DID document with every key that signs or signed; retired ones stay, so that old badges stay valid."""
    listed = [key for key in keys if key.state in LISTED_STATES]
    methods = [_verification_method(did, key) for key in listed]
    return {
        "@context": [*CONTEXT, JWK_CONTEXT] if any(key.purpose == TOKENS for key in listed) else CONTEXT,
        "id": did,
        "alsoKnownAs": [page],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def jwk_of(key: SigningKeyRow, address: str) -> Document:
    """The public part of a key as a JWK under its own address (RFC 7517 §4)."""
    algorithm = "RS256" if key.purpose == TOKENS else "EdDSA"
    return {**public_jwk(public_key_of(key)), "kid": address, "alg": algorithm, "use": "sig"}


def public_key_of(key: SigningKeyRow) -> PublicKey:
    """The public part of a stored key."""
    return read_jwk(json.loads(key.public)) if key.purpose == TOKENS else multikey.decode_public(key.public)


def _verification_method(did: str, key: SigningKeyRow) -> dict[str, Any]:
    method = {"id": f"{did}#{key.fragment}", "controller": did}
    if key.purpose == TOKENS:
        return {**method, "type": "JsonWebKey", "publicKeyJwk": json.loads(key.public)}
    return {**method, "type": "Multikey", "publicKeyMultibase": key.public}
