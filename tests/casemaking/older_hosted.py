"""Open Badges 2.0, hosted: what the address serves counts, within the issuer's scope."""

from __future__ import annotations

from typing import Any

from casemaking.badges import changed
from casemaking.older import EMAIL, FORMAT_HOSTED, House, house, recipient
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
    shelf.family = "open-badges-2-good"
    _good(shelf, bries)
    shelf.family = "open-badges-2-hosted"
    _scope(shelf, bries)
    _copies(shelf, bries)
    _answers(shelf, bries)
    _members(shelf, bries)
    _dates(shelf, bries)
    _recipients(shelf, bries)


def _good(shelf: Shelf, bries: House) -> None:
    shelf.good("hosted", "A hosted badge.", bries.hosted("assertions/1"), format=FORMAT_HOSTED)
    named = bries.hosted("assertions/2", verification={"type": "HostedBadge"})
    shelf.good("hosted-badge", "The other word for hosted.", named, format=FORMAT_HOSTED)
    shelf.good(
        "hosted-ends-later", "An end that has not come.", bries.hosted("assertions/3", expires="2027-11-22T10:00:00Z")
    )
    plain = {"type": "email", "hashed": False, "identity": EMAIL}
    shelf.good(
        "hosted-recipient", "The visitor's address is the recipient's.", bries.hosted("assertions/4"), recipient=EMAIL
    )
    shelf.good(
        "hosted-plain-recipient",
        "A recipient that is not hashed.",
        bries.hosted("assertions/5", recipient=plain),
        recipient=EMAIL,
    )
    proof = [{"type": "Evidence", "id": "https://bries.example/bewijs", "narrative": "Gezien."}]
    shelf.good(
        "hosted-evidence",
        "With evidence and a narrative.",
        bries.hosted("assertions/6", evidence=proof, narrative="Netjes."),
    )
    more = bries.badge_class(
        "badge-2",
        alignment=[{"targetName": "Bakken", "targetUrl": "https://kwalificaties.example/1"}],
        tags=["brood"],
        criteria="https://bries.example/criteria",
    )
    shelf.good("hosted-alignment", "A badge class with alignment and tags.", bries.hosted("assertions/7", badge=more))
    shelf.good(
        "hosted-zone", "A date with another zone.", bries.hosted("assertions/8", issuedOn="2026-11-22T11:00:00+01:00")
    )
    profile = bries.badge_class("badge-3", issuer=bries.issuer("profile", type="Profile", publicKey=None))
    shelf.good("hosted-profile", "The issuer is a Profile without a key.", bries.hosted("assertions/9", badge=profile))
    allowed = house(shelf, "uitgever.example", verification={"allowedOrigins": ["opslag.example", "uitgever.example"]})
    stored = House(shelf, "opslag.example", allowed.key)
    shelf.good(
        "hosted-allowed-origin",
        "Hosted where the issuer says that it may be.",
        stored.hosted("a/1", badge=allowed.at("badge")),
    )
    path = house(shelf, "gids.example", verification={"startsWith": "https://gids.example/badges/"})
    shelf.good("hosted-starts-with", "Within the path that the issuer names.", path.hosted("badges/1"))
    bare = bries.assertion("assertions/1")
    shelf.good("hosted-by-address", "Only its address.", bare["id"], lone_address=True, format=FORMAT_HOSTED)
    shelf.good(
        "hosted-pasted-with-image",
        "The pasted copy has an image that the fetched one lacks.",
        {**bare, "image": bries.at("x.png")},
        more_warnings=True,
    )


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


def _recipients(shelf: Shelf, bries: House) -> None:
    weak = "recipient.weak_hash"
    other = bries.hosted("assertions/4")
    shelf.good(
        "recipient-another",
        "The visitor is another: that only warns.",
        other,
        recipient="milan@post.example",
        warnings=["recipient.mismatch"],
    )
    old = bries.hosted("assertions/md5", recipient=recipient(algorithm_name="md5"))
    shelf.good("recipient-md5", "MD5 still matches, and warns.", old, recipient=EMAIL, warnings=[weak])
    bare = bries.hosted("assertions/unsalted", recipient=recipient(salt=None))
    shelf.good("recipient-unsalted", "Without salt it matches, and warns.", bare, recipient=EMAIL, warnings=[weak])
    wrong = bries.hosted("assertions/md5-other", recipient=recipient("milan@post.example", algorithm_name="md5"))
    shelf.good(
        "recipient-md5-another",
        "MD5 of another.",
        wrong,
        recipient=EMAIL,
        warnings=["recipient.mismatch"],
        more_warnings=True,
    )
