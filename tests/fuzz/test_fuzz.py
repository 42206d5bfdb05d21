"""Broken and mixed-up badges, and broken documents around good ones, for as long as FUZZ_SECONDS says: every one gets a
report, and what a valid one shows is what was signed. A failure names the seed that repeats it (FUZZ_SEED).
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from damage import damaged, mixed_up
from issued import AWARD, DID_ADDRESS, KEY, LIST_ADDRESS, World, badge, did_document, ob2, png, status_list
from issued.other_forms import P256, P384, RSA, UNSIGNED, claims, listing, proved, raw_token, token

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import baking_png, strict_json
from badgeservice.jsonld.canonical import canonicalise, canonicalise_nquads
from badgeservice.model import base64url
from badgeservice.network.trust_lists import read_list
from badgeservice.proofs import did_jwk
from badgeservice.proofs.jwk import public_jwk, read_jwk
from badgeservice.proofs.public_key import load_pem
from badgeservice.verification.report import Outcome, Report

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
SEED = int(os.environ.get("FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
STEPS = ["structure", "proof", "validity", "status", "issuer", "recipient", "endorsements"]
HEADER = json.dumps({"alg": "EdDSA", "kid": f"{AWARD.issuer.id}#key-1"}).encode()

pytestmark = pytest.mark.fuzz


def shown(report: Report) -> Any:
    """What a page shows of a badge, which must be what was signed."""
    credential = report.credential
    assert credential is not None
    seen = (
        credential.id,
        credential.recipient_name,
        credential.achievement,
        credential.behaviours,
        credential.assessor,
    )
    return (*seen, credential.valid_from, credential.valid_until, credential.issuer.id)


def cases(share: float) -> Any:
    """One seeded source of chance for each case, until a share of the time is over."""
    end, count = time.monotonic() + SECONDS * share, 0
    while time.monotonic() < end:
        count += 1
        yield f"FUZZ_SEED={SEED}, case {count}", random.Random(f"{SEED}-{count}")
    assert count > 0


def is_a_report(report: Report, case: str) -> None:
    assert [check.id for check in report.checks] == STEPS, case
    assert all(check.reason for check in report.checks if check.outcome is not Outcome.PASSED), case


def test_every_damaged_badge_gets_a_report_and_none_shows_what_was_not_signed() -> None:
    world, genuine = World(), badge()
    world.documents[DID_ADDRESS] = listing(KEY, P256, P384, RSA)
    baked = baking_png.bake(png(), strict_json.dumps(genuine))
    expected = shown(world.check(genuine))
    jcs, curve = proved("eddsa-jcs-2022", KEY), proved("ecdsa-rdfc-2019", P256)
    plain, with_claims = token(), token(UNSIGNED | claims())
    ways: list[Callable[[random.Random], bytes]] = [
        lambda choose: strict_json.dumps(mixed_up(genuine, choose)),
        lambda choose: damaged(strict_json.dumps(genuine), choose),
        lambda choose: damaged(baked, choose),
        lambda choose: baking_png.bake(png(), strict_json.dumps(mixed_up(genuine, choose))),
        lambda choose: strict_json.dumps(mixed_up(jcs, choose)),
        lambda choose: strict_json.dumps(mixed_up(curve, choose)),
        lambda choose: damaged(plain, choose),
        lambda choose: damaged(with_claims, choose),
    ]
    for case, choose in cases(0.3):
        report = world.check(choose.choice(ways)(choose))
        is_a_report(report, case)
        if report.verdict == "valid":
            assert shown(report) == expected, case


def test_a_token_of_which_the_issuer_itself_signed_nonsense_gets_a_report() -> None:
    world = World()
    for case, choose in cases(0.1):
        header = strict_json.dumps(mixed_up(json.loads(HEADER), choose)) if choose.random() < 0.3 else HEADER
        payload = strict_json.dumps(mixed_up(UNSIGNED | claims(), choose))
        if choose.random() < 0.3:
            payload = strict_json.dumps({"vc": mixed_up(UNSIGNED, choose), **mixed_up(claims(), choose)})
        is_a_report(world.check(raw_token(header, payload)), case)


def test_broken_documents_of_the_issuer_never_make_a_crash() -> None:
    genuine, documents = badge(), {DID_ADDRESS: did_document(), LIST_ADDRESS: status_list()}
    sources = documents | {"jwk": listing(KEY)}
    for case, choose in cases(0.15):
        world = World()
        address, name = choose.choice([(DID_ADDRESS, DID_ADDRESS), (LIST_ADDRESS, LIST_ADDRESS), (DID_ADDRESS, "jwk")])
        broken = strict_json.dumps(mixed_up(sources[name], choose))
        world.documents[address] = damaged(broken, choose) if choose.random() < 0.3 else broken
        is_a_report(world.check(genuine), case)


def test_broken_open_badges_2_never_make_a_crash() -> None:
    served = {ob2.ISSUER: ob2.PROFILE, ob2.CLASS: ob2.BADGE_CLASS, ob2.ASSERTION: ob2.HOSTED}
    served |= {ob2.KEY: ob2.key_document(), ob2.REVOKED: ob2.revocation_list("urn:uuid:1", {"uid": "2"})}
    for case, choose in cases(0.15):
        world = ob2.world()
        address = choose.choice(list(served))
        world.documents[address] = strict_json.dumps(mixed_up(served[address], choose))
        inputs = [strict_json.dumps(ob2.HOSTED), ob2.signed(), strict_json.dumps(mixed_up(ob2.HOSTED, choose))]
        is_a_report(world.check(choose.choice([*inputs, ob2.signed(mixed_up(ob2.SIGNED, choose))])), case)


def test_broken_drawings_never_make_a_crash() -> None:
    text = strict_json.dumps(badge()).decode().replace("&", "&amp;").replace("<", "&lt;")
    credential = f'<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0">{text}</o:credential>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><g/>{credential}</svg>'.encode()
    world, expected = World(), shown(World().check(drawing))
    for case, choose in cases(0.1):
        report = world.check(damaged(drawing, choose))
        is_a_report(report, case)
        if report.verdict == "valid":
            assert shown(report) == expected, case


def test_broken_lists_and_keys_are_refused() -> None:
    trusted = {"name": "x", "issuers": [{"id": "did:web:a.example", "name": "A", "url": "https://a.example"}]}
    keys = [public_jwk(key.public_key()) for key in (KEY, P256, P384, RSA)]
    for _case, choose in cases(0.05):
        with suppress(MalformedError):
            read_list(damaged(strict_json.dumps(mixed_up(trusted, choose)), choose))
        with suppress(MalformedError, UnavailableError):
            read_jwk(mixed_up(choose.choice(keys), choose))
        with suppress(MalformedError, UnavailableError):
            did_jwk.resolve("did:jwk:" + base64url.encode(damaged(strict_json.dumps(choose.choice(keys)), choose)))
        with suppress(MalformedError, UnavailableError):
            load_pem(damaged(ob2.key_document()["publicKeyPem"].encode(), choose).decode("utf-8", errors="replace"))


def test_broken_graphs_are_refused_or_have_one_form() -> None:
    lines = canonicalise(UNSIGNED).encode()
    for case, choose in cases(0.05):
        text = damaged(lines, choose).decode("utf-8", errors="replace")
        try:
            form = canonicalise_nquads(text)
        except MalformedError:
            continue
        assert canonicalise_nquads(form) == form, case
