"""What others sign about the giver or the class of the genuine badge, for tests of every layer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.formats.ob3_endorsement import endorsement_credential
from badgeservice.model.award import StatusEntry
from badgeservice.model.endorsement import Endorsement
from badgeservice.model.issuer import Issuer
from badgeservice.proofs import eddsa_rdfc, multikey
from badgeservice.status import bitstring
from badgeservice.status.status_list import list_credential
from issued import AWARD, CLASS, DID, World, badge

BEFORE = datetime(2026, 6, 12, tzinfo=UTC)
AFTER = datetime(2027, 6, 12, tzinfo=UTC)
CLASS_ADDRESS = CLASS.rpartition("/")[0]
INDEX = 42


@dataclass
class Endorser:
    """An organisation at a host of its own, with what its addresses serve."""

    host: str = "branche.example"
    name: str = "Gastvrij Oost"
    seed: int = 7
    withdrawn: tuple[int, ...] = ()
    key: Ed25519PrivateKey = field(init=False)

    def __post_init__(self) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)

    @property
    def did(self) -> str:
        return f"did:web:{self.host}"

    @property
    def issuer(self) -> Issuer:
        return Issuer(self.did, self.name, f"https://{self.host}/")

    @property
    def list_address(self) -> str:
        return f"https://{self.host}/status/1"

    def sign(self, document: dict[str, Any]) -> dict[str, Any]:
        return eddsa_rdfc.sign(document, self.key, f"{self.did}#key-1", BEFORE)

    def statement(self, **changes: Any) -> dict[str, Any]:
        """A signed mandate of Hotel Zon for the class of the badge, unless `changes` say otherwise."""
        said = Endorsement(
            id=f"https://{self.host}/endorsements/1",
            endorser=self.issuer,
            subject_id=DID,
            name="Mandaat",
            comment="Hotel Zon mag deze badge geven.",
            valid_from=BEFORE,
            valid_until=AFTER,
            status=StatusEntry(self.list_address, INDEX),
            mandate_for=CLASS_ADDRESS,
        )
        return self.sign(endorsement_credential(replace(said, **changes)))

    def served(self) -> dict[str, Any]:
        """Its did.json and its status list."""
        method = {
            "id": f"{self.did}#key-1",
            "type": "Multikey",
            "controller": self.did,
            "publicKeyMultibase": multikey.encode_public(self.key.public_key()),
        }
        document = {"id": self.did, "verificationMethod": [method], "assertionMethod": [method["id"]]}
        unsigned = list_credential(
            id=self.list_address,
            issuer_id=self.did,
            issuer_name=self.name,
            purpose="revocation",
            encoded=bitstring.encode(self.withdrawn, 131072),
            valid_from=BEFORE,
            valid_until=AFTER,
        )
        return {f"https://{self.host}/.well-known/did.json": document, self.list_address: self.sign(unsigned)}


BRANCH = Endorser()
STRANGER = Endorser("vreemd.example", "Vreemd", 9)


def given(*statements: dict[str, Any], creator: Endorser | None = BRANCH, of_class: bool = False) -> dict[str, Any]:
    """A badge of Hotel Zon with these statements about the giver, or about the class."""
    achievement = replace(
        AWARD.achievement,
        creator=creator.issuer if creator else None,
        endorsements=statements if of_class else (),
    )
    issuer = AWARD.issuer if of_class else replace(AWARD.issuer, endorsements=statements)
    return badge(replace(AWARD, achievement=achievement, issuer=issuer))


def world(*endorsers: Endorser, **served: Any) -> World:
    made = World()
    for endorser in endorsers or (BRANCH,):
        made.documents |= endorser.served()
    made.documents |= served
    return made


def recommendation(endorser: Endorser, about: str, **changes: Any) -> dict[str, Any]:
    return endorser.statement(
        **{"subject_id": about, "name": "Aanbeveling", "comment": "Goed werk.", "mandate_for": None, **changes}
    )
