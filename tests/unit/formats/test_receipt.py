"""A finished check becomes a receipt in which every word is signed."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from issued import KEY, NOW, World, badge

from badgeservice.formats import schema, strict_json
from badgeservice.formats.receipt import FinishedCheck, fit_for_a_receipt, receipt_for
from badgeservice.formats.recognise import recognise
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.model.issuer import Issuer
from badgeservice.proofs import eddsa_rdfc, multikey
from badgeservice.verification.report import as_json

SERVICE = Issuer("did:web:badges.example", "Badgeservice badges.example", "https://badges.example")
KIND = "https://badges.example/hulp#bewijs-van-controle"
BADGE = badge()
FORGED = {**BADGE, "name": "Directeur"}
RECEIPT_ID = "urn:uuid:6f1b7a52-3c55-4d54-9a6e-0d6c5ad1f0aa"
ODD_NAMES = ("مريم 😀 李", "\u202eemaN", '<b onload="x">', r"#let x = 1; $a$ *b* \ _c_", "a\x00\x1b\ud800b", "e\u0301")


def finished(document: dict[str, Any], **changes: Any) -> FinishedCheck:
    data = strict_json.dumps(document)
    report = World().check(data)
    said = fit_for_a_receipt(as_json(report, lambda check: f"Zin over {check.id}."))
    credential_id = report.credential.id if report.credential else None
    digest = hashlib.sha256(data).hexdigest()
    made = FinishedCheck(RECEIPT_ID, said, digest, credential_id, "Titel.", "Zin.", "toen", "nl")
    return replace(made, **changes)


def receipt(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return receipt_for(finished(document, **changes), "Bewijs van controle", SERVICE, KIND)


def evidence(made: dict[str, Any], name: str) -> dict[str, Any]:
    return next(node for node in made["evidence"] if node["name"] == name)


@pytest.mark.parametrize("document", [BADGE, FORGED, {"type": "VerifiableCredential"}, {}])
def test_every_word_of_it_is_signed_and_fits_the_schema_of_credentials(document: dict[str, Any]) -> None:
    made = receipt(document)
    refuse_dropped_terms(made)
    schema.validate(made, schema.CREDENTIAL)


def test_it_never_passes_for_an_open_badge() -> None:
    assert recognise(strict_json.dumps(receipt(BADGE))).format == "vc-data-integrity"


def test_the_verdict_the_warnings_and_each_check_can_be_read_by_a_machine() -> None:
    made = receipt(FORGED, report=finished(FORGED).report | {"warnings": ["issuer.untrusted"]})
    assert evidence(made, "verdict")["genre"] == "invalid"
    assert evidence(made, "warning")["description"] == "issuer.untrusted"
    proof = evidence(made, "proof")
    assert (proof["genre"], proof["description"]) == ("failed", "proof.signature_invalid")
    assert proof["narrative"] == "Zin over proof."
    assert evidence(receipt(BADGE), "proof.key")["narrative"].endswith("#key-1")


def test_what_nobody_signed_is_named_an_unchecked_claim() -> None:
    names = ("achievement.name", "issuer.name", "issuer.id", "recipient.name")
    assert {evidence(receipt(BADGE), name)["genre"] for name in names} == {"signed-claim"}
    assert {evidence(receipt(FORGED), name)["genre"] for name in names} == {"unchecked-claim"}


def test_it_is_bound_to_exactly_the_bytes_that_were_checked() -> None:
    digest = hashlib.sha256(strict_json.dumps(BADGE)).digest()
    [related] = receipt(BADGE)["relatedResource"]
    assert related["digestSRI"] == "sha256-" + base64.b64encode(digest).decode()
    assert related["id"] == "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert "relatedResource" not in receipt(BADGE, sha256=None)


def test_only_a_signed_badge_is_what_the_receipt_is_about() -> None:
    assert receipt(BADGE)["credentialSubject"]["id"] == BADGE["id"]
    assert receipt(FORGED)["credentialSubject"]["id"].startswith("ni:///sha-256;")
    assert receipt(BADGE, badge="javascript:alert(1)")["credentialSubject"]["id"].startswith("ni:///")
    assert "id" not in receipt(FORGED, sha256=None)["credentialSubject"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_receipt_with_any_name_in_it_is_valid_when_it_is_checked(name: str) -> None:
    report = finished(BADGE).report
    claimed = fit_for_a_receipt({**report, "recipient": {"name": name}, "issuer": {"id": name, "name": name}})
    method = f"{SERVICE.id}#key-1"
    signed = eddsa_rdfc.sign(receipt(BADGE, report=claimed), KEY, method, NOW)
    multibase = multikey.encode_public(KEY.public_key())
    listed = {"id": method, "type": "Multikey", "controller": SERVICE.id, "publicKeyMultibase": multibase}
    did_document = {"id": SERVICE.id, "verificationMethod": [listed], "assertionMethod": [method]}
    world = World(documents={"https://badges.example/.well-known/did.json": did_document})

    assert world.check(signed).verdict == "valid"
    changed = json.loads(json.dumps(signed))
    evidence(changed, "verdict")["genre"] = "invalid"
    assert world.check(changed).check("proof").reason == "proof.signature_invalid"


def test_long_texts_are_cut_where_everybody_sees_it() -> None:
    cut = fit_for_a_receipt({"name": "a" * 5000, "list": ["b" * 301, 3, None, True], "short": "c" * 300})
    assert cut["name"] == "a" * 299 + "…"
    assert (len(cut["list"][0]), cut["list"][1:], len(cut["short"])) == (300, [3, None, True], 300)
    assert fit_for_a_receipt("a\nb\x07\ud800") == "a\ufffdb\ufffd\ufffd"
