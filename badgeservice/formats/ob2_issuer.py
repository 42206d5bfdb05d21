"""What does the giver of Open Badges 2.0 publish: its profile, its keys, the signed badges it withdrew?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from badgeservice.jsonld.contexts import OPEN_BADGES_2

JsonObject = dict[str, Any]


def issuer_of(
    profile: Mapping[str, Any],
    address: str,
    *,
    email: str,
    keys: Sequence[str],
    revocation_list: str,
    starts_with: str,
) -> JsonObject:
    """The Profile that `address` serves (OB 2.0 "Profile", "VerificationObject").

    `profile` is the OB 3.0 Profile; an issuer must have an `email` in 2.0. `keys` are addresses; the validator of
    1EdTech refuses more than one, which the standard allows. Hosted Assertions must lie below `starts_with`; origins
    are not named besides, as that validator takes a host with a port for none.
    """
    issuer: JsonObject = {
        "@context": OPEN_BADGES_2,
        "id": address,
        "type": "Issuer",
        "name": profile["name"],
        "url": profile["url"],
        "email": email,
        "verification": {"type": "VerificationObject", "startsWith": starts_with},
        "revocationList": revocation_list,
    }
    if keys:
        issuer["publicKey"] = keys[0] if len(keys) == 1 else list(keys)
    return issuer


def key_document(address: str, owner: str, pem: str) -> JsonObject:
    """The CryptographicKey that `address` serves; `owner` is the address of the issuer's Profile."""
    return {
        "@context": OPEN_BADGES_2,
        "id": address,
        "type": "CryptographicKey",
        "owner": owner,
        "publicKeyPem": pem,
    }


def revocation_list_of(address: str, issuer: str, entries: Iterable[tuple[str, str | None]]) -> JsonObject:
    """The RevocationList of the signed Assertions: each its id and the reason (OB 2.0 "Revocation List").

    A list of one names it a second time, by its bare id: a JSON-LD processor makes one object of a list of one object,
    in which the validator of 1EdTech (openbadges 1.1.2) then sees no revoked badge at all.
    """
    revoked: list[JsonObject | str] = [_entry(identifier, reason) for identifier, reason in entries]
    if len(revoked) == 1 and isinstance(revoked[0], dict):
        revoked.append(revoked[0]["id"])
    return {
        "@context": OPEN_BADGES_2,
        "id": address,
        "type": "RevocationList",
        "issuer": issuer,
        "revokedAssertions": revoked,
    }


def _entry(identifier: str, reason: str | None) -> JsonObject:
    return {"id": identifier, "revocationReason": reason} if reason else {"id": identifier}
