"""Badges as JWT that must not be believed: their header."""

from __future__ import annotations

import json
from typing import Any

from casemaking import keys
from casemaking.badges import badge, plain
from casemaking.cast import Signer, did_key, did_web, jwk_method, the_signer, zon, zon_p256, zon_rsa
from casemaking.good_tokens import claims, https_issuer
from casemaking.shelf import Shelf
from casemaking.signing import der_signature, jws_of, jwt

ALG, JWS, KID, TYP = "jws.alg_not_allowed", "jws.malformed", "jws.kid_invalid", "jws.typ_invalid"
HEADER_KEY, UNSUPPORTED, NOT_A_BADGE = "jws.key_from_header", "parse.unsupported_format", "parse.not_a_badge"
SIGNATURE, UNBOUND, DUPLICATE, LARGE = (
    "proof.signature_invalid",
    "issuer.key_unbound",
    "parse.duplicate_key",
    "parse.too_large",
)
NOT_AUTHORIZED, CONTROLLER, MISMATCH = "proof.vm_not_authorized", "proof.vm_controller_mismatch", "issuer.mismatch"
STRANGE = (KID, NOT_AUTHORIZED, CONTROLLER, MISMATCH, UNBOUND)


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "jwt-headers"
    issuer = zon(shelf)
    _algorithms(shelf, issuer)
    _members(shelf, issuer)
    _keys_in_the_header(shelf, issuer)
    _key_ids(shelf, issuer)
    shelf.family = "jwt-spelling"
    _spelling(shelf, issuer)
    _other_kinds(shelf, issuer)


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


def _keys_in_the_header(shelf: Shelf, issuer: Signer) -> None:
    stranger = keys.ed25519("stranger")
    shelf.serve("https://maan.example/jwks.json", {"keys": [keys.jwk(stranger, kid="1")]})
    own = {
        "jwk": keys.jwk(stranger),
        "jku": "https://maan.example/jwks.json",
        "x5c": ["MIIB"],
        "x5u": "https://maan.example/cert.pem",
    }
    for name, value in own.items():
        forged = issuer.with_key(stranger).jwt(badge(issuer), kid=None, **{name: value})
        shelf.never(
            f"key-{name}-of-a-stranger", f"The header brings a stranger's {name} and no kid.", forged, HEADER_KEY, KID
        )
        named = issuer.with_key(stranger).jwt(badge(issuer), **{name: value})
        shelf.never(
            f"key-{name}-under-the-kid",
            f"The header brings a stranger's {name} under the issuer's kid.",
            named,
            HEADER_KEY,
            SIGNATURE,
        )
    honest = issuer.jwt(badge(issuer), jwk=keys.jwk(issuer.key), kid=None)
    shelf.never("key-jwk-of-the-issuer", "The header brings the issuer's own JWK, and no kid.", honest, HEADER_KEY, KID)
    secret = issuer.jwt(badge(issuer), kid=None, jwk={**keys.jwk(issuer.key), "d": "AA"})
    shelf.never(
        "key-jwk-with-private-part",
        "The JWK in the header has a private part.",
        secret,
        HEADER_KEY,
        KID,
        "proof.key_weak",
    )
    bound = did_key(stranger)
    shelf.never(
        "key-did-key-as-kid",
        "The kid is a stranger's did:key.",
        issuer.with_key(stranger).with_method(bound.method).jwt(badge(issuer)),
        *STRANGE,
    )


def _key_ids(shelf: Shelf, issuer: Signer) -> None:
    for name, kid in (
        ("absent", None),
        ("relative", "#key-1"),
        ("fragment-name", "key-1"),
        ("the-did-itself", issuer.id),
        ("not-listed", f"{issuer.id}#key-9"),
        ("of-another", "did:web:maan.example#key-1"),
        ("a-number", 1),
        ("a-list", [issuer.method]),
        ("empty", ""),
        ("with-a-space", issuer.method + " "),
        ("two-fragments", issuer.method + "#key-1"),
        ("javascript", "javascript:alert(1)"),
        ("path", "../../keys/1"),
    ):
        did_web(shelf, "maan.example", keys.ed25519("maan"))
        shelf.bad(
            f"kid-{name}",
            f"kid: {name}.",
            issuer.jwt(badge(issuer), kid=kid),
            *STRANGE,
            JWS,
            not_valid_only=name in ("of-another", "javascript", "path"),
        )
    shelf.bad(
        "kid-of-9-kb", "A kid of 9 kB.", issuer.jwt(badge(issuer), kid=issuer.id + "#" + "k" * 9000), *STRANGE, LARGE
    )
    key = keys.rsa_key("ob jwt")
    signer = Signer("did:web:school.example", "https://school.example/keys/2", keys.rsa_key("https"))
    shelf.serve(signer.method, keys.jwk(signer.key, kid=signer.method))
    token = signer.jwt(claims(badge(signer)), typ="JWT", cty=None)
    shelf.unsure(
        "kid-https-not-listed", "An https kid on the issuer's host, but its key is not listed.", token, UNBOUND
    )
    away = Signer(signer.id, "https://maan.example/keys/1", keys.rsa_key("https"))
    shelf.serve(away.method, keys.jwk(away.key))
    shelf.unsure(
        "kid-https-of-a-stranger",
        "An https kid on a stranger's host.",
        away.jwt(claims(badge(away)), typ="JWT"),
        UNBOUND,
    )
    lost = Signer(signer.id, "https://school.example/keys/weg", key)
    shelf.unsure(
        "kid-https-unreachable",
        "An https kid that serves nothing.",
        lost.jwt(claims(badge(lost)), typ="JWT"),
        UNBOUND,
        "fetch.unreachable",
        "issuer.unresolvable",
    )
    listed = https_issuer(shelf, "jwks.example", keys.rsa_key("https"), "jwks")
    forged = listed.with_key(keys.rsa_key("ob jwt")).jwt(claims(badge(listed)), typ="JWT")
    shelf.bad("kid-https-other-signer", "Signed with another key than the https kid serves.", forged, SIGNATURE)
    third = listed.with_method("https://jwks.example/keys/3").with_key(key)
    shelf.serve(third.method, keys.jwk(key))
    shelf.unsure(
        "kid-https-issuer-not-listed",
        "An https issuer whose JWKS lacks the key.",
        third.jwt(claims(badge(third)), typ="JWT"),
        UNBOUND,
    )
    web = the_signer(keys.rsa_key("zon"), "did:web:two-keys.example")
    did_web(shelf, "two-keys.example", keys.ed25519("zon"), method=jwk_method(web), assertionMethod=[])
    shelf.bad("kid-not-for-assertion", "The kid's key is in no assertionMethod.", web.jwt(badge(web)), NOT_AUTHORIZED)


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
