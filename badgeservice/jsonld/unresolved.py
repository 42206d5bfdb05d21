"""Which words of a document does no context explain, so that a signature would not cover them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from badgeservice.errors import MalformedError

# A relative reference comes out with this scheme, which no document has; PyLD would make up an http address.
_UNRESOLVED = "unresolved-reference:"
BASE = f"{_UNRESOLVED}//nowhere/"

MAX_RELATIVE = 8_000

# What N-Quads takes as an address or a language (IRIREF, LANGTAG); RDF drops any other, or it breaks the lines.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def refuse_property(term: str | None) -> NoReturn:
    """Refuse a property that no context defines."""
    raise MalformedError("context.dropped_terms", str(term)[:100])


def refuse_relative(text: str) -> None:
    """Refuse a word or a relative reference; PyLD looks at it character by character, so it asks for a long one.

    Raises MalformedError `context.dropped_terms`.
    """
    if not _SCHEME.match(text):
        raise MalformedError("context.dropped_terms", text[:100])


def refuse_null(term: str | None) -> NoReturn:
    """Refuse a member that is null: it leaves no trace in the canonical form, so anyone could add it."""
    raise MalformedError("context.dropped_terms", f"{term} is null"[:100])


def refuse_unresolved(expanded: Any) -> None:
    """Refuse types and references in an expanded document that did not become absolute addresses.

    Raises MalformedError `context.dropped_terms`, or `context.too_complex` for a blank node id: only with those can a
    small document be a graph that is hard to canonicalise.
    """
    for address in _addresses(expanded):
        if isinstance(address, str) and address.startswith("_:"):
            raise MalformedError("context.too_complex", address[:100])
        if not isinstance(address, str) or address.startswith(_UNRESOLVED) or not _ADDRESS.fullmatch(address):
            raise MalformedError("context.dropped_terms", str(address).removeprefix(BASE)[:100])


def _addresses(expanded: Any) -> Iterator[Any]:
    """Every property, type, datatype and reference of an expanded document."""
    waiting = [expanded]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict) and "@value" in value:
            yield from _addresses_of_a_literal(value)
        elif isinstance(value, dict):
            for name, inner in value.items():
                if name in ("@id", "@type"):
                    yield from inner if isinstance(inner, list) else [inner]
                else:
                    if not name.startswith("@"):
                        yield name
                    waiting.append(inner)


def _addresses_of_a_literal(value: dict[str, Any]) -> Iterator[Any]:
    language = value.get("@language")
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise MalformedError("context.dropped_terms", language[:100])
    if value.get("@type", "@json") != "@json":
        yield value["@type"]
