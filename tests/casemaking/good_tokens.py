"""Sound badges as JWT: the credential as payload or in a `vc` claim, every algorithm and kind of key address."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from casemaking import keys
from casemaking.badges import GIVEN, badge, generic, old_badge, plain
from casemaking.canonical import OB301, VC1, VC2
from casemaking.cast import (
    OTHERS,
    Signer,
    did_jwk,
    did_key,
    did_web,
    jwk_method,
    the_signer,
    zon,
    zon_p256,
    zon_rsa,
)
from casemaking.shelf import Shelf

OB = "ob3-jwt"
VC = "vc-jwt"
START, END = 1795341600, 1858546799
"""2026-11-22T10:00:00Z and 2028-11-22T22:59:59Z as seconds since 1970."""


def make(shelf: Shelf) -> None:
    """Put the sound tokens on the shelf."""
    shelf.family = "good-tokens"
    _algorithms(shelf)
    _headers(shelf)
    _claims(shelf)
    _open_badges_profile(shelf)
    _https_issuers(shelf)
    _envelopes(shelf)


def claims(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The credential with the registered claims that say the same (OB 3.0 §8.2.4); None leaves one out."""
    issuer, about = document["issuer"], document["credentialSubject"]
    registered = {
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": document["id"],
        "nbf": START,
        "sub": about["id"],
        "exp": END,
        **changes,
    }
    return {**document, **{name: value for name, value in registered.items() if value is not None}}


