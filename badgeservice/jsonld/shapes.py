"""Was a document of this shape met before, so that its canonical form is known but for its texts?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.jsonld.dataset import bundled_contexts, dataset
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.picking import Pick, pick
from badgeservice.jsonld.processor import StrictProcessor
from badgeservice.jsonld.rdfc import canonical_form
from badgeservice.jsonld.screening import screen
from badgeservice.jsonld.shape import Shape, Shaped, is_text, shape_of, with_holes
from badgeservice.jsonld.skeleton import SAFE_ADDRESS, Skeleton, UnfitError
from badgeservice.model.memory import Memory

# A unit takes at most 3 µs on one core of 2026: a document at most 0.8 s, a check with all it reads 1.5 s. A badge of
# ours costs 5,000 units.
BUDGET = 250_000
MOST_SHAPES = 256
DEAREST_SHAPE = 20_000
MOST_WORDINGS = 8

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]{0,39}")


@dataclass(frozen=True)
class Known:
    """A skeleton: which texts of a document fill it, and what picks them, which are words that must stand there, and
    what documents like it cost: to canonicalise, and to read only."""

    skeleton: Skeleton
    fillers: tuple[int, ...]
    picked: Pick
    words: tuple[tuple[int, str], ...]
    cost: int
    cost_of_reading: int

    def speaks_of(self, texts: Sequence[str]) -> bool:
        """Whether its words stand among these texts."""
        return all(texts[place] == word for place, word in self.words)

    def fill(self, texts: Sequence[str]) -> bytes | None:
        """The canonical form with these texts; None when only the full way can tell."""
        return self.skeleton.fill(self.picked(texts))

    def reads(self, texts: Sequence[str]) -> bool:
        """Whether it is sure that nothing of a document with these texts is dropped."""
        return self.speaks_of(texts) and self.skeleton.is_filled_safely(self.picked(texts))


class Shapes:
    """A bounded memory of shapes: the names, types, contexts, numbers and order of a document without its texts.

    A shape that is met a second time gets a skeleton, if one can be made that agrees with the full way. It holds words
    of the vocabulary, but no other text. Safe for threads.
    """

    def __init__(self, most: int = MOST_SHAPES) -> None:
        self._known: Memory[Shape, list[Known]] = Memory(most)

    def canonical_bytes(
        self, document: Mapping[str, Any], within: Meter | None = None, shaped: Shaped | None = None
    ) -> bytes:
        """The canonical N-Quads, by the closed list and with SHA-256, as `jsonld.canonical.canonical_bytes` gives them.

        What is met again costs what it cost before. `shaped` is the `shape_of` the document, if it was taken already.
        """
        shape, texts = shaped or shape_of(document)
        known = self._known.recall(shape) if shape is not None else None
        for one in known or ():
            if one.speaks_of(texts) and (form := one.fill(texts)) is not None:
                Meter(BUDGET, within).spend(one.cost)
                return form
        form, _cost = in_full(document, within)
        self._meet(document, shape, texts, known)
        return form

    def read(self, document: Mapping[str, Any], within: Meter | None = None, shaped: Shaped | None = None) -> None:
        """Refuse a document of which a part would be dropped, as `jsonld.dropped_terms.refuse_dropped_terms` does."""
        shape, texts = shaped or shape_of(document)
        known = self._known.recall(shape) if shape is not None else None
        for one in known or ():
            if one.reads(texts) and is_text(texts):
                Meter(BUDGET, within).spend(one.cost_of_reading)
                return
        read_in_full(document, within)
        self._meet(document, shape, texts, known)

    def _meet(
        self, document: Mapping[str, Any], shape: Shape | None, texts: Sequence[str], known: list[Known] | None
    ) -> None:
        if shape is None:
            return
        if known is None:
            self._known.keep(shape, [])
        elif len(known) < MOST_WORDINGS and not any(one.speaks_of(texts) for one in known):
            found = learnt(document, texts)
            if found is not None:
                self._known.keep(shape, [*known, found])


def in_full(document: Mapping[str, Any], within: Meter | None = None) -> tuple[bytes, int]:
    """The canonical N-Quads by the full way, and what it cost."""
    meter = Meter(BUDGET, within)
    form = canonical_form(dataset(document, bundled_contexts(), meter), meter)
    return form, BUDGET - meter.left


def read_in_full(document: Mapping[str, Any], within: Meter | None = None) -> int:
    """Refuse a document of which a part would be dropped; what it cost to read."""
    contexts, meter = bundled_contexts(), Meter(BUDGET, within)
    screen(document, contexts.documents, contexts.inline)
    with contexts.lock:
        StrictProcessor(contexts, meter).expanded(document)
    return BUDGET - meter.left


def learnt(document: Mapping[str, Any], texts: Sequence[str], fixed: Collection[int] = ()) -> Known | None:
    """What is known from now on of documents like this one; None when they have to be canonicalised in full."""
    try:
        form, cost = in_full(document)
        everything = _skeleton(document, range(len(texts)), fixed)
        odd = [place for place in everything.addresses if not SAFE_ADDRESS.fullmatch(texts[place])]
        if cost > DEAREST_SHAPE or not all(_WORD.fullmatch(texts[place]) for place in odd):
            return None
        fillers = tuple(place for place in range(len(texts)) if place not in odd)
        skeleton = _skeleton(document, fillers, fixed) if odd else everything
        words = tuple((place, texts[place]) for place in odd)
        known = Known(skeleton, fillers, pick(fillers), words, cost, read_in_full(document))
    except (UnfitError, MalformedError):
        return None
    return known if known.fill(texts) == form else None


def _skeleton(document: Mapping[str, Any], fillers: Sequence[int], fixed: Collection[int]) -> Skeleton:
    marked = with_holes(document, fillers, fixed)
    return Skeleton(dataset(marked, bundled_contexts(), Meter(BUDGET)), len(fillers))
