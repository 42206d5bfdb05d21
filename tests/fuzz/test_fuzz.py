"""Broken and mixed-up badges, for as long as FUZZ_SECONDS says: every one gets a report, and what a valid one shows is
what was signed. A failure names the seed that repeats it (FUZZ_SEED).
"""

from __future__ import annotations

import copy
import os
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from issued import World, badge, png

from badgeservice.formats import baking_png, strict_json
from badgeservice.verification.report import Outcome, Report

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
SEED = int(os.environ.get("FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
ODD = [None, True, 0, -1, 1e300, 2**53, "", "x", "\u202e", "did:key:z6Mk", "https://a.example/x", [], {}, [[]], [None]]
STEPS = ["structure", "proof", "validity", "status", "issuer", "recipient", "endorsements"]

pytestmark = pytest.mark.fuzz

Place = tuple[Any, Any]


def places(node: Any) -> Iterator[Place]:
    """Every (container, key) of a document."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(pairs):
        yield node, key
        yield from places(value)


def mixed_up(document: dict[str, Any], choose: random.Random) -> dict[str, Any]:
    """A copy of a document with one to three members removed, replaced, repeated or moved."""
    changed = copy.deepcopy(document)
    for _ in range(choose.randint(1, 3)):
        found = list(places(changed))
        if not found:
            break
        container, key = choose.choice(found)
        change = choose.randrange(5)
        if change == 0:
            del container[key]
        elif change == 1:
            container[key] = choose.choice(ODD)
        elif change == 2:
            container[key] = [copy.deepcopy(container[key]), copy.deepcopy(container[key])]
        elif change == 3:
            other, its = choose.choice(found)
            container[key] = copy.deepcopy(other[its]) if its in other or isinstance(other, list) else None
        elif isinstance(container, dict):
            container[choose.choice(["id", "type", "name", "proof", "@id", "extra", "evidence"])] = choose.choice(ODD)
    return changed


def damaged(data: bytes, choose: random.Random) -> bytes:
    """Bytes with some of them flipped, cut out, doubled or put in."""
    changed = bytearray(data)
    for _ in range(choose.randint(1, 4)):
        place, length = choose.randrange(len(changed) or 1), choose.randint(1, 40)
        change = choose.randrange(4)
        if change == 0 and changed:
            changed[place] ^= choose.randint(1, 255)
        elif change == 1:
            del changed[place : place + length]
        elif change == 2:
            changed[place:place] = changed[place : place + length]
        else:
            changed[place:place] = choose.randbytes(length)
    return bytes(changed)


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


def test_every_damaged_badge_gets_a_report_and_none_shows_what_was_not_signed() -> None:
    world, genuine = World(), badge()
    baked = baking_png.bake(png(), strict_json.dumps(genuine))
    expected = shown(world.check(genuine))
    ways: list[Callable[[random.Random], bytes]] = [
        lambda choose: strict_json.dumps(mixed_up(genuine, choose)),
        lambda choose: damaged(strict_json.dumps(genuine), choose),
        lambda choose: damaged(baked, choose),
        lambda choose: baking_png.bake(png(), strict_json.dumps(mixed_up(genuine, choose))),
    ]
    end, count = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        count += 1
        case = f"FUZZ_SEED={SEED}, case {count}"
        choose = random.Random(f"{SEED}-{count}")
        report = world.check(choose.choice(ways)(choose))
        assert [check.id for check in report.checks] == STEPS, case
        assert all(check.reason for check in report.checks if check.outcome is not Outcome.PASSED), case
        if report.verdict == "valid":
            assert shown(report) == expected, case
    assert count > 0
