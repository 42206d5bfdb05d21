"""Who signs in the conformance mode?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.errors import MalformedError, SettingsError
from badgeservice.model import base64url
from badgeservice.proofs import base58, did_key, multikey

SEED_LENGTH = 32

# Multikey (Controlled Identifiers 1.0 §2.2.2), and the identity multihash in which others write a seed.
_PREFIXES = (b"\x80\x26", b"\x00\x20")


@dataclass(frozen=True)
class Signer:
    """A DID, the address of its one key, and the key."""

    id: str
    verification_method: str
    private_key: Ed25519PrivateKey


def signer_of(seed: str | None, identifier: str | None) -> Signer:
    """The signer with the key of a seed (base58-btc or base64url, multibase), or with a fresh one.

    `identifier` may be a did:web or the did:key of that seed. Raises SettingsError for any other.
    """
    private_key = Ed25519PrivateKey.generate() if seed is None else Ed25519PrivateKey.from_private_bytes(_read(seed))
    own = did_key.did_key(private_key.public_key())
    if identifier is None or identifier == own:
        return Signer(own, did_key.verification_method(own), private_key)
    if not identifier.startswith("did:web:"):
        raise SettingsError(
            f"BADGESERVICE_CONFORMANCE_ISSUER is “{identifier}”; it must be a did:web, or the did:key of "
            f"BADGESERVICE_CONFORMANCE_KEY, which is {own}."
        )
    return Signer(identifier, f"{identifier}#key-1", private_key)


def did_document(signer: Signer) -> dict[str, Any]:
    """The DID document of a did:web signer (DID Core §5): one Multikey, to assert and to authenticate."""
    method = {
        "id": signer.verification_method,
        "type": "Multikey",
        "controller": signer.id,
        "publicKeyMultibase": multikey.encode_public(signer.private_key.public_key()),
    }
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": signer.id,
        "verificationMethod": [method],
        "assertionMethod": [signer.verification_method],
        "authentication": [signer.verification_method],
    }


def _read(seed: str) -> bytes:
    try:
        raw = base64url.decode(seed[1:]) if seed.startswith("u") else base58.decode_multibase(seed)
    except MalformedError:
        raw = None
    for prefix in _PREFIXES:
        if raw is not None and len(raw) == SEED_LENGTH + len(prefix):
            raw = raw.removeprefix(prefix)
    if raw is None or len(raw) != SEED_LENGTH:
        raise SettingsError(
            "BADGESERVICE_CONFORMANCE_KEY is no multibase seed of 32 bytes. Remove it, or set a secretKeyMultibase "
            "(z3u2…) of an Ed25519 key."
        )
    return raw
