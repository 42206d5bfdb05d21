"""How do the stored, sealed keys become the `sign` and `create_key` that use cases are handed?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError
from badgeservice.keystore.sealing import binding, seal, unseal
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import SERVICE, STATUS, CreateKey, Document, Sign
from badgeservice.proofs import eddsa_rdfc, multikey
from badgeservice.storage import keys, organisations
from badgeservice.storage.tables import SigningKeyRow
from badgeservice.wording import N_

SERVICE_BINDING = "service"
NO_KEY = N_("Deze organisatie heeft nog geen sleutel. Vraag de beheerder van de dienst om hulp.")


def create_sign(addresses: Addresses, key_encryption_key: bytes) -> Sign:
    """A callable that signs with the active key of an organisation or of the service, unsealed for that one time."""

    def sign(
        session: Session, organisation: UUID | None, purpose: str, document: Document, moment: datetime
    ) -> Document:
        row = keys.active(session, organisation, purpose)
        did = _did(session, organisation, addresses)
        if row is None or did is None:
            raise ConflictError(NO_KEY)
        private_key = unseal(row.sealed, key_encryption_key, _bound_to(organisation, row.id, purpose))
        return eddsa_rdfc.sign(document, private_key, f"{did}#{row.fragment}", moment)

    return sign


def create_key_maker(key_encryption_key: bytes) -> CreateKey:
    """A callable that gives an organisation, or the service, a new active key and retires the one before it."""

    def create_key(session: Session, organisation: UUID | None, purpose: str, moment: datetime) -> None:
        before = keys.active(session, organisation, purpose)
        if before is not None:
            before.state, before.retired_at = "retired", moment
            session.flush()
        private_key = Ed25519PrivateKey.generate()
        key_id = uuid4()
        session.add(
            SigningKeyRow(
                id=key_id,
                organisation_id=organisation,
                purpose=purpose,
                fragment=_fragment(purpose, keys.count(session, organisation, purpose) + 1),
                public=multikey.encode_public(private_key.public_key()),
                sealed=seal(private_key, key_encryption_key, _bound_to(organisation, key_id, purpose)),
                state="active",
                created_at=moment,
            )
        )
        session.flush()

    return create_key


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
    return f"key-{number}"
