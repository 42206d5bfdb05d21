"""Is a document small, plain and known enough to be read as JSON-LD at all?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.jsonld.contexts import ALL_OPEN_BADGES_3, CONTEXTS, CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_2
from badgeservice.jsonld.inline_context import refuse_inline

MAX_DEPTH = 64
MAX_NODES = 10_000
MAX_CONTEXTS = 8
MAX_SAFE_INTEGER = 2**53 - 1

_FIRST = frozenset({CREDENTIALS_V1, CREDENTIALS_V2})
_LANGUAGE_VALUE = frozenset({"@value", "@language", "@direction"})
_ENDORSEMENT = "endorsement"
_PROOF = "proof"


def screen(document: Mapping[str, Any], documents: Mapping[str, Any] = CONTEXTS, inline: bool = False) -> None:
    """Refuse what is too large or too deep, and every way to change what the words mean.

    `documents` holds the contexts that are allowed. With `inline` a document may also bring contexts of its own,
    anywhere: only the first is then fixed (VCDM 2.0 §4.3), and what a context redefines is JSON-LD's to refuse.
    Raises MalformedError `parse.too_large`, `parse.too_deep`, `parse.number_range`, `parse.encoding`,
    `context.unknown`, `context.order` or `context.redefinition`.
    """
    top = _known(document.get("@context"), documents, inline)
    (_refuse_first if inline else _refuse_order)(top)
    for member, value, depth in _walk(document):
        if isinstance(value, dict):
            _refuse_names(value)
            if depth > 1 and "@context" in value:
                scoped = _known(value["@context"], documents, inline)
                if not inline:
                    _refuse_scoped_contexts(scoped, member, top)
            _refuse_keywords(value)
        else:
            _refuse_scalar(value)


def _walk(document: Mapping[str, Any]) -> Iterator[tuple[str, Any, int]]:
    """Every value but arrays and contexts, with the name of its member and its depth, within the limits."""
    waiting: list[tuple[str, Any, int]] = [("", document, 1)]
    nodes = 0
    while waiting:
        member, value, depth = waiting.pop()
        nodes += 1
        if nodes > MAX_NODES:
            raise MalformedError("parse.too_large", f"meer dan {MAX_NODES} onderdelen")
        if depth > MAX_DEPTH and isinstance(value, dict | list):
            raise MalformedError("parse.too_deep", f"meer dan {MAX_DEPTH} lagen")
        if isinstance(value, list):
            waiting.extend((member, item, depth + 1) for item in value)
            continue
        yield member, value, depth
        if isinstance(value, dict):
            waiting.extend((name, inner, depth + 1) for name, inner in value.items() if name != "@context")


def _known(contexts: object, documents: Mapping[str, Any], inline: bool) -> list[Any]:
    addresses: list[Any] = contexts if isinstance(contexts, list) else [contexts]
    if len(addresses) > MAX_CONTEXTS:
        raise MalformedError("parse.too_large", f"meer dan {MAX_CONTEXTS} contexten")
    for address in addresses:
        if inline and isinstance(address, dict):
            refuse_inline(address, documents)
            continue
        if not isinstance(address, str):
            raise MalformedError("context.unknown", "een context die geen adres is")
        if address not in documents:
            raise MalformedError("context.unknown", address[:200])
    return addresses


def _refuse_order(addresses: list[str]) -> None:
    """Credentials first, Open Badges second, others after; Open Badges 2.0 stands alone."""
    if addresses == [OPEN_BADGES_2]:
        return
    if not addresses or addresses[0] not in _FIRST:
        raise MalformedError("context.order", "de eerste context is niet die van W3C-credentials")
    if len(set(addresses)) != len(addresses):
        raise MalformedError("context.order", "een context staat er twee keer")
    for place, address in enumerate(addresses):
        if (place > 0 and address in _FIRST) or (place != 1 and address in ALL_OPEN_BADGES_3):
            raise MalformedError("context.order", address)


def _refuse_first(contexts: list[Any]) -> None:
    """The first context is that of W3C credentials, and none stands there twice (an ordered set, VCDM 2.0 §4.3)."""
    addresses = [context for context in contexts if isinstance(context, str)]
    if not contexts or contexts[:1] != addresses[:1] or contexts[0] not in _FIRST:
        raise MalformedError("context.order", "de eerste context is niet die van W3C-credentials")
    if len(set(addresses)) != len(addresses) or not _FIRST.isdisjoint(addresses[1:]):
        raise MalformedError("context.order", "een context staat er twee keer")


def _refuse_scoped_contexts(addresses: list[str], member: str, top: list[str]) -> None:
    """Below the top an endorsement has contexts of its own; a proof may repeat those of its document, and what is
    embedded in an Open Badge 2.0 that one."""
    if addresses == top == [OPEN_BADGES_2]:
        return
    if member == _ENDORSEMENT:
        _refuse_order(addresses)
    elif member != _PROOF:
        raise MalformedError("context.redefinition", f"een eigen context bij {member[:100]}")


def _refuse_keywords(node: Mapping[str, Any]) -> None:
    keywords = sorted(name for name in node if name.startswith("@") and name != "@context")
    if keywords and not _is_language_value(node):
        raise MalformedError("context.redefinition", ", ".join(keywords)[:200])


def _is_language_value(node: Mapping[str, Any]) -> bool:
    """Whether a node is a text with its language and direction (VCDM 2.0 §11.1)."""
    return "@value" in node and _LANGUAGE_VALUE.issuperset(node) and all(isinstance(v, str) for v in node.values())


def _refuse_names(node: Mapping[str, Any]) -> None:
    for name in node:
        _refuse_text(name)


def _refuse_scalar(value: object) -> None:
    if isinstance(value, str):
        _refuse_text(value)
    elif isinstance(value, int):
        _refuse_number(abs(value) <= MAX_SAFE_INTEGER)
    elif isinstance(value, float):
        _refuse_number(math.isfinite(value))


def _refuse_number(fits: bool) -> None:
    if not fits:
        raise MalformedError("parse.number_range", "een getal buiten het bereik van I-JSON")


def _refuse_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise MalformedError("parse.encoding", "een half teken (surrogate)") from problem
