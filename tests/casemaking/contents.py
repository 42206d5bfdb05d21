"""Sound badges whose content only warns: links, pictures, endorsements, the recipient."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from casemaking import keys
from casemaking.badges import CLASS, GIVEN, achievement, badge, changed, plain, subject
from casemaking.canonical import OB303, OBX, VC2
from casemaking.cast import Signer, did_key, did_web, the_signer, zon
from casemaking.lists import INDEX, bits, encoded, entry, serve_list
from casemaking.shelf import Shelf

UNSAFE, ENDORSEMENT = "content.url_unsafe", "endorsement.invalid"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    issuer = zon(shelf)
    shelf.family = "content"
    _links(shelf, issuer)
    _pictures(shelf, issuer)
    _recipients(shelf, issuer)
    _schema(shelf, issuer)
    shelf.family = "endorsements"
    _endorsements(shelf, issuer)


def _links(shelf: Shelf, issuer: Signer) -> None:
    odd = {
        "javascript": "javascript:alert(1)",
        "javascript-in-capitals": "JaVaScRiPt:alert(1)",
        "data-html": "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E",
        "http": "http://zon.example/",
        "file": "file:///etc/passwd",
        "vbscript": "vbscript:msgbox(1)",
        "ftp": "ftp://zon.example/x",
        "blob": "blob:https://zon.example/1",
        "mailto": "mailto:balie@zon.example",
    }
    for name, address in odd.items():
        profile = {**issuer.profile(), "url": address}
        signed = issuer.prove(badge(issuer, issuer=profile), "eddsa-jcs-2022")
        shelf.good(f"issuer-url-{name}", f"The issuer's url is {address}.", signed, warnings=[UNSAFE])
    for name in ("javascript", "http", "data-html"):
        proof = {"id": odd[name], "type": ["Evidence"], "name": "Bewijs"}
        signed = issuer.prove(badge(issuer, evidence=[proof]), "eddsa-jcs-2022")
        shelf.good(f"evidence-{name}", f"The evidence lies at {odd[name]}.", signed, warnings=[UNSAFE])
        aligned = achievement(alignment=[{"type": ["Alignment"], "targetName": "x", "targetUrl": odd[name]}])
        signed = issuer.prove(badge(issuer, credentialSubject=subject(achievement=aligned)), "eddsa-jcs-2022")
        shelf.good(f"alignment-{name}", f"The alignment points to {odd[name]}.", signed, warnings=[UNSAFE])
    for kind in ("1EdTechCredentialRefresh",):
        service = {"id": "https://127.0.0.1/ververs", "type": kind}
        signed = issuer.prove(badge(issuer, refreshService=service, **{"@context": [VC2, OB303, OBX]}))
        shelf.good(
            "refresh-service", "A refresh service on loopback: it is never followed.", signed, more_warnings=True
        )


def _pictures(shelf: Shelf, issuer: Signer) -> None:
    drawing = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').decode()
    odd = {
        "svg": f"data:image/svg+xml;base64,{drawing}",
        "svg-text": "data:image/svg+xml,%3Csvg%20onload='alert(1)'/%3E",
        "html": "data:text/html;base64,PHNjcmlwdD4=",
        "no-type": f"data:;base64,{PIXEL}",
        "http": "http://zon.example/x.png",
        "javascript": "javascript:alert(1)",
    }
    for name, address in odd.items():
        pictured = achievement(image={"id": address, "type": "Image"})
        signed = issuer.prove(badge(issuer, credentialSubject=subject(achievement=pictured)), "eddsa-jcs-2022")
        shelf.good(f"image-{name}", f"The picture is {name}.", signed, warnings=[UNSAFE])
    logo = {**issuer.profile(), "image": {"id": odd["svg"], "type": "Image"}}
    shelf.good(
        "logo-svg",
        "The issuer's picture is an SVG.",
        issuer.prove(badge(issuer, issuer=logo), "eddsa-jcs-2022"),
        warnings=[UNSAFE],
    )
    for name, address in (("png", f"data:image/png;base64,{PIXEL}"), ("https", "https://zon.example/x.png")):
        pictured = achievement(image={"id": address, "type": "Image"})
        signed = issuer.prove(badge(issuer, credentialSubject=subject(achievement=pictured)))
        shelf.good(f"image-{name}", f"The picture is {name}, and fine.", signed)


def _recipients(shelf: Shelf, issuer: Signer) -> None:
    signed = issuer.prove(badge(issuer))
    shelf.good("recipient-himself", "The visitor is the recipient.", signed, recipient="sanne@post.example")
    shelf.good(
        "recipient-another",
        "The visitor is another: that only warns.",
        signed,
        recipient="milan@post.example",
        warnings=["recipient.mismatch"],
    )
    weak = "recipient.weak_hash"
    address = "sanne@post.example"
    md5 = hashlib.md5((address + "zout").encode(), usedforsecurity=False).hexdigest()
    sha = hashlib.sha256(address.encode()).hexdigest()
    base = {"type": "IdentityObject", "hashed": True, "identityType": "emailAddress"}
    for name, identity, warnings in (
        ("md5", {**base, "identityHash": f"md5${md5}", "salt": "zout"}, [weak]),
        ("unsalted", {**base, "identityHash": f"sha256${sha}"}, [weak]),
        ("plain", {**base, "hashed": False, "identityHash": address}, []),
    ):
        document = badge(issuer, credentialSubject=subject(identifier=[identity]))
        shelf.good(
            f"recipient-{name}", f"The recipient: {name}.", issuer.prove(document), recipient=address, warnings=warnings
        )
    for name, identity in (
        ("hashed-a-text", {**base, "hashed": "true", "identityHash": f"sha256${sha}"}),
        ("hashed-a-number", {**base, "hashed": 1, "identityHash": f"sha256${sha}"}),
        ("sha1", {**base, "identityHash": "sha1$" + "0" * 40}),
        ("sha512", {**base, "identityHash": "sha512$" + "0" * 128}),
        ("hash-too-short", {**base, "identityHash": "sha256$abc"}),
        ("hash-without-algorithm", {**base, "identityHash": sha}),
        ("no-hash", base),
        ("a-text", address),
    ):
        document = badge(issuer, credentialSubject=subject(identifier=[identity]))
        shelf.bad(
            f"recipient-{name}",
            f"The recipient is malformed: {name}.",
            issuer.prove(document, "eddsa-jcs-2022"),
            "schema.invalid",
            "context.dropped_terms",
        )


def _schema(shelf: Shelf, issuer: Signer) -> None:
    base = "credentialSubject.achievement"
    for name, path, value in (
        ("no-criteria", f"{base}.criteria", None),
        ("no-description", f"{base}.description", None),
        ("no-class-name", f"{base}.name", None),
        ("no-class-id", f"{base}.id", None),
        ("no-achievement", base, None),
        ("no-subject", "credentialSubject", None),
        ("no-badge-id", "id", None),
        ("name-a-number", "name", 7),
        ("name-a-list", "name", ["Gasten", "Directeur"]),
        ("description-an-object", f"{base}.description", {"nl": "x"}),
        ("achievement-a-list", base, [achievement()]),
        ("achievement-a-text", base, CLASS),
        ("unknown-achievement-type", f"{base}.achievementType", "Held"),
        ("language-in-words", f"{base}.inLanguage", "Nederlands"),
        ("tag-a-text", f"{base}.tag", "een"),
        ("credits-a-text", "credentialSubject.creditsEarned", "twee"),
        ("result-status-unknown", "credentialSubject.result.0.status", "Glansrijk"),
        ("result-without-type", "credentialSubject.result.0", {"value": "4"}),
        ("image-a-text", f"{base}.image", "https://zon.example/x.png"),
        ("alignment-without-name", f"{base}.alignment.0", {"type": ["Alignment"], "targetUrl": "https://a.example/"}),
        ("two-subjects", "credentialSubject", [subject(), subject(id="urn:uuid:2")]),
        ("subject-without-type", "credentialSubject.type", None),
        ("evidence-a-text", "evidence", "https://badges.example/bewijs"),
        ("endorsement-an-object", "endorsement", {"id": "urn:uuid:1"}),
    ):
        document = changed(badge(issuer), path, value)
        if value is None:
            *steps, last = path.split(".")
            holder: Any = document
            for step in steps:
                holder = holder[step]
            del holder[last]
        signed = issuer.prove(document, "eddsa-jcs-2022")
        shelf.bad(
            f"schema-{name}",
            f"Against the OB 3.0 schema: {name}.",
            signed,
            "schema.invalid",
            "context.dropped_terms",
            "type.missing",
            "parse.ambiguous_input",
            "context.redefinition",
        )


def endorsement(endorser: Signer, about: str, **changes: Any) -> dict[str, Any]:
    """An EndorsementCredential before it is signed."""
    document = {
        "@context": [VC2, OB303],
        "id": "urn:uuid:44444444-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Aanbeveling",
        "issuer": endorser.profile(),
        "validFrom": GIVEN,
        "credentialSubject": {"id": about, "type": ["EndorsementSubject"], "endorsementComment": "Goed werk."},
        **changes,
    }
    return {name: value for name, value in document.items() if value is not None}


def _endorsements(shelf: Shelf, issuer: Signer) -> None:
    branch = did_web(shelf, "branche.example", keys.ed25519("branche"), "Branche Gastvrij")
    about = plain(issuer)["id"]
    good = branch.prove(endorsement(branch, about))

    def on_top(inner: Any) -> dict[str, Any]:
        return issuer.prove(plain(issuer, endorsement=[inner]))

    shelf.good("sound", "A sound endorsement of the badge.", on_top(good))
    jcs = branch.prove(endorsement(branch, about), "eddsa-jcs-2022")
    shelf.good(
        "sound-jcs",
        "A sound endorsement with eddsa-jcs-2022.",
        issuer.prove(plain(issuer, endorsement=[jcs]), "eddsa-jcs-2022"),
    )
    token = branch.jwt(endorsement(branch, about))
    shelf.good("sound-jwt", "A sound endorsement as JWT.", issuer.prove(plain(issuer, endorsementJwt=[token])))
    of_class = branch.prove(endorsement(branch, CLASS))
    whole = changed(plain(issuer), "credentialSubject.achievement.endorsement", [of_class])
    shelf.good("sound-of-the-class", "A sound endorsement of the badge class.", issuer.prove(whole))
    of_issuer = branch.prove(endorsement(branch, issuer.id))
    whole = changed(plain(issuer), "issuer.endorsement", [of_issuer])
    shelf.good("sound-of-the-issuer", "A sound endorsement of the issuer.", issuer.prove(whole))
    key = did_key(keys.ed25519("bries"))
    shelf.good("sound-did-key", "An endorser with a did:key.", on_top(key.prove(endorsement(key, about))))
    withdrawn = serve_list(shelf, branch, "branche-set", encoded(bits(INDEX)))
    lost = the_signer(keys.ed25519("forms"), "did:web:nergens.example")
    bad: dict[str, Any] = {
        "tampered": changed(good, "credentialSubject.endorsementComment", "Slecht werk."),
        "unsigned": endorsement(branch, about),
        "key-of-another": branch.with_key(keys.ed25519("stranger")).prove(endorsement(branch, about)),
        "issuer-of-another": key.prove(endorsement(branch, about)),
        "expired": branch.prove(endorsement(branch, about, validUntil="2026-11-22T11:00:00Z")),
        "not-yet": branch.prove(endorsement(branch, about, validFrom="2026-12-22T11:00:00Z")),
        "withdrawn": branch.prove(endorsement(branch, about, credentialStatus=entry(withdrawn))),
        "about-another": branch.prove(endorsement(branch, "https://elders.example/badges/1")),
    }
    away = lost.prove(endorsement(lost, about))
    shelf.good("unresolvable", "An endorser that can't be found.", on_top(away), more_warnings=True)
    for name, inner in bad.items():
        shelf.good(
            f"bad-{name}",
            f"An endorsement that does not hold ({name}): it only warns.",
            on_top(inner),
            warnings=[ENDORSEMENT],
        )
    for name, text in (
        ("forged", token[:-10] + "A" * 10),
        ("unsigned", branch.jwt(endorsement(branch, about), alg="none")),
        ("nonsense", "a.b.c"),
    ):
        shelf.good(
            f"bad-jwt-{name}",
            f"An endorsement as JWT that does not hold ({name}): it only warns.",
            issuer.prove(plain(issuer, endorsementJwt=[text])),
            warnings=[ENDORSEMENT],
        )
    mixed = issuer.prove(
        plain(issuer, endorsement=[good, {**bad["tampered"], "id": "urn:uuid:44444444-0000-4000-8000-000000000002"}])
    )
    shelf.good("bad-one-of-two", "One of two endorsements does not hold.", mixed, warnings=[ENDORSEMENT])
    after = {**issuer.prove(plain(issuer)), "endorsement": [good]}
    shelf.bad("added-after-signing", "A sound endorsement was added after signing.", after, "proof.signature_invalid")
    unknown = endorsement(branch, about, **{"@context": [VC2, "https://contexts.example/rich.json"]})
    shelf.bad(
        "context-unknown",
        "An endorsement with an unknown context.",
        issuer.prove(plain(issuer, endorsement=[unknown]), "eddsa-jcs-2022"),
        "context.unknown",
        "context.order",
        "schema.invalid",
    )
    inline = endorsement(branch, about, **{"@context": [VC2, OB303, {"geheim": "https://x.example/"}]})
    shelf.bad(
        "context-inline",
        "An endorsement with an inline context.",
        issuer.prove(plain(issuer, endorsement=[inline]), "eddsa-jcs-2022"),
        "context.unknown",
        "context.redefinition",
        "schema.invalid",
    )
