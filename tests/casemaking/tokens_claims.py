"""Badges as JWT whose registered claims contradict the credential, or the clock."""

from __future__ import annotations

from typing import Any

from casemaking.badges import badge, generic, old_badge, plain
from casemaking.canonical import OB301, VC1
from casemaking.cast import Signer, zon
from casemaking.good_tokens import END, START, claims, vc_claims
from casemaking.shelf import Shelf

CONFLICT = "jws.claims_conflict"
NOW = 1795352700
"""2026-11-22T13:05:00Z."""

CONFLICTS: dict[str, dict[str, Any]] = {
    "iss-another": {"iss": "did:web:maan.example"},
    "iss-the-address": {"iss": "https://badges.example/orgs/zon"},
    "iss-a-list": {"iss": ["did:web:badges.example:orgs:zon"]},
    "sub-another": {"sub": "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000009"},
    "sub-a-number": {"sub": 7},
    "jti-another": {"jti": "https://badges.example/badges/9"},
    "jti-empty": {"jti": ""},
    "nbf-earlier": {"nbf": START - 86400},
    "nbf-later": {"nbf": START + 60},
    "exp-later": {"exp": END + 86400 * 365},
    "exp-earlier": {"exp": END - 86400},
}
ODD: dict[str, dict[str, Any]] = {
    "nbf-text": {"nbf": str(START)},
    "nbf-date": {"nbf": "2026-11-22T10:00:00Z"},
    "nbf-true": {"nbf": True},
    "nbf-list": {"nbf": [START]},
    "exp-text": {"exp": str(END)},
    "exp-negative": {"exp": -1},
    "exp-object": {"exp": {}},
    "nbf-milliseconds": {"nbf": START * 1000},
    "exp-1e300": {"exp": 1e300},
}


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "jwt-claims"
    issuer = zon(shelf)
    for name, changes in CONFLICTS.items():
        says = f"The claim does not agree with the credential: {name}."
        shelf.bad(
            name, says, issuer.jwt(claims(badge(issuer), **changes)), CONFLICT, "issuer.mismatch", "jws.malformed"
        )
        beside = issuer.jwt(vc_claims(plain(issuer), **changes), typ="JWT", cty=None)
        shelf.bad(
            f"vc-{name}", f"{says[:-1]}, beside a vc claim.", beside, CONFLICT, "issuer.mismatch", "jws.malformed"
        )
    for name, changes in ODD.items():
        token = issuer.jwt(claims(badge(issuer), **changes))
        shelf.bad(
            name,
            f"The claim has another type or size: {name}.",
            token,
            CONFLICT,
            "time.malformed",
            "jws.malformed",
            "schema.invalid",
            "time.expired",
        )
    _clock(shelf, issuer)
    _two_credentials(shelf, issuer)


def _clock(shelf: Shelf, issuer: Signer) -> None:
    endless = badge(issuer, validUntil=None)
    shelf.bad(
        "exp-passed",
        "exp has passed; the credential says nothing of an end.",
        issuer.jwt(claims(endless, exp=NOW - 3600)),
        "time.expired",
        CONFLICT,
    )
    ended = badge(issuer, validUntil="2026-11-22T12:00:00Z")
    shelf.bad(
        "exp-passed-and-agrees",
        "exp and validUntil have passed.",
        issuer.jwt(claims(ended, exp=NOW - 3900)),
        "time.expired",
    )
    free = generic(issuer, validFrom=None)
    token = issuer.jwt({**free, "nbf": NOW + 3600})
    shelf.bad(
        "nbf-to-come",
        "nbf is an hour ahead; the credential says nothing of a start.",
        token,
        "time.not_yet_valid",
        CONFLICT,
    )
    ahead = badge(issuer, validFrom="2026-11-23T10:00:00Z")
    shelf.bad(
        "nbf-to-come-and-agrees",
        "nbf and validFrom are a day ahead.",
        issuer.jwt(claims(ahead, nbf=START + 86400)),
        "time.not_yet_valid",
    )
    turned = badge(issuer, validUntil="2026-11-21T10:00:00Z")
    shelf.bad(
        "exp-before-nbf",
        "The token ends before it begins.",
        issuer.jwt(claims(turned, exp=START - 86400)),
        "time.inverted",
        "time.expired",
    )
    old = {**old_badge(issuer, expirationDate="2026-11-22T12:00:00Z"), "@context": [VC1, OB301]}
    token = issuer.jwt(vc_claims(old, exp=NOW - 3900), typ="JWT", cty=None)
    shelf.bad("vc-exp-passed", "A token of VCDM 1.1 that has ended.", token, "time.expired")
    near = issuer.jwt(claims(badge(issuer, validUntil="2026-11-22T13:02:00Z"), exp=NOW - 180))
    shelf.good("exp-within-the-skew", "The token ended three minutes ago: within the clock skew.", near)


