"""Are the parts of a document that was walked through once those that are found when each is walked through?"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from issued import KINDS, badge
from issued.shapes import complete, degree

from badgeservice.formats import ob3
from badgeservice.jsonld.parts import MOST_KEPT, Parts, Take, known_wholes
from badgeservice.jsonld.shape import OF_WORDS, shape_of

PROOF = badge()["proof"][0]
SIGNED = [{**ob3.credential_for(award), "proof": [PROOF]} for award in KINDS.values()]
SIGNED += [
    badge(),
    {**complete(), "proof": [PROOF]},
    {**degree(), "proof": [PROOF]},
    {**badge(), "proof": PROOF},
    {**badge(), "proof": [PROOF, PROOF | {"id": "urn:x", "extra": [{"a": "b"}, 1, -0.0]}, PROOF | {"@context": "x"}]},
    {"proof": {"a": "b"}, "@context": {"inline": "word"}, "type": "x"},
]
any_text = st.text(max_size=20)


def with_texts(value: Any, data: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: with_texts(inner, data, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_texts(inner, data, name) for inner in value]
    return data.draw(any_text) if isinstance(value, str) and name not in OF_WORDS else value


def without_proofs(document: Any) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "proof"}


def first_proof_turned_around(document: Any) -> dict[str, Any]:
    proofs = document["proof"]
    first = proofs[0] if isinstance(proofs, list) else proofs
    return {"@context": document.get("@context"), **dict(reversed(first.items()))}


def parts() -> Iterator[tuple[str, Take]]:
    yield "document", without_proofs
    yield "first proof", first_proof_turned_around
    yield "nothing", lambda _document: {}


def found(document: dict[str, Any]) -> list[Any]:
    whole = Parts(document)
    taken = [whole.of(name, take) for name, take in parts()]
    return [(whole.shape, list(whole.texts)), *((shape, list(texts)) for shape, texts in taken)]


def expected(document: dict[str, Any]) -> list[Any]:
    return [shape_of(document), *(shape_of(take(document)) for _name, take in parts())]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SIGNED), st.data())
def test_parts_of_a_shape_that_is_met_again_are_those_of_a_walk_through_each(document: Any, data: Any) -> None:
    known_wholes.cache_clear()
    for _ in range(3):
        changed = with_texts(copy.deepcopy(document), data)
        assert found(changed) == expected(changed)


@pytest.mark.parametrize("document", SIGNED, ids=range(len(SIGNED)))
def test_other_order_of_members_is_another_shape(document: dict[str, Any]) -> None:
    known_wholes.cache_clear()
    turned = dict(reversed(document.items()))
    for one in (document, document, turned, turned, document):
        assert found(one) == expected(one)


def test_no_text_is_remembered_and_no_more_shapes_than_are_allowed() -> None:
    known_wholes.cache_clear()
    for number in range(MOST_KEPT + 10):
        for _ in range(3):
            found({"name": "Sanne de Boer", f"n{number}": "Sanne de Boer", "proof": {"said": "Sanne de Boer"}})
    known = known_wholes()
    assert MOST_KEPT // 2 <= len(known) <= MOST_KEPT
    remembered = [(whole.shape, [cut.shape for cut in whole.cuts.values()]) for whole in known._old.values()]
    assert {len(cuts) for _, cuts in remembered} == {3}
    assert "Sanne" not in repr(remembered)


def test_zero_below_zero_is_another_shape() -> None:
    assert shape_of({"a": 0.0})[0] != shape_of({"a": -0.0})[0]
