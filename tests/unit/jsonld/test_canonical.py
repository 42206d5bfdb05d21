"""Is the canonical form the one others compute, and is it always computed within bounds?"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader

from badgeservice.errors import MalformedError
from badgeservice.jsonld.canonical import canonical_bytes, canonicalise
from badgeservice.jsonld.contexts import CONTEXTS, CREDENTIALS_V2, OPEN_BADGES_3

ASSET = Path(__file__).parents[2] / "assets" / "ob3" / "unsigned.json"
PLAIN = {
    "algorithm": "URDNA2015",
    "format": "application/n-quads",
    "documentLoader": FrozenDocumentLoader(documents=dict(CONTEXTS)),
}


def badge() -> dict:
    return json.loads(ASSET.read_text(encoding="utf-8"))


def credential(**members) -> dict:
    contexts = [CREDENTIALS_V2, OPEN_BADGES_3]
    return {"@context": contexts, "id": "urn:x:1", "type": ["VerifiableCredential"], **members}


def nested(depth: int, width: int) -> dict:
    return {"urn:p:e": [nested(depth - 1, width) for _ in range(width)]} if depth else {"type": "Evidence"}


def reason(document: dict) -> str | None:
    try:
        canonicalise(document)
    except MalformedError as problem:
        return problem.reason.partition(".")[0]
    return None


def chain(length: int) -> dict:
    return {"urn:p:e": chain(length - 1)} if length else {}


def test_open_badge_has_the_canonical_form_of_plain_pyld():
    assert canonicalise(badge()) == jsonld.normalize(badge(), PLAIN)


def test_second_time_gives_the_same_as_the_first():
    assert canonicalise(badge()) == canonicalise(badge())


def test_order_of_members_does_not_matter():
    turned = {name: badge()[name] for name in reversed(badge())}
    assert canonicalise(turned) == canonicalise(badge())


def test_document_is_left_as_it_was():
    document = badge()
    canonicalise(document)
    assert document == badge()


@pytest.mark.parametrize("members", [{"evidence": [{}, {}, {}]}, nested(3, 2), nested(12, 1), chain(60)])
def test_blank_node_twins_have_the_canonical_form_of_plain_pyld(members):
    assert canonicalise(credential(**members)) == jsonld.normalize(credential(**members), PLAIN)


texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.lists(texts, max_size=4), st.integers(-(2**53) + 1, 2**53 - 1), st.booleans())
def test_any_text_and_number_has_the_canonical_form_of_plain_pyld(name, narratives, number, flag):
    evidence = [{"type": "Evidence", "narrative": text, "urn:p:n": number, "urn:p:f": flag} for text in narratives]
    document = credential(name=name, evidence=evidence)
    assert canonicalise(document) == jsonld.normalize(copy.deepcopy(document), PLAIN)


names = st.sampled_from(
    ["id", "type", "name", "proof", "evidence", "endorsement", "credentialSubject", "@context", "@value"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(CREDENTIALS_V2) | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(badge())), names, values)
def test_anything_in_a_badge_is_canonicalised_or_refused(member, name, value):
    for document in (badge() | {member: value}, badge() | {"credentialSubject": {name: value}}):
        assert reason(document) in (None, "context", "parse", "schema")


def test_control_characters_are_escaped_as_rdfc_1_0_asks():
    form = canonicalise(credential(name='\x00\x07\b\t\n\x0b\f\r\x1f\x7f"\\\ufffe\uffff'))
    assert r'"\u0000\u0007\b\t\n\u000B\f\r\u001F\u007F\"\\\uFFFE\uFFFF"' in form


def test_line_separators_in_a_text_are_no_line_ends():
    form = canonicalise(credential(name="a\u2028b\u2029c\x85d\x0be"))
    assert len(form.split("\n")) == 3
    assert "a\u2028b\u2029c\x85d\\u000Be" in form


def test_what_is_said_twice_is_signed_once():
    subject = {"id": "urn:x:2", "type": ["AchievementSubject"], "creditsEarned": [1, "1"]}
    form = canonicalise(credential(credentialSubject=subject))
    assert form.count("creditsEarned") == 1


def test_sha_384_tells_blank_nodes_apart_in_another_order():
    document = credential(**nested(3, 2))
    assert canonicalise(document, hash_name="sha384") != canonicalise(document)


def test_bytes_are_those_of_the_text():
    document = credential(name="\ue000 \U0001f600", evidence=["urn:\U0001f600", "urn:\ue000"])
    assert canonical_bytes(document) == canonicalise(document).encode()
    assert canonicalise(document).splitlines() == sorted(canonicalise(document).splitlines())


def test_language_value_is_signed_with_its_language():
    assert '"hallo"@nl' in canonicalise(credential(name={"@value": "hallo", "@language": "nl", "@direction": "ltr"}))


def test_threads_get_the_same_answer():
    with ThreadPoolExecutor(4) as pool:
        forms = set(pool.map(lambda _: canonicalise(badge()), range(12)))
    assert len(forms) == 1


POISON = {
    "many twins": {"evidence": [{"type": "Evidence"} for _ in range(3000)]},
    "deep tree of twins": nested(6, 3),
    "wide tree of twins": nested(3, 12),
    "graphs of twins": {"proof": [{"urn:p:a": {"urn:p:a": {}}} for _ in range(1500)]},
    "many values": {"name": [f"a{number}" for number in range(9900)]},
    "many references": {"evidence": [f"urn:x:{number}" for number in range(9900)]},
    "many types": {"type": [f"urn:t:{number}" for number in range(9900)]},
    "one thing in many parts": {"evidence": [{"id": "urn:same", "name": f"n{number}"} for number in range(3000)]},
}


@pytest.mark.parametrize("members", POISON.values(), ids=POISON)
def test_poison_graph_is_refused(members):
    with pytest.raises(MalformedError) as problem:
        canonicalise(credential(**members))
    assert problem.value.reason == "context.too_complex"


def test_blank_node_ids_are_refused_before_any_graph_work():
    clique = [{"id": f"_:b{a}", "urn:p:e": [f"_:b{b}" for b in range(12)]} for a in range(12)]
    for members in ({"evidence": [{"id": node["id"]} for node in clique]}, {"id": "_:b0"}, {"type": "_:t"}):
        with pytest.raises(MalformedError, match=r"context\.too_complex"):
            canonicalise(credential(**members))


def test_canonical_form_does_not_depend_on_the_hash_seed():
    script = (
        "import json,sys,hashlib;from badgeservice.jsonld.canonical import canonicalise;"
        "print(hashlib.sha256(canonicalise(json.load(sys.stdin)).encode()).hexdigest())"
    )
    document = json.dumps(credential(**nested(3, 3)))
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=document,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(seen) == 1
