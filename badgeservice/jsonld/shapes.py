"""Was a document of this shape met before, so that its canonical form is known but for its texts?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.jsonld.dataset import bundled_contexts, dataset
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.processor import StrictProcessor
from badgeservice.jsonld.rdfc import canonical_form
from badgeservice.jsonld.screening import screen
from badgeservice.jsonld.skeleton import SAFE_ADDRESS, Skeleton, UnfitError, are_safe, hole
from badgeservice.model.memory import Memory

# A unit takes at most 3 µs on one core of 2026: a document at most 0.8 s, a check with all it reads 1.5 s. A badge of
# ours costs 5,000 units.
BUDGET = 250_000
MOST_SHAPES = 256
LONGEST_SHAPE = 4_000
DEAREST_SHAPE = 20_000
MOST_WORDINGS = 8

_TEXT, _WORD_ITSELF, _OBJECT, _ARRAY, _END = range(5)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]{0,39}")

Shape = tuple[object, ...]
# The shape of a document, None for a very long one, and its texts in the order in which they stand there.
Shaped = tuple[Shape | None, list[str]]


@dataclass(frozen=True)
class Known:
    """A skeleton: which texts of a document fill it, which are words that must stand there, and what documents like it
    cost: to canonicalise, and to read only."""

    skeleton: Skeleton
    fillers: tuple[int, ...]
    words: tuple[tuple[int, str], ...]
    cost: int
    cost_of_reading: int

    def speaks_of(self, texts: Sequence[str]) -> bool:
        """Whether its words stand among these texts."""
        return all(texts[place] == word for place, word in self.words)

    def fill(self, texts: Sequence[str]) -> bytes | None:
        """The canonical form with these texts; None when only the full way can tell."""
        return self.skeleton.fill([texts[place] for place in self.fillers])

    def reads(self, texts: Sequence[str]) -> bool:
        """Whether it is sure that nothing of a document with these texts is dropped."""
        return self.speaks_of(texts) and are_safe([texts[self.fillers[n]] for n in self.skeleton.addresses])


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
        self, document: Mapping[str, Any], shape: Shape | None, texts: list[str], known: list[Known] | None
    ) -> None:
        if shape is None:
            return
        if known is None:
            self._known.keep(shape, [])
        elif len(known) < MOST_WORDINGS and not any(one.speaks_of(texts) for one in known):
            found = learnt(document, texts)
            if found is not None:
                self._known.keep(shape, [*known, found])


def shape_of(document: Mapping[str, Any], fixed: Collection[int] = ()) -> Shaped:
    """The shape of a document.

    Objects with an identity in `fixed` are part of the shape as they are: whoever names them keeps them as they are.
    """
    shape: list[object] = []
    texts: list[str] = []
    try:
        _read_object(document, shape, texts, fixed, is_word=False)
    except RecursionError:
        return None, texts
    return (tuple(shape) if len(shape) <= LONGEST_SHAPE else None), texts


def _read_object(node: Mapping[str, Any], shape: list[object], texts: list[str], fixed: Collection[int], *,
                 is_word: bool) -> None:  # fmt: skip
    # All names in one go, then those of members that are no text, each with its value.
    shape.extend(node)
    for name, value in node.items():
        if type(value) is str and not is_word and name != "type" and name[:1] != "@":
            texts.append(value)
        else:
            shape.append(name)
            _read(value, shape, texts, fixed, is_word or is_of_words(name))


def _read(value: Any, shape: list[object], texts: list[str], fixed: Collection[int], is_word: bool) -> None:
    kind = type(value)
    if kind is str:
        if is_word:
            shape += (_WORD_ITSELF, value)
        else:
            shape.append(_TEXT)
            texts.append(value)
    elif kind is dict:
        if fixed and id(value) in fixed:
            shape.append((_OBJECT, id(value)))
            return
        shape.append(_OBJECT)
        _read_object(value, shape, texts, fixed, is_word=is_word)
        shape.append(_END)
    elif kind is list:
        shape.append(_ARRAY)
        for item in value:
            _read(item, shape, texts, fixed, is_word)
        shape.append(_END)
    else:
        # True is 1, and 1.0 too.
        shape.append((kind, value))


def texts_of_members(document: Mapping[str, Any], wanted: str) -> tuple[int, ...]:
    """The places among the texts of a document of those that are the value of a member of this name."""
    return tuple(_texts_of_members(document, wanted, count(), is_word=False))


def _texts_of_members(value: Any, wanted: str, places: Iterator[int], *, is_word: bool) -> Iterator[int]:
    if isinstance(value, list):
        for item in value:
            yield from _texts_of_members(item, wanted, places, is_word=is_word)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if isinstance(inner, str) and not is_word and name == wanted:
                yield next(places)
            else:
                yield from _texts_of_members(inner, wanted, places, is_word=is_word or is_of_words(name))
    elif isinstance(value, str) and not is_word:
        next(places)


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


def is_text(texts: Sequence[str]) -> bool:
    """Whether texts hold whole characters only."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return True


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
        known = Known(skeleton, fillers, words, cost, read_in_full(document))
    except (UnfitError, MalformedError):
        return None
    return known if known.fill(texts) == form else None


def with_holes(document: Mapping[str, Any], fillers: Sequence[int], fixed: Collection[int] = ()) -> dict[str, Any]:
    """A copy of a document with holes for the texts at these places, in the order in which `shape_of` meets them."""
    holes = {place: hole(number) for number, place in enumerate(fillers)}
    return dict(_with_holes(document, count(), holes, fixed, is_word=False))


def is_of_words(name: str) -> bool:
    """Whether a member holds words of the vocabulary."""
    return name == "type" or name[:1] == "@"


def _skeleton(document: Mapping[str, Any], fillers: Sequence[int], fixed: Collection[int]) -> Skeleton:
    marked = with_holes(document, fillers, fixed)
    return Skeleton(dataset(marked, bundled_contexts(), Meter(BUDGET)), len(fillers))


def _with_holes(value: Any, places: Iterator[int], holes: Mapping[int, str], fixed: Collection[int], *,
                is_word: bool) -> Any:  # fmt: skip
    if isinstance(value, str):
        return value if is_word else holes.get(next(places), value)
    if isinstance(value, Mapping) and id(value) not in fixed:
        return {
            name: _with_holes(inner, places, holes, fixed, is_word=is_word or is_of_words(name))
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_with_holes(item, places, holes, fixed, is_word=is_word) for item in value]
    return value
