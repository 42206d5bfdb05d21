"""Sound badges whose keys, lists and addresses are written as few write them."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import badge, generic, old_badge, plain
from casemaking.cast import did_web, jwk_method, multikey_method, the_signer, zon
from casemaking.good_tokens import https_issuer
from casemaking.lists import INDEX, bits, encoded, entry, serve_list
from casemaking.older import house
from casemaking.pictures import itxt, png
from casemaking.shelf import Shelf, as_bytes


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "good-rarities"
    _did_documents(shelf)
    _statuses(shelf)
    _older(shelf)
    shelf.family = "addresses-input"
    _addresses(shelf)
    shelf.family = "jwt-headers"
    _headers(shelf)


def _did_documents(shelf: Shelf) -> None:
    key = keys.ed25519("forms")

    def case(
        name: str, says: str, private: Any = key, relative: tuple[bool, bool] = (False, False), **more: Any
    ) -> None:
        signer = the_signer(private, f"did:web:raar-{name}.example")
        method = more.pop("make_method", multikey_method)(signer)
        method["id"] = "#key-1" if relative[0] else signer.method
        named = [*more.pop("before", []), "#key-1" if relative[1] else signer.method]
        did_web(shelf, f"raar-{name}.example", private, method=method, assertionMethod=named, **more)
        suite = "eddsa-rdfc-2022" if private is key else "ecdsa-rdfc-2019"
        is_rsa = hasattr(private, "key_size") and private.key_size > 1000
        text = signer.jwt(plain(signer)) if is_rsa else signer.prove(plain(signer), suite)
        shelf.good(f"did-{name}", says, text)

    case("relative-key-only", "The key's id is relative, assertionMethod's is not.", relative=(True, False))
    case("relative-method-only", "assertionMethod's id is relative, the key's is not.", relative=(False, True))
    guest = multikey_method(the_signer(keys.ed25519("stranger"), "did:web:raar-mixed.example", "key-2"))
    case("mixed", "assertionMethod holds a key and names another.", before=[guest])
    case("jwk-p384", "A P-384 key as JWK.", keys.elliptic("forms", "P-384"), make_method=jwk_method)
    case("rsa-3072", "An RSA key of 3072 bits.", keys.rsa_key("large", 3072), make_method=jwk_method)
    case(
        "rsa-exponent-65539",
        "An RSA key with a larger exponent.",
        keys.rsa_key("odd", 2048, 65539),
        make_method=jwk_method,
    )
    case(
        "two-controllers-of-the-document",
        "The document has a controller of its own.",
        controller=["did:web:beheer.example"],
    )


def _statuses(shelf: Shelf) -> None:
    issuer = zon(shelf)
    clear = serve_list(shelf, issuer, "clear", encoded(bits(5, 7)))
    set_ = serve_list(shelf, issuer, "set", encoded(bits(INDEX)))
    free = generic(issuer, credentialStatus=entry(clear, id=None))
    shelf.good("vc-status-without-id", "A credential's status entry needs no id.", issuer.prove(free))
    gone = generic(issuer, credentialStatus=entry(set_, id=None))
    shelf.bad("vc-status-without-id-set", "The same, withdrawn.", issuer.prove(gone), "status.revoked")
    shelf.bad("vc-jwt-set", "A credential as JWT, withdrawn.", issuer.jwt(gone), "status.revoked")
    old = issuer.prove(old_badge(issuer))
    shelf.good("png-vcdm-1-1", "A badge of VCDM 1.1 in an image.", png(itxt(as_bytes(old))))


def _older(shelf: Shelf) -> None:
    several = house(
        shelf, "ruim.example", verification={"startsWith": ["https://ruim.example/a/", "https://ruim.example/b"]}
    )
    shelf.good("ob2-starts-with-one-of-two", "Within one of two paths.", several.hosted("b/1"))
    shelf.bad("ob2-starts-with-none-of-two", "Within neither of two paths.", several.hosted("c/1"), "ob2.hosted_scope")
    text = house(shelf, "tekst.example", verification={"allowedOrigins": "tekst.example"})
    shelf.good("ob2-allowed-origin-a-text", "One allowed host, as a text.", text.hosted("1"))
    dos = house(shelf, "regels.example")
    pem = keys.pem(dos.key).replace("\n", "\r\n")
    place = dos.key_document("key-dos", publicKeyPem=pem)
    dos.issuer("issuer-dos", publicKey=[place])
    dos.badge_class("badge-dos", issuer=dos.at("issuer-dos"))
    own = {"type": "signed", "creator": place}
    shelf.never(
        "ob2-key-of-another-profile",
        "The key's owner is another profile at the host.",
        dos.signed(badge=dos.at("badge-dos"), verification=own),
        "ob2.key_not_declared",
        "issuer.mismatch",
        "proof.vm_controller_mismatch",
    )
    right = dos.key_document("key-z", owner=dos.at("issuer-z"), publicKeyPem=pem)
    dos.issuer("issuer-z", publicKey=[right])
    dos.badge_class("badge-z", issuer=dos.at("issuer-z"))
    shelf.good(
        "ob2-pem-of-windows",
        "A PEM with the line ends of Windows.",
        dos.signed(badge=dos.at("badge-z"), verification={"type": "signed", "creator": right}),
    )


def _addresses(shelf: Shelf) -> None:
    issuer = zon(shelf)
    base = "https://badges.example/badges"
    shelf.serve(f"{base}/1.png", png(itxt(as_bytes(issuer.prove(badge(issuer))))), "image/png")
    shelf.good("png", "The address serves an image with a badge.", f"{base}/1.png", lone_address=True)
    shelf.serve(f"{base}/page", b"<!doctype html><title>Badge</title>", "text/html")
    shelf.never(
        "page",
        "The address serves a web page.",
        f"{base}/page",
        "parse.not_a_badge",
        "svg.malformed",
        "svg.dtd_forbidden",
        lone_address=True,
    )
    shelf.on = "structure"
    for status in (404, 410, 500, 302):
        reason = "fetch.redirect_blocked" if status == 302 else "fetch.unreachable"
        shelf.serve(f"{base}/antwoord-{status}", issuer.prove(badge(issuer)), status=status)
        says = f"The address answers {status}, with a badge."
        shelf.unsure(f"answer-{status}", says, f"{base}/antwoord-{status}", reason, lone_address=True)
    shelf.on = None


def _headers(shelf: Shelf) -> None:
    issuer = zon(shelf)
    own = keys.jwk(issuer.key)
    shelf.never(
        "key-jwk-of-the-issuer-under-the-kid",
        "The issuer's own JWK in the header, beside its kid.",
        issuer.jwt(badge(issuer), jwk=own),
        "jws.key_from_header",
    )
    shelf.never(
        "key-jku-of-the-issuer",
        "The issuer's own jku in the header, beside its kid.",
        issuer.jwt(badge(issuer), jku="https://badges.example/jwks.json"),
        "jws.key_from_header",
    )
    who = https_issuer(shelf, "jwks.example", keys.rsa_key("https"), "jwks")
    shelf.never(
        "kid-of-a-neighbour-in-the-jwks",
        "The kid of another key of the same JWKS.",
        who.jwt(plain(who), kid="ander", typ="JWT"),
        "jws.kid_invalid",
        "proof.signature_invalid",
        "issuer.key_unbound",
        "proof.vm_not_authorized",
        "jws.alg_not_allowed",
    )
