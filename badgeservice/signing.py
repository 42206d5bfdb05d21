"""How do the stored, sealed keys become the `sign`, `sign_token` and `create_key` that use cases are handed?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError
from badgeservice.formats.award_templates import AwardTemplates
from badgeservice.formats.bulk_signer import BulkSigner
from badgeservice.keystore.sealing import PrivateKey, binding, seal, unseal
from badgeservice.model.addresses import Addresses
from badgeservice.model.award import Award
from badgeservice.organisations.signer import (
    BADGES,
    SERVICE,
    STATUS,
    TOKENS,
    CreateKey,
    Document,
    Sign,
    SignMany,
    SignToken,
)
from badgeservice.proofs import ed25519_key, eddsa_rdfc, jws_signing, multikey
from badgeservice.proofs.jwk import public_jwk
from badgeservice.storage import keys, organisations
from badgeservice.storage.tables import SigningKeyRow
from badgeservice.wording import N_

SERVICE_BINDING = "service"
RSA_BITS, RSA_EXPONENT = 3072, 65_537
NO_KEY = N_("Deze organisatie heeft nog geen sleutel. Vraag de beheerder van de dienst om hulp.")


def create_sign(addresses: Addresses, key_encryption_key: bytes) -> Sign:
    """A callable that signs with the active key of an organisation or of the service, unsealed for that one time."""

    def sign(
        session: Session, organisation: UUID | None, purpose: str, document: Document, moment: datetime
    ) -> Document:
        private_key, method = _active_key(session, organisation, purpose, addresses, key_encryption_key)
        return eddsa_rdfc.sign(document, private_key, method, moment)

    return sign


def create_sign_many(addresses: Addresses, key_encryption_key: bytes) -> SignMany:
    """A callable that signs many badges of an organisation by templates, with its active key, unsealed once for all."""

    def sign_many(session: Session, organisation: UUID, awards: Sequence[Award], moment: datetime) -> list[bytes]:
        private_key, method = _active_key(session, organisation, BADGES, addresses, key_encryption_key)
        many = BulkSigner(_templates(), ed25519_key.signer(private_key), method, moment)
        return [many.signed(award) for award in awards]

    return sign_many


def create_token_signer(key_encryption_key: bytes) -> SignToken:
    """A callable that makes a JWS with one of the stored keys, unsealed for that one time."""

    def sign_token(key: SigningKeyRow, header: Mapping[str, Any], payload: bytes) -> bytes:
        bound_to = _bound_to(key.organisation_id, key.id, key.purpose)
        return jws_signing.sign(header, payload, unseal(key.sealed, key_encryption_key, bound_to))

    return sign_token


def create_key_maker(key_encryption_key: bytes) -> CreateKey:
    """A callable that gives an organisation, or the service, a new active key and retires the one before it."""

    def create_key(session: Session, organisation: UUID | None, purpose: str, moment: datetime) -> None:
        before = keys.active(session, organisation, purpose)
        if before is not None:
            before.state, before.retired_at = "retired", moment
            session.flush()
        private_key = _new_key(purpose)
        key_id = uuid4()
        session.add(
            SigningKeyRow(
                id=key_id,
                organisation_id=organisation,
                purpose=purpose,
                fragment=_fragment(purpose, keys.count(session, organisation, purpose) + 1),
                public=_public(private_key),
                sealed=seal(private_key, key_encryption_key, _bound_to(organisation, key_id, purpose)),
                state="active",
                created_at=moment,
            )
        )
        session.flush()

    return create_key


@cache
def _templates() -> AwardTemplates:
    """What this process remembers of badge classes."""
    return AwardTemplates()


def _active_key(session: Session, organisation: UUID | None, purpose: str, addresses: Addresses,
                key_encryption_key: bytes) -> tuple[Ed25519PrivateKey, str]:  # fmt: skip
    """The key with which badges or lists are signed now, and its address. Raises ConflictError."""
    row = keys.active(session, organisation, purpose)
    did = _did(session, organisation, addresses)
    if row is None or did is None:
        raise ConflictError(NO_KEY)
    private_key = unseal(row.sealed, key_encryption_key, _bound_to(organisation, row.id, purpose))
    if not isinstance(private_key, Ed25519PrivateKey):
        raise ConflictError(NO_KEY)
    return private_key, f"{did}#{row.fragment}"


def create_seal_check(key_encryption_key: bytes) -> Callable[[Mapping[str, Any]], None]:
    """A callable that raises SettingsError when this key-encryption key does not open a row of `signing_key`."""

    def refuse_sealed_elsewhere(row: Mapping[str, Any]) -> None:
        unseal(row["sealed"], key_encryption_key, _bound_to(row["organisation_id"], row["id"], row["purpose"]))

    return refuse_sealed_elsewhere


def _did(session: Session, organisation: UUID | None, addresses: Addresses) -> str | None:
    if organisation is SERVICE:
        return addresses.did
    owner = organisations.by_id(session, organisation)
    return addresses.organisation_did(owner.slug) if owner is not None else None


def _bound_to(organisation: UUID | None, key: UUID, purpose: str) -> bytes:
    owner = SERVICE_BINDING if organisation is SERVICE else str(organisation)
    return binding(owner, str(key), purpose)


def _fragment(purpose: str, number: int) -> str:
    if purpose == STATUS:
        return "status" if number == 1 else f"status-{number}"
    return f"rsa-{number}" if purpose == TOKENS else f"key-{number}"


def _new_key(purpose: str) -> PrivateKey:
    if purpose == TOKENS:
        return rsa.generate_private_key(RSA_EXPONENT, RSA_BITS)
    return Ed25519PrivateKey.generate()


def _public(private_key: PrivateKey) -> str:
    if isinstance(private_key, Ed25519PrivateKey):
        return multikey.encode_public(private_key.public_key())
    return json.dumps(public_jwk(private_key.public_key()))
