"""How is RDF written as lines of N-Quads, and read from them?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from badgeservice.errors import MalformedError

# Subject, predicate, object and graph, each as it stands in canonical N-Quads; the default graph is "".
Quad = tuple[str, str, str, str]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

# RDFC-1.0 §5, canonical N-Quads: what has a short escape, the other controls, and what XML 1.1 has no place for.
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LONG = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)}
_ESCAPES = str.maketrans(_LONG | _SHORT)
_TO_ESCAPE = re.compile(f"[{re.escape(''.join(map(chr, _ESCAPES)))}]")

_UNESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20<>\"{}|^`\\]")

# The grammar of N-Quads 1.1 §4; possessive, so that no line takes more than one pass.
_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ADDRESS = rf'<((?:[^\x00-\x20<>"{{}}|^`\\]|{_CODE})*+)>'
_START = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff_:"
)
_INNER = rf"{_START}0-9\u00b7\u0300-\u036f\u203f-\u2040-"
_BLANK = rf"(_:[{_START}0-9](?:\.*+[{_INNER}])*+)"
_TEXT = rf'"((?:[^"\\\n\r]|\\[tbnrf"\'\\]|{_CODE})*+)"'
_LITERAL = rf"{_TEXT}(?:[ \t]*\^\^[ \t]*{_ADDRESS}|[ \t]*@([a-zA-Z]+(?:-[a-zA-Z0-9]+)*))?"
_WHITE = r"[ \t]*"
_LINE = (
    rf"{_WHITE}(?:{_ADDRESS}|{_BLANK}){_WHITE}{_ADDRESS}{_WHITE}(?:{_ADDRESS}|{_BLANK}|{_LITERAL}){_WHITE}"
    rf"(?:(?:{_ADDRESS}|{_BLANK}){_WHITE})?\.{_WHITE}(?:\#.*)?"
)
_NOTHING = re.compile(rf"{_WHITE}(?:\#.*)?")


def address(value: str) -> str:
    """The term that is an IRI."""
    return f"<{value}>"


def literal(text: str, datatype: str = XSD_STRING, language: str | None = None) -> str:
    """The term that is a text with its datatype or its language, escaped as RDFC-1.0 §5 asks."""
    (text,) = escaped([text])
    if language is not None:
        return f'"{text}"@{language}'
    return f'"{text}"' if datatype == XSD_STRING else f'"{text}"^^<{datatype}>'


def escaped(texts: Sequence[str]) -> list[str]:
    """Texts as they stand in literals (RDFC-1.0 §5)."""
    # What can be printed holds no control character; that is quickly seen.
    return [text if text.isprintable() and '"' not in text and "\\" not in text else _escaped(text) for text in texts]


def line(quad: Quad) -> str:
    """The line of a quad, with its line end."""
    subject, predicate, object_, graph = quad
    return f"{subject} {predicate} {object_} {graph} .\n" if graph else f"{subject} {predicate} {object_} .\n"


def written(quads: Iterable[Quad]) -> bytes:
    """All lines in UTF-8, sorted by code point, which is how their bytes sort; what is said twice is written once."""
    return b"".join(sorted({line(quad).encode() for quad in quads}))


def read(text: str) -> Iterator[Quad]:
    """The quads of a document in N-Quads (N-Quads 1.1 §4), strictly; raises MalformedError `parse.*`."""
    for number, content in enumerate(re.split(r"[\r\n]", text), 1):
        if _NOTHING.fullmatch(content):
            continue
        found = _line().fullmatch(content)
        if found is None:
            raise MalformedError("parse.unsupported_format", f"regel {number} is geen N-Quad")
        yield _quad(*found.groups())


@cache
def _line() -> re.Pattern[str]:
    """How a line reads; made when it is asked for, since that takes longer than most checks of a badge."""
    return re.compile(_LINE)


def _quad(
    subject: str | None,
    blank_subject: str,
    predicate: str,
    object_: str | None,
    blank_object: str | None,
    text: str | None,
    datatype: str | None,
    language: str | None,
    graph: str | None,
    blank_graph: str | None,
) -> Quad:
    return (
        blank_subject if subject is None else _read_address(subject),
        _read_address(predicate),
        blank_object or (_read_literal(text or "", datatype, language) if object_ is None else _read_address(object_)),
        (blank_graph or "") if graph is None else _read_address(graph),
    )


def _read_address(escaped: str) -> str:
    value = _unescaped(escaped)
    if ":" not in value or _NOT_IN_AN_ADDRESS.search(value):
        raise MalformedError("parse.unsupported_format", f"geen adres: {value}"[:200])
    return address(value)


def _read_literal(escaped: str, datatype: str | None, language: str | None) -> str:
    if datatype is None:
        return literal(_unescaped(escaped), language=language)
    return literal(_unescaped(escaped), _read_address(datatype)[1:-1])


def _escaped(text: str) -> str:
    # What is written on several lines, or with quotation marks, seldom holds anything else.
    quickly = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if quickly.isprintable():
        return quickly
    return text.translate(_ESCAPES) if _TO_ESCAPE.search(text) else text


def _unescaped(escaped: str) -> str:
    return _ESCAPE.sub(_character, escaped) if "\\" in escaped else escaped


def _character(escape: re.Match[str]) -> str:
    short, long, single = escape.groups()
    if single is not None:
        return _UNESCAPES[single]
    code = int(short or long, 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise MalformedError("parse.encoding", f"geen teken: {escape[0]}")
    return chr(code)
