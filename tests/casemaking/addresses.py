"""Badges that try to make us ask an address that must not be asked: a document that could not be had is unknown."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import badge, plain
from casemaking.canonical import OB2, OB303, OBX, VC2
from casemaking.cast import Signer, did_document, the_signer, zon
from casemaking.lists import bits, bitstring_list, encoded, entry, listed
from casemaking.shelf import Shelf, as_bytes

BLOCKED, SCHEME, REDIRECT, LOST = "fetch.blocked", "fetch.scheme", "fetch.redirect_blocked", "fetch.unreachable"
UNRESOLVABLE, UNREACHABLE = "issuer.unresolvable", "status.unreachable"

HOSTS = {
    "loopback": "127.0.0.1",
    "loopback-other": "127.8.9.10",
    "loopback-short": "127.1",
    "loopback-decimal": "2130706433",
    "loopback-octal": "0177.0.0.1",
    "loopback-hexadecimal": "0x7f.0.0.1",
    "loopback-one-hexadecimal": "0x7f000001",
    "zero": "0.0.0.0",
    "bare-zero": "0",
    "private-10": "10.0.0.5",
    "private-172": "172.16.4.1",
    "private-192": "192.168.1.1",
    "carrier": "100.64.0.1",
    "link-local": "169.254.10.20",
    "metadata": "169.254.169.254",
    "multicast": "224.0.0.1",
    "broadcast": "255.255.255.255",
    "documentation": "192.0.2.1",
    "public-literal": "93.184.216.34",
    "ipv6-loopback": "[::1]",
    "ipv6-unspecified": "[::]",
    "ipv6-mapped": "[::ffff:127.0.0.1]",
    "ipv6-mapped-hexadecimal": "[::ffff:7f00:1]",
    "ipv6-nat64": "[64:ff9b::7f00:1]",
    "ipv6-6to4": "[2002:7f00:1::]",
    "ipv6-link-local": "[fe80::1%25eth0]",
    "ipv6-unique-local": "[fd00::1]",
    "ipv6-public-literal": "[2606:2800:220:1:248:1893:25c8:1946]",
    "localhost": "localhost",
    "localhost-dot": "localhost.",
    "localhost-capitals": "LOCALHOST",
    "under-localhost": "app.localhost",
    "mdns": "printer.local",
    "internal": "metadata.google.internal",
    "intranet": "wiki.intranet",
    "router": "router.lan",
    "one-label": "intranet",
    "one-label-dot": "intranet.",
    "reverse": "1.0.0.127.in-addr.arpa",
    "fullwidth-digits": "１２７.0.0.1",
    "circled-digits": "①②⑦.⓪.⓪.①",
    "ideographic-stop": "127。0。0。1",
    "empty-label": "a..example",
    "star": "*.example",
}
WHOLE = {
    "http": ("http://badges.example/status/1", (SCHEME, BLOCKED)),
    "http-loopback": ("http://127.0.0.1/status/1", (SCHEME, BLOCKED)),
    "file": ("file:///etc/passwd", (SCHEME, BLOCKED)),
    "ftp": ("ftp://badges.example/status/1", (SCHEME, BLOCKED)),
    "gopher": ("gopher://badges.example:70/_x", (SCHEME, BLOCKED)),
    "data": ("data:application/json,{}", (SCHEME, BLOCKED, "context.dropped_terms")),
    "javascript": ("javascript:alert(1)", (SCHEME, BLOCKED)),
    "urn": ("urn:uuid:11111111-2222-4333-8444-555555555555", (SCHEME, BLOCKED)),
    "did": ("did:web:badges.example", (SCHEME, BLOCKED)),
    "userinfo": ("https://sanne@badges.example/status/1", (BLOCKED,)),
    "userinfo-with-password": ("https://sanne:geheim@badges.example/status/1", (BLOCKED,)),
    "userinfo-trap": ("https://badges.example@127.0.0.1/status/1", (BLOCKED,)),
    "userinfo-empty": ("https://@badges.example/status/1", (BLOCKED,)),
    "other-port": ("https://badges.example:8443/status/1", (BLOCKED,)),
    "ssh-port": ("https://badges.example:22/status/1", (BLOCKED,)),
    "port-zero": ("https://badges.example:0/status/1", (BLOCKED,)),
    "port-too-high": ("https://badges.example:99999/status/1", (BLOCKED,)),
    "port-in-letters": ("https://badges.example:https/status/1", (BLOCKED,)),
    "backslash": ("https://badges.example\\@127.0.0.1/status/1", (BLOCKED, "context.dropped_terms")),
    "no-host": ("https:///status/1", (BLOCKED,)),
    "one-slash": ("https:/127.0.0.1/status/1", (BLOCKED,)),
    "new-line": ("https://badges.example/status/1\r\nHost: x", (BLOCKED, "context.dropped_terms", "parse.encoding")),
    "space": ("https://badges.example/status 1", (BLOCKED, "context.dropped_terms", "schema.invalid")),
    "encoded-host": ("https://%6c%6f%63%61%6c%68%6f%73%74/status/1", (BLOCKED,)),
    "of-9-kb": ("https://badges.example/" + "a" * 9000, (BLOCKED, "parse.too_large", "fetch.too_large", LOST)),
}


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    issuer = zon(shelf)
    shelf.family = "addresses-status"
    _status(shelf, issuer)
    shelf.family = "addresses-did"
    _did_web(shelf)
    shelf.family = "addresses-open-badges-2"
    _open_badges_2(shelf)
    shelf.family = "addresses-input"
    _inputs(shelf)


def _status(shelf: Shelf, issuer: Signer) -> None:
    for name, host in HOSTS.items():
        address = f"https://{host}/status/1"
        shelf.serve(address, issuer.prove(bitstring_list(issuer, address, encoded(bits(5))), "eddsa-jcs-2022"))
        signed = issuer.prove(plain(issuer, credentialStatus=entry(address)), "eddsa-jcs-2022")
        odd = any(ord(letter) > 127 for letter in host) or "%" in host
        where = shelf.never if odd else shelf.unsure
        where(
            name,
            f"The status list lies at {host}, and would be sound.",
            signed,
            BLOCKED,
            UNREACHABLE,
            "schema.invalid",
            "context.dropped_terms",
        )
    for name, (address, reasons) in WHOLE.items():
        signed = issuer.prove(plain(issuer, credentialStatus=entry(address)), "eddsa-jcs-2022")
        shelf.never(
            name,
            f"The status list's address: {name}.",
            signed,
            *reasons,
            UNREACHABLE,
            "status.unsupported",
            "schema.invalid",
        )
    own = {"id": "http://169.254.169.254/latest/meta-data", "type": "1EdTechRevocationList"}
    old = issuer.prove(badge(issuer, credentialStatus=own, **{"@context": [VC2, OB303, OBX]}))
    shelf.unsure(
        "1edtech-metadata", "A revocation list at the cloud's metadata address.", old, SCHEME, BLOCKED, UNREACHABLE
    )
    forged = {**listed(issuer, entry("http://127.0.0.1/aanval")), "name": "Directeur"}
    shelf.bad(
        "forged-badge-asks-nothing",
        "A forged badge does not get its status list asked for.",
        forged,
        "proof.signature_invalid",
        where={"status": "not_checked"},
    )


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
