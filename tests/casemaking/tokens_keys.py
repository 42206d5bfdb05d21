"""Badges as JWT whose key comes from the wrong place."""

from __future__ import annotations

from casemaking import keys
from casemaking.badges import badge
from casemaking.cast import Signer, did_key, did_web, jwk_method, the_signer, zon
from casemaking.good_tokens import claims, https_issuer
from casemaking.shelf import Shelf

JWS, KID = "jws.malformed", "jws.kid_invalid"
HEADER_KEY = "jws.key_from_header"
SIGNATURE, UNBOUND, LARGE = "proof.signature_invalid", "issuer.key_unbound", "parse.too_large"
NOT_AUTHORIZED, CONTROLLER, MISMATCH = "proof.vm_not_authorized", "proof.vm_controller_mismatch", "issuer.mismatch"
STRANGE = (KID, NOT_AUTHORIZED, CONTROLLER, MISMATCH, UNBOUND)


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "jwt-headers"
    issuer = zon(shelf)
    _keys_in_the_header(shelf, issuer)
    _key_ids(shelf, issuer)


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
