"""Badges whose words mean something else than they seem to: keywords, identifiers, types, graphs."""

from __future__ import annotations

from typing import Any

from casemaking.badges import CLASS, achievement, at, badge, changed, generic, plain, subject
from casemaking.cast import Signer, zon
from casemaking.shelf import Shelf

AGAIN, DROPPED = "context.redefinition", "context.dropped_terms"
COMPLEX, SCHEMA, SIGNATURE, TYPE = "context.too_complex", "schema.invalid", "proof.signature_invalid", "type.missing"
JCS = "eddsa-jcs-2022"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "json-ld"
    issuer = zon(shelf)
    _dropped(shelf, issuer)
    _keywords(shelf, issuer)
    _identifiers(shelf, issuer)
    _types(shelf, issuer)
    _graphs(shelf, issuer)


def _dropped(shelf: Shelf, issuer: Signer) -> None:
    for name, path, value in (
        ("at-the-top", "salaris", "4000"),
        ("in-the-subject", "credentialSubject.salaris", "4000"),
        ("in-the-achievement", "credentialSubject.achievement.niveau", "4"),
        ("in-the-issuer", "issuer.kvk", "01234567"),
        ("an-object", "credentialSubject.extra", {"narrative": "verborgen"}),
        ("empty-name", "credentialSubject.", "leeg"),
        ("member-of-a-proof", "proof", None),
    ):
        signed = issuer.prove(plain(issuer)) if path == "proof" else {**changed(plain(issuer), path, value)}
        document = changed(signed, "proof.0.opmerking", "x") if path == "proof" else issuer.prove(signed)
        shelf.bad(
            f"dropped-{name}",
            f"A word that no context knows ({name}); RDF leaves it out, so the signature holds.",
            document,
            DROPPED,
            SCHEMA,
        )
        if path != "proof":
            jcs = issuer.prove(signed, JCS)
            shelf.bad(f"dropped-{name}-jcs", f"A word that no context knows ({name}), under JCS.", jcs, DROPPED, SCHEMA)
            shelf.bad(
                f"dropped-{name}-jwt",
                f"A word that no context knows ({name}), in a JWT.",
                issuer.jwt(signed),
                DROPPED,
                SCHEMA,
            )
    added = changed(issuer.prove(plain(issuer)), "credentialSubject.graad", "doctor")
    shelf.bad("dropped-added-after-signing", "An unknown word was added after signing.", added, DROPPED)
    null = issuer.prove(changed(plain(issuer), "credentialSubject.licenseNumber", None))
    shelf.bad("dropped-null", "A member that is null falls out of the RDF.", null, DROPPED, SCHEMA)
    nulls = changed(issuer.prove(plain(issuer)), "validUntil", None)
    shelf.bad("dropped-null-end", "The end was made null.", nulls, DROPPED, SCHEMA, SIGNATURE, "time.malformed")
    where = generic(issuer, credentialSubject={"id": "did:example:een", "achievement": {"id": CLASS}})
    shelf.bad(
        "dropped-badge-words-without-context",
        "Words of Open Badges without their context.",
        issuer.prove(where),
        DROPPED,
    )


def _keywords(shelf: Shelf, issuer: Signer) -> None:
    for name, path, value in (
        ("id", "credentialSubject.achievement.@id", "https://elders.example/ander"),
        ("type", "credentialSubject.achievement.@type", "Achievement"),
        ("graph", "@graph", [{"id": "https://elders.example/x"}]),
        ("graph-in-the-subject", "credentialSubject.@graph", []),
        ("reverse", "credentialSubject.@reverse", {"issuer": {"id": "https://elders.example/x"}}),
        ("included", "@included", [{"id": "https://elders.example/x", "type": "Profile"}]),
        ("nest", "credentialSubject.@nest", {"licenseNumber": "PV-1"}),
        ("index", "credentialSubject.achievement.@index", "een"),
        ("set", "credentialSubject.achievement.tag", {"@set": ["a"]}),
        ("list", "credentialSubject.achievement.tag", {"@list": ["a"]}),
        ("value-with-a-type", "name", {"@value": "Gasten", "@type": "https://elders.example/t"}),
        ("json-literal", "name", {"@value": {"a": 1}, "@type": "@json"}),
        ("base", "@base", "https://elders.example/"),
        ("vocab", "@vocab", "https://elders.example/"),
        ("made-up", "@verborgen", "x"),
        ("made-up-in-the-subject", "credentialSubject.@comment", "x"),
    ):
        signed = issuer.prove(changed(plain(issuer), path, value), JCS)
        shelf.bad(f"keyword-{name}", f"The keyword: {name}.", signed, AGAIN, DROPPED, SCHEMA)
    alias = issuer.prove(generic(issuer, name={"@value": "Bewijs", "@language": "nl", "@index": "x"}), JCS)
    shelf.bad("keyword-index-in-a-language-value", "A language value with one keyword more.", alias, AGAIN, SCHEMA)


