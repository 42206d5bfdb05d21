"""Open Badges 2.0, signed: the token itself."""

from __future__ import annotations

import json

from casemaking import keys
from casemaking.older import House, house, recipient
from casemaking.shelf import Shelf
from casemaking.signing import jwt

UNDECLARED, SIGNATURE, ALG = "ob2.key_not_declared", "proof.signature_invalid", "jws.alg_not_allowed"
SCHEMA = "schema.invalid"
NAME = "urn:uuid:7d3f1c52-0000-4000-8000-{:012d}"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    bries = house(shelf, "bries.example")
    shelf.family = "open-badges-2-signed"
    _tokens(shelf, bries)


def _tokens(shelf: Shelf, bries: House) -> None:
    token = bries.signed()
    head, body, signature = token.split(".")
    payload = json.loads(keys.base64url_bytes(body))
    for name, changes in (
        ("recipient", {"recipient": recipient("milan@post.example")}),
        ("badge", {"badge": bries.at("badge-2")}),
        ("date", {"issuedOn": "2025-01-01T00:00:00Z"}),
        ("id", {"id": NAME.format(2)}),
    ):
        forged = keys.base64url(json.dumps({**payload, **changes}).encode())
        shelf.bad(
            f"changed-{name}", f"The {name} was changed after signing.", f"{head}.{forged}.{signature}", SIGNATURE
        )
    shelf.bad("alg-none", "alg is none.", jwt(payload, None, {"alg": "none"}), ALG, "jws.malformed")
    shelf.bad(
        "alg-hs256",
        "HS256 with the public key as secret.",
        jwt(payload, keys.pem(bries.key).encode(), {"alg": "HS256"}),
        ALG,
    )
    shelf.bad(
        "alg-es256", "An RSA signature that calls itself ES256.", bries.signed(header={"alg": "ES256"}), ALG, SIGNATURE
    )
    own = bries.signed(key=keys.rsa_key("https"), header={"jwk": keys.jwk(keys.rsa_key("https"))})
    shelf.bad("jwk-in-the-header", "The header brings the key.", own, SIGNATURE, "jws.key_from_header")
    shelf.bad(
        "crit",
        "An unknown critical member.",
        bries.signed(header={"crit": ["x"], "x": 1}),
        "jws.crit_unknown",
        "jws.malformed",
    )
    for name, changes, reason in (
        ("expired", {"expires": "2026-11-22T12:00:00Z"}, "time.expired"),
        ("not-yet", {"issuedOn": "2026-11-23T10:00:00Z"}, "time.not_yet_valid"),
        ("without-zone", {"issuedOn": "2026-11-22T10:00:00"}, "time.malformed"),
        ("inverted", {"expires": "2026-11-20T10:00:00Z"}, "time.inverted"),
    ):
        shelf.bad(name, f"A signed badge: {name}.", bries.signed(**changes), reason)
    for name, changes in (
        ("hashed-a-text", {"recipient": {**recipient(), "hashed": "true"}}),
        ("sha1", {"recipient": recipient(algorithm_name="sha1")}),
        ("no-badge", {"badge": None}),
        ("no-recipient", {"recipient": None}),
        ("no-verification", {"verification": None}),
    ):
        shelf.never(
            name,
            f"A signed badge that is wrong: {name}.",
            bries.signed(**changes),
            SCHEMA,
            "parse.not_a_badge",
            "type.missing",
            UNDECLARED,
        )
    hosted = bries.signed(id=bries.at("assertions/1"), verification={"type": "hosted"})
    shelf.never(
        "hosted-in-a-jws",
        "A hosted badge in a signed token.",
        hosted,
        SCHEMA,
        "ob2.id_mismatch",
        UNDECLARED,
        "parse.unsupported_format",
    )
    shelf.never(
        "signed-without-jws",
        "A signed badge without its signature.",
        payload,
        "proof.missing",
        SCHEMA,
        "ob2.key_not_declared",
        "fetch.scheme",
    )
