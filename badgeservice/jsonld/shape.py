"""What is the shape of a document, and which are the texts in it?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count
from typing import Any

from badgeservice.jsonld.skeleton import hole

LONGEST_SHAPE = 4_000
# Members that hold words of the vocabulary. No other name that begins with "@" may stand outside a context (screening).
OF_WORDS = frozenset({"type", "@context"})

_TEXT, _WORD_ITSELF, _OBJECT, _ARRAY, _END = range(5)


class Shape(tuple[object, ...]):
    """The names, types, contexts, numbers and order of a document, which are hashed once."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


# The shape of a document, None for a very long one, and its texts in the order in which they stand there.
Shaped = tuple[Shape | None, Sequence[str]]


def shape_of(document: Mapping[str, Any], fixed: Collection[int] = ()) -> Shaped:
    """The shape of a document.

    Objects with an identity in `fixed` are part of the shape as they are: whoever names them keeps them as they are.
    """
    shape: list[object] = []
    texts: list[str] = []
    try:
        _read_object(document, shape, texts, fixed, False)
    except RecursionError:
        return None, texts
    return (Shape(shape) if len(shape) <= LONGEST_SHAPE else None), texts


def _read_object(
    node: Mapping[str, Any],
    shape: list[object],
    texts: list[str],
    fixed: Collection[int],
    is_word: bool,  # By its place: it is passed on hundreds of times.
) -> None:
    # All names in one go, then those of members that are no text, each with its value.
    shape.extend(node)
    for name, value in node.items():
        if type(value) is str and not is_word and name not in OF_WORDS:
            texts.append(value)
        else:
            shape.append(name)
            _read(value, shape, texts, fixed, is_word or name in OF_WORDS)


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
        _read_object(value, shape, texts, fixed, is_word)
        shape.append(_END)
    elif kind is list:
        shape.append(_ARRAY)
        for item in value:
            _read(item, shape, texts, fixed, is_word)
        shape.append(_END)
    else:
        # True is 1, and so is 1.0; 0.0 is -0.0.
        shape.append((kind, repr(value)))


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
                yield from _texts_of_members(inner, wanted, places, is_word=is_word or name in OF_WORDS)
    elif isinstance(value, str) and not is_word:
        next(places)


def is_text(texts: Sequence[str]) -> bool:
    """Whether texts hold whole characters only."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return True


def with_holes(document: Mapping[str, Any], fillers: Sequence[int], fixed: Collection[int] = ()) -> dict[str, Any]:
    """A copy of a document with holes for the texts at these places, in the order in which `shape_of` meets them."""
    holes = {place: hole(number) for number, place in enumerate(fillers)}
    return dict(_with_holes(document, count(), holes, fixed, is_word=False))


def _with_holes(value: Any, places: Iterator[int], holes: Mapping[int, str], fixed: Collection[int], *,
                is_word: bool) -> Any:  # fmt: skip
    if isinstance(value, str):
        return value if is_word else holes.get(next(places), value)
    if isinstance(value, Mapping) and id(value) not in fixed:
        return {
            name: _with_holes(inner, places, holes, fixed, is_word=is_word or name in OF_WORDS)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_with_holes(item, places, holes, fixed, is_word=is_word) for item in value]
    return value
