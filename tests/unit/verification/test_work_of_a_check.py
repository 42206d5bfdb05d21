"""No document that an issuer serves keeps a check busy: what is read is counted, and read once where it can be."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from issued import DID, DID_ADDRESS, KEY, LIST_ADDRESS, METHOD, NOW, World, badge, did_document, signed, status_list
from issued.other_forms import UNSIGNED, public_jwk, token

from badgeservice.errors import MalformedError
from badgeservice.jsonld.canonical import BUDGET_OF_A_CHECK
from badgeservice.jsonld.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_json
from badgeservice.verification.report import Report
from badgeservice.verification.status_credential import lists_of

LONGEST = 3.0
MOST_VALUES = 9_900
KEY_ADDRESS = "https://badges.example/keys/1"
CROWDED = did_document(assertionMethod=[METHOD, *(f"#key-{number}" for number in range(2, MOST_VALUES))])
ENDORSEMENT = {
    "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
    "type": ["VerifiableCredential", "EndorsementCredential"],
    "issuer": {"id": DID, "type": ["Profile"]},
    "name": "Goed",
    "validFrom": "2026-11-22T10:00:00Z",
    "credentialSubject": {"id": UNSIGNED["id"], "type": ["EndorsementSubject"], "endorsementComment": "x"},
}


def in_time(world: World, document: Any) -> Report:
    started = process_time()
    report = world.check(document)
    assert process_time() - started < LONGEST
    return report


def context_of(world: World) -> Context:
    return Context(NOW, world.fetch, world.known.get)


def test_a_token_by_one_of_thousands_of_listed_keys_is_judged_in_time() -> None:
    world = World()
    world.documents |= {DID_ADDRESS: CROWDED, KEY_ADDRESS: public_jwk(KEY.public_key())}
    assert in_time(world, token(kid=KEY_ADDRESS)).verdict == "valid"


def test_many_proofs_by_an_issuer_with_a_crowded_document_are_refused_in_time() -> None:
    world = World()
    world.documents[DID_ADDRESS] = CROWDED
    endorsements = [signed({**ENDORSEMENT, "id": f"urn:x:{number}"}) for number in range(8)]
    many = [{**endorsement, "proof": endorsement["proof"] * 16} for endorsement in endorsements]
    report = in_time(world, badge(endorsement=many))
    assert (report.check("proof").outcome, report.check("endorsements").outcome) == ("passed", "unknown")


def test_a_list_that_does_not_hold_is_judged_once_for_all_entries() -> None:
    world = World()
    world.documents[LIST_ADDRESS] = {**status_list(), "credentialSubject": [{"id": "urn:x:1"}, {"id": "urn:x:2"}]}
    context = context_of(world)
    list_at = lists_of(DID, context)
    with pytest.raises(MalformedError, match=r"^status.list_invalid") as first:
        list_at(LIST_ADDRESS)
    left = context.meter.left
    with pytest.raises(MalformedError) as second:
        list_at(LIST_ADDRESS)
    assert (str(second.value), context.meter.left) == (str(first.value), left)


def test_a_document_costs_by_its_values_and_not_by_its_bytes_alone() -> None:
    world = World()
    world.documents |= {"https://a.example/many": {"keys": [0] * 9_000}, "https://a.example/text": {"a": "0," * 9_000}}
    spent = []
    for address in ("https://a.example/many", "https://a.example/text"):
        context = context_of(world)
        fetch_json(address, context, "issuer.unresolvable")
        spent.append(BUDGET_OF_A_CHECK - context.meter.left)
    assert all(45_000 < cost < 51_000 for cost in spent), spent
