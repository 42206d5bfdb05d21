"""Was a document of this structure found sound before, so that only its texts have to be looked at?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from badgeservice.jsonld.shape import Shape, Shaped, is_text, texts_of_members
from badgeservice.model.memory import Memory

MOST_STRUCTURES = 256


@dataclass(frozen=True)
class _Sound:
    """The places among the texts of what is the `id` of an object; whether it was also held against what a signature
    over the graph cannot see."""

    identifiers: tuple[int, ...]
    as_graph: bool


class KnownStructures:
    """A bounded memory of the shapes of documents with their proofs, without any text of them. Safe for threads.

    What is asked of names, types, contexts, numbers, nesting and their order, is answered by the shape; what is asked
    of texts that name one thing twice cannot be where no two objects have one id.
    """

    def __init__(self, most: int = MOST_STRUCTURES) -> None:
        self._known: Memory[Shape, _Sound] = Memory(most)

    def is_sound(self, document: Shaped, *, as_graph: bool) -> bool:
        """Whether it is sure that a document with its proofs is as sound as one that was met before."""
        shape, texts = document
        known = self._known.recall(shape) if shape is not None else None
        if known is None or (as_graph and not known.as_graph):
            return False
        named = {texts[place] for place in known.identifiers}
        return len(named) == len(known.identifiers) and is_text(texts)

    def remember(self, document: Mapping[str, Any], shape: Shape | None, *, as_graph: bool) -> None:
        """Keep the shape of a document with its proofs that was found sound."""
        if shape is not None:
            self._known.keep(shape, _Sound(texts_of_members(document, "id"), as_graph))


@cache
def known_structures() -> KnownStructures:
    """What this process remembers of the structure of documents."""
    return KnownStructures()
