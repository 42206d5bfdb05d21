"""Open Badges 2.0, hosted: what the addresses serve is wrong."""

from __future__ import annotations

from typing import Any

from casemaking.older import EMAIL, House, house, recipient
from casemaking.shelf import Shelf

SCOPE, ID, REVOKED, SCHEMA = "ob2.hosted_scope", "ob2.id_mismatch", "ob2.revoked", "schema.invalid"
LOST, MISMATCH, UNRESOLVABLE, NOT_A_BADGE = (
    "fetch.unreachable",
    "issuer.mismatch",
    "issuer.unresolvable",
    "parse.not_a_badge",
)
CONTEXT = ("context.unknown", "context.order", SCHEMA, NOT_A_BADGE, "context.redefinition", "parse.unsupported_format")


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    bries = house(shelf, "bries.example")
    shelf.family = "open-badges-2-hosted"
    _answers(shelf, bries)
    _members(shelf, bries)
    _dates(shelf, bries)


def _answers(shelf: Shelf, bries: House) -> None:
    for name, content, status, verdict, reasons in (
        (
            "410-revoked",
            {
                "@context": "https://w3id.org/openbadges/v2",
                "id": bries.at("assertions/410-revoked"),
                "revoked": True,
                "revocationReason": "Vergissing",
            },
            410,
            "invalid",
            (REVOKED,),
        ),
        ("200-revoked", None, 200, "invalid", (REVOKED,)),
        ("404", b"weg", 404, "unknown", (LOST,)),
        ("500", b"kapot", 500, "unknown", (LOST,)),
        ("302", b"", 302, "unknown", ("fetch.redirect_blocked",)),
    ):
        document = bries.assertion(f"assertions/{name}")
        bries.serve(
            f"assertions/{name}", content or {**document, "revoked": True, "revocationReason": "Vergissing"}, status
        )
        shelf.add(f"answer-{name}", f"The badge's address answers {name}.", document, verdict, *reasons)
    for name, served in (
        ("html", b"<p>Inloggen</p>"),
        ("array", b"[]"),
        ("null", b"null"),
        ("nothing", b""),
        (
            "profile",
            {"@context": "https://w3id.org/openbadges/v2", "type": "Profile", "id": bries.at("assertions/profile")},
        ),
    ):
        document = bries.assertion(f"assertions/{name}")
        bries.serve(f"assertions/{name}", served)
        shelf.never(f"answer-{name}", f"The badge's address serves {name}.", document)
    lost = bries.assertion("assertions/nergens")
    shelf.unsure("answer-none", "The badge's address can't be had.", lost, LOST)
    far = bries.hosted("assertions/far", badge=bries.at("badge-nergens"))
    shelf.unsure("badge-class-unreachable", "The badge class can't be had.", far, LOST, UNRESOLVABLE)
    nobody = bries.badge_class("badge-nobody", issuer=bries.at("issuer-nergens"))
    shelf.unsure(
        "issuer-unreachable",
        "The issuer can't be had.",
        bries.hosted("assertions/nobody", badge=nobody),
        LOST,
        UNRESOLVABLE,
    )
    odd = bries.serve("badge-odd", bries.badge_document("badge-anders"))
    shelf.never(
        "badge-class-other-id",
        "The badge class's address serves one with another id.",
        bries.hosted("assertions/odd", badge=odd),
        ID,
        SCHEMA,
        MISMATCH,
    )
    liar = bries.serve(
        "issuer-liar",
        {
            "@context": "https://w3id.org/openbadges/v2",
            "type": "Issuer",
            "id": "https://ministerie.example/issuer",
            "name": "Ministerie",
            "url": "https://ministerie.example",
            "email": "a@ministerie.example",
        },
    )
    lied = bries.badge_class("badge-liar", issuer=liar)
    shelf.never(
        "issuer-other-id",
        "The issuer's address serves a profile with another id.",
        bries.hosted("assertions/liar", badge=lied),
        ID,
        MISMATCH,
        SCHEMA,
        SCOPE,
    )
    fake = House(shelf, "nep.example", bries.key)
    fake.badge_class(issuer=bries.at("issuer"))
    shelf.bad(
        "badge-class-of-a-stranger",
        "A stranger's badge class and badge name a known issuer.",
        fake.hosted("a/1"),
        SCOPE,
    )


