"""How is an RDF dataset brought to its canonical form, without running for ever on a hostile graph? (RDFC-1.0)"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from badgeservice.errors import MalformedError
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.nquads import Quad, line, written

HASHES = {"sha256": hashlib.sha256, "sha384": hashlib.sha384}
MAX_RECURSION = 100

# Blank nodes and the identifiers issued for them, in the order in which they were issued (RDFC-1.0 §4.5).
Issued = dict[str, str]


def canonical_form(quads: Iterable[Quad], meter: Meter, hash_name: str = "sha256") -> bytes:
    """The canonical N-Quads of a dataset (RDFC-1.0 §4.4) in UTF-8, the lines sorted by code point.

    `hash_name` is a name in HASHES. Raises MalformedError `context.too_complex`.
    """
    # Sorted, so that the same dataset costs the same, however it is ordered.
    distinct = sorted(set(quads))
    meter.spend(2 * len(distinct))
    ids = _Labelling(distinct, meter, hash_name).canonical_ids()
    if not ids:
        return written(distinct)
    return written((ids.get(s, s), p, ids.get(o, o), ids.get(g, g)) for s, p, o, g in distinct)


class _Labelling:
    """The search for one canonical identifier for each blank node of one dataset."""

    def __init__(self, quads: Sequence[Quad], meter: Meter, hash_name: str) -> None:
        self._meter = meter
        self._hash = HASHES[hash_name]
        self._mentions: dict[str, list[Quad]] = defaultdict(list)
        for quad in quads:
            for node in {term for term in quad if term.startswith("_:")}:
                self._mentions[node].append(quad)
        self._first: dict[str, str] = {}
        self._canonical: Issued = {}

    def canonical_ids(self) -> Issued:
        """RDFC-1.0 §4.4.3, steps 3 to 5."""
        alike: dict[str, list[str]] = defaultdict(list)
        for node in self._mentions:
            self._first[node] = self._hash_first_degree(node)
            alike[self._first[node]].append(node)
        for _, nodes in sorted(alike.items()):
            if len(nodes) == 1:
                _issue(self._canonical, nodes[0], "_:c14n")
        for _, nodes in sorted(alike.items()):
            if len(nodes) > 1:
                self._tell_apart(nodes)
        return self._canonical

    def _tell_apart(self, nodes: Sequence[str]) -> None:
        """RDFC-1.0 §4.4.3 step 5: nodes that look the same, by where they stand among others."""
        paths: list[tuple[str, Issued]] = []
        for node in nodes:
            if node not in self._canonical:
                paths.append(self._hash_n_degree(node, {node: "_:b0"}, 1))
        for _, issued in sorted(paths, key=lambda path: path[0]):
            for node in issued:
                _issue(self._canonical, node, "_:c14n")

    def _hash_first_degree(self, node: str) -> str:
        """RDFC-1.0 §4.6.3."""
        mentions = self._mentions[node]
        self._meter.spend(2 + 2 * len(mentions))
        lines = [line((_veiled(s, node), p, _veiled(o, node), _veiled(g, node) if g else g)) for s, p, o, g in mentions]
        return self._digest("".join(sorted(lines)))

    def _hash_n_degree(self, node: str, issued: Issued, depth: int) -> tuple[str, Issued]:
        """RDFC-1.0 §4.8.3; `issued` is left as it was."""
        if depth > MAX_RECURSION:
            raise MalformedError("context.too_complex", "de gegevens verwijzen te diep naar elkaar")
        data = ""
        for hashed, related in sorted(self._related(node, issued).items()):
            path, issued = self._least_path(related, issued, depth)
            data += hashed + path
        return self._digest(data), issued

    def _related(self, node: str, issued: Issued) -> dict[str, list[str]]:
        """The blank nodes beside this one, by the hash of how they are related (RDFC-1.0 §4.8.3 steps 1 to 3)."""
        mentions = self._mentions[node]
        self._meter.spend(3 * len(mentions))
        related: dict[str, list[str]] = defaultdict(list)
        for subject, predicate, object_, graph in mentions:
            for place, other in ((f"s{predicate}", subject), (f"o{predicate}", object_), ("g", graph)):
                if other != node and other.startswith("_:"):
                    related[self._hash_related(place, other, issued)].append(other)
        return related

    def _hash_related(self, place: str, other: str, issued: Issued) -> str:
        """RDFC-1.0 §4.7.3."""
        self._meter.spend(3)
        return self._digest(place + (self._canonical.get(other) or issued.get(other) or self._first[other]))

    def _least_path(self, related: list[str], issued: Issued, depth: int) -> tuple[str, Issued]:
        """RDFC-1.0 §4.8.3 steps 5.2 to 5.4: the order of these nodes that gives the first path."""
        chosen, chosen_issued = "", issued
        for order in _orders(related):
            self._meter.spend(3 + len(issued) // 4 + 2 * len(order))
            attempt = self._path(order, dict(issued), chosen, depth)
            if attempt is not None and (not chosen or attempt[0] < chosen):
                chosen, chosen_issued = attempt
        return chosen, chosen_issued

    def _path(self, order: Sequence[str], issued: Issued, chosen: str, depth: int) -> tuple[str, Issued] | None:
        """RDFC-1.0 §4.8.3 steps 5.4.3 to 5.4.5; None as soon as it comes after the path that is `chosen`."""
        path, waiting = "", []
        for node in order:
            if node not in self._canonical and node not in issued:
                waiting.append(node)
            path += self._canonical.get(node) or _issue(issued, node, "_:b")
            if _comes_after(path, chosen):
                return None
        for node in waiting:
            hashed, deeper = self._hash_n_degree(node, issued, depth + 1)
            path += f"{issued[node]}<{hashed}>"
            issued = deeper
            if _comes_after(path, chosen):
                return None
        return path, issued

    def _digest(self, text: str) -> str:
        return self._hash(text.encode()).hexdigest()


def _issue(issued: Issued, node: str, prefix: str) -> str:
    """RDFC-1.0 §4.5."""
    return issued.setdefault(node, f"{prefix}{len(issued)}")


def _veiled(term: str, node: str) -> str:
    """RDFC-1.0 §4.6.3 step 3.1.1."""
    if not term.startswith("_:"):
        return term
    return "_:a" if term == node else "_:z"


def _comes_after(path: str, chosen: str) -> bool:
    return bool(chosen) and len(path) >= len(chosen) and path > chosen


def _orders(nodes: Sequence[str]) -> Iterator[list[str]]:
    """Every order of the nodes, once (a node may stand among them twice), one at a time."""
    order = sorted(nodes)
    while True:
        yield list(order)
        place = len(order) - 2
        while place >= 0 and order[place] >= order[place + 1]:
            place -= 1
        if place < 0:
            return
        other = len(order) - 1
        while order[other] <= order[place]:
            other -= 1
        order[place], order[other] = order[other], order[place]
        order[place + 1 :] = reversed(order[place + 1 :])
