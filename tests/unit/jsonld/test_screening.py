"""Is every way to change what the words mean, or to be too large to read, refused with its own reason?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from badgeservice.errors import MalformedError
from badgeservice.jsonld.contexts import CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_2, OPEN_BADGES_3
from badgeservice.jsonld.screening import MAX_DEPTH, MAX_NODES, screen

ASSET = Path(__file__).parents[2] / "assets" / "ob3" / "unsigned.json"
OLDER = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
STRANGE = "https://evil.example/context.json"


def reason(document: dict) -> str | None:
    try:
        screen(document)
    except MalformedError as problem:
        return problem.reason
    return None


def of(contexts: object, **members) -> dict:
    return {"@context": contexts, "id": "urn:x:1", **members}


def plain(**members) -> dict:
    return of([CREDENTIALS_V2, OPEN_BADGES_3], **members)


def arrays(depth: int) -> list:
    value: list = []
    for _ in range(depth - 1):
        value = [value]
    return value


def test_badge_with_an_embedded_endorsement_passes():
    assert reason(json.loads(ASSET.read_text(encoding="utf-8"))) is None


@pytest.mark.parametrize(
    "contexts",
    [
        CREDENTIALS_V2,
        [CREDENTIALS_V2],
        [CREDENTIALS_V1, OPEN_BADGES_3],
        [CREDENTIALS_V2, OPEN_BADGES_3, EXTENSIONS, DATA_INTEGRITY],
        [CREDENTIALS_V2, DATA_INTEGRITY],
        [OPEN_BADGES_2],
    ],
)
def test_known_contexts_in_order_pass(contexts):
    assert reason(of(contexts)) is None


@pytest.mark.parametrize(
    ("contexts", "expected"),
    [
        (None, "context.unknown"),
        ([], "context.order"),
        ([CREDENTIALS_V2, STRANGE], "context.unknown"),
        ([CREDENTIALS_V2, OPEN_BADGES_3, {"name": "https://evil.example/name"}], "context.unknown"),
        ([CREDENTIALS_V2, None], "context.unknown"),
        ([CREDENTIALS_V2, [OPEN_BADGES_3]], "context.unknown"),
        ({"name": "https://evil.example/name"}, "context.unknown"),
        ([CREDENTIALS_V2 + "#"], "context.unknown"),
        ([OPEN_BADGES_3, CREDENTIALS_V2], "context.order"),
        ([OPEN_BADGES_3], "context.order"),
        ([CREDENTIALS_V2, EXTENSIONS, OPEN_BADGES_3], "context.order"),
        ([CREDENTIALS_V2, OPEN_BADGES_3, OLDER], "context.order"),
        ([CREDENTIALS_V2, CREDENTIALS_V1], "context.order"),
        ([CREDENTIALS_V2] + [DATA_INTEGRITY] * 8, "parse.too_large"),
    ],
)
def test_other_contexts_are_refused(contexts, expected):
    assert reason(of(contexts)) == expected


def test_context_below_the_top_is_refused_but_in_an_endorsement():
    own = {"@context": [CREDENTIALS_V2, OPEN_BADGES_3]}
    assert reason(plain(credentialSubject=own)) == "context.redefinition"
    assert reason(plain(credentialSubject={"@context": {"name": "urn:n"}})) == "context.unknown"
    assert reason(plain(endorsement=[own])) is None
    assert reason(plain(endorsement=[{"@context": [CREDENTIALS_V2, STRANGE]}])) == "context.unknown"
    assert reason(plain(endorsement=[{"@context": [OPEN_BADGES_3]}])) == "context.order"


def test_proof_may_repeat_known_contexts():
    assert reason(plain(proof={"@context": [DATA_INTEGRITY]})) is None
    assert reason(plain(proof=[{"@context": STRANGE}])) == "context.unknown"


@pytest.mark.parametrize(
    "keyword", ["@id", "@type", "@graph", "@included", "@reverse", "@nest", "@index", "@set", "@x"]
)
def test_keywords_are_refused(keyword):
    assert reason(plain(**{keyword: "urn:x:2"})) == "context.redefinition"
    assert reason(plain(issuer={keyword: "urn:x:2"})) == "context.redefinition"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"@value": "hoi"}, None),
        ({"@value": "hoi", "@language": "nl", "@direction": "ltr"}, None),
        ({"@value": "hoi", "@type": "urn:x"}, "context.redefinition"),
        ({"@value": "hoi", "type": "urn:x"}, "context.redefinition"),
        ({"@value": 1}, "context.redefinition"),
        ({"@value": "hoi", "@language": ["nl"]}, "context.redefinition"),
        ({"@language": "nl"}, "context.redefinition"),
    ],
)
def test_language_value_has_texts_only(value, expected):
    assert reason(plain(name=value)) == expected


def test_depth_is_bounded():
    assert reason(plain(evidence=arrays(MAX_DEPTH - 1))) is None
    assert reason(plain(evidence=arrays(MAX_DEPTH))) == "parse.too_deep"
    assert reason(plain(evidence=arrays(100_000))) == "parse.too_deep"


def test_number_of_nodes_is_bounded():
    room = MAX_NODES - 3
    assert reason(plain(evidence=["x"] * room)) is None
    assert reason(plain(evidence=["x"] * (room + 1))) == "parse.too_large"


@pytest.mark.parametrize("number", [2**53, -(2**53), 10**400, float("inf"), float("nan")])
def test_number_outside_i_json_is_refused(number):
    assert reason(plain(creditsAvailable=number)) == "parse.number_range"


def test_half_a_surrogate_is_refused_in_names_and_values():
    assert reason(plain(name="\ud800")) == "parse.encoding"
    assert reason(plain(**{"\udfff": "x"})) == "parse.encoding"
