"""Is a canonical form that was filled in the one that the full way comes to, whatever the texts?"""

from __future__ import annotations

import copy
import re
import string
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from issued import KINDS, badge, status_list
from issued.shapes import OLDER_BADGES, complete, degree, first_version, teamwork
from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader

from badgeservice.errors import MalformedError
from badgeservice.formats import ob3
from badgeservice.jsonld import shapes as shapes_module
from badgeservice.jsonld.blocks import blocks_of
from badgeservice.jsonld.contexts import CONTEXTS, CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_3
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.nquads import escaped
from badgeservice.jsonld.shape import LONGEST_SHAPE, shape_of
from badgeservice.jsonld.shapes import BUDGET, Shapes
from badgeservice.jsonld.skeleton import SAFE_ADDRESS, Skeleton, UnfitError, hole

PLAIN = {
    "algorithm": "URDNA2015",
    "format": "application/n-quads",
    "documentLoader": FrozenDocumentLoader(documents=dict(CONTEXTS)),
}
any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
plain_part = st.text(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%", min_size=1, max_size=20)
addresses = st.builds(
    str.__add__, st.sampled_from(["https://", "http://", "urn:uuid:", "did:web:", "mailto:"]), plain_part
)


def in_full(document: dict[str, Any]) -> bytes:
    return shapes_module.in_full(document)[0]


def outcome(canonicalise: Callable[[dict[str, Any]], bytes], document: dict[str, Any]) -> bytes | str:
    try:
        return canonicalise(document)
    except MalformedError as problem:
        return problem.reason


def with_texts(value: Any, other: Callable[[str], str], name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: with_texts(inner, other, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_texts(inner, other, name) for inner in value]
    if not isinstance(value, str) or name in ("type", "proofPurpose") or name.startswith("@"):
        return value
    return other(value)


def credential(**members: Any) -> dict[str, Any]:
    contexts = [CREDENTIALS_V2, OPEN_BADGES_3]
    return {"@context": contexts, "id": "urn:x:1", "type": ["VerifiableCredential"], **members}


def filled_in(skeleton: Skeleton, fillers: Sequence[int], texts: list[str]) -> list[str]:
    """The terms of a skeleton with the texts of a document in its holes."""
    return escaped([texts[place] for place in fillers]) + skeleton._fixed


def warm(*documents: dict[str, Any]) -> Shapes:
    """A memory that knows the shapes of these documents."""
    shapes = Shapes()
    for document in documents:
        for _ in range(2):
            shapes.canonical_bytes(document)
    return shapes


CONTEXT = [CREDENTIALS_V2, OPEN_BADGES_3]
OURS = [ob3.credential_for(award) for award in KINDS.values()]
KNOWN = [*OURS, {name: value for name, value in status_list(7).items() if name != "proof"}]


@pytest.mark.parametrize("document", KNOWN, ids=range(len(KNOWN)))
def test_badges_of_every_kind_have_a_skeleton(document: dict[str, Any]) -> None:
    shape, texts = shape_of(document)
    (known,) = warm(document)._known.recall(shape) or ()
    assert known.fill(texts) == in_full(document)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KNOWN), st.data())
def test_any_texts_in_a_badge_of_any_kind_have_the_form_of_the_full_way(document: dict[str, Any], data: Any) -> None:
    changed = with_texts(document, lambda old: data.draw(addresses if SAFE_ADDRESS.fullmatch(old) else any_text))
    assert outcome(warm(document).canonical_bytes, changed) == outcome(in_full, changed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KNOWN), st.data())
def test_few_texts_that_come_again_and_again_have_the_form_of_the_full_way(document: dict[str, Any], data: Any) -> None:
    """So that nodes become one, and lines, and blank nodes twins."""
    few = st.sampled_from(["https://a.example/", "urn:uuid:1", "a", "", '"', "name", "_:c14n0", "x-hole:0:"])
    changed = with_texts(document, lambda _old: data.draw(few))
    assert outcome(warm(document).canonical_bytes, changed) == outcome(in_full, changed)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(OURS), st.data())
