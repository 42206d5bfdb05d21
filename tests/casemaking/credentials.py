"""Credentials that are no badge and break the data model; older status lists."""

from __future__ import annotations

from typing import Any

from casemaking import keys
from casemaking.badges import badge, generic, old_badge, plain
from casemaking.canonical import DI2, ED2020, OB301, OB303, OBX, SL2021, VC1, VC2
from casemaking.cast import Signer, did_key, did_web, zon
from casemaking.lists import INDEX, bits, bitstring_list, encoded, entry, listed, older_list
from casemaking.shelf import Shelf

SIGNATURE, SCHEMA, TYPE = "proof.signature_invalid", "schema.invalid", "type.missing"
DROPPED = "context.dropped_terms"


def make(shelf: Shelf) -> None:
    """Put them on the shelf."""
    issuer = zon(shelf)
    shelf.family = "credentials"
    _credentials(shelf, issuer)
    shelf.family = "status-unread"
    _older_lists(shelf, issuer)


def _credentials(shelf: Shelf, issuer: Signer) -> None:
    """Against VCDM 2.0 and 1.1, for a credential that is no badge."""
    wrong: dict[str, dict[str, Any]] = {
        "no-subject": {"credentialSubject": None},
        "empty-subject": {"credentialSubject": {}},
        "subject-a-text": {"credentialSubject": "did:example:een"},
        "subject-an-empty-list": {"credentialSubject": []},
        "no-type": {"type": None},
        "type-without-verifiable": {"type": ["EnvelopedVerifiableCredential"]},
        "no-issuer": {"issuer": None},
        "issuer-a-word": {"issuer": "hotel"},
        "id-a-word": {"id": "bewijs"},
        "id-a-list": {"id": ["urn:uuid:1", "urn:uuid:2"]},
        "name-a-number": {"name": 7},
        "name-without-value": {"name": {"@language": "nl"}},
        "name-language-a-number": {"name": {"@value": "x", "@language": 7}},
        "status-without-type": {"credentialStatus": {"id": "https://badges.example/status/1#1"}},
        "status-a-text": {"credentialStatus": "https://badges.example/status/1"},
        "schema-without-type": {"credentialSchema": {"id": "https://badges.example/schema"}},
        "evidence-a-text": {"evidence": "gezien"},
        "valid-from-a-day": {"validFrom": "2026-11-22"},
        "valid-until-passed": {"validUntil": "2026-11-22T11:00:00Z"},
        "valid-from-to-come": {"validFrom": "2026-11-23T11:00:00Z"},
        "terms-without-type": {"termsOfUse": {"id": "https://badges.example/voorwaarden"}},
    }
    reasons = (
        SCHEMA,
        TYPE,
        DROPPED,
        "parse.not_a_badge",
        "issuer.mismatch",
        "proof.vm_not_authorized",
        "time.malformed",
        "time.expired",
        "time.not_yet_valid",
        "status.unsupported",
        "parse.unsupported_format",
        "context.redefinition",
        "proof.vm_controller_mismatch",
    )
    for name, changes in wrong.items():
        document = generic(issuer, **changes)
        shelf.never(name, f"A credential that is wrong: {name}.", issuer.prove(document, "eddsa-jcs-2022"), *reasons)
        shelf.never(
            f"{name}-jwt",
            f"The same as JWT: {name}.",
            issuer.jwt(document),
            *reasons,
            "jws.malformed",
            "jws.claims_conflict",
        )
    old = {**old_badge(issuer), "@context": [VC1, OB301, ED2020]}
    for name, change in (
        ("issuance-date", "issuanceDate"),
        ("issuer", "issuer"),
        ("subject", "credentialSubject"),
        ("type", "type"),
    ):
        bare = {member: value for member, value in old.items() if member != change}
        shelf.never(
            f"vcdm-1-1-without-{name}", f"VCDM 1.1 without {name}.", issuer.prove(bare, "eddsa-jcs-2022"), *reasons
        )