def _two_credentials(shelf: Shelf, issuer: Signer) -> None:
    document = badge(issuer)
    other = badge(issuer, 2, name="Directeur")
    both = {**claims(document), "vc": other}
    wrong: dict[str, tuple[str, Any]] = {
        "vc-and-payload": ("A credential as payload and another in a vc claim.", both),
        "vc-and-the-same-payload": ("The same credential as payload and in a vc claim.", {**document, "vc": document}),
        "vc-text": ("The vc claim is a text.", {"iss": issuer.id, "vc": "badge"}),
        "vc-list": ("The vc claim is a list.", {"iss": issuer.id, "vc": [document]}),
        "vc-empty": ("The vc claim is empty.", {"iss": issuer.id, "vc": {}}),
        "vc-null": ("The vc claim is null.", {"iss": issuer.id, "vc": None}),
        "vp": ("A presentation in a vp claim.", {"iss": issuer.id, "vp": {"type": "VerifiablePresentation"}}),
        "only-claims": ("Claims without a credential.", {"iss": issuer.id, "sub": "x", "nbf": START}),
        "login-token": (
            "A token that someone logs in with.",
            {"iss": issuer.id, "sub": "sanne", "aud": "x", "exp": END},
        ),
        "vc-in-a-text": ("The credential in a string.", {"iss": issuer.id, "verifiableCredential": "{}"}),
    }
    reasons = (
        CONFLICT,
        "parse.ambiguous_input",
        "parse.not_a_badge",
        "jws.malformed",
        "schema.invalid",
        "type.missing",
        "context.order",
        "context.unknown",
        "context.dropped_terms",
        "parse.unsupported_format",
    )
    for name, (says, payload) in wrong.items():
        shelf.never(f"payload-{name}", says, issuer.jwt(payload, typ="JWT", cty=None), *reasons)
    hidden = {**document, "_sd": ["0" * 43], "_sd_alg": "sha-256"}
    shelf.never("payload-of-an-sd-jwt", "A payload that hides members as SD-JWT does.", issuer.jwt(hidden), *reasons)
    token_list = {"status_list": {"idx": 5, "uri": "https://badges.example/status/token"}}
    beside = issuer.jwt({**vc_claims(plain(issuer)), "status": token_list}, typ="JWT", cty=None)
    says = "A status claim of another standard beside the vc claim: nobody looked at it."
    shelf.never("vc-claim-with-a-token-status-list", says, beside, "status.unsupported", *reasons)
    ended = issuer.jwt({**vc_claims(plain(issuer)), "validUntil": "2026-01-01T00:00:00Z"}, typ="JWT", cty=None)
    shelf.never(
        "vc-claim-with-another-end-beside", "An end, long past, beside the vc claim.", ended, "time.expired", *reasons
    )
    proven = issuer.prove(document)
    forged = {**proven, "name": "Directeur"}
    shelf.never(
        "payload-with-a-proof-that-fails", "A JWT over a badge whose own proof does not hold.", issuer.jwt(forged)
    )
    foreign = issuer.jwt(badge(issuer, issuer={"id": "did:web:maan.example", "type": ["Profile"]}))
    shelf.bad(
        "issuer-another-than-kid",
        "The issuer is another than the kid's.",
        foreign,
        "issuer.mismatch",
        "proof.vm_not_authorized",
        "proof.vm_controller_mismatch",
        "jws.kid_invalid",
        "issuer.key_unbound",
        not_valid_only=True,
    )
    header = issuer.jwt(badge(issuer), iss="did:web:maan.example")
    shelf.bad(
        "iss-in-the-header-another",
        "iss in the header is another.",
        header,
        CONFLICT,
        "issuer.mismatch",
        "jws.malformed",
    )
