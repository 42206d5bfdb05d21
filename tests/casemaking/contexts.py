"""Badges whose contexts are not those of the closed list, in their order."""

from __future__ import annotations

from typing import Any

from casemaking.badges import badge, changed, plain
from casemaking.canonical import DI2, OB2, OB301, OB302, OB303, VC1, VC2
from casemaking.cast import Signer, zon
from casemaking.shelf import Shelf

RICH = "https://contexts.example/rich.json"
UNKNOWN, ORDER, AGAIN, DROPPED = "context.unknown", "context.order", "context.redefinition", "context.dropped_terms"
SCHEMA, SIGNATURE = "schema.invalid", "proof.signature_invalid"
JCS = "eddsa-jcs-2022"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "json-ld"
    shelf.serve(RICH, {"@context": {"salary": "https://contexts.example/salary"}}, "application/ld+json")
    issuer = zon(shelf)
    _contexts(shelf, issuer)
    _inline(shelf, issuer)


def _contexts(shelf: Shelf, issuer: Signer) -> None:
    lists: dict[str, tuple[Any, tuple[str, ...]]] = {
        "unknown": ([VC2, OB303, RICH], (UNKNOWN,)),
        "unknown-first": ([RICH, VC2, OB303], (UNKNOWN, ORDER)),
        "unknown-only": ([RICH], (UNKNOWN, ORDER)),
        "http": ([VC2.replace("https", "http"), OB303], (UNKNOWN,)),
        "slash-at-the-end": ([VC2 + "/", OB303], (UNKNOWN,)),
        "fragment": ([VC2 + "#", OB303], (UNKNOWN,)),
        "query": ([VC2, OB303 + "?v=1"], (UNKNOWN,)),
        "capitals": ([VC2.replace("www.w3.org", "WWW.W3.org"), OB303], (UNKNOWN,)),
        "with-a-space": ([VC2, OB303 + " "], (UNKNOWN,)),
        "relative": ([VC2, "context-3.0.3.json"], (UNKNOWN,)),
        "data-address": ([VC2, 'data:application/ld+json,{"@context":{}}'], (UNKNOWN,)),
        "later-version": ([VC2, OB303.replace("3.0.3", "3.0.9")], (UNKNOWN,)),
        "turned-round": ([OB303, VC2], (ORDER,)),
        "credentials-last": ([OB303, DI2, VC2], (ORDER,)),
        "badges-third": ([VC2, DI2, OB303], (ORDER,)),
        "without-badges": ([VC2], (DROPPED, SCHEMA, ORDER)),
        "without-credentials": ([OB303], (ORDER, SCHEMA)),
        "credentials-twice": ([VC2, VC2, OB303], (ORDER, AGAIN)),
        "credentials-v1-and-v2": ([VC1, VC2, OB303], (ORDER, AGAIN, SCHEMA)),
        "proofs-twice": ([VC2, OB303, DI2, DI2], (ORDER, AGAIN, SCHEMA)),
        "badges-of-two-versions": ([VC2, OB303, OB302], (ORDER, AGAIN)),
        "badges-2-and-3": ([VC2, OB303, OB2], (ORDER, AGAIN)),
        "v1-with-the-newest-badges": ([VC1, OB303], (ORDER, AGAIN, DROPPED, SCHEMA)),
        "v2-with-the-oldest-badges": ([VC2, OB301], (ORDER, AGAIN, DROPPED)),
        "empty": ([], (ORDER, UNKNOWN, SCHEMA)),
        "null": (None, (ORDER, UNKNOWN, SCHEMA, AGAIN)),
        "null-in-the-list": ([VC2, None, OB303], (UNKNOWN, AGAIN, SCHEMA)),
        "number": ([VC2, 303], (UNKNOWN, SCHEMA)),
        "list-in-the-list": ([VC2, [OB303]], (UNKNOWN, ORDER, SCHEMA)),
        "only-a-text": (VC2, (DROPPED, SCHEMA, ORDER)),
    }
    for name, (contexts, reasons) in lists.items():
        document = {**plain(issuer), "@context": contexts}
        signed = issuer.prove(document, JCS)
        shelf.bad(
            f"context-{name}", f"The contexts: {name}. The signature holds.", signed, *reasons, "proof.context_mismatch"
        )
    repeated = changed(
        issuer.prove({**plain(issuer), "@context": [VC2, OB303, DI2]}), "@context", [VC2, OB303, DI2, DI2]
    )
    shelf.bad(
        "context-repeated-after-signing",
        "A context was repeated after signing: VCDM 2.0 wants a set.",
        repeated,
        ORDER,
        AGAIN,
        SCHEMA,
    )
    missing = issuer.prove(plain(issuer), JCS)
    shelf.bad(
        "context-absent",
        "No @context.",
        {k: v for k, v in missing.items() if k != "@context"},
        ORDER,
        UNKNOWN,
        SCHEMA,
        SIGNATURE,
        "proof.context_mismatch",
        "parse.not_a_badge",
    )
    token = issuer.jwt({**badge(issuer), "@context": [VC2, OB303, RICH]})
    shelf.bad("jwt-context-unknown", "An unknown context in a JWT.", token, UNKNOWN)
    token = issuer.jwt({**badge(issuer), "@context": [VC2, OB303, {"salary": "https://x.example/s"}]})
    shelf.bad("jwt-context-inline", "An inline context in a JWT.", token, UNKNOWN, AGAIN)


def _inline(shelf: Shelf, issuer: Signer) -> None:
    for name, inline in (
        ("definition", {"salary": "https://contexts.example/salary"}),
        ("vocabulary", {"@vocab": "https://contexts.example/"}),
        ("base", {"@base": "https://contexts.example/"}),
        ("import", {"@import": RICH}),
        ("propagate", {"@propagate": False}),
        ("redefinition", {"name": "https://contexts.example/geheim"}),
        ("empty", {}),
    ):
        signed = issuer.prove({**plain(issuer), "@context": [VC2, OB303, inline]}, JCS)
        shelf.bad(f"inline-{name}", f"An inline context: {name}.", signed, UNKNOWN, AGAIN, SCHEMA)
    for name, path in (
        ("achievement", "credentialSubject.achievement.@context"),
        ("subject", "credentialSubject.@context"),
        ("issuer", "issuer.@context"),
        ("image", "credentialSubject.achievement.image.@context"),
        ("criteria", "credentialSubject.achievement.criteria.@context"),
    ):
        document = badge(issuer)
        known = issuer.prove(changed(document, path, OB303), JCS)
        shelf.bad(f"scoped-{name}", f"A context of its own at {name}.", known, AGAIN, UNKNOWN, SCHEMA)
        own = issuer.prove(changed(document, path, {"name": "https://contexts.example/geheim"}), JCS)
        shelf.bad(f"scoped-inline-{name}", f"An inline context at {name}.", own, AGAIN, UNKNOWN, SCHEMA)
