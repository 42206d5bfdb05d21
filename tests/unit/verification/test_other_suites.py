"""Badges secured in other ways than ours are read, each by its own rules."""

from __future__ import annotations

import json
from typing import Any

import pytest
from issued import DID_ADDRESS, KEY, NOW, World, badge
from issued.other_forms import P256, P384, RSA, UNSIGNED, listing, proved

from badgeservice.jsonld.contexts import CREDENTIALS_V1
from badgeservice.model import base64url
from badgeservice.proofs import did_jwk, did_key, jwk
from badgeservice.verification.report import Report

ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
WITH_2020 = {**UNSIGNED, "@context": [*UNSIGNED["@context"], ED25519_2020]}
FIRST_MODEL: dict[str, Any] = {
    "@context": [CREDENTIALS_V1, "https://w3id.org/security/data-integrity/v2"],
    "type": ["VerifiableCredential"],
    "issuer": UNSIGNED["issuer"]["id"],
    "issuanceDate": "2026-01-01T00:00:00Z",
    "expirationDate": "2027-01-01T00:00:00Z",
    "credentialSubject": {"id": "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000009"},
}


def check(document: dict[str, Any], *keys: Any) -> Report:
    world = World()
    world.documents[DID_ADDRESS] = listing(KEY, *keys)
    return world.check(document)


GENUINE = {
    "eddsa-jcs-2022": (proved("eddsa-jcs-2022", KEY), KEY),
    "eddsa-jcs-2022 with its contexts": (
        proved("eddsa-jcs-2022", KEY, **{"@context": UNSIGNED["@context"]}),
        KEY,
    ),
    "ecdsa-rdfc-2019 P-256": (proved("ecdsa-rdfc-2019", P256), P256),
    "ecdsa-rdfc-2019 P-384": (proved("ecdsa-rdfc-2019", P384), P384),
    "Ed25519Signature2020": (proved("Ed25519Signature2020", KEY, WITH_2020), KEY),
    "VCDM 1.1": (proved("eddsa-rdfc-2022", KEY, FIRST_MODEL), KEY),
}


@pytest.mark.parametrize("name", GENUINE)
def test_every_suite_that_is_read_holds(name: str) -> None:
    document, key = GENUINE[name]
    report = check(document, key)
    assert report.verdict == "valid", report.checks
    assert report.check("proof").working["document_hash"]


@pytest.mark.parametrize("name", GENUINE)
def test_a_changed_badge_holds_in_no_suite(name: str) -> None:
    document, key = GENUINE[name]
    subject = {**document["credentialSubject"], "id": "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-0000000000ff"}
    assert check({**document, "credentialSubject": subject}, key).check("proof").reason == "proof.signature_invalid"


@pytest.mark.parametrize("name", GENUINE)
def test_a_word_that_no_context_knows_is_refused_in_every_suite(name: str) -> None:
    document, key = GENUINE[name]
    assert check({**document, "bijnaam": "x"}, key).check("structure").reason == "context.dropped_terms"


def test_a_context_appended_after_signing_is_seen_under_jcs() -> None:
    document = proved("eddsa-jcs-2022", KEY, **{"@context": UNSIGNED["@context"]})
    document["@context"] = [*document["@context"], "https://w3id.org/security/data-integrity/v2"]
    assert check(document, KEY).check("proof").reason == "proof.context_mismatch"


@pytest.mark.parametrize(
    ("suite", "key", "listed"),
    [("ecdsa-rdfc-2019", P256, KEY), ("eddsa-jcs-2022", KEY, P256), ("eddsa-rdfc-2022", KEY, RSA)],
)
def test_a_key_of_another_kind_than_the_suite_fails(suite: str, key: Any, listed: Any) -> None:
    document = proved(suite, key, verificationMethod=f"{UNSIGNED['issuer']['id']}#key-2")
    found = check(document, listed).check("proof")
    assert (found.outcome, found.reason) == ("failed", "proof.value_malformed")


def test_a_set_of_two_suites_holds_only_when_both_do() -> None:
    first = proved("eddsa-jcs-2022", KEY)
    second = proved("ecdsa-rdfc-2019", P256)
    both = {**UNSIGNED, "proof": [first["proof"], second["proof"]]}
    assert check(both, P256).verdict == "valid"
    broken = {**both, "proof": [first["proof"], {**second["proof"], "created": "2026-11-22T10:00:01Z"}]}
    assert check(broken, P256).check("proof").reason == "proof.signature_invalid"


@pytest.mark.parametrize("key", [KEY, P256, P384], ids=["Ed25519", "P-256", "P-384"])
def test_a_did_key_of_every_curve_and_a_did_jwk_need_no_network(key: Any) -> None:
    suite = "eddsa-rdfc-2022" if key is KEY else "ecdsa-rdfc-2019"
    by_key = did_key.did_key(key.public_key())
    by_jwk = "did:jwk:" + base64_of(jwk.public_jwk(key.public_key()))
    for did, method in ((by_key, did_key.verification_method(by_key)), (by_jwk, did_jwk.verification_method(by_jwk))):
        unsigned = {name: value for name, value in UNSIGNED.items() if name != "credentialStatus"}
        unsigned["issuer"] = {**UNSIGNED["issuer"], "id": did}
        world = World()
        report = world.check(proved(suite, key, unsigned, verificationMethod=method))
        assert (report.verdict, world.asked) == ("valid", [])


def test_a_first_model_credential_ends_on_its_expiration_date() -> None:
    document = proved("eddsa-rdfc-2022", KEY, {**FIRST_MODEL, "expirationDate": "2026-11-01T00:00:00Z"})
    assert check(document, KEY).check("validity").reason == "time.expired"
    early = proved("eddsa-rdfc-2022", KEY, {**FIRST_MODEL, "issuanceDate": "2026-12-01T00:00:00Z"})
    assert check(early, KEY).check("validity").reason == "time.not_yet_valid"
    assert NOW.year == 2026


def test_a_first_model_credential_needs_its_date() -> None:
    document = {name: value for name, value in FIRST_MODEL.items() if name != "issuanceDate"}
    assert check(proved("eddsa-rdfc-2022", KEY, document), KEY).check("structure").reason == "schema.invalid"


def test_the_badge_of_this_service_shows_its_working() -> None:
    working = World().check(badge()).check("proof").working
    assert len(working["document_hash"]) == len(working["options_hash"]) == 64
    assert "<urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000001>" in working["canonical_document"]


def base64_of(value: dict[str, str]) -> str:
    return base64url.encode(json.dumps(value).encode())
