"""What stands in the did.json of an organisation, or of the service? (DID Core §5, did:web)"""

from __future__ import annotations

from collections.abc import Sequence

from badgeservice.organisations.signer import Document
from badgeservice.storage.tables import SigningKeyRow

CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
LISTED_STATES = frozenset({"active", "retired"})


def did_document(did: str, page: str, keys: Sequence[SigningKeyRow]) -> Document:
    """The DID document with every key that signs or signed; retired ones stay, so that old badges stay valid."""
    methods = [_verification_method(did, key) for key in keys if key.state in LISTED_STATES]
    return {
        "@context": CONTEXT,
        "id": did,
        "alsoKnownAs": [page],
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
