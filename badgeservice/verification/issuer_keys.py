"""Which key does a proof or token name, and does the issuer's own document list it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats.reading import items, nodes
from badgeservice.model.addresses import is_web_address
from badgeservice.proofs.jwk import read_jwk, thumbprint
from badgeservice.proofs.proof_options import ASSERTION
from badgeservice.proofs.public_key import PublicKey
from badgeservice.verification.authorised_keys import authorised_key, authorised_keys, is_listed
from badgeservice.verification.context import Context
from badgeservice.verification.cryptographic_key import read_cryptographic_key
from badgeservice.verification.dids import resolve, resolve_read
from badgeservice.verification.fetching import Read, fetch_json

NOT_AUTHORISED = "proof.vm_not_authorized"
UNBOUND = "issuer.key_unbound"
KEY_SETS = ("jwks_uri", "jwksUri", "jwks")

Document = Mapping[str, Any]


def key_of_method(method: object, issuer: str, context: Context, purpose: str = ASSERTION) -> PublicKey:
    """The key that a Data Integrity proof names as its `verificationMethod`.

    For an issuer with a DID nothing is fetched for the key of another. Raises MalformedError(proof.* |
    issuer.mismatch) and UnavailableError(issuer.unresolvable | issuer.key_unbound | fetch.*).
    """
    if not isinstance(method, str) or (issuer.startswith("did:") and not method.startswith(f"{issuer}#")):
        raise MalformedError(NOT_AUTHORISED, str(method)[:200])
    read = resolve_read(issuer, context)
    if issuer.startswith("did:"):
        return authorised_key(read, method, context.now, purpose)
    found = _listed_by_profile(read.document, method, context)
    if found is None:
        raise UnavailableError(UNBOUND, method)
    return found


def key_of_key_id(key_id: str | None, issuer: str, context: Context) -> PublicKey:
    """The key that a token names as its `kid` (VC-JOSE-COSE §4; OB 3.0 §8.2).

    Without one it can only be the single key of a did:key or did:jwk. An https `kid` counts only when the issuer's
    document lists the same key. Raises as `key_of_method` does, and MalformedError(jws.kid_invalid).
    """
    method = _absolute(key_id, issuer)
    if not is_web_address(method):
        return key_of_method(method, issuer, context)
    document = resolve(issuer, context)
    found = None if issuer.startswith("did:") else _listed_by_profile(document, method, context)
    return found or _same_as_listed(document, method, context)


def _absolute(key_id: str | None, issuer: str) -> str:
    if key_id is None and issuer.startswith("did:key:"):
        return f"{issuer}#{issuer.removeprefix('did:key:')}"
    if key_id is None and issuer.startswith("did:jwk:"):
        return f"{issuer}#0"
    if key_id is None or not (is_web_address(key_id) or (key_id.startswith("did:") and "#" in key_id)):
        raise MalformedError("jws.kid_invalid", str(key_id)[:200])
    return key_id


def _listed_by_profile(document: Document, method: str, context: Context) -> PublicKey | None:
    """The key that an https document lists under this very name: as a verification method, as an OB 2.0 `publicKey`,
    or in the key set that it names."""
    if is_listed(document, method):
        return authorised_key(Read(dict(document)), method, context.now)
    for listed in items(document.get("publicKey")):
        if (listed.get("id") if isinstance(listed, Mapping) else listed) == method:
            return read_cryptographic_key(listed, str(document["id"]), context)
    return next((read_jwk(jwk) for jwk in _key_set(document, context) if _is_named(jwk, method)), None)


def _same_as_listed(document: Document, key_id: str, context: Context) -> PublicKey:
    """The key at an https `kid`, when the issuer's document lists one with the same thumbprint (RFC 7638)."""
    listed = {thumbprint(key) for key in _listed_keys(document, context)}
    if not listed:
        raise UnavailableError(UNBOUND, key_id)
    key = _key_at(key_id, context)
    if thumbprint(key) not in listed:
        raise UnavailableError(UNBOUND, key_id)
    return key


def _key_at(key_id: str, context: Context) -> PublicKey:
    """The JWK at an address, which may stand in a key set under the fragment of the address."""
    served = fetch_json(key_id, context, "issuer.unresolvable")
    fragment = key_id.partition("#")[2]
    in_a_set = [jwk for jwk in nodes(served.get("keys")) if jwk.get("kid") in (fragment, key_id)]
    try:
        return read_jwk(in_a_set[0] if len(in_a_set) == 1 else served)
    except MalformedError as problem:
        if problem.reason == "proof.key_weak":
            raise
        raise UnavailableError(UNBOUND, f"no JWK: {key_id}") from problem


def _listed_keys(document: Document, context: Context) -> Iterator[PublicKey]:
    """Every key that the document lists and that can be read."""
    yield from authorised_keys(document, context.now)
    readers: list[Callable[[], PublicKey]] = [
        partial(read_cryptographic_key, listed, str(document["id"]), context)
        for listed in items(document.get("publicKey"))
    ]
    if str(document["id"]).startswith("https://"):
        readers += [partial(read_jwk, jwk) for jwk in _key_set(document, context)]
    for read in readers:
        try:
            yield read()
        except (MalformedError, UnavailableError):
            continue


def _key_set(document: Document, context: Context) -> list[Document]:
    """The JWKs of the key set that the document holds or names (RFC 7517 §5)."""
    named = next((document[name] for name in KEY_SETS if name in document), None)
    if isinstance(named, str):
        named = fetch_json(named, context, "issuer.unresolvable")
    return nodes(named.get("keys")) if isinstance(named, Mapping) else []


def _is_named(jwk: Document, method: str) -> bool:
    return jwk.get("kid") is not None and jwk["kid"] in (method, method.partition("#")[2])
