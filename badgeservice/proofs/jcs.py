"""What is the canonical form of a JSON document, without reading it as JSON-LD? (RFC 8785)"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring  # escapes as RFC 8785 §3.2.2.2 asks
from typing import Any

from badgeservice.errors import MalformedError

MAX_SAFE_INTEGER = 2**53 - 1


def canonicalise(document: Mapping[str, Any]) -> bytes:
    """The canonical JSON: no white space, members sorted by UTF-16, numbers as ECMAScript writes them; UTF-8.

    Raises MalformedError `parse.number_range` or `parse.encoding` for what is no I-JSON.
    """
    try:
        return "".join(_value(document)).encode()
    except UnicodeEncodeError as problem:
        raise MalformedError("parse.encoding", "een half teken (surrogate)") from problem


def _value(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _members(value)
    elif isinstance(value, list | tuple):
        yield "["
        for place, item in enumerate(value):
            if place:
                yield ","
            yield from _value(item)
        yield "]"
    else:
        yield _scalar(value)


def _members(members: Mapping[str, Any]) -> Iterator[str]:
    yield "{"
    for place, name in enumerate(sorted(members, key=lambda name: name.encode("utf-16-be"))):
        if place:
            yield ","
        yield encode_basestring(name) + ":"
        yield from _value(members[name])
    yield "}"


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > MAX_SAFE_INTEGER:
            raise MalformedError("parse.number_range")
        return str(value)
    return write_number(value)


def write_number(number: float) -> str:
    """A number as ECMA-262 `Number::toString` writes it; MalformedError `parse.number_range` for NaN and infinity."""
    if not math.isfinite(number):
        raise MalformedError("parse.number_range")
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    mantissa, _, exponent = repr(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction.removesuffix("0") if fraction == "0" else whole + fraction).lstrip("0")
    # The number is 0.digits × 10^point.
    point = len(whole) + int(exponent or 0) if whole != "0" else int(exponent or 0) - _leading_zeros(fraction)
    return sign + _written(digits.rstrip("0"), point)


def _leading_zeros(fraction: str) -> int:
    return len(fraction) - len(fraction.lstrip("0"))


def _written(digits: str, point: int) -> str:
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    exponent = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return digits[0] + (f".{digits[1:]}" if count > 1 else "") + exponent
