"""How is a credential found in an SVG? (OB 3.0 §5.3.2, OB 2.0 Baking §"SVGs"; nothing is drawn or fetched)"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from badgeservice.errors import MalformedError

OPEN_BADGES_3 = "https://purl.imsglobal.org/ob/v3p0"
OPEN_BADGES_2 = "http://openbadges.org"
MAX_TEXT = 2_000_000
MAX_DEPTH = 256
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTES = 300_000
MAX_ATTRIBUTES_OF_ONE = 2_000
MAX_NAMESPACE = 256

# Expat joins a namespace and a name with this character, which no name holds.
_JOIN = " "
_ROOT = f"http://www.w3.org/2000/svg{_JOIN}svg"
_CREDENTIALS = {f"{OPEN_BADGES_3}{_JOIN}credential": False, f"{OPEN_BADGES_2}{_JOIN}assertion": True}
_SPACE = b" \t\r\n"

# Expat writes the whole namespace before the name of every attribute in it, before any handler is asked: 120 kB made
# half a gigabyte of that. So both are bounded in the bytes, by patterns that never go back over what they read.
_LONG_NAMESPACE = re.compile(
    rb"xmlns(?<=[ \t\r\n]xmlns)(?::[^\s=\"'<>]*+)?+\s*+=\s*+(?:\"[^\"]{%d}|'[^']{%d})" % ((MAX_NAMESPACE + 1,) * 2)
)
_MANY_ATTRIBUTES = re.compile(
    rb"<[A-Za-z_\x80-\xff](?:[^<>\"']*+(?:\"[^\"<]*+\"|'[^'<]*+')){%d}" % (MAX_ATTRIBUTES_OF_ONE + 1)
)


@dataclass(frozen=True)
class BakedSvg:
    """What was found: whether it is Open Badges 2.0, the text inside the element, and its `verify` attribute."""

    is_open_badge_2: bool
    body: bytes | None
    verify: bytes | None


@dataclass
class _Found:
    """What the parser has met so far."""

    depth: int = 0
    elements: int = 0
    attributes: int = 0
    inside: bool = False
    size: int = 0
    text: list[str] = field(default_factory=list)
    credentials: list[tuple[bool, str | None]] = field(default_factory=list)


def find(svg: bytes) -> BakedSvg:
    """The one credential in the image.

    Raises MalformedError: svg.dtd_forbidden for any document type, svg.malformed for what is no well-formed SVG in
    UTF-8, image.multiple_credentials, image.no_credential, image.chunk_too_large or image.too_large.
    """
    if b"\0" in svg:
        raise MalformedError("svg.malformed", "not UTF-8")
    if _LONG_NAMESPACE.search(svg) or _MANY_ATTRIBUTES.search(svg):
        raise MalformedError("image.too_large", "attributes")
    found = _Found()
    parser = _parser(found)
    try:
        parser.Parse(svg, True)
    except expat.ExpatError as problem:
        raise MalformedError("svg.malformed", f"line {problem.lineno}") from problem
    if not found.credentials:
        raise MalformedError("image.no_credential")
    is_open_badge_2, verify = found.credentials[0]
    body = "".join(found.text).encode().strip(_SPACE)
    return BakedSvg(is_open_badge_2, body or None, verify.encode().strip(_SPACE) if verify else None)


def refuse_document_type(*_arguments: object) -> NoReturn:
    """A handler for expat: no document type is read, whatever it declares."""
    raise MalformedError("svg.dtd_forbidden")


def _parser(found: _Found) -> expat.XMLParserType:
    # An element of half a million attributes takes half the memory as a list of names that are not kept.
    parser = expat.ParserCreate("utf-8", _JOIN, intern=None)
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.XmlDeclHandler = _refuse_encoding
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.EntityDeclHandler = refuse_document_type
    parser.StartElementHandler = lambda name, attributes: _start(found, name, attributes)
    parser.EndElementHandler = lambda _name: _end(found)
    parser.CharacterDataHandler = lambda text: _take(found, text)
    parser.ProcessingInstructionHandler = lambda _target, _data: _refuse_inside(found)
    parser.CommentHandler = lambda _text: _refuse_inside(found)
    return parser


def _start(found: _Found, name: str, attributes: list[str]) -> None:
    found.depth += 1
    found.elements += 1
    found.attributes += len(attributes) // 2
    if found.depth > MAX_DEPTH or found.elements > MAX_ELEMENTS or found.attributes > MAX_ATTRIBUTES:
        raise MalformedError("image.too_large", "elements")
    if found.depth == 1 and name != _ROOT:
        raise MalformedError("svg.malformed", "the root is no svg")
    _refuse_inside(found)
    if name in _CREDENTIALS:
        if found.credentials:
            raise MalformedError("image.multiple_credentials")
        verify = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("verify")
        if verify is not None and len(verify.encode()) > MAX_TEXT:
            raise MalformedError("image.chunk_too_large")
        found.inside = True
        found.credentials.append((_CREDENTIALS[name], verify))


def _end(found: _Found) -> None:
    found.depth -= 1
    # Nothing may stand inside a credential, so the first end that comes is its own.
    found.inside = False


def _take(found: _Found, text: str) -> None:
    if not found.inside:
        return
    found.size += len(text.encode())
    if found.size > MAX_TEXT:
        raise MalformedError("image.chunk_too_large")
    found.text.append(text)


def _refuse_inside(found: _Found) -> None:
    if found.inside:
        raise MalformedError("svg.malformed", "something inside the credential")


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii"):
        raise MalformedError("svg.malformed", f"encoding {encoding[:40]}")