def _identifiers(shelf: Shelf, issuer: Signer) -> None:
    for name, path, value in (
        ("blank-subject", "credentialSubject.id", "_:b0"),
        ("blank-achievement", "credentialSubject.achievement.id", "_:c14n0"),
        ("blank-badge", "id", "_:badge"),
        ("relative-badge", "id", "badges/1"),
        ("relative-subject", "credentialSubject.id", "#sanne"),
        ("relative-achievement", "credentialSubject.achievement.id", "../gasten"),
        ("empty-badge", "id", ""),
        ("with-a-space", "id", "https://badges.example/badge 1"),
        ("word", "credentialSubject.achievement.id", "gasten"),
        ("number", "id", 12),
        ("array", "id", ["https://badges.example/1", "https://badges.example/2"]),
    ):
        signed = issuer.prove(changed(plain(issuer), path, value), JCS)
        shelf.bad(
            f"identifier-{name}",
            f"An identifier that no base resolves: {name}.",
            signed,
            DROPPED,
            SCHEMA,
            AGAIN,
            COMPLEX,
        )
    first = issuer.prove(changed(plain(issuer), "credentialSubject.achievement.id", "gasten"), "eddsa-rdfc-2022")
    shelf.bad("identifier-word-rdfc", "A relative identifier, in RDF.", first, DROPPED, SCHEMA)
    full = {**plain(issuer), "https://schema.org/name": "Directeur"}
    shelf.bad(
        "full-iri-as-a-name", "A second name spelled as a full address.", issuer.prove(full), DROPPED, SCHEMA, AGAIN
    )


def _types(shelf: Shelf, issuer: Signer) -> None:
    for name, path, value, reasons in (
        ("relative", "type", ["VerifiableCredential", "OpenBadgeCredential", "Diploma"], (DROPPED, SCHEMA)),
        ("relative-subject", "credentialSubject.type", ["AchievementSubject", "Held"], (DROPPED, SCHEMA)),
        ("relative-achievement", "credentialSubject.achievement.type", ["Achievement", "./Diploma"], (DROPPED, SCHEMA)),
        ("without-verifiable", "type", ["OpenBadgeCredential"], (TYPE, SCHEMA)),
        ("without-badge", "type", ["VerifiableCredential"], (TYPE, SCHEMA, DROPPED)),
        ("absent", "type", None, (TYPE, SCHEMA, DROPPED)),
        ("empty", "type", [], (TYPE, SCHEMA)),
        ("number", "type", [5, "VerifiableCredential", "OpenBadgeCredential"], (TYPE, SCHEMA)),
        ("object", "type", {"a": "b"}, (TYPE, SCHEMA)),
        ("lower-case", "type", ["verifiablecredential", "openbadgecredential"], (TYPE, SCHEMA, DROPPED)),
        ("blank", "type", ["VerifiableCredential", "OpenBadgeCredential", "_:b1"], (DROPPED, SCHEMA, AGAIN, COMPLEX)),
    ):
        document = changed(plain(issuer), path, value)
        document = {k: v for k, v in document.items() if v is not None}
        shelf.bad(f"type-{name}", f"The type: {name}.", issuer.prove(document, JCS), *reasons, "parse.not_a_badge")
    rdf = issuer.prove({**plain(issuer), "type": ["VerifiableCredential", "OpenBadgeCredential", "Diploma"]})
    shelf.bad("type-relative-rdfc", "A type that no context knows, in RDF.", rdf, DROPPED, SCHEMA)
    token = issuer.jwt({**plain(issuer), "type": ["VerifiableCredential", "OpenBadgeCredential", "Diploma"]})
    shelf.bad("type-relative-jwt", "A type that no context knows, in a JWT.", token, DROPPED, SCHEMA)


def _graphs(shelf: Shelf, issuer: Signer) -> None:
    """Graphs that a canonicaliser could look at for ever; the signature is one of another document."""
    value = at(issuer.prove(plain(issuer)), "proof")
    results = [
        {
            "type": ["Result"],
            "alignment": [{"type": ["Alignment"], "targetName": "x", "targetUrl": "https://a.example"}],
        }
    ] * 60
    same = badge(issuer, credentialSubject=subject(result=results))
    shelf.bad(
        "graph-sixty-twins", "Sixty results that can't be told apart.", {**same, "proof": value}, COMPLEX, SIGNATURE
    )
    ring = [{"id": f"_:b{n}", "type": ["Related"], "related": {"id": f"_:b{(n + 1) % 40}"}} for n in range(40)]
    poison = achievement(related=ring)
    document = badge(issuer, credentialSubject=subject(achievement=poison))
    shelf.bad(
        "graph-ring", "A ring of forty blank nodes.", {**document, "proof": value}, AGAIN, DROPPED, COMPLEX, SCHEMA
    )
    cliques = [
        {"id": f"_:n{n}", "credentialSubject": [{"id": f"_:n{m}"} for m in range(12) if m != n]} for n in range(12)
    ]
    dense = {**generic(issuer), "credentialSubject": cliques}
    shelf.bad(
        "graph-clique",
        "Twelve blank nodes that all know each other.",
        {**dense, "proof": value},
        AGAIN,
        DROPPED,
        COMPLEX,
        SCHEMA,
    )
    twins: Any = {"type": ["Evidence"]}
    many = badge(issuer, evidence=[twins] * 1500)
    shelf.bad(
        "graph-1500-empty-evidence",
        "Fifteen hundred empty pieces of evidence.",
        {**many, "proof": value},
        COMPLEX,
        SIGNATURE,
        "parse.too_large",
    )
    tree: Any = {"id": "did:example:blad"}
    for _ in range(8):
        tree = {"issuer": [tree, tree]}
    nested = {**generic(issuer), "credentialSubject": tree}
    shelf.bad(
        "graph-tree-of-twins",
        "A tree of blank nodes whose halves are the same.",
        {**nested, "proof": value},
        COMPLEX,
        SIGNATURE,
        DROPPED,
        SCHEMA,
        AGAIN,
        "parse.ambiguous_input",
    )
