"""How does a credential become a JWT, in the profiles of the W3C and of Open Badges 3.0, which exclude each other?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from badgeservice.formats import strict_json
from badgeservice.formats.reading import one_node
from badgeservice.jsonld.moment import read_moment

JsonObject = dict[str, Any]

ISSUER, SUBJECT, ID = "iss", "sub", "jti"
FIRST_MOMENT, LAST_MOMENT = "nbf", "exp"


@dataclass(frozen=True)
class UnsignedToken:
    """What a JWS is made of: its header, to which the signer adds `alg`, and its payload."""

    header: Mapping[str, Any]
    payload: bytes


def vc_jwt(credential: Mapping[str, Any], key_id: str) -> UnsignedToken:
    """The credential itself as payload (VC-JOSE-COSE §3.1.1); `key_id` is the DID URL of the key."""
    return UnsignedToken({"typ": "vc+jwt", "cty": "vc", "kid": key_id}, strict_json.dumps(_without_proof(credential)))


def open_badge_jwt(credential: Mapping[str, Any], key_address: str) -> UnsignedToken:
    """The credential with the registered claims that repeat it (OB 3.0 §8.2.4); `key_address` serves the JWK."""
    plain = _without_proof(credential)
    claims = {
        ISSUER: one_node(plain["issuer"]).get("id", plain["issuer"]),
        ID: plain["id"],
        FIRST_MOMENT: _seconds(plain["validFrom"]),
        SUBJECT: one_node(plain["credentialSubject"])["id"],
    }
    if "validUntil" in plain:
        claims[LAST_MOMENT] = _seconds(plain["validUntil"])
    return UnsignedToken({"typ": "JWT", "kid": key_address}, strict_json.dumps({**plain, **claims}))


def _without_proof(credential: Mapping[str, Any]) -> JsonObject:
    return {name: value for name, value in credential.items() if name != "proof"}


def _seconds(moment: str) -> int:
    """A moment as a NumericDate (RFC 7519 §2)."""
    return int(read_moment(moment).timestamp())
