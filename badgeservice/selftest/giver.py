"""Who gives the made-up badges of a self-test: which keys, which badge?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.formats import ob3, strict_json
from badgeservice.model.achievement import Achievement, Behaviour, Kind
from badgeservice.model.addresses import Addresses
from badgeservice.model.award import Award, Recipient, Result, StatusEntry
from badgeservice.model.issuer import Issuer
from badgeservice.proofs import eddsa_rdfc

SLUG, NAME = "zelftest", "Zelftest"
# A name that nobody can own (RFC 2606): what is signed for it can fool no one.
ADDRESSES = Addresses("https://zelftest.example", "zelftest@zelftest.example")
DID = ADDRESSES.organisation_did(SLUG)
KEY, TOKEN_KEY, TOKEN_KEY_NAME = f"{DID}#key-1", f"{DID}#rsa-1", "rsa-1"
RSA_BITS, RSA_EXPONENT = 2048, 65_537
BADGE = UUID("5e1f7e57-0000-4000-8000-000000000001")
STATUS_LIST = ADDRESSES.status_list(UUID("5e1f7e57-0000-4000-8000-000000000002"))
PLACE = 94_567
ISSUER = Issuer(DID, NAME, ADDRESSES.organisation(SLUG))
CLASS = ADDRESSES.badge_class(SLUG, 1)
ACHIEVEMENT = Achievement(
    id=CLASS,
    kind=Kind.SKILLSBADGE,
    name="Zelftest",
    description="Een badge die niemand heeft, om te zien of geven en controleren werken.",
    behaviours=(Behaviour("b1", "Je test jezelf."),),
    language="nl",
    version=1,
    image_url=f"{CLASS}/image.png",
    image_caption="Een penning",
)
RECIPIENT = Recipient("urn:uuid:5e1f7e57-0000-4000-8000-000000000003", "Niemand", "niemand@zelftest.example", "0f" * 16)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Giver:
    """A giver with keys of its own, at the moment of the self-test."""

    key: Ed25519PrivateKey
    token_key: rsa.RSAPrivateKey
    now: datetime

    @cached_property
    def signed(self) -> bytes:
        """The badge, signed as every badge of this service is."""
        award = Award(
            id=ADDRESSES.badge(BADGE),
            achievement=ACHIEVEMENT,
            issuer=ISSUER,
            recipient=RECIPIENT,
            results=(Result("b1"),),
            valid_from=self.now,
            valid_until=self.now + DAY,
            status=StatusEntry(STATUS_LIST, PLACE),
        )
        return strict_json.dumps(self.sign(ob3.credential_for(award)))

    @cached_property
    def credential(self) -> dict[str, Any]:
        """What stands in those bytes."""
        return strict_json.loads(self.signed)

    def sign(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """The document with a proof of this giver."""
        return eddsa_rdfc.sign(document, self.key, KEY, self.now)


def fresh_giver(now: datetime) -> Giver:
    """A giver whose keys exist nowhere else, and are forgotten with it."""
    return Giver(Ed25519PrivateKey.generate(), rsa.generate_private_key(RSA_EXPONENT, RSA_BITS), now)
