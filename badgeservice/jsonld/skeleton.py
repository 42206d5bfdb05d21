"""What is the canonical form of a document that differs from a known one in some of its texts only?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse

from badgeservice.jsonld.blocks import Edges, Line, blocks_of
from badgeservice.jsonld.nquads import Quad, escaped, literal
from badgeservice.jsonld.picking import pick

# An address that the canonical form holds as it is written, whatever the contexts: no word, no prefix, not relative.
# No bundled context has a term by one of these names (a test holds that).
SAFE_ADDRESS = re.compile(r"(?:https?://|(?:urn|did|mailto|data):)[A-Za-z0-9_.~:/?#\[\]@!$&'()*+,;=%-]++")
_SAFE_ADDRESSES = re.compile(rf"(?:{SAFE_ADDRESS.pattern} )*+")

_HOLE = "x-hole:"
_ADDRESS_HOLE = re.compile(r"<x-hole:([0-9]+):>")
_LITERAL_HOLE = re.compile(r'"x-hole:([0-9]+):"((?:\^\^<[^>]*>)?)')
_JSON = "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"
_ITSELF, _ANOTHER = "_:a", "_:z"


class UnfitError(Exception):
    """No skeleton can be made: a text does not come out as a whole term, or blank nodes look alike."""


@dataclass(frozen=True)
class _Look:
    """How a blank node is mentioned: by lines that are always the same, which may stand there twice, and by others."""

    fixed: list[str]
    varying: list[Line]

    def hash(self, terms: Sequence[str]) -> str:
        """The first-degree hash of the node (RDFC-1.0 §4.6.3)."""
        lines = _lines(self.varying, terms)
        if len(lines) > 1 and len(set(lines)) != len(lines):
            lines = list(set(lines))
        return hashlib.sha256("".join(sorted(self.fixed + lines)).encode()).hexdigest()


def hole(number: int) -> str:
    """The text that stands in a document where it has a hole: an address, with a scheme that no document has."""
    return f"{_HOLE}{number}:"


class Skeleton:
    """The canonical N-Quads of all documents that differ in `size` texts only, with holes for these (RDFC-1.0).

    Made from the dataset of a document that holds `hole(0)` to `hole(size - 1)`; raises UnfitError. What fills a hole
    may be any text where a literal stands, and a SAFE_ADDRESS where an address does.
    """

    def __init__(self, quads: Iterable[Quad], size: int) -> None:
        self.size = size
        self._addresses: set[int] = set()
        self._edges: dict[int, Edges] = {}
        self._terms: list[str] = [""] * size
        self._places: dict[str, int] = {}
        self._quads = distinct = sorted(set(quads))
        self._nodes = sorted({term for quad in distinct for term in quad if term.startswith("_:")})
        self._labels = [self._place(node) for node in self._nodes]
        self._tails = [self._tail(node) for node in self._nodes]
        self._names = [(f"_:c14n{number}", f" _:c14n{number} .\n") for number in range(len(self._nodes))]
        self._lines = [self._line(quad) for quad in distinct]
        self._looks = [self._look(node, [quad for quad in distinct if node in quad]) for node in self._nodes]
        if len(self._edges) != size:
            raise UnfitError("a text is not in the dataset")
        self._blocks = blocks_of(self._lines, self._terms, self._edges, self._labels)
        self._fixed = self._terms[size:]
        self._in_addresses = pick(sorted(self._addresses))

    @property
    def addresses(self) -> frozenset[int]:
        """The holes that hold addresses."""
        return frozenset(self._addresses)

    def bound(self, values: Mapping[int, str]) -> Skeleton:
        """A skeleton in which these holes are filled for good; the others keep their order. Raises UnfitError."""
        if any(number in self._addresses and not SAFE_ADDRESS.fullmatch(text) for number, text in values.items()):
            raise UnfitError("an address is not safe")
        left = [number for number in range(self.size) if number not in values]
        texts = {number: hole(place) for place, number in enumerate(left)} | dict(values)
        return Skeleton([_filled(quad, texts) for quad in self._quads], len(left))

    def fill(self, values: Sequence[str]) -> bytes | None:
        """The canonical form with these texts in the holes, in order; None when only the full way can tell.

        That is for an address that is not safe, half a character, and blank nodes that look alike (RDFC-1.0 §4.4.3
        step 5).
        """
        if not self.is_filled_safely(values):
            return None
        # What stands in a safe address stands there as it is.
        texts = escaped(values)
        try:
            quickly = self._blocks.written(texts + self._fixed) if self._blocks is not None else None
            return quickly.encode() if quickly is not None else self._sorted(texts)
        except UnicodeEncodeError:
            return None

    def is_filled_safely(self, values: Sequence[str]) -> bool:
        """Whether each address among these texts is a SAFE_ADDRESS: in one go, with as many spaces as there are."""
        addresses = self._in_addresses(values)
        listed = " ".join([*addresses, ""])
        return listed.count(" ") == len(addresses) and _SAFE_ADDRESSES.fullmatch(listed) is not None

    def _sorted(self, texts: Sequence[str]) -> bytes | None:
        whole = (text.join(self._edges[number]) for number, text in enumerate(texts))
        terms = [*whole, *self._fixed]
        hashes = [look.hash(terms) for look in self._looks]
        if len(set(hashes)) != len(hashes):
            return None
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        for node, (label, tail) in zip(order, self._names, strict=True):
            terms[self._labels[node]], terms[self._tails[node]] = label, tail
        # Two lines that differ in a hole may become one.
        return "".join(sorted(set(_lines(self._lines, terms)))).encode()

    def _look(self, node: str, mentions: Sequence[Quad]) -> _Look:
        lines = [self._line(_veiled(quad, node)) for quad in mentions]
        varying = [line for line in lines if self._varies(line)]
        another = {self._place(_ANOTHER), self._tail(_ANOTHER)}
        if any(not another.isdisjoint((subject, object_, end)) for subject, _, object_, end in varying):
            raise UnfitError("a text stands between two blank nodes")
        return _Look(sorted(_lines(filterfalse(self._varies, lines), self._terms)), varying)

    def _line(self, quad: Quad) -> Line:
        subject, predicate, object_, graph = quad
        if _HOLE in predicate or _HOLE in graph:
            raise UnfitError("a text is a predicate or a graph")
        return self._place(subject), predicate, self._place(object_), self._tail(graph)

    def _place(self, term: str) -> int:
        if _HOLE in term:
            return self._hole(term)
        return self._known(term, term)

    def _tail(self, graph: str) -> int:
        return self._known(f"graph {graph}", f" {graph} .\n" if graph else " .\n")

    def _known(self, name: str, text: str) -> int:
        if name not in self._places:
            self._places[name] = len(self._terms)
            self._terms.append(text)
        return self._places[name]

    def _hole(self, term: str) -> int:
        if found := _ADDRESS_HOLE.fullmatch(term):
            number, edges = int(found[1]), ("<", ">")
            self._addresses.add(number)
        elif (found := _LITERAL_HOLE.fullmatch(term)) and found[2] != _JSON:
            number, edges = int(found[1]), ('"', f'"{found[2]}')
        else:
            raise UnfitError("a text is a part of a term")
        if self._edges.setdefault(number, edges) != edges:
            raise UnfitError("a text is of two types")
        return number

    def _varies(self, line: Line) -> bool:
        return line[0] < self.size or line[2] < self.size


def _lines(lines: Iterable[Line], terms: Sequence[str]) -> list[str]:
    return [f"{terms[s]} {p} {terms[o]}{terms[end]}" for s, p, o, end in lines]


def _filled(quad: Quad, texts: Mapping[int, str]) -> Quad:
    subject, predicate, object_, graph = quad
    if found := _ADDRESS_HOLE.fullmatch(subject):
        subject = f"<{texts[int(found[1])]}>"
    if found := _ADDRESS_HOLE.fullmatch(object_):
        object_ = f"<{texts[int(found[1])]}>"
    elif found := _LITERAL_HOLE.fullmatch(object_):
        object_ = literal(texts[int(found[1])]) + found[2]
    return subject, predicate, object_, graph


def _veiled(quad: Quad, node: str) -> Quad:
    """A quad as it is hashed for a blank node (RDFC-1.0 §4.6.3 step 3.1.1)."""
    subject, predicate, object_, graph = (
        term if not term.startswith("_:") else _ITSELF if term == node else _ANOTHER for term in quad
    )
    return subject, predicate, object_, graph
