"""What stands in an organisation's did.json? (DID Core §5, did:web)"""

from __future__ import annotations

from collections.abc import Sequence

from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import Document
from badgeservice.storage.tables import SigningKeyRow

CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
LISTED_STATES = frozenset({"active", "retired"})


def did_document(addresses: Addresses, slug: str, keys: Sequence[SigningKeyRow]) -> Document:
    """The DID document with every key that signs or signed; retired ones stay, so that old badges stay valid."""
    did = addresses.organisation_did(slug)
    methods = [_verification_method(did, key) for key in keys if key.state in LISTED_STATES]
    return {
        "@context": CONTEXT,
        "id": did,
        "alsoKnownAs": [addresses.organisation(slug)],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _verification_method(did: str, key: SigningKeyRow) -> dict[str, str]:
    return {
        "id": f"{did}#{key.fragment}",
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": key.public,
    }
