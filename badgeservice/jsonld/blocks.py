"""Which lines of a canonical form stand together whatever its texts are, so that little is left to sort?"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from badgeservice.jsonld.picking import Pick, pick

# The places of a subject and an object among the terms, the predicate between them, and the place of how it ends.
Line = tuple[int, str, int, int]


_ITSELF = "_:a"


class _Piece(Protocol):
    """Some lines, in their order."""

    def written(self, terms: Sequence[str]) -> str: ...


@dataclass(frozen=True)
class _Run:
    """Lines of which the order is known: the terms that they are put together of."""

    terms: Pick

    def written(self, terms: Sequence[str]) -> str:
        return "".join(self.terms(terms))


@dataclass(frozen=True)
class _Group:
    """Lines of which the texts decide on the order, each once: the places of their subjects and objects, and what
    stands between these."""

    lines: tuple[tuple[int, str, int], ...]

    def written(self, terms: Sequence[str]) -> str:
        return "".join(sorted({f"{terms[start]}{between}{terms[end]} .\n" for start, between, end in self.lines}))


# Lines in order, as the places and texts of what they are put together of; or those whose texts decide on the order.
_Part = _Group | list[int | str]


@dataclass(frozen=True)
class _Several:
    """One piece after the other."""

    pieces: tuple[_Piece, ...]

    def written(self, terms: Sequence[str]) -> str:
        return "".join([piece.written(terms) for piece in self.pieces])


@dataclass(frozen=True)
class _Node:
    """A blank node: its place, what is hashed for it when that is always the same, else the lines, and its own lines
    (RDFC-1.0 §4.6.3)."""

    place: int
    known: bytes | None
    hashed: _Piece
    own: _Piece

    def hash(self, terms: Sequence[str]) -> bytes:
        return self.known or _sha256(self.hashed.written(terms))


class Blocks:
    """The lines of a skeleton by their subjects: `named` are addresses, each by its place, and `nodes` blank nodes."""

    def __init__(self, named: Sequence[tuple[int, _Piece]], nodes: Sequence[_Node]) -> None:
        self._named = named
        self._nodes = nodes
        # Lines are sorted as texts, so the tenth node comes after the first.
        self._sorted_labels = sorted((f"_:c14n{number}", number) for number in range(len(nodes)))

    def written(self, terms: list[str]) -> str | None:
        """The lines with these terms; None when two subjects are one, or blank nodes look alike."""
        for node in self._nodes:
            terms[node.place] = _ITSELF
        hashes = [node.hash(terms) for node in self._nodes]
        subjects = {terms[place]: piece for place, piece in self._named}
        if len(subjects) != len(self._named) or len(set(hashes)) != len(hashes):
            return None
        nodes = [self._nodes[number] for number in sorted(range(len(hashes)), key=hashes.__getitem__)]
        for number, node in enumerate(nodes):
            terms[node.place] = f"_:c14n{number}"
        lines = [subjects[subject].written(terms) for subject in sorted(subjects)]
        lines += [nodes[number].own.written(terms) for _, number in self._sorted_labels]
        return "".join(lines)


def blocks_of(lines: Iterable[Line], terms: list[str], size: int, labels: Sequence[int]) -> Blocks | None:
    """The blocks of the lines of a skeleton with holes at the first `size` places and blank nodes at `labels`.

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
    drawing = _Drawing(terms, {*range(size), *labels})
    named = [(subject, drawing.piece(found)) for subject, found in by_subject.items() if subject not in labels]
    return Blocks(named, [drawing.node(label, mentions[label], by_subject[label]) for label in labels])


class _Drawing:
    """Draws up pieces; `varying` are the places of terms that are not always the same."""

    def __init__(self, terms: list[str], varying: AbstractSet[int]) -> None:
        self._terms = terms
        self._varying = varying

    def node(self, label: int, mentions: Sequence[Line], own: Sequence[Line]) -> _Node:
        """A blank node; lines that mention it begin with an address, and so sort before its own."""
        parts = self._parts(own)
        hashed = self._together([self._lines(mentions), *parts])
        always = self._varying.isdisjoint([line[0] for line in mentions] + [line[2] for line in own])
        terms = [_ITSELF if place == label else term for place, term in enumerate(self._terms)]
        known = _sha256(hashed.written(terms)) if always else None
        return _Node(label, known, hashed, self._together(parts))

    def piece(self, lines: Iterable[Line]) -> _Piece:
        """All lines with one subject."""
        return self._together(self._parts(lines))

    def _parts(self, lines: Iterable[Line]) -> list[_Part]:
        """Lines with one subject, by their predicates, of which one may have several objects."""
        settled = sorted(lines, key=lambda line: (f"{line[1]} ", self._terms[line[2]]))
        return [self._lines(list(found)) for _, found in groupby(settled, key=lambda line: line[1])]

    def _lines(self, lines: Sequence[Line]) -> _Part:
        """Lines that are in order, unless their texts decide on that."""
        if len(lines) > 1 and not self._varying.isdisjoint([place for line in lines for place in (line[0], line[2])]):
            return _Group(tuple((subject, f" {predicate} ", object_) for subject, predicate, object_, _ in lines))
        return [
            term for subject, predicate, object_, _ in lines for term in (subject, f" {predicate} ", object_, " .\n")
        ]

    def _together(self, parts: Iterable[_Part]) -> _Piece:
        pieces: list[_Piece] = []
        run: list[int | str] = []
        for part in parts:
            if isinstance(part, _Group):
                pieces += [self._run(run), part]
                run = []
            else:
                run += part
        pieces.append(self._run(run))
        return pieces[0] if len(pieces) == 1 else _Several(tuple(pieces))

    def _run(self, written: Iterable[int | str]) -> _Run:
        """What is always the same becomes one term."""
        places: list[int] = []
        for varies, found in groupby(written, key=self._varying.__contains__):
            if varies:
                places += [place for place in found if isinstance(place, int)]
            else:
                places.append(len(self._terms))
                self._terms.append("".join([term if isinstance(term, str) else self._terms[term] for term in found]))
        return _Run(pick(places))


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