def test_form_that_was_filled_in_is_that_of_plain_pyld(document: dict[str, Any], data: Any) -> None:
    unlike = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20)
    changed = with_texts(document, lambda old: data.draw(addresses if SAFE_ADDRESS.fullmatch(old) else unlike))
    assert warm(document).canonical_bytes(changed).decode() == jsonld.normalize(copy.deepcopy(changed), PLAIN)


@pytest.mark.parametrize(
    "document", [complete(), teamwork(CONTEXT), degree(), first_version([CREDENTIALS_V1, OLDER_BADGES])], ids=range(4)
)
def test_badges_of_others_have_the_form_of_the_full_way_when_they_are_met_again(document: dict[str, Any]) -> None:
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    shapes, expected = Shapes(), outcome(in_full, unsigned)
    assert [outcome(shapes.canonical_bytes, unsigned) for _ in range(4)] == [expected] * 4


def test_blank_nodes_that_look_alike_take_the_full_way() -> None:
    apart = credential(evidence=[{"type": "Evidence", "narrative": "a"}, {"type": "Evidence", "narrative": "b"}])
    twins = credential(evidence=[{"type": "Evidence", "narrative": "a"}, {"type": "Evidence", "narrative": "a"}])
    shapes = warm(apart)
    assert shapes.canonical_bytes(twins) == in_full(twins)
    assert shapes.canonical_bytes(apart) == in_full(apart)


def test_other_numbers_names_and_types_are_another_shape() -> None:
    for changed in ({"creditsEarned": 2}, {"creditsEarned": 1.0}, {"creditsEarned": True}, {"creditsEarned": "1"}):
        first = credential(credentialSubject={"type": "AchievementSubject", "creditsEarned": 1})
        second = credential(credentialSubject={"type": "AchievementSubject", **changed})
        assert shape_of(first)[0] != shape_of(second)[0]
        assert outcome(warm(first).canonical_bytes, second) == outcome(in_full, second)


def test_word_of_the_vocabulary_is_no_text() -> None:
    proof = {"@context": [CREDENTIALS_V2, OPEN_BADGES_3], **badge()["proof"][0]}
    del proof["proofValue"]
    other = proof | {"proofPurpose": "authentication"}
    assert warm(proof).canonical_bytes(other) == in_full(other) != in_full(proof)
    wrong = proof | {"proofPurpose": "no such word"}
    assert outcome(warm(proof).canonical_bytes, wrong) == outcome(in_full, wrong) == "context.dropped_terms"


@pytest.mark.parametrize(
    "address",
    [
        "relative",
        "",
        "name",
        "https://a.example https://b.example",
        "https://a.example ",
        "_:b0",
        "https://a b",
        "https://a>b",
        "https://a\n",
        "x",
    ],
)
def test_address_that_is_not_safe_takes_the_full_way(address: str) -> None:
    known = credential(evidence=[{"id": "https://a.example", "type": "Evidence"}])
    odd = credential(evidence=[{"id": address, "type": "Evidence"}])
    assert outcome(warm(known).canonical_bytes, odd) == outcome(in_full, odd)


def test_half_a_character_is_refused_in_a_shape_that_is_known() -> None:
    known = credential(name="a")
    assert outcome(warm(known).canonical_bytes, credential(name="\ud800")) == "parse.encoding"


def test_no_scheme_of_a_safe_address_is_a_word_of_a_bundled_context() -> None:
    schemes = {"http", "https", "urn", "did", "mailto", "data"}
    written = [str(context) for context in CONTEXTS.values()]
    assert len(written) > 5
    assert not [scheme for scheme in schemes for context in written if re.search(rf"'{scheme}': ", context)]
    assert not [
        context[:100] for context in written if re.search(r"'(?:http|https|urn|did|mailto|data):[^']*': ", context)
    ]


