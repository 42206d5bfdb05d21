"""Badges whose issuer can't be found, or whose address does not list the key."""

from __future__ import annotations

from casemaking import keys
from casemaking.badges import badge, plain
from casemaking.cast import Signer, jwk_method, the_signer
from casemaking.good_tokens import claims, https_issuer
from casemaking.shelf import Shelf

MISMATCH, UNBOUND, UNRESOLVABLE = "issuer.mismatch", "issuer.key_unbound", "issuer.unresolvable"
SCHEMA, NOT_AUTHORIZED = "schema.invalid", "proof.vm_not_authorized"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "issuers"
    _methods(shelf)
    _https(shelf)


def _methods(shelf: Shelf) -> None:
    key = keys.ed25519("forms")
    for did in (
        "did:ion:EiClkZMDxPKqC9c-umQfTkR8vvZ9JPhl_xLDI9Nfk38w5w",
        "did:ethr:0xb9c5714089478a327f09197987f16f9e5d936e8a",
        "did:peer:0z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH",
        "did:ebsi:zvHWX359A3CvfJnCYaAiAde",
        "did:cheqd:mainnet:1",
        "did:webvh:Qm:badges.example",
        "did:onbekend:1",
    ):
        signer = the_signer(key, did)
        label = did.split(":")[1]
        shelf.unsure(
            f"did-{label}", f"A kind of DID that is not read: did:{label}.", signer.prove(plain(signer)), UNRESOLVABLE
        )
        shelf.unsure(f"did-{label}-jwt", f"The same in a JWT: did:{label}.", signer.jwt(plain(signer)), UNRESOLVABLE)
    for name, address in (
        ("urn", "urn:uuid:11111111-2222-4333-8444-555555555555"),
        ("mailto", "mailto:info@zon.example"),
        ("http", "http://zon.example/profiel"),
        ("ftp", "ftp://zon.example/profiel"),
        ("did-without-method", "did:"),
        ("did-capitals", "DID:WEB:badges.example:orgs:zon"),
        ("tag", "tag:zon.example,2026:x"),
    ):
        signer = Signer(address, f"{address}#key-1", key)
        shelf.never(
            f"issuer-{name}",
            f"The issuer's id is {name}.",
            signer.prove(plain(signer), "eddsa-jcs-2022"),
            UNRESOLVABLE,
            SCHEMA,
            "fetch.scheme",
            NOT_AUTHORIZED,
            "context.dropped_terms",
        )


def _https(shelf: Shelf) -> None:
    key, other = keys.rsa_key("https"), keys.rsa_key("ob jwt")
    for form in ("verification-method", "jwks", "jwks-uri", "public-key"):
        host = f"leeg-{form}.example"
        signer = https_issuer(shelf, host, key, form)
        stranger = signer.with_method(f"https://{host}/keys/9").with_key(other)
        shelf.serve(stranger.method, keys.jwk(other, kid=stranger.method))
        token = stranger.jwt(claims(badge(stranger)), typ="JWT", cty=None)
        shelf.unsure(
            f"https-not-listed-{form}", f"The issuer's document ({form}) does not list the key.", token, UNBOUND
        )
    silent = Signer("https://stil.example/profiel", "https://stil.example/keys/1", key)
    shelf.serve(silent.id, {"id": silent.id, "type": "Profile", "name": "Stil"})
    shelf.serve(silent.method, keys.jwk(key, kid=silent.method))
    shelf.unsure(
        "https-lists-no-keys",
        "The issuer's document lists no keys.",
        silent.jwt(claims(badge(silent)), typ="JWT"),
        UNBOUND,
    )
    proven = the_signer(keys.ed25519("https"), "https://stil.example/profiel")
    shelf.unsure(
        "https-lists-no-keys-proof",
        "The same with a Data Integrity proof.",
        proven.prove(plain(proven)),
        UNBOUND,
        NOT_AUTHORIZED,
    )
    lost = Signer("https://nergens.example/profiel", "https://nergens.example/keys/1", key)
    shelf.unsure(
        "https-unreachable",
        "The issuer's address can't be had.",
        lost.jwt(claims(badge(lost)), typ="JWT"),
        UNBOUND,
        UNRESOLVABLE,
        "fetch.unreachable",
    )
    page = Signer("https://pagina.example", "https://pagina.example/keys/1", key)
    shelf.serve(page.id, b"<!doctype html><title>Welkom</title>", "text/html")
    shelf.serve(page.method, keys.jwk(key))
    shelf.never(
        "https-serves-a-page",
        "The issuer's address is a web page.",
        page.jwt(claims(badge(page)), typ="JWT"),
        UNBOUND,
        UNRESOLVABLE,
    )
    wrong = Signer("https://ander.example/profiel", "https://ander.example/profiel#key-1", keys.ed25519("https"))
    entry = jwk_method(wrong)
    shelf.serve(
        wrong.id,
        {"id": "https://elders.example/profiel", "verificationMethod": [entry], "assertionMethod": [wrong.method]},
    )
    shelf.never(
        "https-document-of-another",
        "The issuer's address serves another's document.",
        wrong.prove(plain(wrong)),
        MISMATCH,
        UNBOUND,
        UNRESOLVABLE,
        NOT_AUTHORIZED,
    )
    away = Signer("https://ver.example/profiel", "https://ver.example/keys/1", key)
    shelf.serve(away.id, {"id": away.id, "type": "Profile", "jwks_uri": "https://127.0.0.1/jwks.json"})
    shelf.serve(away.method, keys.jwk(key))
    shelf.unsure(
        "https-jwks-on-loopback",
        "The JWKS lies on loopback.",
        away.jwt(claims(badge(away)), typ="JWT"),
        UNBOUND,
        "fetch.blocked",
        UNRESOLVABLE,
    )
    oct_ = Signer("https://oct.example/profiel", "https://oct.example/keys/1", b"geheim")
    shelf.serve(
        oct_.id,
        {"id": oct_.id, "type": "Profile", "jwks": {"keys": [{"kty": "oct", "k": "Z2VoZWlt", "kid": oct_.method}]}},
    )
    from_secret = Signer(oct_.id, oct_.method, keys.rsa_key("https")).jwt(claims(badge(oct_)), typ="JWT", alg="HS256")
    shelf.never(
        "https-jwks-symmetric",
        "The JWKS holds a secret key.",
        from_secret,
        "jws.alg_not_allowed",
        "proof.key_weak",
        UNBOUND,
    )
