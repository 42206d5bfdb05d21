"""Open Badges 2.0, hosted: within the issuer's scope, and what the address serves counts."""

from __future__ import annotations

from typing import Any

from casemaking.badges import changed
from casemaking.older import House, house, recipient
from casemaking.shelf import Shelf

SCOPE, ID, SCHEMA = "ob2.hosted_scope", "ob2.id_mismatch", "schema.invalid"
NOT_A_BADGE = "parse.not_a_badge"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    bries = house(shelf, "bries.example")
    shelf.family = "open-badges-2-hosted"
    _scope(shelf, bries)
    _copies(shelf, bries)


def _scope(shelf: Shelf, bries: House) -> None:
    def at(host: str, name: str, says: str, badge: str = "", *reasons: str) -> None:
        place = House(shelf, host, bries.key)
        document = place.hosted(f"a/{name}", badge=badge or bries.at("badge"))
        shelf.bad(f"scope-{name}", says, document, *(reasons or (SCOPE,)))

    at("bries.example.elders.example", "prefix-of-the-host", "The issuer's host is only the beginning of this host.")
    at("elders.example", "other-host", "Hosted at another host than the issuer's.")
    at("bries.example-badges.example", "host-with-a-dash", "The issuer's host is only the beginning of this host.")
    at("xbries.example", "suffix-of-the-host", "The issuer's host is only the end of this host.")
    at("badges.bries.example", "host-below", "A host below the issuer's is another host.")
    paths = house(shelf, "paden.example", verification={"startsWith": "https://paden.example/badges"})
    for name, path in (
        ("path-prefix", "badges-van-een-ander/1"),
        ("path-above", "1"),
        ("path-capitals", "Badges/1"),
        ("path-dots", "badges/../ander/1"),
        ("path-encoded-dots", "badges/%2e%2e/ander/1"),
        ("path-encoded-slash", "badges%2F1"),
        ("path-double-slash", "/badges/1"),
    ):
        shelf.never(
            f"scope-{name}",
            f"Outside the path that the issuer names: {path}.",
            paths.hosted(path),
            SCOPE,
            "fetch.blocked",
            SCHEMA,
        )
    shelf.good(
        "scope-path-below", "Below the path that the issuer names, by whole segments.", paths.hosted("badges/2026/1")
    )
    trap = house(shelf, "streng.example", verification={"startsWith": "https://streng.example"})
    away = House(shelf, "streng.example.elders.example", trap.key)
    shelf.bad(
        "scope-starts-with-host",
        "startsWith names a host; this host only begins like it.",
        away.hosted("1", badge=trap.at("badge")),
        SCOPE,
    )
    only = house(shelf, "enig.example", verification={"allowedOrigins": "opslag.example"})
    shelf.bad("scope-not-an-allowed-origin", "The issuer allows another host only.", only.hosted("1"), SCOPE)
    both = house(
        shelf,
        "beide.example",
        verification={"allowedOrigins": ["beide.example"], "startsWith": ["https://beide.example/goed/"]},
    )
    shelf.good("scope-both", "Within the allowed host and path.", both.hosted("goed/1"))
    shelf.bad("scope-origin-but-not-path", "The host is allowed, the path is not.", both.hosted("fout/1"), SCOPE)
    wild = house(shelf, "wild.example", verification={"allowedOrigins": ["*", "*.example"]})
    loose = House(shelf, "los.example", wild.key)
    shelf.bad("scope-star", "A star is no host.", loose.hosted("1", badge=wild.at("badge")), SCOPE, SCHEMA)
    port = bries.assertion("assertions/poort", id="https://bries.example:8443/assertions/poort")
    shelf.serve(port["id"], port)
    shelf.never("scope-other-port", "Another port of the issuer's host.", port, SCOPE, "fetch.blocked")
    same = bries.assertion("assertions/443", id="https://bries.example:443/assertions/443")
    shelf.serve(same["id"], same)


def _copies(shelf: Shelf, bries: House) -> None:
    """What was pasted differs from what the address serves: the pasted copy proves nothing."""
    other = bries.badge_class("badge-directeur", name="Directeur")
    for number, (name, path, value) in enumerate(
        (
            ("recipient", "recipient.identity", recipient("milan@post.example")["identity"]),
            ("salt", "recipient.salt", "zuur"),
            ("badge", "badge", other),
            ("issued-on", "issuedOn", "2025-11-22T10:00:00Z"),
            ("expires", "expires", "2099-11-22T10:00:00Z"),
            ("verification", "verification", {"type": "signed", "creator": bries.at("key")}),
            ("hashed", "recipient.hashed", False),
        )
    ):
        document = changed(bries.hosted(f"assertions/copy-{number}"), path, value)
        shelf.never(
            f"copy-other-{name}",
            f"The pasted copy has another {name} than its address serves.",
            document,
            ID,
            SCHEMA,
            "ob2.key_not_declared",
            NOT_A_BADGE,
            "proof.missing",
        )
    away = bries.assertion("assertions/niet-hier")
    bries.serve("assertions/niet-hier", bries.assertion("assertions/elders"))
    shelf.bad("copy-other-id", "The address serves a badge with another id.", away, ID)
    stolen = bries.assertion("assertions/1", recipient=recipient("milan@post.example"))
    shelf.bad("copy-of-anothers-badge", "Somebody pasted a badge of another in his own name.", stolen, ID)
    bare: dict[str, Any] = {"@context": None}
    scoped = bries.hosted("assertions/scoped", badge=bries.badge_document())
    shelf.good(
        "embedded-badge-class-with-context",
        "An embedded badge class that repeats the context of the badge.",
        scoped,
        more_warnings=True,
    )
    own = bries.hosted("assertions/embedded", badge=bries.badge_document(**bare))
    shelf.good(
        "embedded-badge-class", "An embedded badge class that is what its address serves.", own, more_warnings=True
    )
    spoof = bries.hosted("assertions/spoof", badge=bries.badge_document(name="Directeur", **bare))
    shelf.good(
        "embedded-badge-class-spoofed",
        "An embedded badge class that is not what its address serves.",
        spoof,
        more_warnings=True,
        shows="Brood bakken",
    )
    embedded = bries.assertion("assertions/1", badge=bries.badge_document(name="Directeur", **bare))
    shelf.bad("copy-embedded-badge-class", "The pasted copy has a badge class of its own.", embedded, ID)
    false_issuer = bries.badge_document(
        "badge", **bare, issuer={"type": "Issuer", "id": bries.at("issuer"), "name": "Ministerie"}
    )
    copied = bries.assertion("assertions/1", badge=false_issuer)
    shelf.bad("copy-embedded-issuer", "The pasted copy embeds an issuer with another name.", copied, ID)
