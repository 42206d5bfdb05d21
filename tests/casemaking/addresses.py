"""Badges whose status list lies where nobody may ask: what could not be had is unknown."""

from __future__ import annotations

from casemaking.badges import badge, plain
from casemaking.canonical import OB303, OBX, VC2
from casemaking.cast import Signer, zon
from casemaking.hosts import HOSTS, WHOLE
from casemaking.lists import bits, bitstring_list, encoded, entry, listed
from casemaking.shelf import Shelf

BLOCKED, SCHEME = "fetch.blocked", "fetch.scheme"
UNREACHABLE = "status.unreachable"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    shelf.family = "addresses-status"
    shelf.on = "status"
    _status(shelf, zon(shelf))
    shelf.on = None


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
