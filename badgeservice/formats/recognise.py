"""What kind of badge is in these bytes? Decided by the bytes alone, never by a name or a media type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import baking_png, strict_json
from badgeservice.jsonld.contexts import CREDENTIALS_V1, CREDENTIALS_V2

MAX_UPLOAD = 10_000_000
MAX_ADDRESS = 8_000

OPEN_BADGE_DATA_INTEGRITY = "ob3-data-integrity"
CREDENTIAL_DATA_INTEGRITY = "vc-data-integrity"

OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/"
OPEN_BADGES_2 = ("https://w3id.org/openbadges/", "https://openbadgespec.org/")
OPEN_BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
ENVELOPES = frozenset(
    {"EnvelopedVerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiablePresentation", "Assertion"}
)

_SPACE = b" \t\r\n"
_ADDRESS = re.compile(rb"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_COMPACT_TOKEN = re.compile(rb"eyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){2,4}(?:~[A-Za-z0-9_.~-]*)?")
_SVG = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]")


@dataclass(frozen=True)
class Recognised:
    """A document that can be judged, with the `format` of the verification report."""

    document: dict[str, Any]
    format: str


def recognise(data: bytes) -> Recognised:
    """The badge in these bytes: one JSON object, or a PNG with one in it.

    Raises MalformedError(parse.* | image.*) for what is no badge, and UnavailableError(parse.unsupported_format)
    for a badge in a form that is not read here: not being able to read it says nothing about it.
    """
    if len(data) > MAX_UPLOAD:
        raise MalformedError("parse.too_large", f"{len(data)} bytes")
    if data.startswith(baking_png.SIGNATURE):
        return _from_image(data)
    return _from_text(data.strip(_SPACE))


def lone_address(data: bytes) -> str | None:
    """The web address, when these bytes hold nothing but one."""
    trimmed = data.strip(_SPACE)
    if len(trimmed) > MAX_ADDRESS or not _ADDRESS.fullmatch(trimmed):
        return None
    return trimmed.decode("utf-8", errors="replace")


def _from_image(data: bytes) -> Recognised:
    baked = baking_png.find(data)
    if baked.keyword == baking_png.OPEN_BADGES_2_KEYWORD:
        raise UnavailableError("parse.unsupported_format", "Open Badges 2.0")
    return _from_text(baked.credential.strip(_SPACE))


def _from_text(text: bytes) -> Recognised:
    if text.startswith((b"{", b"\xef\xbb\xbf{")):
        document = strict_json.loads(text)
        return Recognised(document, _format(document))
    if _COMPACT_TOKEN.fullmatch(text):
        raise UnavailableError("parse.unsupported_format", "JWT")
    if text.startswith((b"<", b"\xef\xbb\xbf<")) and _SVG.search(text[:65_536]):
        raise UnavailableError("parse.unsupported_format", "SVG")
    raise MalformedError("parse.not_a_badge")


def _format(document: Mapping[str, Any]) -> str:
    types, contexts = _texts(document.get("type")), _texts(document.get("@context"))
    if _is_of_a_later_format(document, types, contexts):
        raise UnavailableError("parse.unsupported_format")
    is_open_badge = bool(OPEN_BADGE_TYPES.intersection(types))
    if is_open_badge or "VerifiableCredential" in types or CREDENTIALS_V2 in contexts:
        return OPEN_BADGE_DATA_INTEGRITY if is_open_badge else _format_by_context(types, contexts)
    raise MalformedError("parse.not_a_badge")


def _format_by_context(types: list[str], contexts: list[str]) -> str:
    """A credential without the type of an Open Badge: still one when it has no other type and speaks OB 3.0."""
    speaks_open_badges = any(address.startswith(OPEN_BADGES_3) for address in contexts)
    untyped = set(types) <= {"VerifiableCredential"}
    return OPEN_BADGE_DATA_INTEGRITY if speaks_open_badges and untyped else CREDENTIAL_DATA_INTEGRITY


def _is_of_a_later_format(document: Mapping[str, Any], types: list[str], contexts: list[str]) -> bool:
    return (
        contexts[:1] == [CREDENTIALS_V1]
        or not ENVELOPES.isdisjoint(types)
        or any(address.startswith(OPEN_BADGES_2) for address in contexts)
        or ("badge" in document and "recipient" in document)
        or any(name in document for name in ("payload", "ciphertext", "signatures"))
    )


def _texts(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
