"""Issuers, hosted badges and inputs that lie where nobody may ask."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import badge, plain
from casemaking.canonical import OB2
from casemaking.cast import did_document, the_signer, zon
from casemaking.hosts import HOSTS, WHOLE
from casemaking.shelf import Shelf, as_bytes

BLOCKED, REDIRECT, LOST = "fetch.blocked", "fetch.redirect_blocked", "fetch.unreachable"
UNRESOLVABLE = "issuer.unresolvable"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "addresses-did"
    _did_web(shelf)
    shelf.family = "addresses-open-badges-2"
    _open_badges_2(shelf)
    shelf.family = "addresses-input"
    shelf.on = "structure"
    _inputs(shelf)
    shelf.on = None


def _did_web(shelf: Shelf) -> None:
    key = keys.ed25519("forms")
    for name in (
        "loopback",
        "loopback-decimal",
        "loopback-octal",
        "loopback-hexadecimal",
        "private-10",
        "private-192",
        "metadata",
        "public-literal",
        "localhost",
        "localhost-dot",
        "under-localhost",
        "mdns",
        "internal",
        "router",
        "one-label",
    ):
        did = f"did:web:{HOSTS[name]}"
        signer = the_signer(key, did)
        shelf.serve(f"https://{HOSTS[name]}/.well-known/did.json", did_document(signer))
        shelf.unsure(
            name, f"did:web at {HOSTS[name]}, which would be sound.", signer.prove(plain(signer)), BLOCKED, UNRESOLVABLE
        )
    for name, rest, path in (
        ("port", "poort.example%3A8443", "https://poort.example:8443/.well-known/did.json"),
        ("port-80", "poort.example%3A80", "https://poort.example:80/.well-known/did.json"),
        ("userinfo", "sanne%40poort.example", "https://sanne@poort.example/.well-known/did.json"),
    ):
        signer = the_signer(key, f"did:web:{rest}")
        shelf.serve(path, did_document(signer))
        shelf.never(
            name,
            f"did:web with another {name}.",
            signer.prove(plain(signer)),
            BLOCKED,
            UNRESOLVABLE,
            "schema.invalid",
            "proof.vm_not_authorized",
        )
    for name, rest in (
        ("traversal", "badges.example:..:..:etc"),
        ("traversal-encoded", "badges.example:%2e%2e:orgs"),
        ("slash", "badges.example/orgs/zon"),
        ("slash-encoded", "badges.example%2Forgs%2Fzon"),
        ("empty-segment", "badges.example::zon"),
        ("colon-at-the-end", "badges.example:orgs:zon:"),
        ("nothing", ""),
        ("query", "badges.example:orgs:zon?x=1"),
        ("encoded-null", "badges.example%00.elders.example"),
        ("encoded-new-line", "badges.example%0d%0aHost:x"),
        ("encoded-question", "badges.example%3Fx"),
        ("encoded-hash", "elders.example%23.badges.example"),
        ("backslash", "badges.example%5C@elders.example"),
        ("ipv6", "[::1]"),
        ("ipv6-encoded", "%5B%3A%3A1%5D"),
        ("capitals", "BADGES.example:orgs:zon"),
    ):
        signer = the_signer(keys.ed25519("zon"), f"did:web:{rest}")
        signed = signer.prove(plain(signer), "eddsa-jcs-2022")
        shelf.never(
            name,
            f"A mangled did:web: {name}.",
            signed,
            BLOCKED,
            UNRESOLVABLE,
            LOST,
            "schema.invalid",
            "proof.vm_not_authorized",
            "context.dropped_terms",
            "issuer.mismatch",
        )
    for status in (301, 302, 307, 404, 500):
        signer = the_signer(key, f"did:web:antwoord-{status}.example")
        shelf.serve(f"https://antwoord-{status}.example/.well-known/did.json", did_document(signer), status=status)
        shelf.unsure(
            f"answer-{status}",
            f"The did.json answers {status}.",
            signer.prove(plain(signer)),
            REDIRECT if status < 400 else LOST,
            UNRESOLVABLE,
        )
    large = the_signer(key, "did:web:groot.example")
    shelf.serve("https://groot.example/.well-known/did.json", as_bytes(did_document(large)) + b" " * 2_000_000)
    shelf.unsure(
        "over-2-mb",
        "The did.json is larger than 2 MB.",
        large.prove(plain(large)),
        "fetch.too_large",
        where={"proof": "fetch.too_large"},
    )
    gone = the_signer(key, "did:web:nergens.example")
    shelf.unsure("unreachable", "The did.json can't be had.", gone.prove(plain(gone)), LOST, UNRESOLVABLE)
    shelf.unsure("unreachable-jwt", "The did.json of a JWT can't be had.", gone.jwt(plain(gone)), LOST, UNRESOLVABLE)


def _open_badges_2(shelf: Shelf) -> None:
    for name in (
        "loopback",
        "private-10",
        "metadata",
        "ipv6-loopback",
        "ipv6-mapped",
        "localhost",
        "mdns",
        "loopback-decimal",
        "one-label",
    ):
        base = f"https://{HOSTS[name]}"
        assertion = _assertion(f"{base}/assertions/1", f"{base}/badge")
        shelf.serve(assertion["id"], assertion)
        shelf.unsure(name, f"A hosted badge whose own address is at {HOSTS[name]}.", assertion, BLOCKED)
    for name in ("http", "file", "userinfo", "other-port", "userinfo-trap", "ftp"):
        address, reasons = WHOLE[name]
        assertion = _assertion(address, "https://ob2.example/badge")
        shelf.never(
            name,
            f"A hosted badge whose own address is odd: {name}.",
            assertion,
            *reasons,
            "schema.invalid",
            "ob2.hosted_scope",
        )
    inner = _assertion("https://ob2.example/assertions/inner", "https://127.0.0.1/badge")
    shelf.serve(inner["id"], inner)
    shelf.unsure("badge-class-on-loopback", "The badge class lies on loopback.", inner, BLOCKED)
    moved = _assertion("https://ob2.example/assertions/moved", "https://ob2.example/badge")
    shelf.serve(moved["id"], b"", status=302)
    shelf.unsure("redirect", "The hosted badge is moved.", moved, REDIRECT)


def _inputs(shelf: Shelf) -> None:
    for name in ("loopback", "metadata", "localhost", "ipv6-loopback", "loopback-decimal", "mdns"):
        shelf.unsure(
            name,
            f"A file that holds only an address at {HOSTS[name]}.",
            f"https://{HOSTS[name]}/badge.json\n",
            BLOCKED,
            lone_address=True,
        )
    for name in ("http", "userinfo", "other-port"):
        address, reasons = WHOLE[name]
        shelf.unsure(name, f"A file that holds only an address: {name}.", address, *reasons, lone_address=True)
    issuer = zon(shelf)
    shelf.serve("https://badges.example/badges/1.json", issuer.prove(badge(issuer)), "application/vc")
    shelf.serve("https://badges.example/badges/1.jwt", issuer.jwt(badge(issuer)), "application/vc+jwt")
    shelf.serve("https://badges.example/badges/forged", {**issuer.prove(badge(issuer)), "name": "Directeur"})
    shelf.serve("https://badges.example/badges/address", b"https://badges.example/badges/1.json")
    shelf.good(
        "json",
        "A file that holds only the address of a badge.",
        "https://badges.example/badges/1.json\n",
        lone_address=True,
    )
    shelf.good(
        "jwt",
        "A file that holds only the address of a token.",
        " https://badges.example/badges/1.jwt",
        lone_address=True,
    )
    shelf.good("fragment", "The fragment is not sent.", "https://badges.example/badges/1.json#deel", lone_address=True)
    shelf.bad(
        "forged",
        "The address serves a forged badge.",
        "https://badges.example/badges/forged",
        "proof.signature_invalid",
        lone_address=True,
    )
    shelf.unsure(
        "unreachable", "The address serves nothing.", "https://badges.example/badges/nergens", LOST, lone_address=True
    )
    shelf.never(
        "address-of-an-address",
        "The address serves another address.",
        "https://badges.example/badges/address",
        "parse.not_a_badge",
        lone_address=True,
    )
    shelf.never(
        "two-addresses",
        "Two addresses.",
        "https://badges.example/badges/1.json\nhttps://badges.example/badges/1.jwt",
        "parse.not_a_badge",
        lone_address=True,
    )
    shelf.never(
        "words-and-an-address",
        "Words and an address.",
        "zie https://badges.example/badges/1.json",
        "parse.not_a_badge",
        lone_address=True,
    )


def _assertion(address: str, badge_class: str) -> dict[str, Any]:
    return {
        "@context": OB2,
        "type": "Assertion",
        "id": address,
        "recipient": {"type": "email", "hashed": False, "identity": "sanne@post.example"},
        "badge": badge_class,
        "issuedOn": "2026-11-22T10:00:00Z",
        "verification": {"type": "hosted"},
    }
