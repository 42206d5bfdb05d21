"""Is this text one JSON object that every reader reads the same way? (RFC 8259, RFC 7493 I-JSON)"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import orjson

from badgeservice.errors import MalformedError

MAX_BYTES = 2_000_000
MAX_DEPTH = 64
MAX_NODES = 10_000
MAX_SAFE_INTEGER = 2**53 - 1
MAX_DIGITS = 17

_TOKEN = re.compile(r'"(?>[^"\\]+|\\.)*+"?|[\[\]{},]', re.DOTALL)
_CONTROL = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
_STRING = re.compile(r'"(?>[^"\\]+|\\.)*+"?', re.DOTALL)
_ONE_KIND = str.maketrans("{}", "[]")
_NO_BRACKET = re.compile(r"[^\[\]{}]+")
# The escapes that write what may not stand there as it is.
_WRITES_ANY = re.compile(rb"\\[ubf]")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACE = " \t\r\n"
# How a line begins that stands in as many layers as there may be, indented by two spaces for each.
_DEEP = b"\n" + b"  " * MAX_DEPTH


def loads(data: bytes, max_bytes: int = MAX_BYTES, max_nodes: int = MAX_NODES) -> dict[str, Any]:
    """The JSON object in `data`; at most `max_bytes`, 64 deep, `max_nodes` values.

    Raises MalformedError(parse.too_large | encoding | too_deep | duplicate_key | number_range | json_invalid |
    not_a_badge), the last for anything that is not an object.
    """
    if len(data) > max_bytes:
        raise MalformedError("parse.too_large", f"{len(data)} bytes")
    document = _as_written(data, max_nodes)
    return document if document is not None else _read(data, max_nodes)


def dumps(document: Mapping[str, Any]) -> bytes:
    """The document as it is stored and served: compact UTF-8, members in their own order."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _as_written(data: bytes, max_nodes: int = MAX_NODES) -> dict[str, Any] | None:
    """The object in a text that is compact and sound beyond doubt; None for any other, which has to be read slowly.

    What is written back is the same text: so no name stood there twice, and every number is as precise as it was said.
    Whole numbers outside I-JSON are not written back.
    """
    if _is_doubtful(data, max_nodes):
        return None
    try:
        document = orjson.loads(data)
        is_the_same = orjson.dumps(document, option=orjson.OPT_STRICT_INTEGER) == data
        is_flat = data.count(b"[") + data.count(b"{") <= MAX_DEPTH or _is_flat(document)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    return document if is_the_same and is_flat and isinstance(document, dict) else None


def _is_flat(document: Any) -> bool:
    return _DEEP not in orjson.dumps(document, option=orjson.OPT_INDENT_2)


def _is_doubtful(data: bytes, max_nodes: int) -> bool:
    """Whether a text holds a sign, or writes one, that may not stand there, or may hold too many values."""
    if len(data) > max_nodes and sum(data.count(sign) for sign in (b"[", b"{", b",", b"\\")) > max_nodes:
        return True
    return b"\x7f" in data or _WRITES_ANY.search(data) is not None


def _read(data: bytes, max_nodes: int = MAX_NODES) -> dict[str, Any]:
    text = _decode(data)
    if not _is_surely_small(text, max_nodes):
        _refuse_too_much(text, max_nodes)
    document = _parse(text)
    if not isinstance(document, dict):
        raise MalformedError("parse.not_a_badge")
    if _WRITES_ANY.search(data):
        _refuse_unfit_strings(document)
    return document


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8").strip(_SPACE)
    except UnicodeDecodeError as problem:
        raise MalformedError("parse.encoding", "not UTF-8") from problem
    if text.startswith("\ufeff") or len(data.translate(None, _CONTROL)) != len(data):
        raise MalformedError("parse.encoding", "byte order mark or control character")
    return text


def _is_surely_small(text: str, max_nodes: int) -> bool:
    """Whether a glance is enough to see that a text is neither too deep nor too much."""
    opened = text.count("[") + text.count("{")
    if opened <= MAX_DEPTH or opened + text.count(",") > max_nodes:
        return opened + text.count(",") <= max_nodes
    brackets = _NO_BRACKET.sub("", _STRING.sub("", text)).translate(_ONE_KIND)
    for _layer in range(MAX_DEPTH):
        if not brackets:
            return True
        brackets = brackets.replace("[]", "")
    return not brackets


def _refuse_too_much(text: str, max_nodes: int) -> None:
    """Depth and number of values, counted before anything is built."""
    depth = values = 0
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        if first == '"':
            continue
        if first in "[{":
            depth += 1
        elif first in "]}":
            depth -= 1
            continue
        values += 1
        if depth > MAX_DEPTH:
            raise MalformedError("parse.too_deep")
        if values > max_nodes:
            raise MalformedError("parse.too_large", "too many values")


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as problem:
        raise MalformedError("parse.json_invalid", f"position {problem.pos}") from problem


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise MalformedError("parse.duplicate_key")
    return members


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS or abs(int(text)) > MAX_SAFE_INTEGER:
        raise MalformedError("parse.number_range")
    return int(text)


def _number(text: str) -> float:
    mantissa = re.split("[eE]", text)[0].lstrip("-").replace(".", "")
    value = float(text)
    lost = value == 0 and mantissa.strip("0") != ""
    if len(mantissa.strip("0")) > MAX_DIGITS or value in (float("inf"), float("-inf")) or lost:
        raise MalformedError("parse.number_range")
    return value


def _constant(name: str) -> Any:
    raise MalformedError("parse.number_range", name)


def _refuse_unfit_strings(document: dict[str, Any]) -> None:
    """Lone surrogates and control characters that came in as escapes (RFC 7493 §2.1)."""
    todo: list[Any] = [document]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo.extend(value.keys())
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
        elif isinstance(value, str) and _UNFIT.search(value):
            raise MalformedError("parse.encoding", "control character or lone surrogate")