def vc_claims(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The credential in a `vc` claim, the registered claims beside it (VCDM 1.1 §6.3.1)."""
    beside = {name: value for name, value in claims(document, **changes).items() if name not in document}
    return {**beside, "vc": document}


def thumbprint(jwk: dict[str, Any]) -> str:
    """The JWK's thumbprint (RFC 7638)."""
    needed = {"OKP": ("crv", "kty", "x"), "EC": ("crv", "kty", "x", "y"), "RSA": ("e", "kty", "n")}[jwk["kty"]]
    text = json.dumps({name: jwk[name] for name in needed}, sort_keys=True, separators=(",", ":"))
    return keys.base64url(hashlib.sha256(text.encode()).digest())


def _algorithms(shelf: Shelf) -> None:
    for signer in (zon(shelf), zon_p256(shelf), zon_rsa(shelf)):
        name = {"Hotel Zon": "eddsa", "Kliniek Kade": "es256", "School Roos": "rs256"}[signer.name]
        shelf.good(f"payload-{name}", f"The payload is the credential, {name}.", signer.jwt(badge(signer)), format=OB)
        claim = signer.jwt(vc_claims(plain(signer)), typ="JWT", cty=None)
        shelf.good(f"vc-claim-{name}", f"The credential in a vc claim, {name}.", claim, format=OB)
        old = {**old_badge(signer), "@context": [VC1, OB301]}
        token = signer.jwt(vc_claims(old), typ="JWT", cty=None)
        shelf.good(f"vc-claim-1-1-{name}", f"VCDM 1.1 in a vc claim, {name}.", token, format=OB)
        shelf.good(f"generic-{name}", f"A credential that is no badge, {name}.", signer.jwt(generic(signer)), format=VC)


def _headers(shelf: Shelf) -> None:
    issuer = zon(shelf)
    for typ in (None, "JWT", "vc+jwt", "vc+ld+jwt"):
        token = issuer.jwt(badge(issuer), typ=typ)
        shelf.good(f"typ-{typ or 'absent'}".replace("+", "-").lower(), f"typ is {typ}.", token, format=OB)
    shelf.good("no-cty", "No cty.", issuer.jwt(badge(issuer), cty=None), format=OB)
    spaced = b" \n" + issuer.jwt(badge(issuer)).encode() + b"\r\n"
    shelf.good("white-space-around", "White space around an input is trimmed.", spaced, format=OB, ext="jwt")
    shelf.good(
        "iss-in-the-header",
        "VC-JOSE-COSE allows iss in the header.",
        issuer.jwt(badge(issuer), iss=issuer.id),
        format=OB,
    )
    for name, signer in (("ed25519", did_key(keys.ed25519("bries"))), ("p256", did_key(keys.elliptic("zon")))):
        shelf.good(f"did-key-{name}", f"did:key, {name}.", signer.jwt(plain(signer)), format=OB)
    for name, key in (
        ("ed25519", keys.ed25519("anker")),
        ("p256", keys.elliptic("anker")),
        ("rsa", keys.rsa_key("anker")),
    ):
        signer = did_jwk(key)
        shelf.good(f"did-jwk-{name}", f"did:jwk, {name}.", signer.jwt(plain(signer)), format=OB)
    named = the_signer(keys.ed25519("forms"), "did:web:alg.example")
    entry = jwk_method(named, publicKeyJwk=keys.jwk(named.key, alg="EdDSA", use="sig", kid="key-1"))
    did_web(shelf, "alg.example", named.key, method=entry)
    shelf.good(
        "jwk-with-alg-and-use", "The JWK says its alg and use, and they fit.", named.jwt(plain(named)), format=OB
    )


def _claims(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.good("all-claims", "All registered claims, and they agree.", issuer.jwt(claims(badge(issuer))), format=OB)
    for name in ("iss", "jti", "nbf", "sub", "exp"):
        token = issuer.jwt(claims(badge(issuer), **{name: None}))
        shelf.good(f"no-{name}", f"An absent {name} is no conflict.", token, format=OB)
    shelf.good("iat", "iat says when it was signed.", issuer.jwt(claims(badge(issuer), iat=START)), format=OB)
    bare = {**old_badge(issuer), "@context": [VC1, OB301]}
    shelf.good(
        "no-end", "A token without end.", issuer.jwt(claims(badge(issuer, validUntil=None), exp=None)), format=OB
    )
    text = issuer.jwt(vc_claims({**bare, "issuer": issuer.id}), typ="JWT", cty=None)
    shelf.good("vc-claim-bare-issuer", "A vc claim whose issuer is an address.", text, format=OB)


def _open_badges_profile(shelf: Shelf) -> None:
    """OB 3.0 §8.2: RS256, an https kid; the key is listed by its thumbprint in the issuer's did.json."""
    key = keys.rsa_key("ob jwt")
    signer = Signer("did:web:school.example", "https://school.example/keys/1", key)
    entry = jwk_method(signer, id="did:web:school.example#rsa-1")
    did_web(shelf, "school.example", key, method=entry, assertionMethod=["did:web:school.example#rsa-1"])
    shelf.serve(signer.method, keys.jwk(key, kid=signer.method, alg="RS256"), "application/jwk+json")
    token = signer.jwt(claims(badge(signer)), typ="JWT", cty=None)
    shelf.good("ob-jwt-https-kid", "An https kid whose JWK has the thumbprint of a listed key.", token, format=OB)
    with_end = signer.jwt(claims(badge(signer, validUntil=None), exp=None), typ="JWT", cty=None)
    shelf.good("ob-jwt-without-end", "The same without an end.", with_end, format=OB)


def https_issuer(shelf: Shelf, host: str, key: Any, form: str) -> Signer:
    """An issuer whose id is the https address of a document that lists its key in one of three ways."""
    address = f"https://{host}/profiel"
    signer = Signer(address, f"{address}#key-1", key)
    entry = jwk_method(signer)
    profile: dict[str, Any] = {"id": address, "type": "Profile", "name": OTHERS}
    if form == "verification-method":
        profile |= {"verificationMethod": [entry], "assertionMethod": [signer.method]}
    if form in ("jwks", "jwks-uri"):
        signer = signer.with_method(f"https://{host}/keys/1")
        jwk = keys.jwk(key, kid=signer.method, use="sig")
        shelf.serve(signer.method, jwk, "application/jwk+json")
        inside = {"keys": [keys.jwk(keys.ed25519("some other"), kid="ander"), jwk]}
        profile |= {"jwks": inside} if form == "jwks" else {"jwks_uri": f"https://{host}/jwks.json"}
        if form == "jwks-uri":
            shelf.serve(f"https://{host}/jwks.json", inside, "application/jwk-set+json")
    if form == "public-key":
        pem = {"id": signer.method, "type": "CryptographicKey", "owner": address, "publicKeyPem": keys.pem(key)}
        profile |= {"@context": "https://w3id.org/openbadges/v2", "publicKey": pem, "url": f"https://{host}"}
    shelf.serve(address, profile)
    return signer


def _https_issuers(shelf: Shelf) -> None:
    for form, private in (
        ("verification-method", keys.ed25519("https")),
        ("jwks", keys.rsa_key("https")),
        ("jwks-uri", keys.elliptic("https")),
        ("public-key", keys.rsa_key("https")),
    ):
        signer = https_issuer(shelf, f"{form}.example", private, form)
        token = signer.jwt(claims(badge(signer)), typ="JWT", cty=None)
        shelf.good(f"https-issuer-{form}", f"An https issuer whose document lists the key ({form}).", token, format=OB)
    signer = https_issuer(shelf, "verification-method.example", keys.ed25519("https"), "verification-method")
    shelf.good("https-issuer-data-integrity", "An https issuer, a Data Integrity proof.", signer.prove(plain(signer)))


def _envelopes(shelf: Shelf) -> None:
    issuer = zon(shelf)
    for kind, document in (("badge", badge(issuer)), ("vc", generic(issuer))):
        envelope = {
            "@context": VC2,
            "id": f"data:application/vc+jwt,{issuer.jwt(document)}",
            "type": "EnvelopedVerifiableCredential",
        }
        shelf.good(f"enveloped-{kind}", f"A {kind} in an envelope (VCDM 2.0 §4.13).", envelope)
    listed = {
        "@context": [VC2],
        "id": f"data:application/vc+jwt,{issuer.jwt(badge(issuer, validFrom=GIVEN))}",
        "type": ["EnvelopedVerifiableCredential"],
    }
    shelf.good("enveloped-arrays", "An envelope with its type and context in arrays.", listed)