def _members(shelf: Shelf, bries: House) -> None:
    wrong: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
        "no-verification": ({"verification": None}, (SCHEMA,)),
        "verification-a-text": ({"verification": "hosted"}, (SCHEMA,)),
        "verification-unknown": ({"verification": {"type": "vertrouwd"}}, (SCHEMA,)),
        "verification-empty": ({"verification": {}}, (SCHEMA,)),
        "no-recipient": ({"recipient": None}, (SCHEMA, NOT_A_BADGE)),
        "recipient-a-text": ({"recipient": EMAIL}, (SCHEMA,)),
        "recipient-without-identity": ({"recipient": {"type": "email", "hashed": False}}, (SCHEMA,)),
        "recipient-without-hashed": ({"recipient": {"type": "email", "identity": EMAIL}}, (SCHEMA,)),
        "hashed-a-text": ({"recipient": {**recipient(), "hashed": "true"}}, (SCHEMA,)),
        "hashed-a-number": ({"recipient": {**recipient(), "hashed": 1}}, (SCHEMA,)),
        "hashed-null": ({"recipient": {**recipient(), "hashed": None}}, (SCHEMA, "context.dropped_terms")),
        "sha1": ({"recipient": recipient(algorithm_name="sha1")}, (SCHEMA,)),
        "sha512": ({"recipient": recipient(algorithm_name="sha512")}, (SCHEMA,)),
        "hash-made-up": ({"recipient": {**recipient(), "identity": "rot13$fnaar"}}, (SCHEMA,)),
        "hash-too-short": ({"recipient": {**recipient(), "identity": "sha256$abc"}}, (SCHEMA,)),
        "no-badge": ({"badge": None}, (SCHEMA, NOT_A_BADGE)),
        "badge-a-number": ({"badge": 7}, (SCHEMA, NOT_A_BADGE)),
        "badge-http": ({"badge": "http://bries.example/badge"}, (SCHEMA, "fetch.scheme")),
        "no-issued-on": ({"issuedOn": None}, (SCHEMA, "time.malformed")),
        "id-http": ({"id": "http://bries.example/assertions/x"}, (SCHEMA, "fetch.scheme", SCOPE)),
        "id-urn": ({"id": "urn:uuid:7d3f1c52-0000-4000-8000-000000000009"}, (SCHEMA, "fetch.scheme", SCOPE)),
        "no-id": ({"id": None}, (SCHEMA, NOT_A_BADGE, "fetch.scheme", SCOPE)),
        "no-type": ({"type": None}, (SCHEMA, NOT_A_BADGE, "type.missing")),
        "type-badge-class": ({"type": "BadgeClass"}, (SCHEMA, NOT_A_BADGE, "type.missing")),
        "no-context": ({"@context": None}, CONTEXT),
        "context-of-version-1": ({"@context": "https://w3id.org/openbadges/v1"}, CONTEXT),
        "context-http": ({"@context": "http://w3id.org/openbadges/v2"}, CONTEXT),
        "context-unknown-too": (
            {"@context": ["https://w3id.org/openbadges/v2", "https://contexts.example/rich.json"]},
            CONTEXT,
        ),
        "context-inline-too": ({"@context": ["https://w3id.org/openbadges/v2", {"a": "https://a.example/"}]}, CONTEXT),
        "context-of-credentials": (
            {"@context": "https://www.w3.org/ns/credentials/v2"},
            (*CONTEXT, "context.dropped_terms"),
        ),
    }
    for number, (name, (changes, reasons)) in enumerate(wrong.items()):
        document = bries.assertion(f"assertions/member-{number}", **changes)
        bries.serve(f"assertions/member-{number}", document)
        shelf.never(name, f"A hosted badge that is wrong, also where it lies: {name}.", document, *reasons)
    for name, changes in (
        ("without-name", {"name": None}),
        ("without-issuer", {"issuer": None}),
        ("without-criteria", {"criteria": None}),
        ("without-description", {"description": None}),
        ("without-image", {"image": None}),
        ("of-another-type", {"type": "Assertion"}),
    ):
        odd = bries.badge_class(f"badge-{name}", **changes)
        shelf.never(
            f"badge-class-{name}",
            f"The badge class: {name}.",
            bries.hosted(f"assertions/class-{name}", badge=odd),
            SCHEMA,
            ID,
            UNRESOLVABLE,
        )


def _dates(shelf: Shelf, bries: House) -> None:
    for name, changes, reasons in (
        ("expired", {"expires": "2026-11-22T12:00:00Z"}, ("time.expired",)),
        ("not-yet", {"issuedOn": "2026-11-23T10:00:00Z"}, ("time.not_yet_valid",)),
        ("inverted", {"expires": "2026-11-21T10:00:00Z"}, ("time.inverted",)),
        ("without-zone", {"issuedOn": "2026-11-22T10:00:00"}, ("time.malformed",)),
        ("only-a-day", {"issuedOn": "2026-11-22"}, ("time.malformed",)),
        ("expires-without-zone", {"expires": "2027-11-22T10:00:00"}, ("time.malformed",)),
        ("a-number", {"issuedOn": 1795341600}, ("time.malformed", SCHEMA)),
        ("february-30", {"expires": "2027-02-30T10:00:00Z"}, ("time.malformed",)),
    ):
        shelf.bad(f"date-{name}", f"The dates: {name}.", bries.hosted(f"assertions/date-{name}", **changes), *reasons)
