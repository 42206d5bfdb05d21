"""Status lists in every form that is read: VC-JWT, other suites, StatusList2021, 1EdTech."""

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
    _forms(shelf, issuer)
    _older(shelf, issuer)
    _one_ed_tech(shelf, issuer)


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
