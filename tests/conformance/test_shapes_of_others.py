"""Badges in the shapes in which other issuers give them are read, whatever their habits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from issued import World
from issued import shapes as of

from badgeservice.status import bitstring

NEW, OLD = [of.CREDENTIALS_V2, of.OPEN_BADGES_3], [of.OLDER_BADGES]
LONG = {
    "id": f"{of.LIST}#list",
    "type": "BitstringStatusList",
    "encodedList": bitstring.encode([1]),
    "statusPurpose": "revocation",
}
WITH_ENTRY = of.teamwork([*NEW, of.ED25519_2020], credentialStatus=of.entry())
SHAPES: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "the complete example of the standard": (of.by_the_school(of.complete()), of.of_the_school()),
    "the same under JCS": (of.by_the_school(of.complete(), "eddsa-jcs-2022"), of.of_the_school()),
    "with an endorsement as a token": (
        of.by_the_school(of.complete(endorsementJwt=[of.endorsement_token()])),
        of.of_the_school(),
    ),
    "the basic example": (of.by_did_key(of.teamwork(NEW)), {}),
    "with the context of its proof": (of.by_did_key(of.teamwork([*NEW, of.DATA_INTEGRITY])), {}),
    "Ed25519Signature2020": (of.by_did_key(of.teamwork([*NEW, of.ED25519_2020]), of.SUITE_2020), {}),
    "a list by the older suite": (
        of.by_did_key(WITH_ENTRY, of.SUITE_2020),
        {of.LIST: of.bitstring_list(credentialSubject=LONG)},
    ),
    "VCDM 1.1 by the older suite": (of.by_did_key(of.first_version([*OLD, of.ED25519_2020]), of.SUITE_2020), {}),
    "VCDM 1.1 with Data Integrity": (of.by_did_key(of.first_version([*OLD, of.DATA_INTEGRITY])), {}),
    "a degree in which nothing is an array": (
        of.by_did_key(of.degree(validFrom="2025-01-02T15:20:00.000Z", **{"@context": NEW})),
        {},
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_badge_in_this_shape_is_valid(name: str) -> None:
    document, documents = SHAPES[name]
    report = World(documents=dict(documents)).check(document)
    assert report.verdict == "valid", [(check.id, check.reason, dict(check.evidence)) for check in report.checks]
    assert set(report.warnings) <= {"issuer.untrusted", "content.url_unsafe"}


def test_the_endorsements_of_the_complete_example_are_judged_and_hold() -> None:
    document, documents = SHAPES["the complete example of the standard"]
    found = World(documents=dict(documents)).check(document).check("endorsements")
    assert (found.outcome, found.evidence["endorsements"]) == ("passed", "3")


def test_a_list_of_a_hundred_thousand_is_shorter_than_the_standard_allows() -> None:
    world = World(documents={of.LIST: of.bitstring_list()})
    assert world.check(of.by_did_key(WITH_ENTRY, of.SUITE_2020)).check("status").reason == "status.list_too_short"


def test_a_type_cannot_be_moved_to_a_service_under_the_address_of_the_badge() -> None:
    document = of.by_the_school(of.complete())
    moved = {**document, "refreshService": {**document["refreshService"], "type": "OpenBadgeCredential"}}
    assert World(documents=of.of_the_school()).check(moved).check("structure").reason == "context.redefinition"
