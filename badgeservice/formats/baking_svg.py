"""How is a credential put into an SVG? (OB 3.0 §5.3.2, OB 2.0 Baking §"SVGs")"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from badgeservice.errors import MalformedError
from badgeservice.formats import baking_png, strict_json
from badgeservice.formats.finding_svg import (
    MAX_TEXT,
    OPEN_BADGES_2,
    OPEN_BADGES_3,
    BakedSvg,
    find,
    refuse_document_type,
)

_PIECE = 65_536
_PREFIX = "xmlns:openbadges"
_TOKEN = re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
# What XML cannot hold in a CDATA section (XML 1.0 §2.2, §2.7) stands in a string when it stands in JSON, so it is
# spelled otherwise there: the extractor of 1EdTech (openbadges-bakery) reads one section only.
_SPELLED = ((b"]]>", rb"]]\u003e"), ("\ufffe".encode(), rb"\ufffe"), ("\uffff".encode(), rb"\uffff"))
# A well-formed start tag: a ">" in it stands between quotes.
_START_TAG = re.compile(rb"<([^\s/>]+)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")


@dataclass(frozen=True)
class _Root:
    """The start tag of the root: where it is, the name as it is written, and what the prefix stands for already."""

    start: int
    end: int
    name: bytes
    prefix: str | None
    is_empty: bool


def bake(svg: bytes, credential: bytes, *, is_open_badge_2: bool = False) -> bytes:
    """The image with the credential, JSON or a compact JWS, directly after its start tag; the rest stays as it is.

    The credential stays as it is too, but for "]]>", U+FFFE and U+FFFF, which JSON can spell with an escape and XML
    not at all.
    Raises MalformedError: image.multiple_credentials for an image that holds one, image.chunk_too_large, svg.* for what
    is no SVG, image.malformed for a credential that would not be found again as it is, parse.* for broken JSON.
    """
    credential = _spelled(credential.strip())
    if len(credential) > MAX_TEXT:
        raise MalformedError("image.chunk_too_large")
    root = _root(svg)
    declaration, element = _element(credential, OPEN_BADGES_2 if is_open_badge_2 else OPEN_BADGES_3, root)
    tag = svg[root.start : root.end].removesuffix(b">").removesuffix(b"/" if root.is_empty else b"")
    closing = b"</" + root.name + b">" if root.is_empty else b""
    baked = svg[: root.start] + tag + declaration + b">" + element + closing + svg[root.end :]
    # Reading it back also refuses what is no sound SVG, and one that held a credential already.
    if _carried(find(baked), is_open_badge_2) != credential:
        raise MalformedError("image.malformed", "XML cannot hold this credential")
    return baked


def svg_around_png(png: bytes) -> bytes:
    """An SVG that shows this PNG. Raises MalformedError(image.*) for a broken image, or one that holds a credential."""
    width, height = baking_png.size_without_credential(png)
    # Older viewers know the address of an image by its XLink name only, and all newer ones know it too.
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" xlink:href="data:image/png;base64,'
    ).encode() + base64.b64encode(png) + b'"/></svg>\n'  # fmt: skip


def _spelled(credential: bytes) -> bytes:
    for written, escape in _SPELLED:
        credential = credential.replace(written, escape)
    return credential


def _root(svg: bytes) -> _Root:
    """The root of an SVG of which the rest is not read yet."""
    start, attributes = _first_element(svg)
    tag = _START_TAG.match(svg, start)
    if tag is None:
        raise MalformedError("svg.malformed", "start tag")
    return _Root(start, tag.end(), tag[1], attributes.get(_PREFIX), svg[: tag.end()].endswith(b"/>"))


def _first_element(svg: bytes) -> tuple[int, dict[str, str]]:
    """Where the first element starts, in bytes, and its attributes; read no further than it takes."""
    found: list[tuple[int, dict[str, str]]] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = lambda _name, attributes: found.append((parser.CurrentByteIndex, attributes))
    try:
        for place in range(0, len(svg), _PIECE):
            parser.Parse(svg[place : place + _PIECE], False)
            if found:
                return found[0]
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise MalformedError("svg.malformed", f"line {problem.lineno}") from problem
    # What expat keeps back until it has seen the end.
    return found[0]


def _element(credential: bytes, namespace: str, root: _Root) -> tuple[bytes, bytes]:
    """What is added to the start tag, and what goes behind it. The standard declares the prefix on the root, where it
    may stand for something else already."""
    declaration = f' {_PREFIX}="{namespace}"'
    on_root, on_element = (declaration, "") if root.prefix is None else ("", declaration)
    name = "openbadges:" + ("assertion" if namespace == OPEN_BADGES_2 else "credential")
    if credential.startswith(b"{"):
        verify = f" verify={quoteattr(_address(credential))}" if namespace == OPEN_BADGES_2 else ""
        opened = f"<{name}{on_element}{verify}><![CDATA[".encode()
        return on_root.encode(), opened + credential + f"]]></{name}>".encode()
    if not _TOKEN.fullmatch(credential):
        raise MalformedError("image.malformed", "neither JSON nor a compact JWS")
    return on_root.encode(), f'<{name}{on_element} verify="{credential.decode()}"/>'.encode()


def _address(assertion: bytes) -> str:
    """The id of a hosted Assertion, which the standard wants beside the document."""
    identifier = strict_json.loads(assertion).get("id")
    if not isinstance(identifier, str):
        raise MalformedError("image.malformed", "an Assertion without an id")
    return identifier


def _carried(baked: BakedSvg, is_open_badge_2: bool) -> bytes | None:
    if baked.is_open_badge_2 is not is_open_badge_2:
        return None
    return baked.body or baked.verify
