"""Could the JSON of a document be changed while its signed meaning stays the same?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.formats.reading import items
from badgeservice.jsonld.contexts import CONTEXTS

Node = Mapping[str, Any]

_IN_EVERY_CONTEXT = frozenset({"id", "type", "proof"})
_NAMED = frozenset({"id", "type"})
_CREDENTIALS = frozenset(
    {"VerifiableCredential", "OpenBadgeCredential", "AchievementCredential", "EndorsementCredential"}
)
_ENDORSED = frozenset({"id", "type", "endorsementComment"})


def refuse_odd_names(document: Node) -> None:
    """Refuse a member or type named by its full address: it means the same, but is not found under its short name.

    Raises MalformedError(context.redefinition).
    """
    for node in _objects(document):
        _refuse_names(node)


def refuse_second_graph(document: Node, closed: bool = True) -> None:
    """Refuse what a signature over the graph cannot see, because it does not cover the JSON (RDFC-1.0).

    What is said in two objects with one id can be moved from the one to the other. A context of which no word is used
    may have been appended after signing; in a list that is not `closed` words cannot be told apart. Raises
    MalformedError(context.redefinition | parse.ambiguous_input).
    """
    proofs = items(document.get("proof"))
    signed = {name: value for name, value in document.items() if name != "proof"}
    for value in (signed, proofs):
        _refuse_arrays(value)
    _refuse_two_descriptions(signed)
    if not closed:
        return
    types = {type_ for proof in _objects(proofs) for type_ in _types(proof)}
    words = {word for node in _objects(signed) for word in (*node, *_types(node))}
    _refuse_unused_contexts(document, (words | types) - _IN_EVERY_CONTEXT)


def _refuse_names(node: Node) -> None:
    if any(":" in name or name[:1].isupper() for name in node):
        raise MalformedError("context.redefinition", "a member is named by its address or by a type")
    if not _addresses_of_types().isdisjoint(_types(node)):
        raise MalformedError("context.redefinition", "a type is named by its address")


def _refuse_two_descriptions(signed: Node) -> None:
    """Of nodes with one id the texts agree, and what is said of the credential stands at the top."""
    texts: dict[str, dict[str, Any]] = {}
    for node in _objects(signed):
        identifier = node.get("id")
        if not isinstance(identifier, str) or len(node) == 1 or _is_endorsed(node):
            continue
        if identifier == signed.get("id") and node is not signed and not _is_a_service(node):
            raise MalformedError("context.redefinition", "the credential is described in two places")
        said = texts.setdefault(identifier, {})
        for name, value in node.items():
            # A node may be of several types, wherever they are written: a giver who is also the one who earned it.
            if name != "type" and isinstance(value, str) and said.setdefault(name, value) != value:
                raise MalformedError("parse.ambiguous_input", f"two values of {name}: {identifier}"[:200])


def _is_a_service(node: Node) -> bool:
    """Whether it only says that the credential can be had anew at its own address, as the examples of OB 3.0 do."""
    return _NAMED.issuperset(node) and _CREDENTIALS.isdisjoint(_types(node))


def _is_endorsed(node: Node) -> bool:
    """Whether it is the subject of an endorsement, which says nothing of what it names but the comment."""
    return _types(node) == ["EndorsementSubject"] and _ENDORSED.issuperset(node)


def _refuse_unused_contexts(document: Node, words: set[str]) -> None:
    for address in items(document.get("@context"))[1:]:
        if words.isdisjoint(_definitions(CONTEXTS[address]["@context"])):
            raise MalformedError("context.redefinition", f"no word of it is used: {address}")


@cache
def _addresses_of_types() -> frozenset[str]:
    """The full addresses of the types for which a known context has a short name."""
    named = [item for address in CONTEXTS for item in _definitions(CONTEXTS[address]["@context"]).items()]
    meanings = (
        meaning["@id"] if isinstance(meaning, Mapping) else meaning for term, meaning in named if term[:1].isupper()
    )
    return frozenset(meaning for meaning in meanings if ":" in meaning)


def _definitions(context: Any) -> dict[str, Any]:
    return {term: meaning for part in items(context) if isinstance(part, Mapping) for term, meaning in part.items()}


def _types(node: Node) -> list[str]:
    return [type_ for type_ in items(node.get("type")) if isinstance(type_, str)]


def _objects(value: Any) -> Iterator[Node]:
    """Every object in a value, at any depth."""
    return (inner for inner in _values(value) if isinstance(inner, Mapping))


def _values(value: Any) -> Iterator[Any]:
    waiting: list[Any] = [value]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, Mapping):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _refuse_arrays(value: Any) -> None:
    """Of arrays the graph keeps no nesting, and nothing that stands in them twice."""
    for array in _values(value):
        if not isinstance(array, list):
            continue
        if any(isinstance(item, list) for item in array):
            raise MalformedError("context.redefinition", "an array in an array")
        identifiers = [item["id"] for item in array if isinstance(item, Mapping) and isinstance(item.get("id"), str)]
        if len(set(identifiers)) != len(identifiers):
            raise MalformedError("parse.ambiguous_input", "two values of an array have one id")
