"""Sound badges that a strict reader might refuse: other spellings, rare members and contexts."""

from __future__ import annotations

import json
from typing import Any

from casemaking.badges import achievement, badge, changed, generic, plain, subject
from casemaking.canonical import ED2020, OB303, OBX, VC1, VC2
from casemaking.cast import Signer, zon
from casemaking.endorsements import endorsement
from casemaking.shelf import Shelf, as_bytes


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "good-rarities"
    issuer = zon(shelf)
    _spellings(shelf, issuer)
    _members(shelf, issuer)
    _contexts(shelf, issuer)


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


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: value[name] if name == "@context" else _turned(value[name]) for name in reversed(value)}
    return [_turned(item) for item in value] if isinstance(value, list) else value
