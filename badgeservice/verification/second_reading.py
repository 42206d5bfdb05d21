"""Could the JSON of a document be changed while its signed meaning stays the same?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.formats.reading import items
from badgeservice.jsonld.contexts import CONTEXTS

_IN_EVERY_CONTEXT = frozenset({"id", "type"})


def refuse_second_reading(document: Mapping[str, Any]) -> None:
    """Refuse what eddsa-rdfc-2022 cannot see, because it signs the graph and not the JSON.

    A member named by its full address means the same as its short name, but is not found under it. What is said of the
    credential in a nested object with the credential's id means the same as saying it at the top. A context of which
    no word is used may have been appended after signing. Raises MalformedError(context.redefinition).
    """
    own_id = document.get("id")
    words: set[str] = set()
    for node in _nodes(document):
        words.update(name for name in (*node, *items(node.get("type"))) if isinstance(name, str))
        if any(":" in name for name in node):
            raise MalformedError("context.redefinition", "a member is named by its address")
        if own_id is not None and node is not document and node.get("id") == own_id and len(node) > 1:
            raise MalformedError("context.redefinition", "the credential is described in two places")
    _refuse_unused_contexts(document, words - _IN_EVERY_CONTEXT)


def _refuse_unused_contexts(document: Mapping[str, Any], words: set[str]) -> None:
    for address in items(document.get("@context"))[1:]:
        if words.isdisjoint(_terms(CONTEXTS[address]["@context"])):
            raise MalformedError("context.redefinition", f"no word of it is used: {address}")


def _terms(context: Any) -> set[str]:
    return {term for part in items(context) if isinstance(part, Mapping) for term in part}


def _nodes(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            if any(isinstance(item, list) for item in value):
                raise MalformedError("context.redefinition", "an array in an array")
            waiting.extend(value)
