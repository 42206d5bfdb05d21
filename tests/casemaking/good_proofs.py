"""Sound badges with a Data Integrity proof: every suite, key form and kind of issuer that is read."""

from __future__ import annotations

import json
from typing import Any

from casemaking import keys
from casemaking.badges import GIVEN, achievement, badge, generic, old_badge, plain, subject
from casemaking.canonical import DI1, DI2, ED2020, OB301, OB302, OB303, VC1, VC2
from casemaking.cast import (
    Signer,
    did_jwk,
    did_key,
    did_web,
    jwk_method,
    multikey_method,
    the_signer,
    zon,
    zon_p256,
    zon_p384,
)
from casemaking.shelf import Shelf

OB = "ob3-data-integrity"
VC = "vc-data-integrity"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def make(shelf: Shelf) -> None:
    """Put the sound badges on the shelf."""
    shelf.family = "good-proofs"
    _shapes(shelf)
    _suites(shelf)
    _older(shelf)
    _contents(shelf)
    _key_forms(shelf)
    _sets(shelf)
    _generic(shelf)


def _shapes(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.good("proof-in-an-array", "A full badge, its proof in an array.", issuer.prove(badge(issuer)), format=OB)
    shelf.good("proof-as-an-object", "The proof is an object.", issuer.prove(badge(issuer), array=False), format=OB)
    spaced = issuer.prove(badge(issuer))
    shelf.good(
        "white-space-around", "White space around an input is trimmed.", b"\r\n  " + _text(spaced) + b" \n\t", format=OB
    )
    bare = badge(issuer, issuer=issuer.id)
    shelf.good("issuer-is-a-bare-did", "The issuer is only an address.", issuer.prove(bare), format=OB)
    types = badge(issuer, type=["VerifiableCredential", "AchievementCredential"])
    shelf.good("achievement-credential", "The other name for an Open Badge.", issuer.prove(types), format=OB)
    both = badge(issuer, type=["VerifiableCredential", "AchievementCredential", "OpenBadgeCredential"])
    shelf.good("several-types", "Both names for an Open Badge.", issuer.prove(both), format=OB)
    for version, context in (("3-0-2", OB302),):
        older = plain(issuer, **{"@context": [VC2, context]})
        shelf.good(
            f"context-{version}", f"An older context of Open Badges ({version}).", issuer.prove(older), format=OB
        )
    more = plain(issuer, **{"@context": [VC2, OB303, DI2]})
    shelf.good("proof-context-third", "The context of its proof after the first two.", issuer.prove(more), format=OB)
    created = plain(issuer)
    shelf.good("no-created", "A proof needs no date.", issuer.prove(created, created=None), format=OB)
    expiring = issuer.prove(plain(issuer), expires="2027-01-01T00:00:00Z")
    shelf.good("proof-that-ends-later", "A proof with an end that has not come.", expiring, format=OB)
    named = issuer.prove(plain(issuer), id="urn:uuid:11111111-2222-4333-8444-555555555555")
    shelf.good("proof-with-an-id", "A proof with an id of its own.", named, format=OB)
    aimed = issuer.prove(plain(issuer), domain="https://badges.example", challenge="1a2b", nonce="n-1")
    shelf.good("proof-with-a-domain", "A proof made for a domain; nobody asked for one.", aimed, format=OB)


def _suites(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.good("eddsa-jcs", "eddsa-jcs-2022.", issuer.prove(badge(issuer), "eddsa-jcs-2022"), format=OB)
    suite = "ecdsa-rdfc-2019"
    for curve, maker in (("p256", zon_p256), ("p384", zon_p384)):
        other = maker(shelf)
        shelf.good(
            f"ecdsa-rdfc-{curve}", f"{suite} with {curve}, did:web.", other.prove(plain(other), suite), format=OB
        )
        own = did_key(other.key)
        shelf.good(f"did-key-{curve}", f"{suite} with {curve}, did:key.", own.prove(plain(own), suite), format=OB)
    key = did_key(keys.ed25519("bries"))
    shelf.good("did-key-ed25519", "did:key with Ed25519.", key.prove(badge(key)), format=OB)
    shelf.good("did-key-jcs", "did:key with eddsa-jcs-2022.", key.prove(badge(key), "eddsa-jcs-2022"), format=OB)
    jwk = did_jwk(keys.ed25519("anker"))
    shelf.good("did-jwk-ed25519", "did:jwk with Ed25519.", jwk.prove(plain(jwk)), format=OB)
    curve_jwk = did_jwk(keys.elliptic("anker"))
    shelf.good("did-jwk-p256", "did:jwk with P-256.", curve_jwk.prove(plain(curve_jwk), suite), format=OB)


def _older(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.good("vcdm-1-1", "VCDM 1.1 with eddsa-rdfc-2022.", issuer.prove(old_badge(issuer)), format=OB)
    first = old_badge(issuer, **{"@context": [VC1, OB301, DI1]})
    shelf.good(
        "vcdm-1-1-data-integrity-v1", "VCDM 1.1 with the first context of proofs.", issuer.prove(first), format=OB
    )
    old = old_badge(issuer, **{"@context": [VC1, OB301, ED2020]})
    signed = issuer.prove(old, "Ed25519Signature2020", array=False)
    shelf.good("vcdm-1-1-ed25519-2020", "VCDM 1.1 with Ed25519Signature2020.", signed, format=OB)
    new = plain(issuer, **{"@context": [VC2, OB303, ED2020]})
    shelf.good(
        "ed25519-2020", "VCDM 2.0 with Ed25519Signature2020.", issuer.prove(new, "Ed25519Signature2020"), format=OB
    )
    jcs = issuer.prove(old_badge(issuer), "eddsa-jcs-2022")
    shelf.good("vcdm-1-1-jcs", "VCDM 1.1 with eddsa-jcs-2022.", jcs, format=OB)


def _contents(shelf: Shelf) -> None:
    issuer = zon(shelf)
    proof = {
        "id": "https://badges.example/bewijs/1",
        "type": ["Evidence"],
        "name": "Waarneming",
        "narrative": "Gezien.",
    }
    shelf.good("evidence", "Evidence in an array.", issuer.prove(badge(issuer, evidence=[proof])), format=OB)
    image = achievement(image={"id": f"data:image/png;base64,{PIXEL}", "type": "Image"})
    shelf.good("image-in-the-badge", "A PNG as data: address.", _about(issuer, subject(achievement=image)), format=OB)
    profile = {
        **issuer.profile(),
        "url": "https://zon.example",
        "email": "balie@zon.example",
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "01234567", "identifierType": "ext:KvK"}],
        "address": {"type": ["Address"], "addressLocality": "Zeist", "addressCountry": "NL"},
        "image": {"id": "https://zon.example/logo.png", "type": "Image"},
    }
    shelf.good(
        "full-profile", "An issuer with address and numbers.", issuer.prove(badge(issuer, issuer=profile)), format=OB
    )
    shelf.good("no-end", "A badge that does not end.", issuer.prove(badge(issuer, validUntil=None)), format=OB)
    worth = subject(creditsEarned=2.5, role="Stagiair", term="najaar", narrative="Twee punten.")
    shelf.good("half-credits", "A number with a fraction.", _about(issuer, worth), format=OB)
    same = issuer.prove(badge(issuer, credentialSubject=subject(creditsEarned=2.5)), "eddsa-jcs-2022")
    shelf.good("half-credits-jcs", "A number with a fraction, in JCS.", same, format=OB)
    letters = achievement(name="Ünïcödé — 日本語 \U0001f600", description='Tab\t"aanhaling" \\ regel\nnieuw')
    shelf.good("unicode", "Letters beyond ASCII.", _about(issuer, subject(achievement=letters)), format=OB)
    other = issuer.prove(badge(issuer, credentialSubject=subject(achievement=letters)), "eddsa-jcs-2022")
    shelf.good("unicode-jcs", "Letters beyond ASCII, in JCS.", other, format=OB)
    listed = badge(issuer, credentialSubject=[subject()])
    shelf.good("subject-in-an-array", "VCDM allows one subject in an array.", issuer.prove(listed), format=OB)
    related = achievement(related=[{"id": f"{achievement()['id']}-oud", "type": ["Related"], "inLanguage": "nl-NL"}])
    shelf.good("related", "A badge class with an earlier one.", _about(issuer, subject(achievement=related)), format=OB)


def _key_forms(shelf: Shelf) -> None:
    """Each key form, referenced from assertionMethod and embedded in it."""
    key, curve = keys.ed25519("forms"), keys.elliptic("forms")
    old = {"type": "Ed25519VerificationKey2020"}
    forms: dict[str, tuple[Any, Any]] = {
        "multikey": (key, lambda signer: multikey_method(signer)),
        "json-web-key": (key, lambda signer: jwk_method(signer)),
        "json-web-key-2020": (key, lambda signer: jwk_method(signer, "JsonWebKey2020")),
        "ed25519-2020": (key, lambda signer: multikey_method(signer, **old)),
        "json-web-key-p256": (curve, lambda signer: jwk_method(signer)),
        "multikey-p256": (curve, lambda signer: multikey_method(signer)),
    }
    for name, (private, method) in forms.items():
        suite = "eddsa-rdfc-2022" if private is key else "ecdsa-rdfc-2019"
        for embedded in (False, True):
            label = f"{name}-{'embedded' if embedded else 'referenced'}"
            signer = the_signer(private, f"did:web:{label}.example")
            changes = {"verificationMethod": None, "assertionMethod": [method(signer)]} if embedded else {}
            did_web(shelf, f"{label}.example", private, method=method(signer), **changes)
            shelf.good(f"key-{label}", f"A key as {label}.", signer.prove(plain(signer), suite), format=OB)
    _did_documents(shelf, key)


def _did_documents(shelf: Shelf, key: Any) -> None:
    relative = the_signer(key, "did:web:relative.example")
    entry = multikey_method(relative, id="#key-1")
    did_web(shelf, "relative.example", key, method=entry, assertionMethod=["#key-1"])
    shelf.good("relative-did-addresses", "The DID document writes #key-1.", relative.prove(plain(relative)), format=OB)
    inside = the_signer(key, "did:web:relative-embedded.example")
    embedded = [multikey_method(inside, id="#key-1")]
    did_web(shelf, "relative-embedded.example", key, verificationMethod=None, assertionMethod=embedded)
    shelf.good(
        "relative-embedded", "A key with a relative id in assertionMethod.", inside.prove(plain(inside)), format=OB
    )
    simple = did_web(shelf, "plain-json.example", key, **{"@context": None})
    shelf.good("did-json-is-plain-json", "A did.json without @context.", simple.prove(plain(simple)), format=OB)
    port = did_web(shelf, "poort.example%3A443", key)
    shelf.good("did-web-with-port-443", "A did:web that names port 443.", port.prove(plain(port)), format=OB)
    deep = did_web(shelf, "badges.example:een:twee:drie", key)
    shelf.good("did-web-with-a-long-path", "A did:web with three path segments.", deep.prove(plain(deep)), format=OB)
    later = the_signer(key, "did:web:later.example")
    future = multikey_method(later, expires="2030-01-01T00:00:00Z")
    did_web(shelf, "later.example", key, method=future)
    shelf.good("key-that-ends-later", "A key with an end that has not come.", later.prove(plain(later)), format=OB)
    many = the_signer(key, "did:web:many.example", "key-2")
    others = [
        multikey_method(many.with_method(f"{many.id}#key-{n}").with_key(keys.ed25519(f"many {n}"))) for n in (1, 3)
    ]
    listed = [others[0], multikey_method(many), others[1]]
    ids = [entry["id"] for entry in listed]
    did_web(shelf, "many.example", key, verificationMethod=listed, assertionMethod=ids)
    shelf.good("one-key-of-three", "The second of three keys.", many.prove(plain(many)), format=OB)


def _sets(shelf: Shelf) -> None:
    both = the_signer(keys.ed25519("forms"), "did:web:both.example")
    second = the_signer(keys.elliptic("forms"), both.id, "key-2")
    methods = [multikey_method(both), multikey_method(second)]
    did_web(shelf, "both.example", both.key, verificationMethod=methods, assertionMethod=[both.method, second.method])
    document = plain(both)
    pair = [both.proof(document), second.proof(document, "ecdsa-rdfc-2019")]
    shelf.good("two-proofs", "A set of an EdDSA and an ECDSA proof.", {**document, "proof": pair}, format=OB)
    mixed = [both.proof(document, "eddsa-jcs-2022"), both.proof(document)]
    shelf.good("two-suites", "A set of two suites with one key.", {**document, "proof": mixed}, format=OB)


def _generic(shelf: Shelf) -> None:
    issuer = zon(shelf)
    shelf.good("vc", "A credential that is no badge.", issuer.prove(generic(issuer)), format=VC)
    shelf.good("vc-jcs", "The same with eddsa-jcs-2022.", issuer.prove(generic(issuer), "eddsa-jcs-2022"), format=VC)
    tagged = {"@value": "Bewijs van inschrijving", "@language": "nl", "@direction": "ltr"}
    both = [tagged, {"@value": "Proof of enrolment", "@language": "en"}]
    shelf.good("vc-language", "A name with its language.", issuer.prove(generic(issuer, name=tagged)), format=VC)
    shelf.good("vc-two-languages", "A name in two languages.", issuer.prove(generic(issuer, name=both)), format=VC)
    subjects = [{"id": "did:example:een", "name": "Sanne"}, {"id": "did:example:twee", "name": "Milan"}]
    shelf.good("vc-two-subjects", "Two subjects.", issuer.prove(generic(issuer, credentialSubject=subjects)), format=VC)
    shelf.good("vc-without-id", "A credential needs no id.", issuer.prove(generic(issuer, id=None)), format=VC)
    shelf.good(
        "vc-without-dates", "A credential needs no dates.", issuer.prove(generic(issuer, validFrom=None)), format=VC
    )
    shelf.good(
        "vc-issuer-string", "The issuer is an address.", issuer.prove(generic(issuer, issuer=issuer.id)), format=VC
    )
    old = generic(issuer, **{"@context": [VC1, ED2020], "validFrom": None, "name": None, "description": None})
    dated = {**old, "issuanceDate": GIVEN, "issuer": issuer.id, "credentialSubject": {"id": "did:example:lerende"}}
    shelf.good(
        "vc-1-1", "A credential of VCDM 1.1.", issuer.prove(dated, "Ed25519Signature2020", array=False), format=VC
    )


def _about(issuer: Signer, about: dict[str, Any]) -> dict[str, Any]:
    return issuer.prove(badge(issuer, credentialSubject=about))


def _text(document: dict[str, Any]) -> bytes:

    return json.dumps(document, indent=2).encode()