def test_what_is_met_again_costs_what_it_cost_before() -> None:
    shapes, costs = Shapes(), []
    for _ in range(4):
        meter = Meter(BUDGET)
        shapes.canonical_bytes(OURS[0], meter)
        costs.append(BUDGET - meter.left)
    assert len(set(costs)) == 1
    with pytest.raises(MalformedError, match=r"context\.too_complex"):
        shapes.canonical_bytes(OURS[0], Meter(costs[0] - 1))


def test_memory_is_bounded_and_holds_no_texts() -> None:
    shapes = Shapes(most=4)
    for number in range(10):
        document = credential(name="Sanne de Boer", **{f"urn:p:n{number}": "Sanne de Boer"})
        for _ in range(3):
            shapes.canonical_bytes(document)
    remembered = [*shapes._known._young.values(), *shapes._known._old.values()]
    assert 2 <= len(remembered) <= 4
    skeletons = [vars(one.skeleton) | {"words": one.words} for known in remembered for one in known]
    assert skeletons
    assert "Sanne" not in repr(skeletons) + repr(vars(shapes._known))


@pytest.mark.parametrize("name", ["@foo", "@", "@Id", "@id", "@type", "@value", "@language"])
def test_no_text_of_a_name_like_a_keyword_is_ever_filled_in(name: str) -> None:
    shapes = warm(credential())
    for number in range(4):
        document = credential(**{name: f"text {number}"})
        assert outcome(shapes.canonical_bytes, document) == outcome(in_full, document) == "context.redefinition"


def test_very_long_document_is_not_remembered() -> None:
    long = credential(name=["a"] * (LONGEST_SHAPE + 1))
    assert shape_of(long)[0] is None
    assert [Shapes().canonical_bytes(long) for _ in range(2)] == [in_full(long)] * 2


@pytest.mark.parametrize(
    ("quad", "why"),
    [
        (("<urn:x>", f"<urn:p{hole(0)}>", '"a"', ""), "a predicate"),
        (("<urn:x>", "<urn:p>", f'"before {hole(0)}"', ""), "a part of a term"),
        (("<urn:x>", "<urn:p>", f'"{hole(0)}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>', ""), "a part of"),
        (("<urn:x>", "<urn:p>", '"a"', ""), "not in the dataset"),
        ((f"<{hole(0)}>", "<urn:p>", "_:b0", "_:b1"), "between two blank nodes"),
    ],
)
def test_skeleton_that_could_not_be_right_is_not_made(quad: Any, why: str) -> None:
    with pytest.raises(UnfitError, match=why):
        Skeleton([quad], 1)


def test_lines_of_a_badge_are_put_together_by_their_subjects_unless_two_of_them_are_one() -> None:
    document = OURS[0]
    shape, texts = shape_of(document)
    (known,) = warm(document)._known.recall(shape) or ()
    blocks = known.skeleton._blocks
    assert blocks is not None
    one_address = ["https://a.example/" if SAFE_ADDRESS.fullmatch(text) else text for text in texts]
    assert known.fill(texts) == in_full(document)
    written = [blocks.written(filled_in(known.skeleton, known.fillers, values)) for values in (texts, one_address)]
    assert written[0] is not None
    assert written[0].encode() == in_full(document)
    assert written[1] is None


def test_named_graphs_and_blank_nodes_that_mention_each_other_are_sorted_as_a_whole() -> None:
    terms, holes = ["", "_:b0", "_:b1", " .\n", " <urn:graph> .\n"], {0: ("<", ">")}
    assert blocks_of([(0, "<urn:p>", 1, 3), (1, "<urn:p>", 0, 3)], terms, holes, [1]) is not None
    assert blocks_of([(0, "<urn:p>", 1, 4)], terms, holes, [1]) is None
    assert blocks_of([(1, "<urn:p>", 2, 3)], terms, holes, [1, 2]) is None