def _older_lists(shelf: Shelf, issuer: Signer) -> None:
    clear = encoded(bits(5))[1:]
    maan = did_web(shelf, "badges.example:orgs:maan", keys.ed25519("maan"))
    contexts = {"@context": [VC1, SL2021, DI2]}

    def case(name: str, says: str, make_list: Any, *reasons: str) -> None:
        address = f"https://badges.example/status/2021-x-{name}"
        shelf.serve(address, make_list(address))
        status = entry(address, type="StatusList2021Entry")
        text = issuer.prove(plain(issuer, credentialStatus=status, **{"@context": [VC2, OB303, SL2021]}))
        shelf.never(f"2021-{name}", says, text, *reasons)

    invalid = ("status.list_invalid", "status.list_issuer_mismatch", SIGNATURE, "status.unsupported")
    case(
        "unsigned", "A StatusList2021 that is not signed.", lambda a: older_list(issuer, a, clear, **contexts), *invalid
    )
    case(
        "of-another",
        "A StatusList2021 of another issuer at the same host.",
        lambda a: maan.prove(older_list(maan, a, clear, **contexts)),
        *invalid,
    )
    case(
        "signed-by-another",
        "A StatusList2021 that another signed.",
        lambda a: maan.prove(older_list(issuer, a, clear, **contexts)),
        *invalid,
    )
    case(
        "stale",
        "A StatusList2021 that has ended.",
        lambda a: issuer.prove(older_list(issuer, a, clear, expirationDate="2026-11-22T11:00:00Z", **contexts)),
        "status.stale",
    )
    case(
        "purpose",
        "A StatusList2021 for suspension.",
        lambda a: issuer.prove(older_list(issuer, a, clear, subject={"statusPurpose": "suspension"}, **contexts)),
        "status.purpose_mismatch",
    )
    case(
        "short",
        "A StatusList2021 that is too short.",
        lambda a: issuer.prove(older_list(issuer, a, encoded(bits(1, size=8))[1:], **contexts)),
        "status.list_too_short",
    )
    case(
        "newer-list",
        "A bitstring list behind a StatusList2021Entry.",
        lambda a: issuer.prove(bitstring_list(issuer, a, encoded(bits(INDEX)))),
        *invalid,
        "status.revoked",
        "status.list_too_short",
    )
    address = "https://badges.example/status/of-maan"
    shelf.serve(address, maan.prove(bitstring_list(maan, address, encoded(bits(5)))))
    shelf.never(
        "of-another-path-at-the-host",
        "The list of another organisation at the same host.",
        listed(issuer, entry(address)),
        *invalid,
    )
    ended = "https://badges.example/status/jwt-ended"
    shelf.serve(
        ended,
        issuer.jwt({**bitstring_list(issuer, ended, encoded(bits(5)), validUntil=None), "exp": 1795345200}),
        "application/vc+jwt",
    )
    shelf.never(
        "jwt-ended",
        "A list as JWT whose exp has passed.",
        listed(issuer, entry(ended)),
        "status.stale",
        "status.list_invalid",
        "jws.claims_conflict",
        "time.expired",
    )
    own = "https://badges.example/ingetrokken/ander"
    mine = [{"id": badge(issuer)["id"], "revoked": True}]
    shelf.serve(own, {"id": own, "issuer": maan.id, "revokedCredential": mine})
    status = {"id": own, "type": "1EdTechRevocationList"}
    shelf.never(
        "1edtech-listed-by-another",
        "A list of another issuer names it.",
        issuer.prove(badge(issuer, credentialStatus=status, **{"@context": [VC2, OB303, OBX]})),
        "status.revoked",
        "status.list_issuer_mismatch",
    )
    both = did_key(keys.ed25519("bries"))
    shelf.unsure(
        "did-key-list-unreachable",
        "The list of a did:key can't be had.",
        both.prove(plain(both, credentialStatus=entry("https://lijsten.example/weg"))),
        "status.unreachable",
        "fetch.unreachable",
    )
