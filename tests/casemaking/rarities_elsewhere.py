"""Sound DID documents, tokens and older badges that a strict reader might refuse."""

from __future__ import annotations

import json
from typing import Any

from casemaking import keys
from casemaking.badges import badge, generic, old_badge, plain
from casemaking.canonical import OB301, VC1
from casemaking.cast import Signer, did_document, did_web, multikey_method, the_signer, zon, zon_p256
from casemaking.good_tokens import START
from casemaking.older import EMAIL, house
from casemaking.shelf import Shelf


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "good-rarities"
    _did_documents(shelf)
    _tokens(shelf, zon(shelf))
    _older(shelf)


def _did_documents(shelf: Shelf) -> None:
    key = keys.ed25519("forms")

    def case(name: str, says: str, host: str, document: dict[str, Any], signer: Signer | None = None) -> None:
        who = signer or the_signer(key, f"did:web:{host}")
        shelf.serve(f"https://{host}/.well-known/did.json", document, "application/did+ld+json")
        shelf.good(f"did-{name}", says, who.prove(plain(who)))

    based = the_signer(key, "did:web:basis.example")
    case(
        "base-in-its-context",
        "A did.json with @base in its context.",
        "basis.example",
        did_document(
            based,
            method=multikey_method(based, id="#key-1"),
            assertionMethod=["#key-1"],
            **{"@context": ["https://www.w3.org/ns/did/v1", {"@base": based.id}]},
        ),
    )
    puny = the_signer(key, "did:web:xn--caf-dma.example")
    case("punycode", "A did:web with a punycode host.", "xn--caf-dma.example", did_document(puny))
    spare = the_signer(key, "did:web:diensten.example")
    service = [{"id": f"{spare.id}#lijst", "type": "LinkedDomains", "serviceEndpoint": "https://127.0.0.1/"}]
    case(
        "service-on-loopback",
        "A service on loopback that is not asked.",
        "diensten.example",
        did_document(spare, service=service, alsoKnownAs=["https://diensten.example"], authentication=[spare.method]),
    )
    mixed = the_signer(key, "did:web:gemengd.example")
    strange = {"id": f"{mixed.id}#key-9", "type": "QuantumKey2099", "controller": mixed.id, "value": "x"}
    case(
        "unknown-key-beside-ours",
        "A key of an unknown type beside the one that signed.",
        "gemengd.example",
        did_document(
            mixed, verificationMethod=[strange, multikey_method(mixed)], assertionMethod=[strange["id"], mixed.method]
        ),
    )
    named = the_signer(key, "did:web:vingerafdruk.example", keys.multikey(key))
    case("fragment-is-the-key", "The fragment is the key itself.", "vingerafdruk.example", did_document(named), named)
    deep = did_web(shelf, "badges.example:orgs:%C3%A9%C3%A9n", key)
    shelf.never(
        "did-encoded-path",
        "A did:web with an encoded letter in its path.",
        deep.prove(plain(deep)) | {"name": "Directeur"},
        "proof.signature_invalid",
        "issuer.unresolvable",
    )


def _tokens(shelf: Shelf, issuer: Signer) -> None:
    old = {**old_badge(issuer), "@context": [VC1, OB301]}
    bare = issuer.jwt({"iss": issuer.id, "nbf": START, "vc": old}, typ="JWT", cty=None)
    shelf.good("jwt-vc-claim-two-claims", "A vc claim with only iss and nbf beside it.", bare)
    curve = zon_p256(shelf)
    shelf.good(
        "jwt-payload-with-white-space",
        "White space in the payload.",
        curve.jwt(json.dumps(badge(curve), indent=3).encode()),
    )
    shelf.good(
        "jwt-fraction-of-a-second",
        "nbf with a fraction that is zero.",
        issuer.jwt({**badge(issuer), "nbf": float(START)}),
    )
    text = issuer.jwt({**badge(issuer, issuer=issuer.id), "iss": issuer.id})
    shelf.good("jwt-bare-issuer", "The issuer is only an address.", text)
    listed = {**generic(issuer), "aud": "https://werkgever.example", "iat": START}
    shelf.good(
        "jwt-other-registered-claims", "aud and iat beside a credential.", issuer.jwt(listed), more_warnings=True
    )
    token = issuer.jwt(badge(issuer))
    head, body, signature = token.split(".")
    raw = bytearray(keys.base64url_bytes(signature))
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(raw[32:], "little") + order
    malleable = keys.base64url(bytes(raw[:32]) + s.to_bytes(32, "little"))
    shelf.bad(
        "jwt-signature-s-plus-order",
        "A second spelling of the signature.",
        f"{head}.{body}.{malleable}",
        "proof.signature_invalid",
        "jws.malformed",
    )


def _older(shelf: Shelf) -> None:
    """Open Badges 2.0 as found in the wild."""
    bries = house(shelf, "bries.example")
    listed = bries.hosted("assertions/r1", type=["Assertion"])
    shelf.good("ob2-type-in-an-array", "The type in an array.", listed)
    contexts = bries.hosted("assertions/r2", **{"@context": ["https://w3id.org/openbadges/v2"]})
    shelf.good("ob2-context-in-an-array", "The context in an array.", contexts)
    phone = {"type": "telephone", "hashed": False, "identity": "+31612345678"}
    shelf.good("ob2-telephone", "A recipient known by telephone.", bries.hosted("assertions/r3", recipient=phone))
    upper = {"type": "email", "hashed": False, "identity": EMAIL.upper()}
    shelf.good(
        "ob2-capitals", "A recipient in capitals.", bries.hosted("assertions/r4", recipient=upper), recipient=EMAIL
    )
    image = bries.hosted("assertions/r5", image={"type": "Image", "id": bries.at("x.png"), "caption": "Brood"})
    shelf.good("ob2-image-object", "An image as an object.", image)
    query = bries.hosted("assertions/r6?versie=2", evidence=bries.at("bewijs"))
    shelf.good("ob2-query", "An address with a query; evidence as an address.", query)
    other = bries.badge_class(
        "badge-criteria",
        criteria={"id": bries.at("criteria"), "narrative": "Bakken."},
        alignment={"targetName": "x", "targetUrl": "https://a.example/"},
    )
    shelf.good("ob2-criteria-object", "Criteria with an address.", bries.hosted("assertions/r7", badge=other))
    curve = house(shelf, "krom.example", keys.elliptic("zon"))
    shelf.good("ob2-es256", "Signed with ES256.", curve.signed(), format="ob2-signed")
    rich = bries.badge_class("badge-unsafe", image="data:image/svg+xml;base64,PHN2Zy8+")
    shelf.good(
        "ob2-svg-image",
        "The picture of the badge class is an SVG.",
        bries.hosted("assertions/r8", badge=rich),
        warnings=["content.url_unsafe"],
    )
    wild = house(shelf, "onveilig.example", url="javascript:alert(1)")
    shelf.good(
        "ob2-javascript-url", "The issuer's url is javascript.", wild.hosted("1"), warnings=["content.url_unsafe"]
    )
