"""Who issue the badges of the cases, and how do they say which keys are theirs?"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from casemaking import keys
from casemaking.keys import PrivateKey
from casemaking.shelf import Shelf
from casemaking.signing import algorithm, jwt, proof_for, prove

OTHERS = "De Werkplaats"


@dataclass(frozen=True)
class Signer:
    """An issuer with one of its keys."""

    id: str
    method: str
    key: Any
    name: str = OTHERS

    def profile(self) -> dict[str, Any]:
        """How the issuer stands in a badge."""
        return {"id": self.id, "type": ["Profile"], "name": self.name}

    def prove(self, document: dict[str, Any], suite: str = "eddsa-rdfc-2022", **options: Any) -> dict[str, Any]:
        """The document with this signer's proof."""
        return prove(document, self.key, self.method, suite, **options)

    def proof(self, document: dict[str, Any], suite: str = "eddsa-rdfc-2022", **options: Any) -> dict[str, Any]:
        """This signer's proof alone."""
        return proof_for(document, self.key, self.method, suite, **options)

    def jwt(self, payload: Any, **header: Any) -> str:
        """The payload as JWT of this signer; a header member that is None is left out."""
        whole = {"alg": algorithm(self.key), "typ": "vc+jwt", "cty": "vc", "kid": self.method, **header}
        return jwt(payload, self.key, {name: value for name, value in whole.items() if value is not None})

    def with_method(self, method: str) -> Signer:
        """The same key under another id."""
        return replace(self, method=method)

    def with_key(self, key: PrivateKey) -> Signer:
        """Another key under the same id."""
        return replace(self, key=key)


def did_key(key: PrivateKey, name: str = "Bakkerij Bries") -> Signer:
    """An issuer whose DID is its key."""
    value = keys.multikey(key)
    return Signer(f"did:key:{value}", f"did:key:{value}#{value}", key, name)


def did_jwk(key: PrivateKey, name: str = "Atelier Anker", **members: Any) -> Signer:
    """An issuer whose DID is its JWK."""
    did = "did:jwk:" + keys.base64url(_compact(keys.jwk(key, **members)))
    return Signer(did, f"{did}#0", key, name)


def did_web(shelf: Shelf, host: str, key: PrivateKey, name: str = OTHERS, **changes: Any) -> Signer:
    """An issuer with a did.json; `changes` are made in that document (None leaves a member out)."""
    did = host if host.startswith("did:") else f"did:web:{host}"
    signer = Signer(did, f"{did}#key-1", key, name)
    shelf.serve(did_address(did), did_document(signer, **changes), "application/did+json")
    return signer


def did_document(signer: Signer, **changes: Any) -> dict[str, Any]:
    """The DID document that lists the key of the signer; a `method` in the changes replaces its entry."""
    entry = changes.pop("method", None) or multikey_method(signer)
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": signer.id,
        "verificationMethod": [entry],
        "assertionMethod": [signer.method],
        **changes,
    }
    return {name: value for name, value in document.items() if value is not None}


def multikey_method(signer: Signer, **changes: Any) -> dict[str, Any]:
    """A verification method of type Multikey."""
    entry = {"id": signer.method, "type": "Multikey", "controller": signer.id}
    return {**entry, "publicKeyMultibase": keys.multikey(signer.key), **changes}


def jwk_method(signer: Signer, kind: str = "JsonWebKey", **changes: Any) -> dict[str, Any]:
    """A verification method that holds a JWK."""
    entry = {"id": signer.method, "type": kind, "controller": signer.id}
    return {**entry, "publicKeyJwk": keys.jwk(signer.key), **changes}


def did_address(did: str) -> str:
    """Where did:web looks."""
    host, *path = did.removeprefix("did:web:").split(":")
    return f"https://{unquote(host)}/{'/'.join(path) or '.well-known'}/did.json"


def the_signer(key: Any, did: str, fragment: str = "key-1", name: str = OTHERS) -> Signer:
    """A signer for a document that is served in another way."""
    return Signer(did, f"{did}#{fragment}", key, name)


def zon(shelf: Shelf) -> Signer:
    """The issuer of most cases: did:web with a path, Ed25519."""
    signer = did_web(shelf, "badges.example:orgs:zon", keys.ed25519("zon"), "Hotel Zon")
    shelf.known[signer.id] = signer.name
    return signer


def zon_p256(shelf: Shelf) -> Signer:
    """An issuer with a P-256 key."""
    return did_web(shelf, "p256.example", keys.elliptic("zon"), "Kliniek Kade")


def zon_p384(shelf: Shelf) -> Signer:
    """An issuer with a P-384 key."""
    return did_web(shelf, "p384.example", keys.elliptic("zon", "P-384"), "Kliniek Kade")


def zon_rsa(shelf: Shelf) -> Signer:
    """An issuer with an RSA key, as a JWK in its DID document."""
    signer = the_signer(keys.rsa_key("zon"), "did:web:rsa.example", name="School Roos")
    return did_web(shelf, "rsa.example", signer.key, signer.name, method=jwk_method(signer))


def _compact(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
