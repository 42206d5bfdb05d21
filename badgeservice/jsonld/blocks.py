"""Which lines of a canonical form stand together whatever its texts are, so that little is left to sort?"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# The places of a subject and an object among the terms, the predicate between them, and the place of how it ends.
Line = tuple[int, str, int, int]

_ITSELF = "_:a"


@dataclass(frozen=True)
class _Block:
    """All lines with one subject, in their order: what stands between it and each object, and the object's place.

    Where one predicate has several objects the texts decide on the order.
    """

    subject: int
    ends: tuple[tuple[str, int], ...]
    is_sorted: bool

    def ends_with(self, terms: Sequence[str]) -> list[str]:
        """The lines without their subject, each once."""
        ends = [f"{start}{terms[place]} .\n" for start, place in self.ends]
        if self.is_sorted:
            return ends
        return sorted(set(ends))


class Blocks:
    """The lines of a skeleton by their subjects; `nodes` are the blocks of its blank nodes, each with where else the
    node is mentioned: subject and predicate."""

    def __init__(self, named: Sequence[_Block], nodes: Sequence[tuple[_Block, tuple[tuple[int, str], ...]]]) -> None:
        self._named = named
        self._nodes = nodes
        # Lines are sorted as texts, so the tenth node comes after the first.
        self._sorted_labels = sorted((f"_:c14n{number}", number) for number in range(len(nodes)))

    def written(self, terms: list[str]) -> str | None:
        """The lines with these terms; None when two subjects are one, or blank nodes look alike."""
        subjects = {terms[block.subject]: block for block in self._named}
        ends = [block.ends_with(terms) for block, _ in self._nodes]
        hashes = [_hash(mentions, own, terms) for (_, mentions), own in zip(self._nodes, ends, strict=True)]
        if len(subjects) != len(self._named) or len(set(hashes)) != len(hashes):
            return None
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        for number, node in enumerate(order):
            terms[self._nodes[node][0].subject] = f"_:c14n{number}"
        blocks = [_joined(subject, subjects[subject].ends_with(terms)) for subject in sorted(subjects)]
        blocks += [_joined(label, ends[order[number]]) for label, number in self._sorted_labels]
        return "".join(blocks)


def blocks_of(lines: Iterable[Line], terms: Sequence[str], size: int, labels: Collection[int]) -> Blocks | None:
    """The blocks of the lines of a skeleton with holes at the first `size` places and blank nodes at `labels`.

    None when there are named graphs, or a blank node mentions another: then all has to be sorted.
    """
    by_subject: defaultdict[int, list[Line]] = defaultdict(list)
    mentions: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for line in lines:
        subject, predicate, object_, ending = line
        if terms[ending] != " .\n" or (subject in labels and object_ in labels):
            return None
        by_subject[subject].append(line)
        if object_ in labels:
            mentions[object_].append((subject, f" {predicate} {_ITSELF} .\n"))
    blocks = {subject: _block(subject, found, terms, size, labels) for subject, found in by_subject.items()}
    named = [block for subject, block in blocks.items() if subject not in labels]
    nodes = [(blocks.get(label, _Block(label, (), True)), tuple(mentions[label])) for label in labels]
    return Blocks(named, nodes)


def _block(subject: int, lines: Sequence[Line], terms: Sequence[str], size: int, labels: Collection[int]) -> _Block:
    """One whose order is known when no two of its lines differ in a text, or in the label of a blank node, only."""
    settled = sorted(lines, key=lambda line: (f"{line[1]} ", terms[line[2]]))
    varying = {*range(size), *labels}
    is_sorted = all(one[1] != other[1] or varying.isdisjoint((one[2], other[2])) for one, other in pairwise(settled))
    return _Block(subject, tuple((f" {line[1]} ", line[2]) for line in settled), is_sorted)


def _hash(mentions: Sequence[tuple[int, str]], ends: Sequence[str], terms: Sequence[str]) -> bytes:
    """The first-degree hash of a blank node (RDFC-1.0 §4.6.3): addresses sort before it."""
    said = [f"{terms[subject]}{rest}" for subject, rest in mentions]
    if len(said) > 1:
        said = sorted(set(said))
    return hashlib.sha256("".join([*said, _joined(_ITSELF, ends)]).encode()).digest()


def _joined(subject: str, ends: Sequence[str]) -> str:
    return subject + subject.join(ends) if ends else ""
