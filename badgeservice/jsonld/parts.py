"""Which texts of a signed document are of what is signed, and which are of each of its proofs?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from badgeservice.jsonld.picking import Pick, pick
from badgeservice.jsonld.shape import Shape, Shaped, shape_of, with_holes
from badgeservice.jsonld.skeleton import hole
from badgeservice.model.memory import Memory

MOST_KEPT = 256

Document = Mapping[str, Any]
# Takes a part of a document, by the names and places of members alone.
Take = Callable[[Document], Document]


@dataclass(frozen=True)
class _Cut:
    """A part of all documents of one shape: its own shape, and its texts among theirs."""

    shape: Shape | None
    texts: Pick


@dataclass(frozen=True)
class _Whole:
    """A shape that was met, and the parts that were asked for when it was met again."""

    shape: Shape
    cuts: dict[str, _Cut] = field(default_factory=dict)


class Parts:
    """A document that is walked through once, whatever parts of it are asked for: their shapes follow from its own.

    Of shapes that are met again, which are a bounded number, is remembered where the parts stand, and no text. One
    shape is one object, which is quickly found wherever else something is remembered of it.
    """

    def __init__(self, whole: Document) -> None:
        self._document = whole
        self.shape, self.texts = shape_of(whole)
        self._met: _Whole | None = None
        if self.shape is not None:
            self._met = known_wholes().recall(self.shape)
            if self._met is None:
                known_wholes().keep(self.shape, _Whole(self.shape))
            else:
                self.shape = self._met.shape

    def of(self, name: str, take: Take) -> Shaped:
        """The shape and the texts of a part, as `shape_of` gives them; each part has a name of its own."""
        if self._met is None:
            return shape_of(take(self._document))
        cut = self._met.cuts.get(name)
        if cut is None:
            cut = self._met.cuts[name] = self._cut(take)
        return cut.shape, cut.texts(self.texts)

    def _cut(self, take: Take) -> _Cut:
        shape, _ = shape_of(take(self._document))
        places = {hole(place): place for place in range(len(self.texts))}
        _, marks = shape_of(take(with_holes(self._document, range(len(self.texts)))))
        return _Cut(shape, pick([places[mark] for mark in marks]))


@cache
def known_wholes() -> Memory[Shape, _Whole]:
    """What this process remembers of where parts stand."""
    return Memory(MOST_KEPT)
