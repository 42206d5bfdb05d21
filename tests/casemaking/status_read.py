"""Badges whose status list could be read: not withdrawn, or withdrawn in so many words."""

from __future__ import annotations

from casemaking.badges import plain
from casemaking.cast import Signer, zon
from casemaking.lists import (
    INDEX,
    bits,
    encoded,
    entry,
    listed,
    serve_list,
)
from casemaking.shelf import Shelf

REVOKED, SUSPENDED = "status.revoked", "status.suspended"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "status-read"
    issuer = zon(shelf)
    _bitstring(shelf, issuer)
    _purposes(shelf, issuer)
    _several(shelf, issuer)


def _bitstring(shelf: Shelf, issuer: Signer) -> None:
    clear, set_ = encoded(bits(5, 7)), encoded(bits(INDEX))
    shelf.good("clear", "The bit is not set.", listed(issuer, entry(serve_list(shelf, issuer, "clear", clear))))
    address = serve_list(shelf, issuer, "set", set_)
    shelf.bad("set", "The bit is set.", listed(issuer, entry(address)), REVOKED)
    shelf.bad("set-in-an-array", "One entry in an array; the bit is set.", listed(issuer, [entry(address)]), REVOKED)
    shelf.bad(
        "set-no-entry-id",
        "The entry has no id; the bit is set.",
        issuer.prove({**plain(issuer), "credentialStatus": entry(address, id=None)}),
        REVOKED,
        "schema.invalid",
    )
    shelf.bad(
        "set-in-a-jwt", "A JWT whose bit is set.", issuer.jwt(plain(issuer, credentialStatus=entry(address))), REVOKED
    )
    jcs = issuer.prove(plain(issuer, credentialStatus=entry(address)), "eddsa-jcs-2022")
    shelf.bad("set-jcs", "A JCS badge whose bit is set.", jcs, REVOKED)
    for name, index in (("first", 0), ("second", 1), ("seventh", 7), ("eighth", 8), ("last", 131_071)):
        near = serve_list(shelf, issuer, f"bit-{index}", encoded(bits(index)))
        shelf.bad(
            f"set-{name}",
            f"Bit {index} is set, most significant first.",
            listed(issuer, entry(near, str(index))),
            REVOKED,
        )
        mirrored = 7 - index % 8 + index // 8 * 8
        says = f"Bit {mirrored} is clear: only a reader of the least significant bit first sees it set."
        shelf.good(f"clear-mirror-of-{name}", says, listed(issuer, entry(near, str(mirrored))))
    full = serve_list(shelf, issuer, "all-but-one", encoded(bytes(b ^ 0xFF for b in bits(INDEX))))
    shelf.good("clear-among-set", "All bits are set but this one.", listed(issuer, entry(full)))
    long = serve_list(shelf, issuer, "long", encoded(bits(200_000, size=2**18)))
    shelf.good("long-list-clear", "A list of 2^18 entries.", listed(issuer, entry(long, "200001")))
    shelf.bad("long-list-set", "A bit beyond 2^17 is set.", listed(issuer, entry(long, "200000")), REVOKED)
    huge = serve_list(shelf, issuer, "largest", encoded(bits(2**26 - 1, size=2**26)))
    shelf.good("largest-list-clear", "A list of 2^26 entries.", listed(issuer, entry(huge, "67108862")))
    shelf.bad("largest-list-set", "The last bit of 2^26 is set.", listed(issuer, entry(huge, "67108863")), REVOKED)


def _purposes(shelf: Shelf, issuer: Signer) -> None:
    set_ = encoded(bits(INDEX))
    suspension = serve_list(shelf, issuer, "suspended", set_, subject={"statusPurpose": "suspension"})
    held = entry(suspension, statusPurpose="suspension")
    shelf.bad("suspended", "The suspension bit is set.", listed(issuer, held), SUSPENDED)
    shelf.good(
        "not-suspended",
        "The suspension bit is clear.",
        listed(issuer, {**held, "statusListIndex": "4", "id": f"{suspension}#4"}),
    )
    both = serve_list(shelf, issuer, "two-purposes", set_, subject={"statusPurpose": ["revocation", "suspension"]})
    shelf.bad("two-purposes-revocation", "A list of two purposes; withdrawn.", listed(issuer, entry(both)), REVOKED)
    shelf.bad(
        "two-purposes-suspension",
        "A list of two purposes; suspended.",
        listed(issuer, entry(both, statusPurpose="suspension")),
        SUSPENDED,
    )
    shelf.good("two-purposes-clear", "A list of two purposes; clear.", listed(issuer, entry(both, "3")))
    words = [{"status": "0x0", "message": "in orde"}, {"status": "0x1", "message": "wordt nagekeken"}]
    message = serve_list(shelf, issuer, "message", set_, subject={"statusPurpose": "message"})
    told = entry(message, statusPurpose="message", statusSize=1, statusMessage=words)
    shelf.good(
        "message-set", "A message bit is set: shown, and it warns.", listed(issuer, told), warnings=["status.message"]
    )
    quiet = entry(message, "6", statusPurpose="message", statusSize=1, statusMessage=words)
    shelf.good("message-clear", "A message bit is clear.", listed(issuer, quiet), more_warnings=True)


def _several(shelf: Shelf, issuer: Signer) -> None:
    clear = entry(serve_list(shelf, issuer, "clear", encoded(bits(5, 7))))
    set_ = entry(serve_list(shelf, issuer, "set", encoded(bits(INDEX))))
    suspended = entry("https://badges.example/status/suspended", statusPurpose="suspension")
    lost = entry("https://badges.example/status/weg")
    shelf.bad("several-second-set", "The second of two entries is set.", listed(issuer, [clear, set_]), REVOKED)
    shelf.bad("several-first-set", "The first of two entries is set.", listed(issuer, [set_, clear]), REVOKED)
    shelf.bad(
        "several-set-and-suspended",
        "One withdraws, one suspends.",
        listed(issuer, [suspended, set_]),
        REVOKED,
        SUSPENDED,
    )
    shelf.bad(
        "several-set-and-unreachable",
        "One is set, one can't be had: the worst counts.",
        listed(issuer, [lost, set_]),
        REVOKED,
    )
    shelf.unsure(
        "several-clear-and-unreachable",
        "One is clear, one can't be had.",
        listed(issuer, [clear, lost]),
        "status.unreachable",
        "fetch.unreachable",
    )
    other = {**clear, "id": f"{clear['statusListCredential']}#9", "statusListIndex": "9"}
    shelf.good("several-clear", "Two entries, both clear.", listed(issuer, [clear, other]))
