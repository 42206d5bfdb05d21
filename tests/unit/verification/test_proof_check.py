"""Only a key that the issuer itself lists makes a badge genuine."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from issued import (
    AWARD,
    DID,
    DID_ADDRESS,
    GIVEN,
    KEY,
    LIST_ADDRESS,
    METHOD,
    STRANGER,
    World,
    badge,
    did_document,
    signed,
)

from badgeservice.errors import UnavailableError
from badgeservice.formats import ob3
from badgeservice.proofs import did_key, eddsa_rdfc, multikey
from badgeservice.verification.context import Fetched
from badgeservice.verification.dids import did_web_address
from badgeservice.verification.report import Check

BADGE = badge()
UNSIGNED = {name: value for name, value in BADGE.items() if name != "proof"}
PUBLIC = multikey.encode_public(KEY.public_key())
X = base64.urlsafe_b64encode(KEY.public_key().public_bytes_raw()).rstrip(b"=").decode()
JWK = {"kty": "OKP", "crv": "Ed25519", "x": X}


def proof_check(document: dict[str, Any], **documents: Any) -> Check:
    world = World()
    world.documents[DID_ADDRESS] = documents.get("did", did_document())
    return world.check(document).check("proof")


def method(**changes: Any) -> dict[str, Any]:
    material = {} if "publicKeyJwk" in changes else {"publicKeyMultibase": PUBLIC}
    return {"id": METHOD, "type": "Multikey", "controller": DID, **material, **changes}


def listing(*methods: Any, asserting: Any = (METHOD,)) -> dict[str, Any]:
    asserted = list(asserting) if isinstance(asserting, tuple) else asserting
    return {"id": DID, "verificationMethod": list(methods), "assertionMethod": asserted}


@pytest.mark.parametrize(
    "document",
    [
        listing(method()),
        listing(method(type="Ed25519VerificationKey2020")),
        listing(method(type="JsonWebKey2020", publicKeyJwk=JWK)),
        listing(method(type="JsonWebKey", publicKeyJwk={**JWK, "alg": "EdDSA", "use": "sig"})),
        listing(method(id="#key-1"), asserting=("#key-1",)),
        listing(asserting=(method(),)),
        listing(method(), asserting=METHOD),
        listing(method(id=f"{DID}#old", publicKeyMultibase="z6Mkx"), method()),
        listing(method(expires="2027-01-01T00:00:00Z")),
        {**listing(method()), "@context": "https://www.w3.org/ns/did/v1", "service": []},
    ],
)
def test_every_form_of_key_that_is_listed_for_assertions_is_read(document: dict[str, Any]) -> None:
    assert proof_check(BADGE, did=document).outcome == "passed"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (listing(method(), asserting=()), "proof.vm_not_authorized"),
        (listing(method(), asserting=(f"{DID}#other",)), "proof.vm_not_authorized"),
        (listing(), "proof.vm_not_authorized"),
        (listing(method(), method(publicKeyMultibase="z6Mkx")), "proof.vm_not_authorized"),
        (listing(method(controller="did:web:elsewhere.example")), "proof.vm_controller_mismatch"),
        (listing(method(revoked="2026-11-01T00:00:00Z")), "proof.vm_not_authorized"),
        (listing(method(expires="2026-11-01T00:00:00Z")), "proof.vm_not_authorized"),
        (listing(method(secretKeyMultibase="z3u2")), "proof.key_weak"),
        (listing(method(publicKeyJwk=JWK, publicKeyMultibase=PUBLIC)), "proof.value_malformed"),
        (listing(method(type="JsonWebKey", publicKeyJwk={**JWK, "d": X})), "proof.key_weak"),
        (listing(method(type="JsonWebKey", publicKeyJwk={**JWK, "x": X + "="})), "proof.value_malformed"),
        (listing(method(type="JsonWebKey", publicKeyJwk={**JWK, "use": "enc"})), "proof.value_malformed"),
        (listing(method(type="JsonWebKey", publicKeyJwk={**JWK, "crv": "X25519"})), "proof.value_malformed"),
        (
            listing(method(type="JsonWebKey", publicKeyJwk={**JWK, "x": "AQ" + "A" * 41})),
            "proof.key_weak",
        ),
        (listing(method(publicKeyMultibase=multikey.encode_public(STRANGER.public_key()))), "proof.signature_invalid"),
        ({**listing(method()), "id": "did:web:elsewhere.example"}, "issuer.mismatch"),
        ({"verificationMethod": [method()], "assertionMethod": [METHOD]}, "issuer.mismatch"),
    ],
)
def test_a_document_that_contradicts_makes_the_proof_fail(document: dict[str, Any], reason: str) -> None:
    check = proof_check(BADGE, did=document)
    assert (check.outcome, check.reason) == ("failed", reason)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (UnavailableError("fetch.unreachable"), "issuer.unresolvable"),
        (UnavailableError("fetch.timeout"), "issuer.unresolvable"),
        (UnavailableError("fetch.blocked"), "fetch.blocked"),
        (Fetched(b"", "text/html", 404), "issuer.unresolvable"),
        (Fetched(b"<html>", "text/html", 200), "issuer.unresolvable"),
        (Fetched(b'{"id":1,"id":2}', "application/json", 200), "issuer.unresolvable"),
        ({"id": DID, "verificationMethod": "x"}, "issuer.unresolvable"),
        (listing(method(type="EcdsaSecp256k1VerificationKey2019")), "proof.cryptosuite_unknown"),
    ],
)
def test_a_document_that_could_not_be_had_is_unknown(answer: Any, reason: str) -> None:
    check = proof_check(BADGE, did=answer)
    assert (check.outcome, check.reason) == ("unknown", reason)


def test_a_key_of_another_is_refused_without_asking_anybody() -> None:
    world = World()
    other = did_key.did_key(STRANGER.public_key())
    document = eddsa_rdfc.sign(UNSIGNED, STRANGER, did_key.verification_method(other), GIVEN)
    assert world.check(document).check("proof").reason == "proof.vm_not_authorized"
    assert world.asked == []


def test_a_did_key_issuer_needs_no_network() -> None:
    did = did_key.did_key(STRANGER.public_key())
    unsigned = {**ob3.credential_for(AWARD), "issuer": {**BADGE["issuer"], "id": did}}
    del unsigned["credentialStatus"]
    world = World()
    report = world.check(eddsa_rdfc.sign(unsigned, STRANGER, did_key.verification_method(did), GIVEN))
    assert (report.verdict, world.asked) == ("valid", [])
    assert report.check("status").evidence == {"entries": "0"}


def test_an_issuer_may_be_a_bare_did() -> None:
    assert World().check(badge(issuer=DID)).verdict == "valid"


def test_an_https_issuer_must_list_the_key_at_its_own_address() -> None:
    address = "https://badges.example/issuer"
    document = badge(issuer={"id": address, "type": ["Profile"]})
    world = World()
    world.documents[address] = {"id": address, "type": "Profile"}
    check = world.check(document).check("proof")
    assert (check.outcome, check.reason) == ("unknown", "issuer.key_unbound")
    own = signed({name: value for name, value in document.items() if name != "proof"}, method=f"{address}#key-1")
    key = {"id": f"{address}#key-1", "type": "Multikey", "controller": address, "publicKeyMultibase": PUBLIC}
    world.documents[address] = {"id": address, "verificationMethod": [key], "assertionMethod": [key["id"]]}
    assert world.check(own).check("proof").outcome == "passed"


@pytest.mark.parametrize(
    "issuer", ["did:ion:abc", "did:web:127.0.0.1%2F..", "did:web:", "did:web:a.example:..", "did:key:zQ3sh"]
)
def test_another_kind_of_issuer_is_unknown(issuer: str) -> None:
    document = signed({**UNSIGNED, "issuer": issuer}, method=f"{issuer}#key-1")
    check = proof_check(document)
    assert (check.outcome, check.reason) == ("unknown", "issuer.unresolvable")


@pytest.mark.parametrize(
    ("did", "address"),
    [
        ("did:web:a.example", "https://a.example/.well-known/did.json"),
        ("did:web:A.example:orgs:zon", "https://a.example/orgs/zon/did.json"),
        ("did:web:localhost%3A8000:orgs:zon", "https://localhost:8000/orgs/zon/did.json"),
    ],
)
def test_did_web_is_looked_up_under_its_https_address(did: str, address: str) -> None:
    assert did_web_address(did) == address


@pytest.mark.parametrize(
    "did", ["did:web:u%40a.example", "did:web:a.example:x%2Fy", "did:web:a.example::x", "did:web:a.example/x"]
)
def test_what_is_no_did_web_has_no_address(did: str) -> None:
    with pytest.raises(UnavailableError):
        did_web_address(did)


def with_proof(**changes: Any) -> dict[str, Any]:
    return {**BADGE, "proof": [{**BADGE["proof"][0], **changes}]}


@pytest.mark.parametrize(
    ("document", "outcome", "reason"),
    [
        (UNSIGNED, "failed", "proof.missing"),
        ({**BADGE, "proof": []}, "failed", "proof.missing"),
        (with_proof(cryptosuite="bbs-2023"), "unknown", "proof.cryptosuite_unknown"),
        (with_proof(proofPurpose="authentication"), "failed", "proof.purpose_invalid"),
        (with_proof(created="2026-11-22T10:00:00"), "failed", "proof.created_invalid"),
        (with_proof(created="2026-11-22T13:10:01Z"), "failed", "proof.created_invalid"),
        (with_proof(created="2026-11-22T10:00:01Z"), "failed", "proof.signature_invalid"),
        (with_proof(expires="2026-11-22T12:00:00Z"), "failed", "proof.expired"),
        (with_proof(expires="2028-11-22T12:00:00Z"), "failed", "proof.signature_invalid"),
        (with_proof(proofValue="z1"), "failed", "proof.value_malformed"),
        (with_proof(proofValue="u" + BADGE["proof"][0]["proofValue"][1:]), "failed", "proof.value_malformed"),
        (with_proof(verificationMethod=DID), "failed", "proof.vm_not_authorized"),
        (with_proof(verificationMethod=f"{DID}#key-2"), "failed", "proof.vm_not_authorized"),
        (with_proof(previousProof="urn:uuid:1"), "failed", "proof.set_incomplete"),
    ],
)
def test_a_proof_that_does_not_hold_says_why(document: dict[str, Any], outcome: str, reason: str) -> None:
    check = proof_check(document)
    assert (check.outcome, check.reason) == (outcome, reason)


def test_every_proof_of_a_set_must_hold() -> None:
    good = BADGE["proof"][0]
    second = signed(UNSIGNED)["proof"][0]
    forged = {**good, "proofValue": badge(name="x")["proof"][0]["proofValue"]}
    unread = {**good, "cryptosuite": "bbs-2023"}
    assert proof_check({**BADGE, "proof": [good, second]}).outcome == "passed"
    assert proof_check({**BADGE, "proof": [good, unread]}).outcome == "unknown"
    assert proof_check({**BADGE, "proof": [good, unread, forged]}).reason == "proof.signature_invalid"


def test_a_proof_that_is_not_in_an_array_is_read() -> None:
    assert proof_check({**BADGE, "proof": BADGE["proof"][0]}).outcome == "passed"


def test_the_status_list_is_never_asked_for_when_the_key_is_unknown() -> None:
    world = World()
    del world.documents[DID_ADDRESS]
    assert world.check(BADGE).verdict == "unknown"
    assert LIST_ADDRESS not in world.asked
