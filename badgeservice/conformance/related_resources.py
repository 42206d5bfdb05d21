"""Is what a credential says about related resources well formed, and do its digests fit? (VCDM 2.0 §5.3)"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from badgeservice.conformance.values import is_url
from badgeservice.errors import MalformedError
from badgeservice.formats.reading import items, nodes
from badgeservice.jsonld.contexts import CREDENTIALS_V2
from badgeservice.model import base64url
from badgeservice.proofs import base58

MEMBER = "relatedResource"
ALGORITHMS = ("sha256", "sha384", "sha512")

# Multihash (draft-multiformats-multihash): the code of the hash, then its length.
_MULTIHASH = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}
_BY_LENGTH = {32: "sha256", 48: "sha384", 64: "sha512"}
# The digests that W3C publishes of the bytes that it serves (VCDM 2.0 §B.1, Data Integrity 1.0 §2.4 and the suite for
# VCDM 2.0); what is bundled here are the same contexts in other bytes.
_PUBLISHED: Mapping[str, Mapping[str, bytes]] = {
    CREDENTIALS_V2: {
        "sha256": bytes.fromhex("59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
        "sha384": base64.b64decode("l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"),
    },
    "https://w3id.org/security/data-integrity/v2": {
        "sha256": bytes.fromhex("67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"),
    },
    "https://w3id.org/security/multikey/v1": {
        "sha256": bytes.fromhex("ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597"),
    },
}

Digest = tuple[str, bytes]


def objections_to_related_resources(document: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each thing that is wrong with the form of `relatedResource`."""
    if MEMBER not in document:
        return
    resources = items(document[MEMBER])
    if not resources or not all(isinstance(resource, Mapping) for resource in resources):
        yield "relatedResource is not one or more objects"
    named = [resource.get("id") for resource in nodes(document[MEMBER])]
    if not all(is_url(name) for name in named):
        yield "relatedResource has no id that is a single URL"
    elif len(set(named)) != len(named):
        yield "two related resources have one id"
    for resource in nodes(document[MEMBER]):
        yield from _to_content(resource)


def _to_content(resource: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(resource.get("mediaType", ""), str):
        yield "relatedResource.mediaType is not a text"
    try:
        if not digests_of(resource):
            yield "relatedResource has neither digestSRI nor digestMultibase"
    except MalformedError as problem:
        yield f"relatedResource.{problem.detail} cannot be read"


def digests_of(resource: Mapping[str, Any]) -> list[Digest]:
    """Every digest that a related resource must have, with its algorithm.

    Raises MalformedError(schema.invalid) with the name of a member that is no digest.
    """
    found: list[Digest] = []
    for name, read in (("digestSRI", _read_sri), ("digestMultibase", _read_multibase)):
        for text in items(resource.get(name)):
            found += _read(text, name, read)
    return found


def differs(address: str, digests: list[Digest], served: bytes | None) -> bool | None:
    """Whether one of the digests is not that of the resource; None when that is not known.

    `served` are its bytes, or None when they could not be had.
    """
    published = _PUBLISHED.get(address, {})
    known = [
        (wanted, published.get(algorithm) or (None if served is None else hashlib.new(algorithm, served).digest()))
        for algorithm, wanted in digests
    ]
    if any(actual is not None and not hmac.compare_digest(wanted, actual) for wanted, actual in known):
        return True
    return None if any(actual is None for _, actual in known) else False


def is_published(address: str) -> bool:
    """Whether the digests of a resource are known without asking for it."""
    return address in _PUBLISHED


def _read(text: object, name: str, read: Callable[[str], list[Digest]]) -> list[Digest]:
    if not isinstance(text, str) or not text:
        raise MalformedError("schema.invalid", name)
    found = read(text)
    if not found:
        raise MalformedError("schema.invalid", name)
    return found


def _read_sri(text: str) -> list[Digest]:
    """`sha384-…` in base64, perhaps several with spaces between (SRI §3.5); the strongest kind counts."""
    found = [digest for part in text.split() if (digest := _sri_part(part)) is not None]
    strongest = max((ALGORITHMS.index(algorithm) for algorithm, _ in found), default=0)
    return [digest for digest in found if digest[0] == ALGORITHMS[strongest]]


def _sri_part(part: str) -> Digest | None:
    algorithm, _, encoded = part.partition("?")[0].partition("-")
    if algorithm not in ALGORITHMS:
        return None
    try:
        value = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
    return (algorithm, value) if len(value) == hashlib.new(algorithm).digest_size else None


def _read_multibase(text: str) -> list[Digest]:
    """Base64url or base58-btc of a multihash, or of the bare digest (Controlled Identifiers 1.0 §2.4, §2.5)."""
    value = base64url.decode(text[1:]) if text.startswith("u") else None
    if text.startswith("z"):
        try:
            value = base58.decode_multibase(text)
        except MalformedError:
            return []
    if not value:
        return []
    algorithm = _MULTIHASH.get(value[:2])
    if algorithm is not None and len(value) == 2 + value[1]:
        return [(algorithm, value[2:])]
    return [(_BY_LENGTH[len(value)], value)] if len(value) in _BY_LENGTH else []
