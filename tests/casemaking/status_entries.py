"""Badges whose status entry or its address is not what it should be: never a plain valid."""

from __future__ import annotations

from casemaking.badges import badge, plain
from casemaking.canonical import OB303, OBX, VC2
from casemaking.cast import Signer, zon
from casemaking.lists import bits, encoded, entry, listed, serve_list
from casemaking.shelf import Shelf

INVALID_LIST, UNREACHABLE = "status.list_invalid", "status.unreachable"
SHORT, UNSUPPORTED = "status.list_too_short", "status.unsupported"
PURPOSE, RANGE = "status.purpose_mismatch", "status.index_out_of_range"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "status-unread"
    issuer = zon(shelf)
    shelf.on = "status"
    _entries(shelf, issuer)
    _answers(shelf, issuer)
    shelf.on = None


def _entries(shelf: Shelf, issuer: Signer) -> None:
    address = serve_list(shelf, issuer, "clear", encoded(bits(5, 7)))
    for name, index in (
        ("beyond", "131072"),
        ("far-beyond", "99999999999999999999"),
        ("negative", "-1"),
        ("fraction", "5.5"),
        ("exponent", "1e3"),
        ("hexadecimal", "0x10"),
        ("letters", "vijf"),
        ("empty", ""),
        ("with-a-space", " 94567"),
        ("underscore", "94_567"),
        ("other-digits", "٩٤٥"),
        ("plus", "+94567"),
    ):
        shelf.never(
            f"index-{name}",
            f"The index is '{index}'.",
            listed(issuer, entry(address, index, id=f"{address}#x")),
            RANGE,
            "schema.invalid",
        )
    for name, index in (
        ("a-float", 5.5),
        ("true", True),
        ("a-list", ["94567"]),
        ("an-object", {}),
        ("negative-number", -4),
    ):
        signed = issuer.prove(
            plain(issuer, credentialStatus=entry(address, index, id=f"{address}#x")), "eddsa-jcs-2022"
        )
        shelf.never(f"index-{name}", f"The index is {name}.", signed, RANGE, "schema.invalid", "context.dropped_terms")
    for name, changes, reasons in (
        ("no-index", {"statusListIndex": None}, (RANGE, "schema.invalid")),
        ("no-purpose", {"statusPurpose": None}, (PURPOSE, "schema.invalid", UNSUPPORTED)),
        ("no-list", {"statusListCredential": None}, (UNSUPPORTED, "schema.invalid", UNREACHABLE, INVALID_LIST)),
        (
            "list-is-an-object",
            {"statusListCredential": {"id": address}},
            (UNSUPPORTED, "schema.invalid", UNREACHABLE, INVALID_LIST),
        ),
        ("unknown-purpose", {"statusPurpose": "vergeten"}, (PURPOSE, UNSUPPORTED)),
        ("no-type", {"type": None}, (UNSUPPORTED, "schema.invalid", "context.dropped_terms")),
        ("size-of-two-bits", {"statusSize": 2}, (UNSUPPORTED, INVALID_LIST, SHORT, "schema.invalid", PURPOSE)),
        ("size-of-zero", {"statusSize": 0}, (UNSUPPORTED, INVALID_LIST, "schema.invalid")),
    ):
        signed = issuer.prove(plain(issuer, credentialStatus=entry(address, **changes)), "eddsa-jcs-2022")
        shelf.never(f"entry-{name}", f"The entry: {name}.", signed, *reasons)
    for kind in ("RevocationList2020Status", "CredentialStatusList2017", "StatusList2021Entry"):
        signed = issuer.prove(plain(issuer, credentialStatus=entry(address, type=kind)), "eddsa-jcs-2022")
        shelf.never(
            f"type-{kind.lower()}",
            f"A status of type {kind}, which no context of the badge knows.",
            signed,
            UNSUPPORTED,
            "context.dropped_terms",
        )
    known = issuer.prove(
        plain(issuer, credentialStatus={"id": f"{address}#1", "type": "BitstringStatusListCredential"})
    )
    shelf.unsure("type-known-word-but-no-status", "A known word that is no kind of status.", known, UNSUPPORTED)
    refresh = {"id": "https://badges.example/x", "type": "1EdTechCredentialRefresh"}
    odd = issuer.prove(plain(issuer, credentialStatus=refresh, **{"@context": [VC2, OB303, OBX]}))
    shelf.unsure("type-refresh-as-status", "A refresh service as status.", odd, UNSUPPORTED)
    for name, status in (
        ("null", None),
        ("a-text", address),
        ("empty-object", {}),
        ("list-of-texts", [address]),
        ("a-number", 3),
    ):
        signed = issuer.prove({**plain(issuer), "credentialStatus": status}, "eddsa-jcs-2022")
        shelf.never(
            f"status-{name}",
            f"The status is {name}.",
            signed,
            "schema.invalid",
            UNSUPPORTED,
            "context.dropped_terms",
            "context.too_complex",
        )


def _answers(shelf: Shelf, issuer: Signer) -> None:
    for name, content, status, reasons in (
        ("404", b"niet gevonden", 404, (UNREACHABLE, "fetch.unreachable")),
        ("410", b"{}", 410, (UNREACHABLE, "fetch.unreachable")),
        ("500", b"kapot", 500, (UNREACHABLE, "fetch.unreachable")),
        ("redirect", b"", 302, (UNREACHABLE, "fetch.redirect_blocked")),
        ("redirect-308", b"", 308, (UNREACHABLE, "fetch.redirect_blocked")),
        ("html", b"<!doctype html><title>Inloggen</title>", 200, (INVALID_LIST, UNREACHABLE)),
        ("nothing", b"", 200, (INVALID_LIST, UNREACHABLE)),
        ("json-array", b"[]", 200, (INVALID_LIST, UNREACHABLE)),
        ("json-null", b"null", 200, (INVALID_LIST, UNREACHABLE)),
        ("duplicate-names", b'{"id":"a","id":"b"}', 200, (INVALID_LIST, UNREACHABLE)),
    ):
        address = f"https://badges.example/status/answer-{name}"
        shelf.serve(address, content, "text/html", status)
        sure = status != 200
        (shelf.unsure if sure else shelf.never)(
            f"answer-{name}", f"The list's address answers: {name}.", listed(issuer, entry(address)), *reasons
        )
    lost = listed(issuer, entry("https://badges.example/status/nergens"))
    shelf.unsure("unreachable", "The list can't be had.", lost, UNREACHABLE, "fetch.unreachable")
    token = issuer.jwt(plain(issuer, credentialStatus=entry("https://badges.example/status/nergens")))
    shelf.unsure("unreachable-jwt", "The list of a JWT can't be had.", token, UNREACHABLE, "fetch.unreachable")
    address = "https://badges.example/ingetrokken/9"
    mine = [{"id": badge(issuer)["id"], "revoked": True}]
    shelf.serve(address, {"id": address, "issuer": issuer.id, "revokedCredentials": mine})
    status = {"id": address, "type": "1EdTechRevocationList"}
    odd = issuer.prove(badge(issuer, credentialStatus=status, **{"@context": [VC2, OB303, OBX]}))
    shelf.never("1edtech-other-member", "The badge is listed under a member that the standard does not have.", odd)
