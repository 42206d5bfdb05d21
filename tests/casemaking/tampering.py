"""Badges that were changed after they were signed, at every place."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import at, badge, changed, subject, without
from casemaking.canonical import OB301, OB302, VC1, VC2
from casemaking.cast import Signer, did_key, zon
from casemaking.shelf import Shelf

SIGNATURE = "proof.signature_invalid"

PLACES: dict[str, Any] = {
    "id": "https://badges.example/badges/ander",
    "name": "Directeur",
    "issuer.name": "Hotel Maan",
    "validFrom": "2026-11-22T09:00:00Z",
    "validUntil": "2038-11-22T22:59:59Z",
    "awardedDate": "2025-11-20T09:00:00+01:00",
    "credentialSubject.id": "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000002",
    "credentialSubject.identifier.0.identityHash": "sha256$" + "0" * 64,
    "credentialSubject.identifier.0.salt": "peper",
    "credentialSubject.identifier.0.hashed": False,
    "credentialSubject.activityEndDate": "2026-12-24",
    "credentialSubject.licenseNumber": "PV-2026-0043",
    "credentialSubject.result.0.value": "met hulp",
    "credentialSubject.achievement.id": "https://badges.example/badge-classes/directeur/v1",
    "credentialSubject.achievement.name": "Hotel leiden",
    "credentialSubject.achievement.description": "Je leidt een hotel.",
    "credentialSubject.achievement.criteria.narrative": "Je ontvangt gasten\nen je helpt hen niet.",
    "credentialSubject.achievement.achievementType": "Diploma",
    "credentialSubject.achievement.inLanguage": "en",
    "credentialSubject.achievement.image.id": "https://elders.example/image.png",
    "credentialSubject.achievement.image.caption": "Een gong",
    "credentialSubject.achievement.alignment.0.targetCode": "25168/B1-K1-W2",
    "credentialSubject.achievement.alignment.0.targetUrl": "https://kwalificaties.example/ander",
    "credentialSubject.achievement.resultDescription.0.name": "Cijfer",
    "proof.0.created": "2026-11-22T10:00:01Z",
}


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "tampering"
    issuer = zon(shelf)
    _places(shelf, issuer)
    _members(shelf, issuer)


def _places(shelf: Shelf, issuer: Signer) -> None:
    signed = issuer.prove(badge(issuer))
    for path, value in PLACES.items():
        label = path.replace(".0", "").replace(".", "-").replace("credentialSubject", "subject").lower()
        forged = changed(signed, path, value)
        shelf.bad(f"changed-{label}", f"{path} was changed after signing.", forged, SIGNATURE)
    for suite in ("eddsa-jcs-2022",):
        for path in ("name", "validUntil", "credentialSubject.achievement.name", "issuer.name"):
            forged = changed(issuer.prove(badge(issuer), suite), path, PLACES[path])
            label = path.replace(".", "-").lower()
            shelf.bad(f"jcs-changed-{label}", f"{path} was changed after signing ({suite}).", forged, SIGNATURE)


def _members(shelf: Shelf, issuer: Signer) -> None:
    signed = issuer.prove(badge(issuer))
    more = {"type": ["Evidence"], "id": "https://badges.example/bewijs/2", "narrative": "Verzonnen."}
    shelf.bad("evidence-added", "Evidence was added after signing.", {**signed, "evidence": [more]}, SIGNATURE)
    shelf.bad("description-added", "A description was added.", {**signed, "description": "Met lof"}, SIGNATURE)
    shelf.bad("end-removed", "The end of validity was removed.", without(signed, "validUntil"), SIGNATURE)
    shelf.bad("result-removed", "The result was removed.", without(signed, "credentialSubject.result"), SIGNATURE)
    status = {
        "id": "https://badges.example/status/1#5",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
    }
    entry = {**status, "statusListIndex": "5", "statusListCredential": "https://badges.example/status/1"}
    held = issuer.prove(badge(issuer, credentialStatus=entry))
    shelf.bad(
        "status-removed",
        "The status entry was removed, so that nobody would look.",
        without(held, "credentialStatus"),
        SIGNATURE,
    )
    shelf.bad(
        "status-index-changed",
        "The status entry points to another bit.",
        changed(held, "credentialStatus.statusListIndex", "6"),
        SIGNATURE,
    )
    shelf.bad("status-added", "A status entry was added.", {**signed, "credentialStatus": entry}, SIGNATURE)
    moved = changed(without(signed, "credentialSubject.licenseNumber"), "licenseNumber", "PV-2026-0042")
    shelf.bad(
        "licence-moved-up",
        "A member was moved to the credential.",
        moved,
        SIGNATURE,
        "context.dropped_terms",
        "schema.invalid",
    )
    lower = changed(
        without(signed, "name"), "credentialSubject.achievement.creator", {"id": issuer.id, "type": ["Profile"]}
    )
    shelf.bad("name-replaced-by-creator", "The name was taken out and a creator put in.", lower, SIGNATURE)
    shelf.bad(
        "type-added",
        "A type was added.",
        changed(signed, "type", [*signed["type"], "EndorsementCredential"]),
        SIGNATURE,
        "schema.invalid",
    )
    shelf.bad(
        "type-taken-away",
        "The badge lost its type.",
        changed(signed, "type", ["VerifiableCredential"]),
        SIGNATURE,
        "type.missing",
        "schema.invalid",
    )
    shelf.bad(
        "two-badges-mixed",
        "The subject of another badge of the issuer.",
        {
            **signed,
            "credentialSubject": issuer.prove(badge(issuer, 2, credentialSubject=subject(licenseNumber="X")))[
                "credentialSubject"
            ],
        },
        SIGNATURE,
    )
    other = issuer.prove(badge(issuer, 2, name="Bedden opmaken"))
    shelf.bad("proof-of-another-badge", "The proof of another badge.", {**signed, "proof": other["proof"]}, SIGNATURE)
    values = changed(signed, "proof.0.proofValue", at(other, "proof.0.proofValue"))
    shelf.bad("proof-value-of-another-badge", "The proof value of another badge.", values, SIGNATURE)
    stranger = did_key(keys.ed25519("stranger"))
    replaced = changed(signed, "issuer.id", stranger.id)
    shelf.bad(
        "issuer-replaced",
        "The issuer was replaced, the proof kept.",
        replaced,
        "issuer.mismatch",
        "proof.vm_controller_mismatch",
        "proof.vm_not_authorized",
        SIGNATURE,
    )
    downgraded = changed(signed, "@context", [VC2, OB302])
    shelf.bad(
        "context-downgraded",
        "An older Open Badges context gives the words other types.",
        downgraded,
        SIGNATURE,
        "context.redefinition",
        "context.dropped_terms",
    )
    shelf.bad(
        "context-of-vcdm-1",
        "The contexts of VCDM 1.1 were put in.",
        changed(signed, "@context", [VC1, OB301]),
        SIGNATURE,
        "schema.invalid",
        "context.dropped_terms",
        "context.redefinition",
    )
