"""Was a document of this structure found sound before, so that only its texts have to be looked at?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from badgeservice.jsonld.shapes import Shape, Shaped, is_text, texts_of_members
from badgeservice.model.memory import Memory

MOST_STRUCTURES = 256


@dataclass(frozen=True)
class _Sound:
    """The places among the texts of what is the `id` of an object, in the document and then in its proofs; whether
    it was also held against what a signature over the graph cannot see."""

    identifiers: tuple[tuple[int, ...], tuple[int, ...]]
    as_graph: bool


class KnownStructures:
    """A bounded memory of the shapes of documents with their proofs, without any text of them. Safe for threads.

    What is asked of names, types, contexts, numbers, nesting and their order, is answered by the shape; what is asked
    of texts that name one thing twice cannot be where no two objects have one id.
    """

    def __init__(self, most: int = MOST_STRUCTURES) -> None:
        self._known: Memory[tuple[Shape, Shape], _Sound] = Memory(most)

    def is_sound(self, document: Shaped, proofs: Shaped, *, as_graph: bool) -> bool:
        """Whether it is sure that a document with these proofs is as sound as one that was met before."""
        if document[0] is None or proofs[0] is None:
            return False
        known = self._known.recall((document[0], proofs[0]))
        if known is None or (as_graph and not known.as_graph):
            return False
        named = [texts[place] for (_, texts), places in zip((document, proofs), known.identifiers, strict=True)
                 for place in places]  # fmt: skip
        return len(set(named)) == len(named) and is_text(document[1]) and is_text(proofs[1])

    def remember(self, document: Mapping[str, Any], shapes: tuple[Shaped, Shaped], *, as_graph: bool) -> None:
        """Keep the shapes of a document that was found sound, and of its proofs."""
        (shape, _), (of_proofs, _) = shapes
        if shape is None or of_proofs is None:
            return
        unsigned = {name: value for name, value in document.items() if name != "proof"}
        proofs = {"proof": document.get("proof")}
        identifiers = (texts_of_members(unsigned, "id"), texts_of_members(proofs, "id"))
        self._known.keep((shape, of_proofs), _Sound(identifiers, as_graph))


@cache
def known_structures() -> KnownStructures:
    """What this process remembers of the structure of documents."""
    return KnownStructures()
