"""Badges as JWT whose header must not be believed: its algorithm and its members."""

from __future__ import annotations

import json

from casemaking import keys
from casemaking.badges import badge, plain
from casemaking.cast import Signer, zon, zon_p256, zon_rsa
from casemaking.shelf import Shelf
from casemaking.signing import der_signature, jws_of, jwt

ALG, JWS, KID, TYP = "jws.alg_not_allowed", "jws.malformed", "jws.kid_invalid", "jws.typ_invalid"
UNSUPPORTED, NOT_A_BADGE = "parse.unsupported_format", "parse.not_a_badge"
SIGNATURE, DUPLICATE, LARGE = "proof.signature_invalid", "parse.duplicate_key", "parse.too_large"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "jwt-headers"
    issuer = zon(shelf)
    _algorithms(shelf, issuer)
    _members(shelf, issuer)


def _algorithms(shelf: Shelf, issuer: Signer) -> None:
    curve, rsa = zon_p256(shelf), zon_rsa(shelf)
    for name in ("none", "None", "NONE", "nOnE", ""):
        head = {"alg": name, "typ": "vc+jwt", "kid": issuer.method}
        label = (
            name.lower()
            if name == name.lower()
            else f"{name.lower()}-{'capitals' if name.isupper() else 'mixed'}-{name[0]}"
        )
        shelf.bad(
            f"alg-{label or 'empty'}",
            f"alg is '{name}' and there is no signature.",
            jwt(badge(issuer), None, head),
            ALG,
            JWS,
        )
        signed = issuer.jwt(badge(issuer), alg=name)
        shelf.bad(
            f"alg-{label or 'empty'}-signed", f"alg is '{name}' with a signature of the issuer.", signed, ALG, JWS
        )
    for hashing, secret in (("HS256", keys.raw_public(issuer.key)), ("HS384", b"secret"), ("HS512", b"")):
        head = {"alg": hashing, "typ": "vc+jwt", "kid": issuer.method}
        shelf.bad(
            f"alg-{hashing.lower()}",
            f"{hashing} with what everybody knows as secret.",
            jwt(badge(issuer), secret, head),
            ALG,
        )
    head = {"alg": "HS256", "typ": "vc+jwt", "kid": rsa.method}
    shelf.bad(
        "alg-hs256-rsa-pem",
        "HS256 with the public RSA key as secret.",
        jwt(badge(rsa), keys.pem(rsa.key).encode(), head),
        ALG,
    )
    text = json.dumps(keys.jwk(curve.key)).encode()
    shelf.bad(
        "alg-hs256-jwk",
        "HS256 with the public JWK as secret.",
        jwt(badge(curve), text, {**head, "kid": curve.method}),
        ALG,
    )
    for name, signer, alg in (
        ("rs256-with-p256", curve, "RS256"),
        ("es256-with-rsa", rsa, "ES256"),
        ("eddsa-with-p256", curve, "EdDSA"),
        ("es256-with-ed25519", issuer, "ES256"),
        ("es384-with-p256", curve, "ES384"),
        ("es256k-with-p256", curve, "ES256K"),
        ("rs512-with-rsa", rsa, "RS512"),
        ("ps256-with-rsa", rsa, "PS256"),
        ("rs1-with-rsa", rsa, "RS1"),
        ("dir", issuer, "dir"),
        ("lower-case", issuer, "eddsa"),
        ("a-list", issuer, ["EdDSA"]),
        ("a-number", issuer, 5),
        ("absent", issuer, None),
    ):
        shelf.bad(f"alg-{name}", f"alg is {alg}: {name}.", signer.jwt(badge(signer), alg=alg), ALG, SIGNATURE, JWS)
    head = {"alg": "ES256", "typ": "vc+jwt", "kid": curve.method}
    first, second = jwt(badge(curve), curve.key, head).rsplit(".", 1)
    der = keys.base64url(der_signature(curve.key, first.encode()))
    shelf.bad("es256-der", "An ES256 signature in DER.", f"{first}.{der}", SIGNATURE, JWS)
    raw = keys.base64url_bytes(second)
    shelf.bad("es256-zeros", "An ES256 signature of zeros.", f"{first}.{keys.base64url(bytes(64))}", SIGNATURE, JWS)
    shelf.bad("es256-short", "An ES256 signature of 63 bytes.", f"{first}.{keys.base64url(raw[1:])}", SIGNATURE, JWS)
    shelf.bad(
        "es256-long",
        "An ES256 signature of 66 bytes.",
        f"{first}.{keys.base64url(bytes(1) + raw[:32] + bytes(1) + raw[32:])}",
        SIGNATURE,
        JWS,
    )


