"""Badges whose status could be read: not withdrawn, or withdrawn in so many words."""

from __future__ import annotations

from typing import Any

from casemaking.badges import badge, old_badge, plain
from casemaking.canonical import DI2, OB301, OB303, OBX, SL2021, VC1, VC2
from casemaking.cast import Signer, did_key, zon, zon_p256, zon_rsa
from casemaking.keys import ed25519, elliptic
from casemaking.lists import (
    INDEX,
    bits,
    bitstring_list,
    encoded,
    entry,
    listed,
    older_list,
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
    _forms(shelf, issuer)
    _older(shelf, issuer)
    _one_ed_tech(shelf, issuer)


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


def _forms(shelf: Shelf, issuer: Signer) -> None:
    clear, set_ = encoded(bits(5)), encoded(bits(INDEX))
    for name, signer in (("eddsa", issuer), ("es256", zon_p256(shelf)), ("rs256", zon_rsa(shelf))):
        for label, content in (("clear", clear), ("set", set_)):
            address = f"https://badges.example/status/jwt-{name}-{label}"
            token = signer.jwt(bitstring_list(signer, address, content))
            shelf.serve(address, token, "application/vc+jwt")
            document = plain(signer, credentialStatus=entry(address))
            text = signer.jwt(document) if name != "eddsa" else signer.prove(document)
            verdict, reasons = ("valid", ()) if label == "clear" else ("invalid", (REVOKED,))
            shelf.add(
                f"list-as-jwt-{name}-{label}", f"The list is a VC-JWT ({name}); {label}.", text, verdict, *reasons
            )
    for name, key, suite in (
        ("ed25519", ed25519("bries"), "eddsa-rdfc-2022"),
        ("p256", elliptic("zon"), "ecdsa-rdfc-2019"),
    ):
        signer = did_key(key)
        address = f"https://lijsten.example/{name}"
        shelf.serve(address, signer.prove(bitstring_list(signer, address, set_), suite))
        text = signer.prove(plain(signer, credentialStatus=entry(address)), suite)
        shelf.bad(f"list-of-a-did-key-{name}", f"The list of a did:key ({name}), at another host; set.", text, REVOKED)
    for name, changes in (
        ("with-ttl", {"subject": {"ttl": 300_000}}),
        ("without-end", {"validUntil": None}),
        ("without-dates", {"validUntil": None, "validFrom": None}),
        ("issuer-object", {"issuer": {"id": issuer.id, "name": "Hotel Zon"}}),
        ("subject-without-id", {"subject": {"id": None}}),
    ):
        address = serve_list(shelf, issuer, name, clear, **changes)
        shelf.good(f"list-{name}", f"A list: {name}.", listed(issuer, entry(address)))
        gone = serve_list(shelf, issuer, f"{name}-set", set_, **changes)
        shelf.bad(f"list-{name}-set", f"A list: {name}; set.", listed(issuer, entry(gone)), REVOKED)
    jcs = "https://badges.example/status/jcs"
    shelf.serve(jcs, issuer.prove(bitstring_list(issuer, jcs, set_), "eddsa-jcs-2022", array=False))
    shelf.bad("list-jcs", "A list with eddsa-jcs-2022; set.", listed(issuer, entry(jcs)), REVOKED)


def _older(shelf: Shelf, issuer: Signer) -> None:
    """StatusList2021: the list is plain base64url of gzip, without multibase."""
    for label, content in (("clear", encoded(bits(5))[1:]), ("set", encoded(bits(INDEX))[1:])):
        verdict, reasons = ("valid", ()) if label == "clear" else ("invalid", (REVOKED,))
        address = f"https://badges.example/status/2021-{label}"
        contexts = [VC1, SL2021, DI2]
        shelf.serve(address, issuer.prove(older_list(issuer, address, content, **{"@context": contexts})))
        status = entry(address, type="StatusList2021Entry")
        old = old_badge(issuer, credentialStatus=status, **{"@context": [VC1, OB301, SL2021, DI2]})
        shelf.add(f"2021-{label}", f"StatusList2021 under VCDM 1.1; {label}.", issuer.prove(old), verdict, *reasons)
        new = plain(issuer, credentialStatus=status, **{"@context": [VC2, OB303, SL2021]})
        shelf.add(
            f"2021-vcdm-2-{label}", f"StatusList2021 under VCDM 2.0; {label}.", issuer.prove(new), verdict, *reasons
        )
        suspended = f"https://badges.example/status/2021-suspension-{label}"
        document = older_list(
            issuer, suspended, content, subject={"statusPurpose": "suspension"}, **{"@context": contexts}
        )
        shelf.serve(suspended, issuer.prove(document))
        held = entry(suspended, type="StatusList2021Entry", statusPurpose="suspension")
        reason = () if label == "clear" else (SUSPENDED,)
        text = issuer.prove(old_badge(issuer, credentialStatus=held, **{"@context": [VC1, OB301, SL2021, DI2]}))
        shelf.add(f"2021-suspension-{label}", f"StatusList2021, suspension; {label}.", text, verdict, *reason)


def _one_ed_tech(shelf: Shelf, issuer: Signer) -> None:
    """1EdTechRevocationList: unsigned, so its silence counts only at the issuer's host."""
    contexts = {"@context": [VC2, OB303, OBX]}

    def case(
        name: str, says: str, address: str, document: Any, verdict: str, *reasons: str, signer: Signer = issuer
    ) -> None:
        if document is not None:
            shelf.serve(address, document)
        status = {"id": address, "type": "1EdTechRevocationList"}
        shelf.add(
            f"1edtech-{name}", says, signer.prove(badge(signer, credentialStatus=status, **contexts)), verdict, *reasons
        )

    mine = badge(issuer)["id"]
    here, there = "https://badges.example/ingetrokken", "https://elders.example/ingetrokken"
    listing = [{"id": mine, "revoked": True, "revocationReason": "Vergissing"}]
    silent = [{"id": "https://badges.example/badges/ander", "revoked": True}]
    unknown = ("status.list_issuer_mismatch", "status.list_invalid", "status.unreachable", "status.unsupported")
    case(
        "listed", "The badge is listed.", f"{here}/1", _revocations(f"{here}/1", issuer.id, listing), "invalid", REVOKED
    )
    case(
        "silent",
        "The list at the issuer's host does not name it.",
        f"{here}/2",
        _revocations(f"{here}/2", issuer.id, silent),
        "valid",
    )
    case("empty", "An empty list at the issuer's host.", f"{here}/3", _revocations(f"{here}/3", issuer.id, []), "valid")
    case(
        "silent-elsewhere",
        "A silent list at another host.",
        f"{there}/1",
        _revocations(f"{there}/1", issuer.id, silent),
        "unknown",
        *unknown,
    )
    case(
        "listed-elsewhere",
        "Listed at another host: listed is listed.",
        f"{there}/2",
        _revocations(f"{there}/2", issuer.id, listing),
        "invalid",
        REVOKED,
    )
    case(
        "silent-other-issuer",
        "A silent list of another issuer.",
        f"{here}/4",
        _revocations(f"{here}/4", "did:web:maan.example", silent),
        "unknown",
        *unknown,
    )
    case(
        "unreachable",
        "The list can't be had.",
        f"{here}/weg",
        None,
        "unknown",
        "status.unreachable",
        "fetch.unreachable",
    )
    case(
        "no-issuer",
        "A silent list that names no issuer.",
        f"{here}/5",
        {"id": f"{here}/5", "revokedCredential": silent},
        "unknown",
        *unknown,
    )
    case("not-json", "The list is no JSON.", f"{here}/6", b"<p>niets</p>", "unknown", *unknown)
    case("null", "The list is null.", f"{here}/7", b"null", "unknown", *unknown)
    did = did_key(ed25519("bries"))
    case(
        "silent-did-key",
        "A did:key has no host, so silence proves nothing.",
        f"{there}/3",
        _revocations(f"{there}/3", did.id, silent),
        "unknown",
        *unknown,
        signer=did,
    )


def _revocations(address: str, issuer: str, revoked: list[Any]) -> dict[str, Any]:
    return {"id": address, "issuer": issuer, "revokedCredential": revoked}
