"""Bitstring Status List 1.0 §2.2 and §3: the list behind an entry, and how a bit in it is found."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import Any

from casemaking.keys import base64url
from casemaking.lists import bits, bitstring_list, encoded

from badgeservice.errors import UnavailableError
from badgeservice.model.fetched import Fetched
from musts.documents import OTHER, STRANGER, damaged, given
from musts.inputs import Input, does_not_verify, must, verifies
from musts.status_entries import CLEAR, INDEX, LIST, MESSAGE, a_list, entry

SET = encoded(bits(INDEX))
BADGE = given(credentialStatus=entry())
NO_VALUE = None
ALL_BUT_ONE = bytes(0xFF ^ byte for byte in bits(INDEX))


def _behind(make: Callable[..., Input], says: str, served: Any, document: Any = BADGE, **more: Any) -> Input:
    """A credential behind whose entry this is served."""
    return make(says, document, served={LIST: served}, **more)


def _at(make: Callable[..., Input], says: str, index: int, served: Any, **members: Any) -> Input:
    """The same for another place in the list."""
    return _behind(make, says, served, given(credentialStatus=entry(statusListIndex=str(index), **members)))


def _subject(make: Callable[..., Input], says: str, **members: Any) -> Input:
    """A list whose subject has these members; None leaves one out."""
    return _behind(make, says, a_list(subject=members))


def _content(says: str, content: Any, why: str = "") -> Input:
    """A list with this as its encodedList is not good enough to say that a credential stands."""
    return _behind(does_not_verify, says, a_list(subject={"encodedList": content}), why=why)


CREDENTIALS = (
    must(
        "BSL-2.2-1",
        _behind(verifies, "a list that is a sound credential", a_list()),
        _behind(does_not_verify, "a list that nothing secures", bitstring_list(OTHER, LIST, CLEAR)),
        _behind(does_not_verify, "a list that was changed", damaged(a_list(), validFrom="2026-11-22T10:00:01Z")),
        _behind(does_not_verify, "a list by another issuer", a_list(signer=STRANGER)),
        _behind(
            does_not_verify,
            "a list in the name of the issuer, by another",
            {**a_list(), "proof": a_list(signer=STRANGER)["proof"]},
        ),
        _behind(does_not_verify, "a list without issuer", a_list(issuer=NO_VALUE)),
    ),
    must(
        "BSL-2.2-2",
        _behind(verifies, "the address as id", a_list()),
        _behind(does_not_verify, "no id in the list", a_list(id=NO_VALUE), why="list_invalid"),
        _behind(does_not_verify, "the list of another address", a_list(address="https://lists.example/status/2")),
    ),
    must(
        "BSL-2.2-3",
        _behind(does_not_verify, "another type of credential", a_list(type=["VerifiableCredential"])),
        _behind(does_not_verify, "no base type", a_list(type=["BitstringStatusListCredential"])),
    ),
    must(
        "BSL-2.2-4",
        _behind(does_not_verify, "a list that is over", a_list(validUntil="2026-11-22T11:00:00Z"), why="stale"),
        _behind(
            does_not_verify, "a list that is still to begin", a_list(validFrom="2026-11-23T11:00:00Z"), why="stale"
        ),
        _behind(verifies, "a list without dates", a_list(validFrom=NO_VALUE, validUntil=NO_VALUE)),
    ),
    must(
        "BSL-2.2-5",
        _subject(does_not_verify, "another type of list", type="StatusList2021"),
        _subject(does_not_verify, "no type of list", type=None),
    ),
    must(
        "BSL-2.2-6",
        _subject(verifies, "several purposes, one of them the right one", statusPurpose=["suspension", "revocation"]),
        _subject(does_not_verify, "no purpose", statusPurpose=None),
        _subject(does_not_verify, "a purpose that is a number", statusPurpose=7),
        _subject(does_not_verify, "a list with what is no text", statusPurpose=["revocation", 7]),
    ),
    must(
        "BSL-2.2-7",
        _content("no list", None),
        _content("a number", 7),
        _content("base64url without the letter of its encoding", CLEAR[1:]),
        _content("another encoding", "z" + CLEAR[1:]),
        _content("base64 with padding", CLEAR + "=="),
        _content("letters of plain base64", "u+/+/"),
        _content("no gzip inside", "u" + base64url(bits(5))),
        _content("zlib inside", "u" + base64url(zlib.compress(bits(5)))),
        _content("something after the gzip", "u" + base64url(gzip.compress(bits(5), mtime=0) + b"more")),
        _content("half of the gzip", "u" + base64url(gzip.compress(bits(5), mtime=0)[:-9])),
    ),
    must(
        "BSL-2.2-8",
        _behind(verifies, "exactly 16 kB", a_list(encoded(bits(5)))),
        _behind(verifies, "longer", a_list(encoded(bits(5, size=262_144)))),
        _content("shorter by a byte", encoded(bytes(16_383)), why="too_short"),
        _content("empty", encoded(b""), why="too_short"),
    ),
    must(
        "BSL-2.2-9",
        _subject(verifies, "a time to live", ttl=300_000),
        _subject(does_not_verify, "a time to live that is no number", ttl="soon"),
        _subject(does_not_verify, "a time to live below zero", ttl=-1),
    ),
)

TWO_BITS = a_list(encoded(bits(5, width=2, value=2)), subject={"statusPurpose": "message"})
REFRESHED = a_list(SET, subject={"statusPurpose": "refresh"})
_UNREACHABLE = UnavailableError("fetch.unreachable", LIST)

CHECKS = (
    must(
        "BSL-3.2-1",
        _behind(does_not_verify, "the bit is set", a_list(SET), why="revoked"),
        _behind(verifies, "the bit is not set", a_list()),
        _behind(does_not_verify, "every bit is set", a_list(encoded(b"\xff" * 16_384)), why="revoked"),
        _behind(verifies, "every other bit is set", a_list(encoded(ALL_BUT_ONE))),
    ),
    must(
        "BSL-3.2-2",
        _behind(
            does_not_verify,
            "a list for another purpose",
            a_list(subject={"statusPurpose": "suspension"}),
            why="purpose",
        ),
        _behind(
            does_not_verify,
            "suspended",
            a_list(SET, subject={"statusPurpose": "suspension"}),
            given(credentialStatus=entry(statusPurpose="suspension")),
            why="suspended",
        ),
        _behind(
            verifies,
            "not suspended",
            a_list(subject={"statusPurpose": "suspension"}),
            given(credentialStatus=entry(statusPurpose="suspension")),
        ),
        _behind(
            does_not_verify,
            "a purpose that we do not know",
            a_list(subject={"statusPurpose": "custom"}),
            given(credentialStatus=entry(statusPurpose="custom")),
        ),
    ),
    must(
        "BSL-3.2-3",
        _behind(does_not_verify, "nothing there", _UNREACHABLE, why="unreachable"),
        _behind(does_not_verify, "404", Fetched(b"", "text/plain", 404), why="unreachable"),
        _behind(does_not_verify, "a page", Fetched(b"<html></html>", "text/html", 200)),
        _behind(does_not_verify, "an empty object", {}),
        _behind(does_not_verify, "a list in JSON that is cut off", b'{"type": ["Verif'),
    ),
    must(
        "BSL-3.2-4",
        _at(verifies, "the last place", 131_071, a_list()),
        _at(does_not_verify, "one past the last place", 131_072, a_list()),
        _at(does_not_verify, "far past the last place", 10**12, a_list()),
        _at(
            does_not_verify,
            "past the last place by the size of the entry",
            65_536,
            a_list(subject={"statusPurpose": "message"}),
            **MESSAGE,
        ),
    ),
    must(
        "BSL-3.2-5",
        _at(verifies, "a message is no refusal", 5, TWO_BITS, **MESSAGE),
        _at(verifies, "no message", 6, TWO_BITS, **MESSAGE),
        _at(verifies, "word of something newer is no refusal", INDEX, REFRESHED, statusPurpose="refresh"),
    ),
    must(
        "BSL-3.2-6",
        does_not_verify(
            "one of two entries is set",
            given(credentialStatus=[entry(id="urn:a:1", statusListIndex="4"), entry()]),
            served={LIST: a_list(SET)},
            why="revoked",
        ),
        does_not_verify(
            "the other way round",
            given(credentialStatus=[entry(), entry(id="urn:a:1", statusListIndex="4")]),
            served={LIST: a_list(SET)},
            why="revoked",
        ),
        verifies(
            "neither",
            given(credentialStatus=[entry(id="urn:a:1", statusListIndex="4"), entry()]),
            served={LIST: a_list()},
        ),
    ),
    must(
        "BSL-3.3-1",
        _at(
            does_not_verify,
            "index 0 is the leftmost bit of the first byte",
            0,
            a_list(encoded(b"\x80" + bytes(16_383))),
        ),
        _at(verifies, "index 7 is not", 7, a_list(encoded(b"\x80" + bytes(16_383)))),
        _at(does_not_verify, "index 7 is the rightmost bit", 7, a_list(encoded(b"\x01" + bytes(16_383)))),
        _at(verifies, "index 0 is not", 0, a_list(encoded(b"\x01" + bytes(16_383)))),
        _at(
            does_not_verify,
            "index 8 is the leftmost bit of the second byte",
            8,
            a_list(encoded(b"\x00\x80" + bytes(16_382))),
        ),
    ),
    must(
        "BSL-3.4-1",
        _behind(
            does_not_verify,
            "the list as it was packed, at another level",
            a_list(encoded(bits(INDEX), level=1)),
            why="revoked",
        ),
        _behind(does_not_verify, "stored without packing", a_list(encoded(bits(INDEX), level=0)), why="revoked"),
        _content("a bomb", encoded(bytes(64_000_000)), why="too_large"),
    ),
)

MUSTS = CREDENTIALS + CHECKS
