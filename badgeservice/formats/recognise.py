"""What kind of badge is in these bytes? Decided by the bytes alone, never by a name or a media type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import baking_png, compact_jws, finding_svg, jwt_credential, recognise_ob2, strict_json
from badgeservice.formats.envelope import token_in
from badgeservice.formats.finding_svg import BakedSvg
from badgeservice.jsonld.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from badgeservice.proofs.jws import CompactJws

MAX_UPLOAD = 10_000_000
MAX_ADDRESS = 8_000

OPEN_BADGE_DATA_INTEGRITY = "ob3-data-integrity"
OPEN_BADGE_JWT = "ob3-jwt"
CREDENTIAL_DATA_INTEGRITY = "vc-data-integrity"
CREDENTIAL_JWT = "vc-jwt"
OPEN_BADGE_FORMATS = frozenset({OPEN_BADGE_DATA_INTEGRITY, OPEN_BADGE_JWT})

OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/"
OPEN_BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
# JWS and JWE in JSON (RFC 7515 §7.2, RFC 7516 §7.2).
JSON_SERIALISATIONS = ("payload", "ciphertext", "signatures")
FIRST = (CREDENTIALS_V1, CREDENTIALS_V2)
NOT_READ = frozenset({"VerifiablePresentation", "EnvelopedVerifiablePresentation"})

_SPACE = b" \t\r\n"
_ADDRESS = re.compile(rb"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
# The first letters of base64url over "{"; what looks like a token but is none is refused as one.
_TOKEN = re.compile(rb"e[yw3][A-Za-z0-9_+/=-]*\.[A-Za-z0-9_+/=.~-]*")
_SVG = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]")


class Recognised(NamedTuple):
    """A document that can be judged, with the `format` of the verification report.

    `token` is the JWS that it came in, and `claims` what that said besides the credential.
    """

    document: dict[str, Any]
    format: str
    token: CompactJws | None = None
    claims: Mapping[str, Any] = MappingProxyType({})


def recognise(data: bytes) -> Recognised:
    """The badge in these bytes: one JSON object, a JWT, or an image with one of them in it.

    Raises MalformedError(parse.* | image.* | svg.* | jws.malformed) for what is no badge, and
    UnavailableError(parse.unsupported_format) for a badge in a form that is not read here: not being able to read it
    says nothing about it.
    """
    if len(data) > MAX_UPLOAD:
        raise MalformedError("parse.too_large", f"{len(data)} bytes")
    if data.startswith(baking_png.SIGNATURE):
        return _from_image(data)
    text = data.strip(_SPACE)
    if text.startswith((b"<", b"\xef\xbb\xbf<")) and _SVG.search(text[:65_536]):
        return _from_svg(finding_svg.find(data))
    return recognise_text(text)


def recognise_text(text: bytes, max_bytes: int = strict_json.MAX_BYTES) -> Recognised:
    """The credential in a text without white space around it: one JSON object, or a JWT."""
    if text.startswith((b"{", b"\xef\xbb\xbf{")):
        document = strict_json.loads(text, max_bytes)
        token = token_in(document)
        return _from_json(document) if token is None else recognise_token(token, max_bytes)
    if _TOKEN.fullmatch(text) or text.startswith(b"eyJ"):
        return recognise_token(text, max_bytes)
    raise MalformedError("parse.not_a_badge")


def recognise_token(text: bytes, max_bytes: int = strict_json.MAX_BYTES) -> Recognised:
    """The credential in a compact JWS."""
    token = compact_jws.parse(text, max_bytes)
    payload = strict_json.loads(token.payload, max_bytes)
    if recognise_ob2.is_open_badge_2(payload):
        return _open_badge_2(payload, token)
    document, claims = jwt_credential.read_payload(payload)
    is_open_badge = _is_open_badge(document)
    return Recognised(document, OPEN_BADGE_JWT if is_open_badge else CREDENTIAL_JWT, token, claims)


def lone_address(data: bytes) -> str | None:
    """The web address, when these bytes hold nothing but one."""
    trimmed = data.strip(_SPACE)
    if len(trimmed) > MAX_ADDRESS or not _ADDRESS.fullmatch(trimmed):
        return None
    return trimmed.decode("utf-8", errors="replace")


def _from_image(data: bytes) -> Recognised:
    baked = baking_png.find(data)
    return _from_chunk(baked.credential.strip(_SPACE), baked.keyword == baking_png.OPEN_BADGES_2_KEYWORD)


def _from_svg(baked: BakedSvg) -> Recognised:
    """The credential in an SVG; when both the text and the attribute hold one they must be the same."""
    readings = [_from_chunk(text, baked.is_open_badge_2) for text in (baked.body, baked.verify) if text is not None]
    if not readings:
        raise MalformedError("image.no_credential", "an empty element")
    if len(readings) == 1:
        return readings[0]
    body, verify = readings
    if not baked.is_open_badge_2 or (
        verify.document != body.document and verify.document != {"id": body.document.get("id")}
    ):
        raise MalformedError("parse.ambiguous_input", "two readings of one image")
    return body if verify.token is None else verify


def _from_chunk(text: bytes, is_open_badge_2: bool) -> Recognised:
    """What an image holds, which must be of the version that it is said to be."""
    address = lone_address(text) if is_open_badge_2 else None
    if address is not None:
        return Recognised({"id": address}, recognise_ob2.HOSTED)
    found = recognise_text(text)
    if (found.format in recognise_ob2.FORMATS) is not is_open_badge_2:
        raise MalformedError("image.no_credential", "the credential is of another version than its place")
    return found


def _from_json(document: dict[str, Any]) -> Recognised:
    if recognise_ob2.is_open_badge_2(document):
        return _open_badge_2(document, None)
    is_open_badge = _is_open_badge(document)
    return Recognised(document, OPEN_BADGE_DATA_INTEGRITY if is_open_badge else CREDENTIAL_DATA_INTEGRITY)


def _open_badge_2(document: dict[str, Any], token: CompactJws | None) -> Recognised:
    if recognise_ob2.is_of_an_older_version(document):
        raise UnavailableError("parse.unsupported_format", "an older Open Badge")
    return Recognised(document, recognise_ob2.HOSTED if token is None else recognise_ob2.SIGNED, token)


def _is_open_badge(document: Mapping[str, Any]) -> bool:
    """Whether a credential is an Open Badge; without the type of one it still is when it has no other type and speaks
    OB 3.0. Raises for what is no credential, or none that is read here."""
    types, contexts = _texts(document.get("type")), _texts(document.get("@context"))
    if not NOT_READ.isdisjoint(types) or any(name in document for name in JSON_SERIALISATIONS):
        raise UnavailableError("parse.unsupported_format")
    if OPEN_BADGE_TYPES.intersection(types):
        return True
    if "VerifiableCredential" not in types and not set(FIRST).intersection(contexts):
        raise MalformedError("parse.not_a_badge")
    speaks_open_badges = any(address.startswith(OPEN_BADGES_3) for address in contexts)
    return speaks_open_badges and set(types) <= {"VerifiableCredential"}


def _texts(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
