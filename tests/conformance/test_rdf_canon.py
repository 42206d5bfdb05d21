"""Does the canonical form pass the evaluation cases of W3C's rdf-canon, and does it stop at the poison one?"""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyld.canon import URDNA2015
from pyld.nquads import parse_nquads

from badgeservice.errors import MalformedError
from badgeservice.jsonld.canonical import canonicalise_nquads

CASES = Path(__file__).parents[1] / "assets" / "rdf-canon"
NAMES = sorted(file.name.removesuffix("-rdfc10.nq") for file in CASES.glob("*-rdfc10.nq"))


def read(name: str) -> str:
    return (CASES / name).read_bytes().decode()


class Pyld(URDNA2015):
    """PyLD's canonicaliser, with any hash. It takes the identifiers of the input for canonical when they begin so."""

    def __init__(self, hash_name: str) -> None:
        super().__init__()
        self.hash_name = hash_name

    def create_hash(self):
        return hashlib.new(self.hash_name)

    def form(self, text: str) -> str:
        return self.main(parse_nquads(text), {"format": "application/n-quads"})


def test_every_case_of_the_manifest_is_here() -> None:
    not_there = {7, 12, 15, 31, 32, 37, 41, 42, 49, 50, 51, 52}
    numbers = set(range(1, 78)) - not_there - {74}
    assert [f"test{number:03}" for number in sorted(numbers)] == [name for name in NAMES if name != "test075-2023"]


@pytest.mark.parametrize("name", NAMES)
def test_evaluation_case_has_its_published_form(name: str) -> None:
    hash_name = "sha384" if name.startswith("test075") else "sha256"
    assert canonicalise_nquads(read(f"{name}-in.nq"), hash_name) == read(f"{name}-rdfc10.nq")


@pytest.mark.parametrize("name", NAMES)
def test_published_form_is_its_own_form(name: str) -> None:
    hash_name = "sha384" if name.startswith("test075") else "sha256"
    form = read(f"{name}-rdfc10.nq")
    assert canonicalise_nquads(form, hash_name) == form


@pytest.mark.parametrize("hash_name", ["sha256", "sha384"])
def test_poison_clique_is_refused(hash_name: str) -> None:
    with pytest.raises(MalformedError, match=r"context\.too_complex"):
        canonicalise_nquads(read("test074-in.nq"), hash_name)


def test_cliques_stop_at_the_same_step_whatever_their_size() -> None:
    for size in (8, 12, 60):
        nodes = range(size)
        clique = "".join(f"_:n{one} <urn:p> _:n{other} .\n" for one in nodes for other in nodes if one != other)
        with pytest.raises(MalformedError, match=r"context\.too_complex"):
            canonicalise_nquads(clique)


def test_long_ring_of_twins_is_refused_before_the_stack_is_full() -> None:
    ring = "".join(f"_:n{place} <urn:p> _:n{(place + 1) % 5000} .\n" for place in range(5000))
    with pytest.raises(MalformedError, match=r"context\.too_complex"):
        canonicalise_nquads(ring)


nodes = st.sampled_from([f"_:x{number}" for number in range(6)])
addresses = st.sampled_from(["<urn:a>", "<urn:b>"])
quads = st.tuples(
    nodes | addresses,
    st.sampled_from(["<urn:p>", "<urn:q>"]),
    nodes | addresses | st.sampled_from(['"x"', '"x"@nl', '"1"^^<urn:t>', r'"a\tb\\\""']),
    st.sampled_from(["", "", "<urn:g>", "_:x0", "_:y"]),
)
datasets = st.lists(quads, max_size=14)
hashes = st.sampled_from(["sha256", "sha384"])


def text_of(dataset: list[tuple[str, ...]]) -> str:
    return "".join(" ".join(filter(None, quad)) + " .\n" for quad in dataset)


def names_a_node_twice(quad: tuple[str, ...]) -> bool:
    """PyLD counts such a quad twice, where RDFC-1.0 §4.4.3 step 2 adds one reference to it for each blank node."""
    named = [term for term in quad if term.startswith("_:")]
    return len(named) != len(set(named))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(datasets, hashes)
@example([("_:x1", "<urn:p>", "_:x2", graph) for graph in ("", "<urn:g>", "_:x3")], "sha256")
def test_any_dataset_has_the_canonical_form_of_pyld(dataset: list[tuple[str, ...]], hash_name: str) -> None:
    text = text_of([quad for quad in dataset if not names_a_node_twice(quad)])
    assert canonicalise_nquads(text, hash_name) == Pyld(hash_name).form(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(datasets, hashes, st.integers(0, 2**32))
def test_form_does_not_depend_on_names_of_blank_nodes_or_the_order_of_lines(
    dataset: list[tuple[str, ...]], hash_name: str, seed: int
) -> None:
    chance = random.Random(seed)
    old = [*(f"_:x{number}" for number in range(6)), "_:y"]
    renamed = dict(zip(old, chance.sample([f"_:c14n{number}" for number in range(9)], len(old)), strict=True))
    again = [tuple(renamed.get(term, term) for term in quad) for quad in dataset]
    chance.shuffle(again)
    assert canonicalise_nquads(text_of(again), hash_name) == canonicalise_nquads(text_of(dataset), hash_name)
