"""Which lines of a canonical form stand together whatever its texts are, so that little is left to sort?"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby

from badgeservice.jsonld.picking import Pick, pick

# The places of a subject and an object among the terms, the predicate between them, and the place of how it ends.
Line = tuple[int, str, int, int]
# What stands before and after the text of a hole, to make it a term.
Edges = tuple[str, str]

_ITSELF = "_:a"


@dataclass(frozen=True)
class _Group:
    """Lines of which the texts decide on the order, each once, and the place among the terms where all of them go."""

    place: int
    lines: tuple[tuple[str, int, str, int, str], ...]

    def fill(self, terms: list[str]) -> None:
        lines = {f"{a}{terms[start]}{b}{terms[end]}{c}" for a, start, b, end, c in self.lines}
        terms[self.place] = "".join(sorted(lines))


@dataclass(frozen=True)
class _Node:
    """A blank node: its place, and the terms that its lines are put together of, after groups of its own were filled.

    `hashed` are those for its first-degree hash, which is `known` when it is always the same (RDFC-1.0 §4.6.3).
    """

    place: int
    groups: tuple[_Group, ...]
    hashed: Pick
    own: Pick
    known: bytes | None = None

    def hash(self, terms: list[str]) -> bytes:
        for group in self.groups:
            group.fill(terms)
        return hashlib.sha256("".join(self.hashed(terms)).encode()).digest()


@dataclass(frozen=True)
class _Named:
    """The place of an address, and the terms that the lines with this subject are put together of."""

    place: int
    edges: Edges
    groups: tuple[_Group, ...]
    own: Pick


class Blocks:
    """The lines of a skeleton by their subjects: `named` are addresses and `nodes` blank nodes."""

    def __init__(self, named: Sequence[_Named], nodes: Sequence[_Node]) -> None:
        self._named = [(one.edges[0], one.place, one.edges[1], one.own) for one in named]
        self._nodes = nodes
        self._groups = [group for node in nodes for group in node.groups]
        self._groups += [group for one in named for group in one.groups]
        self._labels = [f"_:c14n{number}" for number in range(len(nodes))]
        # Lines are sorted as texts, so the tenth node comes after the first.
        self._sorted_labels = sorted(range(len(nodes)), key=self._labels.__getitem__)

    def written(self, terms: list[str]) -> str | None:
        """The lines with these terms; None when two subjects are one, or blank nodes look alike."""
        for node in self._nodes:
            terms[node.place] = _ITSELF
        nodes = {node.known or node.hash(terms): node for node in self._nodes}
        subjects = {f"{before}{terms[place]}{after}": own for before, place, after, own in self._named}
        if len(subjects) != len(self._named) or len(nodes) != len(self._nodes):
            return None
        in_order = [nodes[hash_] for hash_ in sorted(nodes)]
        for node, label in zip(in_order, self._labels, strict=True):
            terms[node.place] = label
        for group in self._groups:
            group.fill(terms)
        written: list[str] = []
        for subject in sorted(subjects):
            written += subjects[subject](terms)
        for number in self._sorted_labels:
            written += in_order[number].own(terms)
        return "".join(written)


def blocks_of(
    lines: Iterable[Line], terms: list[str], holes: Mapping[int, Edges], labels: Sequence[int]
) -> Blocks | None:
    """The blocks of the lines of a skeleton with blank nodes at `labels`; its holes are filled with texts only.

    None when there are named graphs, or a blank node mentions another: then all has to be sorted. What always stands
    together is added to `terms`.
    """
    by_subject: defaultdict[int, list[Line]] = defaultdict(list)
    mentions: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        subject, _, object_, ending = line
        if terms[ending] != " .\n" or (subject in labels and object_ in labels):
            return None
        by_subject[subject].append(line)
        if object_ in labels:
            mentions[object_].append(line)
    drawing = _Drawing(terms, holes, {*holes, *labels})
    named = [drawing.named(subject, found) for subject, found in by_subject.items() if subject not in labels]
    return Blocks(named, [drawing.node(label, mentions[label], by_subject[label]) for label in labels])


class _Drawing:
    """Draws up blocks; `varying` are the places of terms that are not always the same."""

    def __init__(self, terms: list[str], holes: Mapping[int, Edges], varying: AbstractSet[int]) -> None:
        self._terms = terms
        self._holes = holes
        self._varying = varying

    def named(self, subject: int, own: Iterable[Line]) -> _Named:
        """What is said of an address."""
        parts = self._parts(own)
        return _Named(subject, self._edges(subject), _groups(parts), self._together(parts))

    def node(self, label: int, mentions: Sequence[Line], own: Sequence[Line]) -> _Node:
        """A blank node; lines that mention it begin with an address, and so sort before its own."""
        parts = self._parts(own)
        hashed = [self._lines(mentions), *parts]
        drawn = _Node(label, _groups(hashed), self._together(hashed), self._together(parts))
        if not self._varying.isdisjoint([line[0] for line in mentions] + [line[2] for line in own]):
            return drawn
        terms = [_ITSELF if place == label else term for place, term in enumerate(self._terms)]
        return replace(drawn, known=drawn.hash(terms))

    def _parts(self, lines: Iterable[Line]) -> list[_Part]:
        """Lines with one subject, by their predicates, of which one may have several objects."""
        settled = sorted(lines, key=lambda line: (f"{line[1]} ", self._terms[line[2]]))
        return [self._lines(list(found)) for _, found in groupby(settled, key=lambda line: line[1])]

    def _lines(self, lines: Sequence[Line]) -> _Part:
        """Lines that are in order, unless their texts decide on that."""
        subjects, objects = {line[0] for line in lines}, [line[2] for line in lines]
        if len(subjects) > 1 or (len(lines) > 1 and not self._varying.isdisjoint(objects)):
            return _Group(self._added(""), tuple(self._pieces(line) for line in lines))
        return [piece for line in lines for piece in self._pieces(line)]

    def _pieces(self, line: Line) -> tuple[str, int, str, int, str]:
        """What a line is put together of: texts, and the places of terms."""
        start, between, end, _ = line
        (opens, then), (before, after) = self._edges(start), self._edges(end)
        return opens, start, f"{then} {between} {before}", end, f"{after} .\n"

    def _edges(self, place: int) -> Edges:
        return self._holes.get(place, ("", ""))

    def _together(self, parts: Iterable[_Part]) -> Pick:
        """What is always the same becomes one term."""
        written = [term for part in parts for term in ([part.place] if isinstance(part, _Group) else part)]
        filled = self._varying | {group.place for group in _groups(parts)}
        places: list[int] = []
        for varies, found in groupby(written, key=filled.__contains__):
            if varies:
                places += [place for place in found if isinstance(place, int)]
            else:
                texts = [self._terms[one] if isinstance(one, int) else one for one in found]
                places.append(self._added("".join(texts)))
        return pick(places)

    def _added(self, term: str) -> int:
        self._terms.append(term)
        return len(self._terms) - 1


# Lines in order, as the places and texts of what they are put together of; or those whose texts decide on the order.
_Part = _Group | list[int | str]


def _groups(parts: Iterable[_Part]) -> tuple[_Group, ...]:
    return tuple(part for part in parts if isinstance(part, _Group))
