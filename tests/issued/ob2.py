"""A genuine Open Badges 2.0 badge, hosted and signed, with the world it lives in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badgeservice.jsonld.contexts import OPEN_BADGES_2
from badgeservice.verification.context import KnownIssuer
from issued import World

RSA = rsa.generate_private_key(65537, 2048)
HOME = "https://hotel.example"
ISSUER = f"{HOME}/issuer"
CLASS = f"{HOME}/classes/gasten"
ASSERTION = f"{HOME}/badges/1"
KEY = f"{HOME}/key"
REVOKED = f"{HOME}/revoked"

RECIPIENT = {
    "type": "email",
    "hashed": True,
    "salt": "zout",
    "identity": "sha256$" + hashlib.sha256(b"sanne@post.examplezout").hexdigest(),
}
PROFILE: dict[str, Any] = {
    "@context": OPEN_BADGES_2,
    "id": ISSUER,
    "type": "Issuer",
    "name": "Hotel Zon",
    "url": HOME,
    "email": "info@hotel.example",
    "publicKey": KEY,
    "revocationList": REVOKED,
}
BADGE_CLASS: dict[str, Any] = {
    "@context": OPEN_BADGES_2,
    "id": CLASS,
    "type": "BadgeClass",
    "name": "Gasten ontvangen",
    "description": "Je helpt gasten aan de balie.",
    "image": f"{CLASS}.png",
    "criteria": {"narrative": "- Je ontvangt gasten"},
    "issuer": ISSUER,
}
HOSTED: dict[str, Any] = {
    "@context": OPEN_BADGES_2,
    "id": ASSERTION,
    "type": "Assertion",
    "recipient": RECIPIENT,
    "badge": CLASS,
    "verification": {"type": "HostedBadge"},
    "issuedOn": "2026-11-22T10:00:00Z",
    "expires": "2028-11-22T10:00:00Z",
}
SIGNED: dict[str, Any] = {
    **HOSTED,
    "id": "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000031",
    "verification": {"type": "SignedBadge", "creator": KEY},
}


def key_document(key: rsa.RSAPrivateKey = RSA, owner: str = ISSUER) -> dict[str, Any]:
    """The key as its address serves it."""
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return {"@context": OPEN_BADGES_2, "id": KEY, "type": "CryptographicKey", "owner": owner, "publicKeyPem": pem}


def revocation_list(*entries: Any, issuer: str = ISSUER) -> dict[str, Any]:
    """The list of withdrawn badges."""
    return {
        "@context": OPEN_BADGES_2,
        "id": REVOKED,
        "type": "RevocationList",
        "issuer": issuer,
        "revokedAssertions": list(entries),
    }


def signed(document: Mapping[str, Any] = SIGNED, key: rsa.RSAPrivateKey = RSA, **header: Any) -> bytes:
    """The Assertion as a JWS."""
    return jwt.encode(dict(document), key, "RS256", header).encode()


def world(**documents: Any) -> World:
    """What the addresses of the hotel serve; `documents` replaces some by their last word, capitals and all."""
    addresses = {"ISSUER": ISSUER, "CLASS": CLASS, "ASSERTION": ASSERTION, "KEY": KEY, "REVOKED": REVOKED}
    served: dict[str, Any] = {
        ISSUER: PROFILE,
        CLASS: BADGE_CLASS,
        ASSERTION: HOSTED,
        KEY: key_document(),
        REVOKED: revocation_list(),
    }
    served |= {addresses[name]: document for name, document in documents.items()}
    return World(documents=served, known={ISSUER: KnownIssuer("Hotel Zon", None, "registered")})
