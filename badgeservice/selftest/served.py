"""What do the addresses of a made-up giver answer, while its badge counts and once it was withdrawn?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from badgeservice.formats import ob2, strict_json
from badgeservice.formats.ob2_badge_class import badge_class_of
from badgeservice.formats.ob2_issuer import issuer_of, key_document, revocation_list_of
from badgeservice.formats.ob3_achievement import achievement_document, profile
from badgeservice.model.fetched import Fetched
from badgeservice.proofs import multikey
from badgeservice.proofs.jwk import public_jwk
from badgeservice.selftest.given_forms import BADGE_CLASS, SIGNED_ID, hosted
from badgeservice.selftest.giver import (
    ACHIEVEMENT,
    ADDRESSES,
    BADGE,
    DAY,
    DID,
    ISSUER,
    KEY,
    NAME,
    PLACE,
    SLUG,
    STATUS_LIST,
    TOKEN_KEY,
    TOKEN_KEY_NAME,
    Giver,
)
from badgeservice.status import bitstring, status_list

OK, GONE = 200, 410
FORMS = ADDRESSES.forms
JSON, DID_JSON, JWK, CREDENTIAL = (
    "application/ld+json",
    "application/did+json",
    "application/jwk+json",
    "application/vc",
)


def serves(giver: Giver, *, withdrawn: bool = False) -> Mapping[str, Fetched]:
    """Every address that a check of its badge may ask for, whatever the form."""
    return {
        ADDRESSES.did_document(SLUG): _json(_did_document(giver), DID_JSON),
        FORMS.key(SLUG, TOKEN_KEY_NAME): _json(public_jwk(giver.token_key.public_key()), JWK),
        STATUS_LIST: _json(giver.sign(_status_list(giver, withdrawn)), CREDENTIAL),
        **_open_badges_2(giver, withdrawn),
    }


def _did_document(giver: Giver) -> dict[str, Any]:
    badges = {"id": KEY, "type": "Multikey", "publicKeyMultibase": multikey.encode_public(giver.key.public_key())}
    tokens = {"id": TOKEN_KEY, "type": "JsonWebKey", "publicKeyJwk": public_jwk(giver.token_key.public_key())}
    methods = [{**method, "controller": DID} for method in (badges, tokens)]
    return {"id": DID, "verificationMethod": methods, "assertionMethod": [KEY, TOKEN_KEY]}


def _status_list(giver: Giver, withdrawn: bool) -> dict[str, Any]:
    return status_list.list_credential(
        id=STATUS_LIST,
        issuer_id=DID,
        issuer_name=NAME,
        purpose="revocation",
        encoded=bitstring.encode([PLACE] if withdrawn else []),
        valid_from=giver.now,
        valid_until=giver.now + DAY,
    )


def _open_badges_2(giver: Giver, withdrawn: bool) -> Mapping[str, Fetched]:
    issuer, key, revocations = FORMS.ob2_issuer(SLUG), FORMS.ob2_key(SLUG, TOKEN_KEY_NAME), FORMS.ob2_revocations(SLUG)
    pem = giver.token_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    badge_class = badge_class_of(achievement_document(ACHIEVEMENT, ISSUER), BADGE_CLASS, issuer)
    told = issuer_of(
        profile(ISSUER),
        issuer,
        email=ADDRESSES.mail,
        keys=[key],
        revocation_list=revocations,
        starts_with=FORMS.ob2_assertions,
    )
    address = FORMS.ob2_assertion(BADGE)
    gone = _json(ob2.revoked_assertion(address, None), JSON, GONE)
    return {
        issuer: _json(told, JSON),
        BADGE_CLASS: _json(badge_class, JSON),
        key: _json(key_document(key, issuer, pem), JSON),
        revocations: _json(revocation_list_of(revocations, issuer, [(SIGNED_ID, None)] if withdrawn else []), JSON),
        address: gone if withdrawn else Fetched(hosted(giver), JSON, OK),
    }


def _json(document: Mapping[str, Any], content_type: str, status: int = OK) -> Fetched:
    return Fetched(strict_json.dumps(document), content_type, status)
