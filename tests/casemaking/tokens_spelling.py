"""Badges as JWT that are spelled in another way, or are another kind of token."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import badge
from casemaking.cast import Signer, zon
from casemaking.shelf import Shelf

JWS = "jws.malformed"
UNSUPPORTED, NOT_A_BADGE = "parse.unsupported_format", "parse.not_a_badge"
SIGNATURE = "proof.signature_invalid"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "jwt-spelling"
    issuer = zon(shelf)
    _spelling(shelf, issuer)
    _other_kinds(shelf, issuer)


def _spelling(shelf: Shelf, issuer: Signer) -> None:
    token = issuer.jwt(badge(issuer))
    head, body, signature = token.split(".")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spare = signature[:-1] + last[last.index(signature[-1]) ^ 1]
    forms: dict[str, str] = {
        "two-parts": f"{head}.{body}",
        "two-parts-and-a-dot": f"{head}.{body}.",
        "one-part": head,
        "four-parts": f"{token}.{signature}",
        "six-parts": f"{token}.{token}",
        "no-header": f".{body}.{signature}",
        "no-payload": f"{head}..{signature}",
        "padded-header": f"{head}=.{body}.{signature}",
        "padded-payload": f"{head}.{body}==.{signature}",
        "padded-signature": f"{token}==",
        "space-inside": f"{head}.{body[:40]} {body[40:]}.{signature}",
        "new-line-inside": f"{head}.\n{body}.{signature}",
        "wrapped-at-76": "\n".join(token[n : n + 76] for n in range(0, len(token), 76)),
        "percent-dot": token.replace(".", "%2E"),
        "spare-bits": f"{head}.{body}.{spare}",
        "plus-and-slash": f"{head}.{body}.{'+/' + signature[2:]}",
        "bearer": f"Bearer {token}",
        "quoted": f'"{token}"',
        "in-an-array": f'["{token}"]',
        "two-tokens": f"{token}\n{token}",
        "no-break-space": f"\u00a0{token}",
        "zero-width-space": f"{head}\u200b.{body}.{signature}",
        "fullwidth-dot": token.replace(".", "．"),
        "tilde": f"{token}~",
        "question": f"{token}?",
    }
    for name, text in forms.items():
        more = (
            {"not_valid_only": True}
            if name in ("tilde", "six-parts", "in-an-array", "four-parts", "two-tokens")
            else {}
        )
        shelf.bad(
            name,
            f"The token is spelled in another way: {name}.",
            text,
            JWS,
            NOT_A_BADGE,
            UNSUPPORTED,
            SIGNATURE,
            "parse.encoding",
            "parse.ambiguous_input",
            ext="jwt",
            **more,
        )


def _other_kinds(shelf: Shelf, issuer: Signer) -> None:
    head, body, signature = issuer.jwt(badge(issuer)).split(".")
    flat = {"payload": body, "protected": head, "signature": signature}
    general = {"payload": body, "signatures": [{"protected": head, "signature": signature}]}
    encrypted = ".".join(
        keys.base64url(part)
        for part in (b'{"alg":"dir","enc":"A256GCM"}', b"", b"123456789012", b"geheim", b"1234567890123456")
    )
    disclosure = keys.base64url(b'["zout","name","Directeur"]')
    disclosed = f"{head}.{body}.{signature}~{disclosure}~"
    kinds: dict[str, tuple[str, Any]] = {
        "jws-json-flattened": ("A JWS in JSON (flattened).", flat),
        "jws-json-general": ("A JWS in JSON (general).", general),
        "jwe-compact": ("An encrypted JWE.", encrypted),
        "jwe-json": ("An encrypted JWE in JSON.", {"protected": head, "iv": "AA", "ciphertext": "AA", "tag": "AA"}),
        "sd-jwt": ("An SD-JWT with a disclosure.", disclosed),
        "sd-jwt-with-key-binding": ("An SD-JWT with key binding.", f"{disclosed}{head}.{body}.{signature}"),
    }
    for name, (says, content) in kinds.items():
        shelf.never(name, says, content, UNSUPPORTED)
    coded = keys.base64url(f"{head}.{body}.{signature}".encode())
    envelope = {"@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential"}
    for name, address in (
        ("sd-jwt-in-an-envelope", f"data:application/vc+sd-jwt,{disclosed}"),
        ("https-in-an-envelope", "https://badges.example/badges/1.jwt"),
        ("base64-in-an-envelope", f"data:application/vc+jwt;base64,{coded}"),
        ("forged-in-an-envelope", f"data:application/vc+jwt,{head}.{body}.{keys.base64url(bytes(64))}"),
        ("json-in-an-envelope", "data:application/json,{}"),
        ("nothing-in-an-envelope", "data:application/vc+jwt,"),
    ):
        shelf.never(
            name,
            f"An envelope: {name}.",
            {**envelope, "id": address},
            UNSUPPORTED,
            NOT_A_BADGE,
            JWS,
            SIGNATURE,
            "schema.invalid",
            "parse.json_invalid",
        )
    both = {
        **envelope,
        "id": f"data:application/vc+jwt,{head}.{body}.{signature}",
        "credentialSubject": {"id": "did:example:een"},
    }
    shelf.never("envelope-with-a-subject", "An envelope that is a credential too.", both)
    presentation = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [issuer.prove(badge(issuer))],
    }
    shelf.never(
        "presentation",
        "A presentation with a sound badge in it: nothing inside an array is unwrapped.",
        presentation,
        UNSUPPORTED,
        NOT_A_BADGE,
    )
