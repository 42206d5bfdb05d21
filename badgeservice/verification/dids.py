"""Which document says what keys an issuer has? (DID Core §7.1, did:web, did:key, Controlled Identifiers 1.0)"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.model.fetched import DID_DOCUMENT, DOCUMENT
from badgeservice.proofs import did_jwk, did_key
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import Read, fetch_read

UNRESOLVABLE = "issuer.unresolvable"
MOST_KEPT = 256

_HOST = re.compile(r"[A-Za-z0-9.-]+(?:%3[Aa][0-9]{1,5})?")
_SEGMENT = re.compile(r"(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+")
_UNSAFE_IN_SEGMENT = re.compile(r"[/\\?#\x00-\x20\x7f]")


def resolve(identifier: str, context: Context) -> dict[str, Any]:
    """The document of an issuer, as `resolve_read` gives it."""
    return resolve_read(identifier, context).document


def resolve_read(identifier: str, context: Context) -> Read:
    """The document of a did:key, did:jwk, did:web or https issuer; its `id` is the identifier that was asked for.

    Raises UnavailableError(issuer.unresolvable | fetch.*) when it could not be had, MalformedError(issuer.mismatch)
    when what was had is the document of another.
    """
    known: Read | None = context.resolved.get(identifier)
    if known is None:
        known = context.resolved[identifier] = _resolved(identifier, context)
    return known


def _resolved(identifier: str, context: Context) -> Read:
    if identifier.startswith("did:key:"):
        return Read(did_key.resolve(identifier))
    if identifier.startswith("did:jwk:"):
        return Read(did_jwk.resolve(identifier))
    read = fetch_read(
        _address_of(identifier), context, UNRESOLVABLE, DID_DOCUMENT if identifier.startswith("did:") else DOCUMENT
    )
    if read.document.get("id") != identifier:
        raise MalformedError("issuer.mismatch", "the document of the issuer has another id")
    if schema.DID_DOCUMENT not in read.fits:
        try:
            schema.validate(read.document, schema.DID_DOCUMENT)
        except MalformedError as problem:
            raise UnavailableError(UNRESOLVABLE, f"{problem.reason}: {problem.detail}") from problem
        read.fits.add(schema.DID_DOCUMENT)
    return read


@lru_cache(MOST_KEPT)
def did_web_address(did: str) -> str:
    """The https address of a did:web's document (did:web §3.2). Raises UnavailableError(issuer.unresolvable)."""
    host, *path = did.removeprefix("did:web:").split(":")
    if not _HOST.fullmatch(host) or not all(_is_plain_segment(segment) for segment in path):
        raise UnavailableError(UNRESOLVABLE, "not a did:web")
    place = "/".join(path) if path else ".well-known"
    return f"https://{unquote(host).lower()}/{place}/did.json"


def is_at_home(address: str, issuer: str) -> bool:
    """Whether an address lies on the https host of an issuer, or that of its did:web; never for what is none."""
    try:
        home = did_web_address(issuer) if issuer.startswith("did:web:") else issuer
        return home.startswith("https://") and urlsplit(home).netloc.lower() == urlsplit(address).netloc.lower()
    except (UnavailableError, ValueError):
        return False


def _address_of(identifier: str) -> str:
    if identifier.startswith("did:web:"):
        return did_web_address(identifier)
    if identifier.startswith("https://") and "#" not in identifier:
        return identifier
    raise UnavailableError(UNRESOLVABLE, "another kind of identifier")


def _is_plain_segment(segment: str) -> bool:
    decoded = unquote(segment)
    return bool(_SEGMENT.fullmatch(segment)) and decoded not in (".", "..") and not _UNSAFE_IN_SEGMENT.search(decoded)
