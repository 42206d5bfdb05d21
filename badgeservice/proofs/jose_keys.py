"""Which keys does a key file hold: a JWK, a set of them, a verification method, a controlled identifier document?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.model import base64url
from badgeservice.proofs import base58, multikey
from badgeservice.proofs.jwk import SECRET_MEMBERS, read_jwk
from badgeservice.proofs.public_key import MORE_CURVES, PublicKey

RELATIONSHIPS = frozenset({"assertionMethod", "authentication", "keyAgreement", "capabilityInvocation"})

# Multikey prefixes of secret keys (Controlled Identifiers 1.0 §2.2.2).
_SECRET_PREFIXES = {b"\x80\x26": "Ed25519", b"\x86\x26": "P-256", b"\x87\x26": "P-384", b"\x88\x26": "P-521"}

PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey
JsonObject = Mapping[str, Any]


@dataclass(frozen=True)
class NamedKey:
    """A key, every name a `kid` may give it, and the one that its own tokens give it; secret when the file holds it.

    `controller` is whose key it is, when the file says so.
    """

    names: frozenset[str]
    key_id: str | None
    public: PublicKey
    private: PrivateKey | None
    controller: str | None = None


def read_keys(document: JsonObject, relationship: str) -> list[NamedKey]:
    """The keys of a file that a controlled identifier document lists for this `relationship`; of other files, all.

    Keys of kinds that are not used here are passed over, unless there are no others. Raises MalformedError
    `proof.value_malformed`, `proof.key_weak`, `proof.vm_not_authorized` or UnavailableError
    `proof.cryptosuite_unknown`.
    """
    keys: list[NamedKey] = []
    problems: list[MalformedError | UnavailableError] = []
    for method in _methods(document, relationship):
        try:
            keys.append(_read(method))
        except (MalformedError, UnavailableError) as problem:
            problems.append(problem)
    if keys:
        return keys
    raise problems[0] if problems else MalformedError("proof.vm_not_authorized", relationship)


def _methods(document: JsonObject, relationship: str) -> Iterator[JsonObject]:
    """Each key as a verification method; a JWK becomes one without id."""
    if "keys" in document:
        yield from ({"publicKeyJwk": jwk} for jwk in _objects(document["keys"]))
    elif "kty" in document:
        yield {"publicKeyJwk": document}
    elif "verificationMethod" in document or not RELATIONSHIPS.isdisjoint(document):
        yield from _listed(document, relationship)
    else:
        yield document


def _listed(document: JsonObject, relationship: str) -> Iterator[JsonObject]:
    methods = [_with_absolute_id(method, document) for method in _objects(document.get("verificationMethod"))]
    if RELATIONSHIPS.isdisjoint(document):
        yield from methods
        return
    listed = document.get(relationship)
    references = listed if isinstance(listed, list) else [listed]
    named = {_absolute(reference, document) for reference in references if isinstance(reference, str)}
    yield from (method for method in methods if method.get("id") in named)
    yield from (_with_absolute_id(method, document) for method in _objects(references))


def _with_absolute_id(method: JsonObject, document: JsonObject) -> JsonObject:
    identifier = method.get("id")
    absolute = _absolute(identifier, document) if isinstance(identifier, str) else None
    return {"controller": document.get("id"), **method, "id": absolute}


def _absolute(identifier: str, document: JsonObject) -> str:
    """ "#key" belongs to the document it stands in."""
    base = document.get("id")
    return f"{base}{identifier}" if identifier.startswith("#") and isinstance(base, str) else identifier


def _read(method: JsonObject) -> NamedKey:
    jwk = method.get("publicKeyJwk", method.get("secretKeyJwk", method.get("privateKeyJwk")))
    if isinstance(jwk, Mapping):
        secret_jwk = method.get("secretKeyJwk", method.get("privateKeyJwk", jwk))
        public, private = _read_public_jwk(jwk), _read_secret_jwk(secret_jwk)
    else:
        public = multikey.decode_public(method.get("publicKeyMultibase"))
        private = _read_secret_multikey(method.get("secretKeyMultibase"))
    if private is not None and private.public_key() != public:
        raise MalformedError("proof.value_malformed", "de geheime sleutel hoort niet bij de openbare")
    names = [method.get("id"), jwk.get("kid") if isinstance(jwk, Mapping) else None]
    written = [name for name in names if isinstance(name, str) and name]
    controller = method.get("controller")
    owner = controller if isinstance(controller, str) else None
    return NamedKey(frozenset(written), written[0] if written else None, public, private, owner)


def _read_public_jwk(jwk: JsonObject) -> PublicKey:
    """The public half of a JWK; `key_ops` of a secret one say what its secret half is for."""
    left_out = SECRET_MEMBERS | {"key_ops"} if "d" in jwk else frozenset()
    return read_jwk({name: value for name, value in jwk.items() if name not in left_out}, MORE_CURVES)


def _read_secret_jwk(jwk: object) -> PrivateKey | None:
    """The secret half, of the kinds that a credential is signed with; None when it is absent or of another kind."""
    if not isinstance(jwk, Mapping) or "d" not in jwk or jwk.get("kty") not in ("OKP", "EC"):
        return None
    if "sign" not in jwk.get("key_ops", ["sign"]):
        return None
    secret = base64url.decode(jwk["d"]) if isinstance(jwk["d"], str) else None
    return _load(str(jwk.get("crv")), secret or b"")


def _read_secret_multikey(text: object) -> PrivateKey | None:
    if text is None:
        return None
    raw = base58.decode_multibase(text)
    return _load(_SECRET_PREFIXES.get(raw[:2], ""), raw[2:])


def _load(kind: str, secret: bytes) -> PrivateKey:
    try:
        if kind == "Ed25519":
            return Ed25519PrivateKey.from_private_bytes(secret)
        curve = MORE_CURVES[kind]()
        if len(secret) == (curve.key_size + 7) // 8:
            return ec.derive_private_key(int.from_bytes(secret), curve)
    except (KeyError, ValueError) as problem:
        raise MalformedError("proof.value_malformed", "de geheime sleutel") from problem
    raise MalformedError("proof.value_malformed", "de geheime sleutel")


def _objects(values: object) -> list[JsonObject]:
    return [value for value in values if isinstance(value, Mapping)] if isinstance(values, list) else []
