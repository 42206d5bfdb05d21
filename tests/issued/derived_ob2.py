"""The genuine badge of this package as Open Badges 2.0, made from what was signed, and what its addresses serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badgeservice.formats import ob2, ob2_badge_class, ob2_issuer
from badgeservice.formats.ob3_achievement import achievement_document, profile
from badgeservice.model.award import Award
from badgeservice.verification.context import KnownIssuer
from issued import AWARD, KINDS, World, badge

RSA = rsa.generate_private_key(65537, 2048)
ORIGIN = "https://badges.example"
ISSUER = f"{ORIGIN}/ob2/issuers/hotel-zon"
ASSERTIONS = f"{ORIGIN}/ob2/assertions/"
ASSERTION = f"{ASSERTIONS}6f1b7a52-3c55-4d54-9a6e-0d6c5ad1f001"
CLASS = f"{ISSUER}/badge-classes/gasten-ontvangen/v2"
PREVIOUS = f"{ISSUER}/badge-classes/gasten-ontvangen/v1"
KEY = f"{ISSUER}/keys/1"
REVOKED = f"{ISSUER}/revocations"
IMAGE = f"{AWARD.id}.png"
IDENTIFIER = ob2.signed_identifier(AWARD.id)
MAIL = "sanne@post.example"

# Other verifiers look at the real clock, so these badges are valid for as long as this code lives.
LASTING: dict[str, Award] = {
    kind: replace(
        award,
        recipient=AWARD.recipient,
        valid_from=datetime(2026, 1, 1, tzinfo=UTC),
        valid_until=award.valid_until and datetime(2999, 1, 1, tzinfo=UTC),
    )
    for kind, award in KINDS.items()
}


def hosted(award: Award = AWARD, **changes: Any) -> dict[str, Any]:
    """The Assertion that its address serves."""
    return {**ob2.assertion_of(badge(award), ASSERTION, CLASS, IMAGE), **changes}


def assertion_to_sign(award: Award = AWARD, **changes: Any) -> dict[str, Any]:
    """The Assertion inside a signed badge."""
    return {**ob2.signed_assertion_of(badge(award), IDENTIFIER, CLASS, KEY, IMAGE), **changes}


def token(assertion: Mapping[str, Any], key: rsa.RSAPrivateKey = RSA) -> bytes:
    """The signed badge."""
    return jwt.encode(dict(assertion), key, "RS256").encode()


def key_document(key: rsa.RSAPrivateKey = RSA) -> dict[str, Any]:
    """The key that signs."""
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return ob2_issuer.key_document(KEY, ISSUER, pem)


def served(award: Award = AWARD, *revoked: tuple[str, str | None]) -> dict[str, Any]:
    """What every address of the badge and its giver serves; `revoked` are the entries on the list."""
    achievement = achievement_document(award.achievement, award.issuer)
    return {
        ASSERTION: hosted(award),
        CLASS: ob2_badge_class.badge_class_of(achievement, CLASS, ISSUER, PREVIOUS),
        ISSUER: ob2_issuer.issuer_of(
            profile(award.issuer),
            ISSUER,
            email="badges@hotel.example",
            keys=[KEY],
            revocation_list=REVOKED,
            starts_with=ASSERTIONS,
        ),
        KEY: key_document(),
        REVOKED: ob2_issuer.revocation_list_of(REVOKED, ISSUER, revoked),
    }


def world(documents: Mapping[str, Any]) -> World:
    """Our own verifier with these documents, asked whether the badge is Sanne's."""
    known = {ISSUER: KnownIssuer("Hotel Zon", None, "registered")}
    return World(documents=dict(documents), known=known, recipient=MAIL)
