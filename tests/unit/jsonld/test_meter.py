"""Is work counted, for one document and for all documents of a check together?"""

from __future__ import annotations

from contextlib import suppress

import pytest

from badgeservice.errors import MalformedError
from badgeservice.jsonld.canonical import BUDGET, canonicalise
from badgeservice.jsonld.contexts import CONTEXTS, CREDENTIALS_V2, OPEN_BADGES_3
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.processor import ProcessedContexts


def document(evidence: int = 1) -> dict:
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": "urn:x:1",
        "type": ["VerifiableCredential"],
        "evidence": [{"type": ["Evidence"], "narrative": f"n{number}"} for number in range(evidence)],
    }


def try_context(address: str, contexts: ProcessedContexts) -> None:
    with suppress(MalformedError):
        canonicalise(document() | {"@context": [CREDENTIALS_V2, OPEN_BADGES_3, address]}, contexts)


def cost(evidence: int) -> int:
    meter = Meter(BUDGET)
    canonicalise(document(evidence), within=meter)
    return BUDGET - meter.left


def test_last_unit_may_be_spent_and_no_more() -> None:
    meter = Meter(3)
    meter.spend(3)
    with pytest.raises(MalformedError, match=r"context\.too_complex"):
        meter.spend(1)


def test_what_is_spent_in_a_document_is_spent_in_its_check() -> None:
    check = Meter(10)
    Meter(6, check).spend(6)
    with pytest.raises(MalformedError, match=r"context\.too_complex"):
        Meter(6, check).spend(6)


def test_document_costs_the_same_whatever_was_read_before() -> None:
    fresh, meter = ProcessedContexts(CONTEXTS), Meter(BUDGET)
    canonicalise(document(20), fresh, within=meter)
    first = BUDGET - meter.left
    assert first == cost(20) == cost(20)
    for address in set(CONTEXTS) - {CREDENTIALS_V2, OPEN_BADGES_3}:
        try_context(address, fresh)
    fresh.active.update({(number,): (None, None, 0) for number in range(1000)})
    again = Meter(BUDGET)
    canonicalise(document(20), fresh, within=again)
    assert BUDGET - again.left == first
    assert len(fresh.active) < 100


def test_list_of_contexts_costs_the_same_after_a_longer_one() -> None:
    costs = []
    for before in ([], sorted(set(CONTEXTS) - {CREDENTIALS_V2, OPEN_BADGES_3})):
        contexts, meter = ProcessedContexts(CONTEXTS), Meter(BUDGET)
        for address in before:
            try_context(address, contexts)
        canonicalise(document(20), contexts, within=meter)
        costs.append(BUDGET - meter.left)
    assert costs[0] == costs[1]


def test_larger_document_costs_more() -> None:
    assert 0 < cost(1) < cost(20) < cost(200)


@pytest.mark.parametrize("read", [canonicalise, refuse_dropped_terms])
def test_documents_of_one_check_share_its_budget(read) -> None:
    check = Meter(cost(20))
    read(document(20), within=check)
    check.spend(check.left)
    with pytest.raises(MalformedError, match=r"context\.too_complex"):
        read(document(20), within=check)


def test_document_stops_at_its_own_budget_within_a_larger_one() -> None:
    check = Meter(100 * BUDGET)
    with pytest.raises(MalformedError, match=r"context\.too_complex"):
        canonicalise(document(2000), within=check)
    assert check.left >= 99 * BUDGET
