"""Badges that were changed after they were signed, at every place and in every form."""

from __future__ import annotations

import json
from typing import Any

from casemaking import keys
from casemaking.badges import at, badge, changed, generic, old_badge, plain, subject, without
from casemaking.canonical import ED2020, OB301, OB302, OB303, VC1, VC2
from casemaking.cast import Signer, did_key, zon, zon_p256, zon_p384, zon_rsa
from casemaking.shelf import Shelf

SIGNATURE = "proof.signature_invalid"
MALFORMED = "proof.value_malformed"

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
    """Put the forgeries on the shelf."""
    shelf.family = "tampering"
    issuer = zon(shelf)
    _places(shelf, issuer)
    _members(shelf, issuer)
    _other_suites(shelf)
    _signature(shelf, issuer)
    _tokens(shelf)


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


def _other_suites(shelf: Shelf) -> None:
    for signer, name in ((zon_p256(shelf), "p256"), (zon_p384(shelf), "p384")):
        signed = signer.prove(plain(signer), "ecdsa-rdfc-2019")
        shelf.bad(
            f"ecdsa-{name}-changed-name", "The name was changed.", changed(signed, "name", "Directeur"), SIGNATURE
        )
        shelf.bad(
            f"ecdsa-{name}-changed-end",
            "The end was changed.",
            changed(signed, "validUntil", "2031-01-01T00:00:00Z"),
            SIGNATURE,
        )
        value = keys.base58_bytes(at(signed, "proof.0.proofValue")[1:])
        half = len(value) // 2
        swapped = "z" + keys.base58(value[half:] + value[:half])
        shelf.bad(
            f"ecdsa-{name}-halves-swapped",
            "r and s are swapped.",
            changed(signed, "proof.0.proofValue", swapped),
            SIGNATURE,
        )
        zeros = "z" + keys.base58(bytes(len(value)))
        shelf.bad(
            f"ecdsa-{name}-zeros",
            "r and s are zero.",
            changed(signed, "proof.0.proofValue", zeros),
            SIGNATURE,
            MALFORMED,
        )
        short = "z" + keys.base58(value[:-1])
        shelf.bad(
            f"ecdsa-{name}-one-byte-short",
            "One byte short.",
            changed(signed, "proof.0.proofValue", short),
            SIGNATURE,
            MALFORMED,
        )
    issuer = zon(shelf)
    for name, document in (
        ("vcdm-1-1", old_badge(issuer, **{"@context": [VC1, OB301, ED2020]})),
        ("vcdm-2", plain(issuer, **{"@context": [VC2, OB303, ED2020]})),
    ):
        signed = issuer.prove(document, "Ed25519Signature2020", array=False)
        shelf.bad(
            f"ed25519-2020-{name}-changed-name",
            "The name was changed.",
            changed(signed, "name", "Directeur"),
            SIGNATURE,
        )
        place = "issuanceDate" if "issuanceDate" in signed else "validFrom"
        shelf.bad(
            f"ed25519-2020-{name}-changed-date",
            "The date was changed.",
            changed(signed, place, "2026-01-01T00:00:00Z"),
            SIGNATURE,
        )
    plain_vc = issuer.prove(generic(issuer))
    shelf.bad(
        "vc-changed-subject",
        "The subject was changed.",
        changed(plain_vc, "credentialSubject.name", "Milan"),
        SIGNATURE,
    )
    direction = issuer.prove(generic(issuer, name={"@value": "Bewijs", "@language": "nl"}))
    shelf.bad(
        "vc-changed-language",
        "The language of the name was changed.",
        changed(direction, "name.@language", "en"),
        SIGNATURE,
    )


def _signature(shelf: Shelf, issuer: Signer) -> None:
    signed = issuer.prove(badge(issuer))
    value = keys.base58_bytes(at(signed, "proof.0.proofValue")[1:])
    for place in (0, 31, 32, 63):
        bits = bytearray(value)
        bits[place] ^= 1
        forged = changed(signed, "proof.0.proofValue", "z" + keys.base58(bytes(bits)))
        shelf.bad(f"signature-bit-of-byte-{place}", f"One bit of byte {place} of the signature.", forged, SIGNATURE)
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(value[32:], "little") + order
    malleable = value[:32] + s.to_bytes(32, "little")
    shelf.bad(
        "signature-s-plus-order",
        "A second spelling of the signature (RFC 8032 wants s below the order).",
        changed(signed, "proof.0.proofValue", "z" + keys.base58(malleable)),
        SIGNATURE,
        MALFORMED,
    )
    shelf.bad(
        "signature-all-zero",
        "A signature of zeros.",
        changed(signed, "proof.0.proofValue", "z" + "1" * 64),
        SIGNATURE,
        MALFORMED,
    )


def _tokens(shelf: Shelf) -> None:
    for signer, name in ((zon(shelf), "eddsa"), (zon_p256(shelf), "es256"), (zon_rsa(shelf), "rs256")):
        head, body, signature = signer.jwt(badge(signer)).split(".")
        for path, value in (
            ("name", "Directeur"),
            ("validUntil", "2038-11-22T22:59:59Z"),
            ("credentialSubject.achievement.name", "Hotel leiden"),
        ):
            forged = keys.base64url(json.dumps(changed(json.loads(keys.base64url_bytes(body)), path, value)).encode())
            label = path.rpartition(".")[0].rpartition(".")[2].lower() + path.rpartition(".")[2].lower()
            shelf.bad(
                f"jwt-{name}-changed-{label}",
                f"{path} of the payload was changed.",
                f"{head}.{forged}.{signature}",
                SIGNATURE,
            )
        bits = bytearray(keys.base64url_bytes(signature))
        bits[5] ^= 4
        shelf.bad(
            f"jwt-{name}-signature-bit",
            "One bit of the signature.",
            f"{head}.{body}.{keys.base64url(bytes(bits))}",
            SIGNATURE,
        )
        other = signer.jwt(badge(signer, 2)).split(".")[2]
        shelf.bad(
            f"jwt-{name}-signature-of-another", "The signature of another token.", f"{head}.{body}.{other}", SIGNATURE
        )
        respaced = keys.base64url(
            json.dumps(json.loads(keys.base64url_bytes(body)), indent=1, ensure_ascii=False).encode()
        )
        shelf.bad(
            f"jwt-{name}-respaced",
            "The same payload in other white space: the bytes are signed.",
            f"{head}.{respaced}.{signature}",
            SIGNATURE,
        )