def _members(shelf: Shelf, issuer: Signer) -> None:
    for name, typ in (
        ("at-jwt", "at+jwt"),
        ("jose", "JOSE"),
        ("kb-jwt", "kb+jwt"),
        ("sd-jwt", "vc+sd-jwt"),
        ("openid", "openid4vci-proof+jwt"),
        ("number", 5),
        ("list", ["vc+jwt"]),
        ("presentation", "vp+jwt"),
        ("cose", "vc+cose"),
    ):
        shelf.bad(
            f"typ-{name}",
            f"typ is {typ}.",
            issuer.jwt(badge(issuer), typ=typ),
            TYP,
            JWS,
            UNSUPPORTED,
            not_valid_only=name in ("sd-jwt", "presentation"),
        )
    for name, crit, more in (
        ("unknown", ["example"], {"example": 1}),
        ("exp", ["exp"], {"exp": 1}),
        ("absent-member", ["niet"], {}),
        ("empty", [], {}),
        ("text", "exp", {"exp": 1}),
        ("null", [None], {}),
        ("alg", ["alg"], {}),
    ):
        shelf.bad(
            f"crit-{name}", f"crit: {name}.", issuer.jwt(badge(issuer), crit=crit, **more), "jws.crit_unknown", JWS
        )
    body = json.dumps(badge(issuer)).encode()
    detached = issuer.jwt(badge(issuer), b64=False, crit=["b64"])
    shelf.bad("b64-false", "b64 is false, and critical.", detached, "jws.b64_unsupported", "jws.crit_unknown")
    shelf.bad(
        "b64-false-not-critical",
        "b64 is false without crit.",
        issuer.jwt(badge(issuer), b64=False),
        "jws.b64_unsupported",
        JWS,
    )
    shelf.bad("b64-text", "b64 is the text false.", issuer.jwt(badge(issuer), b64="false"), "jws.b64_unsupported", JWS)
    shelf.bad(
        "zip",
        "The header says that the payload is compressed.",
        issuer.jwt(badge(issuer), zip="DEF"),
        JWS,
        "jws.crit_unknown",
        UNSUPPORTED,
    )
    kid = issuer.method
    twice = {
        "alg": f'{{"alg":"none","alg":"EdDSA","kid":"{kid}"}}',
        "kid": f'{{"alg":"EdDSA","kid":"did:web:maan.example#key-1","kid":"{kid}"}}',
        "typ": f'{{"alg":"EdDSA","typ":"JWT","typ":"vc+jwt","kid":"{kid}"}}',
        "escaped": f'{{"alg":"EdDSA","\\u0061lg":"none","kid":"{kid}"}}',
    }
    for name, head in twice.items():
        shelf.bad(
            f"twice-{name}", f"A header member twice: {name}.", jws_of(head.encode(), body, issuer.key), DUPLICATE, JWS
        )
    for name, head in (
        ("text", '"EdDSA"'),
        ("list", '["EdDSA"]'),
        ("null", "null"),
        ("empty-object", "{}"),
        ("number", "1"),
        ("broken", '{"alg":"EdDSA"'),
        ("bom", '\ufeff{"alg":"EdDSA"}'),
    ):
        token = jws_of(head.encode(), body, issuer.key)
        shelf.bad(
            f"header-{name}",
            f"The header is {name}.",
            token,
            JWS,
            ALG,
            KID,
            NOT_A_BADGE,
            "parse.json_invalid",
            "parse.encoding",
            ext="jwt",
        )
    payload = jws_of(
        json.dumps({"alg": "EdDSA", "kid": kid}).encode(),
        body.replace(b'"name"', b'"name": "Directeur", "name"', 1),
        issuer.key,
    )
    shelf.bad("payload-duplicate-name", "A name twice in the payload.", payload, DUPLICATE)
    for name, text in (
        ("array", b"[]"),
        ("text", b'"badge"'),
        ("empty", b""),
        ("not-json", b"badge"),
        ("nan", b'{"a":NaN}'),
        ("utf-16", '{"a":1}'.encode("utf-16")),
    ):
        token = jws_of(json.dumps({"alg": "EdDSA", "typ": "vc+jwt", "kid": kid}).encode(), text, issuer.key)
        shelf.bad(
            f"payload-{name}",
            f"The payload is {name}.",
            token,
            JWS,
            NOT_A_BADGE,
            "parse.json_invalid",
            "parse.encoding",
            "parse.number_range",
            "schema.invalid",
        )
    shelf.bad("header-of-300-kb", "A header of 300 kB.", issuer.jwt(plain(issuer), extra="x" * 300_000), LARGE)
