"""Sound badges that a strict reader might refuse: what the standards allow and few issuers do."""

from __future__ import annotations

import json
from typing import Any

from casemaking import keys
from casemaking.badges import achievement, badge, changed, generic, old_badge, plain, subject
from casemaking.canonical import ED2020, OB301, OB303, OBX, VC1, VC2
from casemaking.cast import Signer, did_document, did_web, multikey_method, the_signer, zon, zon_p256
from casemaking.contents import endorsement
from casemaking.good_tokens import START
from casemaking.older import EMAIL, house
from casemaking.shelf import Shelf, as_bytes


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    issuer = zon(shelf)
    shelf.family = "good-rarities"
    _spellings(shelf, issuer)
    _members(shelf, issuer)
    _contexts(shelf, issuer)
    _did_documents(shelf)
    _tokens(shelf, issuer)
    _older(shelf)


def _spellings(shelf: Shelf, issuer: Signer) -> None:
    """The same values, written in another way after signing: RDF and JCS see no difference."""
    for suite in ("eddsa-rdfc-2022", "eddsa-jcs-2022"):
        short = suite.split("-")[1]
        text = as_bytes(issuer.prove(badge(issuer, credentialSubject=subject(creditsEarned=2.5)), suite)).decode()
        whole = as_bytes(issuer.prove(badge(issuer, credentialSubject=subject(creditsEarned=3)), suite)).decode()
        shelf.good(f"{short}-number-with-a-zero-more", "2.5 written as 2.50.", text.replace(":2.5,", ":2.50,"))
        shelf.good(f"{short}-number-with-an-exponent", "2.5 written as 25e-1.", text.replace(":2.5,", ":25e-1,"))
        shelf.good(f"{short}-whole-number-with-a-point", "3 written as 3.0.", whole.replace(":3,", ":3.0,"))
        shelf.good(f"{short}-letters-as-escapes", "Letters written as escapes.", text.replace("Gasten", "G\\u0061sten"))
        shelf.good(
            f"{short}-slashes-escaped",
            "Slashes written as escapes.",
            text.replace("https://badges", "https:\\/\\/badges"),
        )
        document = json.loads(text)
        turned = json.dumps(_turned(document), indent=4, ensure_ascii=True)
        shelf.good(f"{short}-members-turned-round", "The members in another order, in other white space.", turned)
    signed = issuer.prove(badge(issuer, credentialSubject=subject(achievement=achievement(tag=["a", "b", "c"]))))
    reordered = changed(signed, "credentialSubject.achievement.tag", ["c", "a", "b"])
    shelf.good("rdfc-set-in-another-order", "A set in another order: RDF does not know the order.", reordered)
    listed = [{**achievement()["resultDescription"][0], "allowedValue": ["laag", "midden", "hoog"]}]
    ordered = issuer.prove(badge(issuer, credentialSubject=subject(achievement=achievement(resultDescription=listed))))
    moved = changed(
        ordered, "credentialSubject.achievement.resultDescription.0.allowedValue", ["hoog", "midden", "laag"]
    )
    shelf.bad(
        "rdfc-list-in-another-order",
        "A list in another order: RDF does know that one.",
        moved,
        "proof.signature_invalid",
    )
    shelf.good("rdfc-list", "A list in its own order.", ordered)
    split = changed(issuer.prove(badge(issuer)), "name", "Gasten ontvange\u006e\u0301")
    shelf.bad("letter-decomposed", "A letter with an accent put on it.", split, "proof.signature_invalid")
    accent = issuer.prove(badge(issuer, name="Café"))
    shelf.bad(
        "letter-in-two-parts",
        "é written as e and an accent: other characters.",
        changed(accent, "name", "Cafe\u0301"),
        "proof.signature_invalid",
    )


