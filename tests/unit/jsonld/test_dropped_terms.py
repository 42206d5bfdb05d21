"""Is everything that would fall outside the signature refused?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from badgeservice.errors import MalformedError
from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.contexts import CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_3
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms

ASSET = Path(__file__).parents[2] / "assets" / "ob3" / "unsigned.json"


def badge() -> dict:
    return json.loads(ASSET.read_text(encoding="utf-8"))


def places(node: object, path: tuple = ()) -> list[tuple]:
    """The path of every object below (and including) a node."""
    if isinstance(node, dict):
        inner = [place for name, value in node.items() if name != "@context" for place in places(value, (*path, name))]
        return [path, *inner]
    if isinstance(node, list):
        return [place for number, value in enumerate(node) for place in places(value, (*path, number))]
    return []


def at(document: dict, path: tuple) -> dict:
    for step in path:
        document = document[step]
    return document


def reasons(document: dict) -> set[str]:
    found = set()
    for judge in (refuse_dropped_terms, canonicalise):
        with pytest.raises(MalformedError) as problem:
            judge(document)
        found.add(problem.value.reason)
    return found


def credential(**members) -> dict:
    contexts = [CREDENTIALS_V2, OPEN_BADGES_3]
    return {"@context": contexts, "id": "urn:x:1", "type": ["VerifiableCredential"], **members}


def test_whole_badge_passes():
    refuse_dropped_terms(badge())


@pytest.mark.parametrize("path", places(badge()), ids=lambda path: "/".join(map(str, path)) or "top")
def test_unknown_property_is_refused_anywhere(path):
    document = badge()
    at(document, path)["bijnaam"] = "x"
    assert reasons(document) == {"context.dropped_terms"}


@pytest.mark.parametrize("path", places(badge()), ids=lambda path: "/".join(map(str, path)) or "top")
def test_unknown_type_is_refused_anywhere(path):
    document = badge()
    node = at(document, path)
    kinds = node.get("type", [])
    node["type"] = [*(kinds if isinstance(kinds, list) else [kinds]), "Bijzonder"]
    assert reasons(document) == {"context.dropped_terms"}


@pytest.mark.parametrize("path", places(badge()), ids=lambda path: "/".join(map(str, path)) or "top")
def test_null_is_refused_anywhere(path):
    document = badge()
    at(document, path)["name"] = None
    assert reasons(document) == {"context.dropped_terms"}


@pytest.mark.parametrize(
    "reference",
    ["", "badges/1", "/badges/1", "//host/x", "?q", "#x", "x/y:z", "#a:b", ":x", "1:2", "a b:c", "@foo", "@type", "1"],
)
def test_relative_reference_is_refused(reference):
    assert reasons(credential(issuer=reference)) == {"context.dropped_terms"}
    assert reasons(credential(issuer={"id": reference})) == {"context.dropped_terms"}
    assert reasons(credential(type=["VerifiableCredential", reference])) == {"context.dropped_terms"}


@pytest.mark.parametrize("character", [*'<>"{}|^`\\ \n\t\x00\x1f'])
def test_address_that_would_break_the_canonical_lines_is_refused(character):
    for address in (f"urn:x{character}y", f"urn:x{character}"):
        assert reasons(credential(id=address)) == {"context.dropped_terms"}
        assert reasons(credential(type=["VerifiableCredential", address])) == {"context.dropped_terms"}
        assert reasons(credential(**{address: "x"})) == {"context.dropped_terms"}


def test_statement_smuggled_in_through_an_address_is_refused():
    smuggled = 'urn:x> <https://schema.org/name> "Ander" .\n<urn:x'
    assert reasons(credential(issuer=smuggled)) == {"context.dropped_terms"}


@pytest.mark.parametrize("language", ["", "nl nl", 'nl" .', "n1", "nl-", "abcdefghi", "nl\n"])
def test_language_that_is_none_is_refused(language):
    assert reasons(credential(name={"@value": "hoi", "@language": language})) == {"context.dropped_terms"}


def test_absolute_types_and_properties_of_others_are_signed():
    form = canonicalise(credential(type=["VerifiableCredential", "ext:Iets"], **{"https://x.example/p": "v"}))
    assert "<ext:Iets>" in form
    assert "<https://x.example/p>" in form


def test_open_badges_words_without_their_context_are_refused():
    document = badge() | {"@context": [CREDENTIALS_V2]}
    assert reasons(document) == {"context.dropped_terms"}


def test_contexts_that_contradict_each_other_are_a_redefinition():
    document = credential(type=["VerifiableCredential", "Achievement", "Result"])
    assert reasons(document) == {"context.redefinition"}


@pytest.mark.parametrize(
    "members",
    [
        {"id": ["urn:x:1"]},
        {"id": {"a": "b"}},
        {"type": {"a": "b"}},
        {"type": [1]},
        {"issuer": {"id": 5}},
        {"id": True},
    ],
)
def test_members_of_a_shape_json_ld_forbids_are_invalid(members):
    assert reasons(credential(**members)) == {"schema.invalid"}


def test_data_integrity_proof_is_dropped_under_the_old_credentials_context():
    proof = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}
    document = {"@context": [CREDENTIALS_V1], "id": "urn:x:1", "type": ["VerifiableCredential"], "proof": proof}
    assert reasons(document) == {"context.dropped_terms"}


@pytest.mark.parametrize(
    "long", ["A" * 500_000, "../" * 200_000, "a/" * 200_000 + ":"], ids=["word", "dots", "late colon"]
)
def test_long_word_or_reference_is_refused_unread(long):
    assert reasons(credential(type=["VerifiableCredential", long])) == {"context.dropped_terms"}
    assert reasons(credential(evidence=[{"id": long, "type": ["Evidence"]}])) == {"context.dropped_terms"}
    assert reasons(credential(evidence=[{"type": ["Evidence"], long: "x"}])) == {"context.dropped_terms"}


def test_long_absolute_address_is_signed():
    picture = "data:image/png;base64," + "A" * 100_000
    assert picture in canonicalise(credential(evidence=[{"id": picture, "type": ["Evidence"]}]))
