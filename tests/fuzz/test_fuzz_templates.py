"""Ten thousand badges and more, with every text in them another one: signed and canonicalised by what is remembered of
their shape they are what the full way makes of them, byte for byte. A failure names the seed that repeats it.
"""

from __future__ import annotations

import hashlib
import os
import random
from dataclasses import replace
from typing import Any

import pytest
from issued import AWARD, GIVEN, KEY, KINDS, METHOD, World, badge, quick_road, status_list
from issued.shapes import complete

from badgeservice.errors import MalformedError
from badgeservice.formats import ob3, strict_json
from badgeservice.formats.award_templates import AwardTemplates
from badgeservice.formats.bulk_signer import BulkSigner
from badgeservice.jsonld.shape import OF_WORDS
from badgeservice.jsonld.shapes import Shapes, in_full
from badgeservice.jsonld.skeleton import SAFE_ADDRESS
from badgeservice.model.award import Award, Evidence
from badgeservice.proofs import eddsa_rdfc
from badgeservice.proofs.base58 import encode

MANY = 10_000
SEED = int(os.environ.get("FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
ODD = '"\\\n\r\t\b\f\0\x7f\x1f<>{}|^` \u2028\ufffe\uffff\U0001f600\u0639_:@'

pytestmark = pytest.mark.fuzz


def any_text(choose: random.Random) -> str:
    length = choose.choice((0, 1, 2, 8, 40, 300))
    ranges = choose.choice(((0x20, 0x7F), (0, 0x250), (0, 0xD800), (0xE000, 0x110000)))
    letters = [chr(choose.randrange(*ranges)) for _ in range(length)]
    return "".join(choose.choice(ODD) if choose.random() < 0.1 else letter for letter in letters)


def any_address(choose: random.Random) -> str:
    start = choose.choice(("https://a.example/", "urn:uuid:", "did:web:", "mailto:", "http://a.example/"))
    return start + "".join(choose.choice("abcXYZ019-._~/?#&=%") for _ in range(choose.randrange(1, 30)))


def with_other_texts(value: Any, choose: random.Random, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: with_other_texts(inner, choose, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_other_texts(inner, choose, name) for inner in value]
    if not isinstance(value, str) or name in OF_WORDS:
        return value
    return any_address(choose) if SAFE_ADDRESS.fullmatch(value) else any_text(choose)


def outcome(canonicalise: Any, document: dict[str, Any]) -> Any:
    try:
        return canonicalise(document)
    except MalformedError as problem:
        return problem.reason


def test_every_text_may_be_another_one() -> None:
    known = [ob3.credential_for(award) for award in KINDS.values()]
    known += [
        {name: value for name, value in document.items() if name != "proof"}
        for document in (status_list(7), complete())
    ]
    shapes, filled = Shapes(), 0
    for document in known:
        for _ in range(2):
            shapes.canonical_bytes(document)
    for number in range(MANY):
        choose = random.Random(f"{SEED}-{number}")
        document = with_other_texts(choose.choice(known), choose)
        expected = outcome(lambda one: in_full(one)[0], document)
        assert outcome(shapes.canonical_bytes, document) == expected, f"FUZZ_SEED={SEED}, case {number}"
        filled += isinstance(expected, bytes)
    print(f"{MANY} documents, {filled} of them with a canonical form")
    assert filled > MANY / 2


def someone(number: int, choose: random.Random) -> Award:
    kind = KINDS[choose.choice(sorted(KINDS))] if choose.random() < 0.1 else AWARD
    recipient = replace(kind.recipient, subject_id=f"urn:uuid:{number}", name=any_text(choose), salt=f"{number:032x}")
    award = replace(kind, id=f"https://badges.example/badges/{number}", recipient=recipient)
    award = replace(award, status=replace(award.status, index=number))
    if choose.random() < 0.2:
        award = replace(award, evidence=(Evidence(any_text(choose)),), assessor=any_text(choose))
    return award


def test_every_learner_may_be_another_one() -> None:
    many = BulkSigner(AwardTemplates(), KEY.sign, METHOD, GIVEN)
    options = eddsa_rdfc.options_of(METHOD, GIVEN)
    for number in range(MANY):
        award = someone(number, random.Random(f"{SEED}-{number}"))
        unsigned = ob3.credential_for(award)
        parts = ({**options, "@context": unsigned["@context"]}, unsigned)
        signature = KEY.sign(b"".join(hashlib.sha256(in_full(part)[0]).digest() for part in parts))
        expected = {**unsigned, "proof": [{**options, "proofValue": f"z{encode(signature)}"}]}
        assert many.signed(award) == strict_json.dumps(expected), f"FUZZ_SEED={SEED}, case {number}"


def test_every_report_on_a_badge_like_others_is_that_of_the_full_way() -> None:
    badges = [badge(award) for award in KINDS.values()]
    world, data = World(), []
    for number in range(MANY // 10):
        choose = random.Random(f"{SEED}-{number}")
        document = choose.choice(badges)
        anew = quick_road.signed_anew(document, choose)
        data.append(choose.choice((anew, quick_road.damaged(anew, choose))))
    quick_road.forget()
    for document in badges * 3:
        world.check(document)
    quickly = [quick_road.told(world.check(one)) for one in data]
    for number, one in enumerate(data):
        assert quickly[number] == quick_road.told_in_full(one), f"FUZZ_SEED={SEED}, case {number}"
    verdicts = [report[0] for report in quickly]
    print({verdict: verdicts.count(verdict) for verdict in set(verdicts)})
    assert verdicts.count("valid") > len(data) / 20
