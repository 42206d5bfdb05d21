"""Open Badges 2.0, signed: the issuer's list must not name the badge."""

from __future__ import annotations

from typing import Any

from casemaking.older import FORMAT_SIGNED, House, house
from casemaking.shelf import Shelf

REVOKED = "ob2.revoked"
MISMATCH, UNREACHABLE, SCHEMA = "issuer.mismatch", "status.unreachable", "schema.invalid"
NAME = "urn:uuid:7d3f1c52-0000-4000-8000-{:012d}"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "open-badges-2-signed"
    _silent(shelf)
    _lists(shelf)


def _silent(shelf: Shelf) -> None:
    silent = with_list(shelf, "stil.example", [NAME.format(99), "https://stil.example/ander"])
    shelf.good("list-silent", "The revocation list does not name it.", silent.signed(), format=FORMAT_SIGNED)
    empty = with_list(shelf, "niemand.example", [])
    shelf.good("list-empty", "An empty revocation list.", empty.signed(), format=FORMAT_SIGNED)


def _lists(shelf: Shelf) -> None:
    for name, revoked in (
        ("by-id", [{"id": NAME.format(1), "revocationReason": "Vergissing"}]),
        ("by-plain-id", [NAME.format(1)]),
        ("by-uid", [{"uid": "b-17", "revocationReason": "Vergissing"}]),
        ("among-others", [NAME.format(98), {"id": NAME.format(1)}, NAME.format(99)]),
    ):
        place = with_list(shelf, f"lijst-{name}.example", revoked)
        shelf.bad(
            f"revoked-{name}",
            f"The revocation list names it {name}.",
            place.signed(uid="b-17" if "uid" in name else None),
            REVOKED,
            "status.revoked",
        )
    for name, content, status in (
        ("404", b"weg", 404),
        ("302", b"", 302),
        ("html", b"<p>", 200),
        ("null", b"null", 200),
        ("no-list", {"type": "RevocationList"}, 200),
    ):
        place = house(shelf, f"lijst-{name}.example", revocationList=f"https://lijst-{name}.example/revocations")
        place.serve("revocations", content, status)
        shelf.never(
            f"list-{name}",
            f"The revocation list answers {name}.",
            place.signed(),
            UNREACHABLE,
            "fetch.unreachable",
            "fetch.redirect_blocked",
            "status.list_invalid",
            SCHEMA,
            "status.list_issuer_mismatch",
        )
    away = house(shelf, "lijst-weg.example", revocationList="https://lijst-weg.example/revocations")
    shelf.unsure(
        "list-unreachable", "The revocation list can't be had.", away.signed(), UNREACHABLE, "fetch.unreachable"
    )
    loop = house(shelf, "lijst-lus.example", revocationList="https://127.0.0.1/revocations")
    shelf.unsure(
        "list-on-loopback", "The revocation list lies on loopback.", loop.signed(), UNREACHABLE, "fetch.blocked"
    )
    other = house(shelf, "lijst-ander.example", revocationList="https://lijst-ander.example/revocations")
    other.serve("revocations", revocations(other, [], issuer="https://elders.example/issuer"))
    shelf.never(
        "list-of-another-issuer",
        "The revocation list is another issuer's.",
        other.signed(),
        "status.list_issuer_mismatch",
        "status.list_invalid",
        MISMATCH,
    )


def with_list(shelf: Shelf, host: str, revoked: list[Any]) -> House:
    place = house(shelf, host, revocationList=f"https://{host}/revocations")
    place.serve("revocations", revocations(place, revoked))
    return place


def revocations(place: House, revoked: list[Any], **changes: Any) -> dict[str, Any]:
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "RevocationList",
        "id": place.at("revocations"),
        "issuer": place.at("issuer"),
        "revokedAssertions": revoked,
        **changes,
    }
