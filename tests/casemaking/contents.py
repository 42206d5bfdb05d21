"""Badges whose content only warns, or does not fit the OB 3.0 schema: links, pictures, the recipient."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from casemaking.badges import CLASS, achievement, badge, changed, subject
from casemaking.canonical import OB303, OBX, VC2
from casemaking.cast import Signer, zon
from casemaking.shelf import Shelf

UNSAFE = "content.url_unsafe"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    issuer = zon(shelf)
    shelf.family = "content"
    _links(shelf, issuer)
    _pictures(shelf, issuer)
    _recipients(shelf, issuer)
    _schema(shelf, issuer)


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
