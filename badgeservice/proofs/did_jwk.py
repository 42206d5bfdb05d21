"""Which DID document does a did:jwk stand for? (did:jwk method §"Resolve")"""

from __future__ import annotations

import json
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.model import base64url
from badgeservice.proofs.jwk import read_jwk

_PREFIX = "did:jwk:"


def verification_method(did: str) -> str:
    """The address of the one key of a did:jwk."""
    return f"{did}#0"


def resolve(did: str) -> dict[str, Any]:
    """The DID document: one JsonWebKey, for `assertionMethod`.

    Raises UnavailableError `issuer.unresolvable` for what holds no JWK that we can read, MalformedError
    `proof.key_weak`.
    """
    jwk = _read(did)
    method = verification_method(did)
    return {
        "id": did,
        "verificationMethod": [{"id": method, "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk}],
        "assertionMethod": [method],
    }


def _read(did: str) -> dict[str, Any]:
    raw = base64url.decode(did.removeprefix(_PREFIX))
    try:
        jwk = json.loads(raw or b"", object_pairs_hook=_members_once)
        read_jwk(jwk)
    except MalformedError as problem:
        if problem.reason == "proof.key_weak":
            raise
        raise UnavailableError("issuer.unresolvable", did[:100]) from problem
    except (UnavailableError, ValueError, RecursionError) as problem:
        raise UnavailableError("issuer.unresolvable", did[:100]) from problem
    return dict(jwk)


def _members_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice")
    return members
