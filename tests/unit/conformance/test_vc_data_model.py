"""Each MUST of the data model is asked of what is to be signed, and what conforms passes."""

from __future__ import annotations

from typing import Any

import pytest

from badgeservice.conformance.data_model import objections, presentation_objections
from badgeservice.jsonld.contexts import CREDENTIALS_V1, CREDENTIALS_V2

GONE = object()
CREDENTIAL: dict[str, Any] = {
    "@context": [CREDENTIALS_V2],
    "type": ["VerifiableCredential"],
    "issuer": "did:example:issuer",
    "credentialSubject": {"id": "did:example:subject"},
}
PRESENTATION: dict[str, Any] = {"@context": [CREDENTIALS_V2], "type": "VerifiablePresentation"}
ENTRY = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "94567",
    "statusListCredential": "https://lists.example/1",
}
MESSAGES = [{"status": f"0x{number:x}", "message": "x"} for number in range(4)]


def changed(document: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**document, **changes}.items() if value is not GONE}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"id": "urn:uuid:1", "name": "Groen"},
        {"name": [{"@value": "Dog", "@language": "en"}, {"@value": "كلب", "@language": "ar", "@direction": "rtl"}]},
        {"issuer": {"id": "https://issuer.example/5", "name": {"@value": "x"}}},
        {"credentialSubject": [{"id": "did:example:a"}, {"name": "b"}]},
        {"validFrom": "2024-01-01T00:00:00.123Z", "validUntil": "2024-01-01T00:00:00.123-00:00"},
        {"validFrom": "2024-01-01T01:00:00+01:00", "validUntil": "2024-01-01T00:00:00Z"},
        {"credentialStatus": {"type": "Other"}},
        {"credentialStatus": [ENTRY, {**ENTRY, "statusPurpose": "suspension", "id": "urn:x:1"}]},
        {"credentialStatus": {**ENTRY, "statusSize": 2, "statusMessage": MESSAGES}},
        {"credentialSchema": {"id": "https://schemas.example/1", "type": "JsonSchema"}},
        {"refreshService": [{"type": "https://example.org/#Refresh"}], "termsOfUse": {"type": "Policy"}},
        {"evidence": [{"type": ["Evidence"]}, {"type": "Evidence", "id": "urn:x:1"}]},
        {"@context": [CREDENTIALS_V1], "issuanceDate": "2024-01-01T00:00:00Z"},
        {"@context": [CREDENTIALS_V2, {"x": "https://x.example/"}, "https://contexts.example/v1"]},
    ],
)
def test_a_conforming_credential_meets_no_objection(changes: dict[str, Any]) -> None:
    assert objections(changed(CREDENTIAL, changes)) == []


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"@context": GONE}, "@context"),
        ({"@context": CREDENTIALS_V2}, "@context"),
        ({"@context": []}, "@context"),
        ({"@context": ["https://contexts.example/v1", CREDENTIALS_V2]}, "@context"),
        ({"@context": [CREDENTIALS_V2, 5]}, "@context"),
        ({"id": None}, "id"),
        ({"id": ["urn:x:1", "urn:x:2"]}, "id"),
        ({"id": "no url"}, "id"),
        ({"type": GONE}, "type"),
        ({"type": "Other"}, "VerifiableCredential"),
        ({"type": ["VerifiableCredential", 5]}, "type"),
        ({"type": []}, "type"),
        ({"name": 5}, "name"),
        ({"name": {"@value": "x", "url": "did:x:y"}}, "name"),
        ({"name": {"@value": "x", "@language": "not a language"}}, "name"),
        ({"description": {"@value": "x", "@direction": "up"}}, "description"),
        ({"issuer": GONE}, "issuer"),
        ({"issuer": None}, "issuer"),
        ({"issuer": "issuer"}, "issuer"),
        ({"issuer": {"name": "x"}}, "issuer"),
        ({"issuer": {"id": None}}, "issuer"),
        ({"issuer": {"id": "urn:x:1", "name": {"x": "y"}}}, "issuer.name"),
        ({"credentialSubject": GONE}, "credentialSubject"),
        ({"credentialSubject": {}}, "credentialSubject"),
        ({"credentialSubject": []}, "credentialSubject"),
        ({"credentialSubject": [{"id": "urn:x:1"}, {}]}, "credentialSubject"),
        ({"credentialSubject": "did:example:subject"}, "credentialSubject"),
        ({"credentialSubject": {"id": ["urn:x:1", "urn:x:2"]}}, "credentialSubject"),
        ({"validFrom": "2024-01-01"}, "validFrom"),
        ({"validFrom": "2024-01-01T00:00:00"}, "validFrom"),
        ({"validUntil": "2024-01-01T00:00:00+15:00"}, "validUntil"),
        ({"validUntil": 5}, "validUntil"),
        ({"validFrom": "2024-01-02T00:00:00Z", "validUntil": "2024-01-01T00:00:00Z"}, "later"),
        ({"@context": [CREDENTIALS_V1]}, "issuanceDate"),
        ({"credentialStatus": {"id": "urn:x:1"}}, "credentialStatus"),
        ({"credentialStatus": "urn:x:1"}, "credentialStatus"),
        ({"credentialStatus": {"type": "Other", "id": "no url"}}, "credentialStatus"),
        ({"credentialStatus": {**ENTRY, "statusListIndex": 5}}, "statusListIndex"),
        ({"credentialStatus": {**ENTRY, "statusListIndex": "-1"}}, "statusListIndex"),
        ({"credentialStatus": {**ENTRY, "statusListIndex": "007"}}, "statusListIndex"),
        ({"credentialStatus": {**ENTRY, "statusPurpose": ["revocation"]}}, "statusPurpose"),
        ({"credentialStatus": {**ENTRY, "statusListCredential": "list"}}, "statusListCredential"),
        ({"credentialStatus": {**ENTRY, "id": ENTRY["statusListCredential"]}}, "address of the status list"),
        ({"credentialStatus": {**ENTRY, "statusSize": 0}}, "statusSize"),
        ({"credentialStatus": {**ENTRY, "statusSize": True}}, "statusSize"),
        ({"credentialStatus": {**ENTRY, "statusSize": 2}}, "statusMessage"),
        ({"credentialStatus": {**ENTRY, "statusSize": 2, "statusMessage": MESSAGES[:3]}}, "statusMessage"),
        ({"credentialStatus": {**ENTRY, "statusMessage": [{"status": "1", "message": "x"}] * 2}}, "statusMessage"),
        ({"credentialStatus": {**ENTRY, "statusReference": []}}, "statusReference"),
        ({"credentialSchema": {"id": "urn:x:1"}}, "credentialSchema"),
        ({"credentialSchema": {"type": "JsonSchema"}}, "credentialSchema"),
        ({"credentialSchema": [{"id": 5, "type": "JsonSchema"}]}, "credentialSchema"),
        ({"refreshService": {"id": "urn:x:1"}}, "refreshService"),
        ({"termsOfUse": [{"type": "Policy"}, {}]}, "termsOfUse"),
        ({"evidence": []}, "evidence"),
        ({"evidence": {"id": "urn:x:1"}}, "evidence"),
        ({"renderMethod": {"id": "urn:x:1"}}, "renderMethod"),
        ({"relatedResource": "urn:x:1"}, "relatedResource"),
        ({"relatedResource": {"digestMultibase": "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"}}, "relatedResource"),
        ({"relatedResource": {"id": "urn:x:1"}}, "digest"),
        ({"relatedResource": {"id": "urn:x:1", "digestSRI": "md5-aGFsbG8="}}, "digestSRI"),
    ],
)
def test_what_the_data_model_forbids_is_named(changes: dict[str, Any], about: str) -> None:
    found = objections(changed(CREDENTIAL, changes))
    assert found
    assert any(about in objection for objection in found)


@pytest.mark.parametrize(
    "changes", [{}, {"holder": "did:example:h"}, {"holder": {"id": "did:example:h"}}, {"verifiableCredential": [{}]}]
)
def test_a_conforming_presentation_meets_no_objection(changes: dict[str, Any]) -> None:
    assert presentation_objections(changed(PRESENTATION, changes)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"type": GONE},
        {"type": "VerifiableCredential"},
        {"@context": ["https://www.w3.org/ns/credentials/examples/v2", CREDENTIALS_V2]},
        {"id": "no url"},
        {"holder": {"name": "x"}},
        {"holder": 5},
        {"verifiableCredential": "https://credentials.example/1"},
        {"verifiableCredential": [{}, 5]},
        {"termsOfUse": {}},
    ],
)
def test_what_the_data_model_forbids_of_a_presentation_is_named(changes: dict[str, Any]) -> None:
    assert presentation_objections(changed(PRESENTATION, changes))