def _members(shelf: Shelf, issuer: Signer) -> None:
    schema = {
        "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
        "type": "1EdTechJsonSchemaValidator2019",
    }
    contexts = {"@context": [VC2, OB303, OBX]}
    shelf.good(
        "credential-schema",
        "A credentialSchema of 1EdTech.",
        issuer.prove(badge(issuer, credentialSchema=[schema], **contexts)),
    )
    source = {"id": "https://school.example/", "type": ["Profile"], "name": "School Roos"}
    shelf.good(
        "source", "A source beside the issuer.", issuer.prove(badge(issuer, credentialSubject=subject(source=source)))
    )
    creator = achievement(creator=source)
    shelf.good(
        "creator",
        "A creator of the badge class.",
        issuer.prove(badge(issuer, credentialSubject=subject(achievement=creator))),
    )
    several = [{"type": ["Result"], "value": str(number)} for number in range(40)]
    shelf.good(
        "forty-results", "Forty results.", issuer.prove(badge(issuer, credentialSubject=subject(result=several)))
    )
    alone = subject(id=None)
    shelf.good(
        "subject-by-identifier-only",
        "The subject has no id, only an identifier.",
        issuer.prove(badge(issuer, credentialSubject=alone)),
    )
    rubric = [
        {
            **achievement()["resultDescription"][0],
            "resultType": "RubricCriterionLevel",
            "rubricCriterionLevel": [
                {"id": "urn:uuid:9", "type": ["RubricCriterionLevel"], "name": "Goed", "level": "3", "points": "10"}
            ],
        }
    ]
    shelf.good(
        "rubric",
        "A rubric.",
        issuer.prove(badge(issuer, credentialSubject=subject(achievement=achievement(resultDescription=rubric)))),
    )
    other = endorsement(issuer, badge(issuer)["id"])
    shelf.good(
        "endorsement-alone",
        "An endorsement as input: a credential like any other.",
        issuer.prove(other),
        more_warnings=True,
    )
    typed = generic(issuer, type="VerifiableCredential")
    shelf.good("vc-type-as-a-text", "The type of a credential is one text.", issuer.prove(typed))
    dated = generic(issuer, validFrom="2026-11-22T10:00:00.000Z", validUntil="2030-01-01T00:00:00-05:00")
    shelf.good("vc-dates", "A credential with dates in other zones.", issuer.prove(dated))
    long_ = badge(issuer, name="Gasten " * 4000)
    shelf.good("long-name", "A name of 28 kB.", issuer.prove(long_))
    markdown = achievement(criteria={"narrative": "# Kop\n\n* een\n* twee\n\n<b>vet</b> & zo"})
    shelf.good(
        "markdown",
        "Markdown with HTML in it.",
        issuer.prove(badge(issuer, credentialSubject=subject(achievement=markdown))),
    )


def _contexts(shelf: Shelf, issuer: Signer) -> None:
    document = plain(issuer)
    same = issuer.prove(document, **{"@context": document["@context"]})
    shelf.good("rdfc-proof-repeats-the-contexts", "The proof repeats the contexts of its document.", same)
    other = issuer.prove(document, **{"@context": [*document["@context"], ED2020]})
    shelf.never(
        "rdfc-proof-has-other-contexts",
        "The proof has another list of contexts than its document.",
        other,
        "proof.context_mismatch",
        "context.redefinition",
    )
    for name, contexts in (
        ("badges-without-version", [VC2, "https://purl.imsglobal.org/spec/ob/v3p0/context.json"]),
        ("clr", [VC2, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", OB303]),
        ("examples", [VC2, "https://www.w3.org/ns/credentials/examples/v2"]),
        ("europass", [VC1, "http://data.europa.eu/snb/model/context/edc-ap"]),
        ("security-v2", [VC2, OB303, "https://w3id.org/security/v2"]),
        ("schema-org", [VC2, OB303, "https://schema.org/"]),
    ):
        signed = issuer.prove({**plain(issuer), "@context": contexts}, "eddsa-jcs-2022")
        shelf.bad(
            f"context-{name}", f"A context that exists but is not on the list: {name}.", signed, "context.unknown"
        )


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


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: value[name] if name == "@context" else _turned(value[name]) for name in reversed(value)}
    return [_turned(item) for item in value] if isinstance(value, list) else value
