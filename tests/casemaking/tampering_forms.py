"""Badges in other forms that were changed after they were signed, and changed signatures."""

from __future__ import annotations

import json

from casemaking import keys
from casemaking.badges import at, badge, changed, generic, old_badge, plain
from casemaking.canonical import ED2020, OB301, OB303, VC1, VC2
from casemaking.cast import Signer, zon, zon_p256, zon_p384, zon_rsa
from casemaking.shelf import Shelf

SIGNATURE = "proof.signature_invalid"
MALFORMED = "proof.value_malformed"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "tampering"
    _other_suites(shelf)
    _signature(shelf, zon(shelf))
    _tokens(shelf)


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
