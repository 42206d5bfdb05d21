"""Which key does an issuer's profile list as its `publicKey`? (OB 2.0 `CryptographicKey`, `Profile.publicKey`)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.reading import items
from badgeservice.model.addresses import is_web_address
from badgeservice.proofs.jwk import read_jwk
from badgeservice.proofs.public_key import PublicKey, load_pem
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_json

KEY_TYPES = ("CryptographicKey", "Key", "JsonWebKey", "JsonWebKey2020")
UNRESOLVABLE = "issuer.unresolvable"


def read_cryptographic_key(listed: Any, owner: str, context: Context) -> PublicKey:
    """The key that the profile at `owner` lists, by its address or as an object.

    An object with an address of its own proves nothing: what that address serves counts. Raises
    MalformedError(issuer.mismatch | proof.vm_controller_mismatch | proof.key_weak | proof.value_malformed),
    UnavailableError(issuer.unresolvable | fetch.*).
    """
    document = _document_of(listed, owner, context)
    types = items(document.get("type"))
    if types and not any(type_ in KEY_TYPES for type_ in types):
        raise MalformedError("schema.invalid", "the document of the key is of another type")
    if document.get("owner", owner) != owner or document.get("controller", owner) != owner:
        raise MalformedError("proof.vm_controller_mismatch", str(document.get("id"))[:200])
    if "publicKeyPem" in document:
        return load_pem(document["publicKeyPem"])
    return read_jwk(document.get("publicKeyJwk", document))


def _document_of(listed: Any, owner: str, context: Context) -> Mapping[str, Any]:
    address = listed.get("id") if isinstance(listed, Mapping) else listed
    is_elsewhere = isinstance(address, str) and is_web_address(address) and address.partition("#")[0] != owner
    if isinstance(listed, Mapping) and not is_elsewhere:
        return listed
    if not isinstance(address, str) or not is_elsewhere:
        raise UnavailableError(UNRESOLVABLE, f"no key at {str(address)[:200]}")
    served = fetch_json(address, context, UNRESOLVABLE)
    if served.get("id", address) != address:
        raise MalformedError("issuer.mismatch", "the document of the key has another id")
    return served
