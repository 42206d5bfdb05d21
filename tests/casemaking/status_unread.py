"""Badges whose status list is not what it should be: never a plain valid."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

from casemaking import keys
from casemaking.badges import badge, changed
from casemaking.canonical import VC2
from casemaking.cast import Signer, did_key, did_web, zon
from casemaking.lists import INDEX, bits, bitstring_list, encoded, entry, listed
from casemaking.shelf import Shelf

INVALID_LIST, ISSUER = "status.list_invalid", "status.list_issuer_mismatch"
SHORT, LARGE, STALE, UNSUPPORTED = (
    "status.list_too_short",
    "status.list_too_large",
    "status.stale",
    "status.unsupported",
)
PURPOSE = "status.purpose_mismatch"
CLEAR = encoded(bits(5))


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "status-unread"
    issuer = zon(shelf)
    _signatures(shelf, issuer)
    _around(shelf, issuer)
    _encodings(shelf, issuer)


def _case(
    shelf: Shelf, issuer: Signer, name: str, says: str, document: Any, *reasons: str, media: str = "application/vc"
) -> None:
    """A badge whose list is this document at an address of its own."""
    address = f"https://badges.example/status/x-{name}"
    content = document(address) if callable(document) else document
    shelf.serve(address, content, media)
    shelf.never(name, says, listed(issuer, entry(address)), *reasons)


def _signatures(shelf: Shelf, issuer: Signer) -> None:
    maan = did_web(shelf, "maan.example", keys.ed25519("maan"))
    stranger = did_key(keys.ed25519("stranger"))

    def unsigned(address: str) -> Any:
        return bitstring_list(issuer, address, CLEAR)

    def tampered(address: str) -> Any:
        return changed(
            issuer.prove(bitstring_list(issuer, address, encoded(bits(INDEX)))), "credentialSubject.encodedList", CLEAR
        )

    def token(address: str) -> str:
        return issuer.jwt(unsigned(address))

    wrong = (INVALID_LIST, ISSUER, "proof.signature_invalid", "proof.missing")
    _case(shelf, issuer, "unsigned", "The list bears no proof.", unsigned, *wrong)
    _case(shelf, issuer, "tampered", "The bit was cleared after signing.", tampered, *wrong)
    _case(
        shelf,
        issuer,
        "of-another-issuer",
        "The list is another issuer's.",
        lambda a: maan.prove(bitstring_list(maan, a, CLEAR)),
        *wrong,
    )
    _case(
        shelf,
        issuer,
        "signed-by-another",
        "The list names the issuer but another signed it.",
        lambda a: maan.prove(bitstring_list(issuer, a, CLEAR)),
        *wrong,
    )
    _case(
        shelf,
        issuer,
        "key-of-a-stranger",
        "Another key under the issuer's key id.",
        lambda a: issuer.with_key(stranger.key).prove(unsigned(a)),
        *wrong,
    )
    _case(
        shelf,
        issuer,
        "jwt-forged",
        "The list's JWT has another signature.",
        lambda a: token(a)[:-20] + "A" * 20,
        *wrong,
    )
    _case(
        shelf,
        issuer,
        "jwt-none",
        "The list's JWT is not signed.",
        lambda a: issuer.jwt(unsigned(a), alg="none").rsplit(".", 1)[0] + ".",
        *wrong,
    )
    _case(
        shelf,
        issuer,
        "jwt-of-another",
        "The list's JWT is another issuer's.",
        lambda a: maan.jwt(bitstring_list(maan, a, CLEAR)),
        *wrong,
    )
    _case(
        shelf,
        issuer,
        "proof-expired",
        "The proof of the list has ended.",
        lambda a: issuer.prove(unsigned(a), expires="2026-11-22T11:00:00Z"),
        *wrong,
        STALE,
    )
    _case(
        shelf,
        issuer,
        "purpose-of-the-proof",
        "The proof of the list is for logging in.",
        lambda a: issuer.prove(unsigned(a), proofPurpose="authentication"),
        *wrong,
    )


def _around(shelf: Shelf, issuer: Signer) -> None:
    own = entry("https://badges.example/status/clear", "9")
    wrong: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
        "stale": ({"validUntil": "2026-11-22T12:00:00Z"}, (STALE,)),
        "not-yet-valid": ({"validFrom": "2026-11-23T00:00:00Z"}, (STALE, INVALID_LIST)),
        "inverted": (
            {"validFrom": "2026-11-22T10:00:00Z", "validUntil": "2026-11-21T10:00:00Z"},
            (STALE, INVALID_LIST),
        ),
        "dates-without-zone": ({"validUntil": "2026-11-29T10:00:00"}, (STALE, INVALID_LIST)),
        "dates-in-words": ({"validUntil": "volgende week"}, (STALE, INVALID_LIST)),
        "other-purpose": ({"subject": {"statusPurpose": "suspension"}}, (PURPOSE,)),
        "no-purpose": ({"subject": {"statusPurpose": None}}, (PURPOSE, INVALID_LIST)),
        "purposes-without-ours": ({"subject": {"statusPurpose": ["suspension", "message"]}}, (PURPOSE,)),
        "other-id": ({"id": "https://badges.example/status/ander"}, (INVALID_LIST,)),
        "status-of-its-own": ({"credentialStatus": own}, (INVALID_LIST,)),
        "only-a-credential": ({"type": ["VerifiableCredential"]}, (INVALID_LIST, UNSUPPORTED)),
        "other-type-of-subject": ({"subject": {"type": "AchievementSubject"}}, (INVALID_LIST, UNSUPPORTED)),
        "no-encoded-list": ({"subject": {"encodedList": None}}, (INVALID_LIST, SHORT)),
        "encoded-list-a-number": ({"subject": {"encodedList": 7}}, (INVALID_LIST, SHORT)),
        "no-subject": ({"credentialSubject": None}, (INVALID_LIST,)),
        "two-subjects": ({"credentialSubject": [{"id": "urn:a:1"}, {"id": "urn:a:2"}]}, (INVALID_LIST,)),
        "context-unknown": (
            {"@context": [VC2, "https://contexts.example/rich.json"]},
            (INVALID_LIST, "context.unknown"),
        ),
        "no-id": ({"id": None}, (INVALID_LIST,)),
    }
    for name, (changes, reasons) in wrong.items():
        _case(
            shelf,
            issuer,
            name,
            f"A list that is wrong: {name}.",
            lambda a, c=changes: issuer.prove(bitstring_list(issuer, a, CLEAR, **_copy(c)), "eddsa-jcs-2022"),
            *reasons,
        )
    _case(
        shelf,
        issuer,
        "a-badge",
        "The address serves a badge.",
        lambda _a: issuer.prove(badge(issuer)),
        INVALID_LIST,
        UNSUPPORTED,
    )


def _encodings(shelf: Shelf, issuer: Signer) -> None:
    raw = bits(5)
    packed = gzip.compress(raw, 9, mtime=0)
    text = keys.base64url(packed)
    checksum = packed[:-8] + bytes(4) + packed[-4:]
    length = packed[:-4] + (1).to_bytes(4, "little")
    shapes: dict[str, tuple[str, tuple[str, ...]]] = {
        "too-short": (encoded(bits(5, size=131_064)), (SHORT,)),
        "of-one-byte": (encoded(b"\0"), (SHORT,)),
        "empty": (encoded(b""), (SHORT, INVALID_LIST)),
        "empty-text": ("", (SHORT, INVALID_LIST)),
        "only-u": ("u", (SHORT, INVALID_LIST)),
        "without-multibase": (text, (INVALID_LIST,)),
        "base58": ("z" + keys.base58(packed), (INVALID_LIST,)),
        "padded": ("u" + text + "=" * (-len(text) % 4 or 4), (INVALID_LIST,)),
        "base64-alphabet": ("u" + text.replace("-", "+").replace("_", "/") + "+/", (INVALID_LIST,)),
        "with-white-space": ("u" + text[:20] + "\n" + text[20:], (INVALID_LIST,)),
        "not-compressed": ("u" + keys.base64url(raw), (INVALID_LIST, LARGE, SHORT)),
        "zlib-instead-of-gzip": ("u" + keys.base64url(zlib.compress(raw, 9)), (INVALID_LIST,)),
        "trailing-data": ("u" + keys.base64url(packed + b"meer"), (INVALID_LIST,)),
        "two-members": ("u" + keys.base64url(packed + packed), (INVALID_LIST,)),
        "cut-off": ("u" + keys.base64url(packed[:-6]), (INVALID_LIST,)),
        "wrong-checksum": ("u" + keys.base64url(checksum), (INVALID_LIST,)),
        "wrong-length": ("u" + keys.base64url(length), (INVALID_LIST,)),
        "bomb-of-64-mb": (encoded(bytes(64_000_000)), (LARGE,)),
        "one-byte-over": (encoded(bytes(2**23 + 1)), (LARGE,)),
    }
    for name, (content, reasons) in shapes.items():
        _case(
            shelf,
            issuer,
            f"encoding-{name}",
            f"The encoded list: {name}.",
            lambda a, c=content: issuer.prove(bitstring_list(issuer, a, c), "eddsa-jcs-2022"),
            *reasons,
        )


def _copy(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: dict(value) if name == "subject" else value for name, value in changes.items()}
