"""A genuine badge with the world it lives in, for tests of every layer."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from badgeservice.errors import UnavailableError
from badgeservice.formats import ob3, strict_json
from badgeservice.model.achievement import Achievement, Alignment, Behaviour, Kind, Level
from badgeservice.model.award import Award, Evidence, Recipient, Result, StatusEntry
from badgeservice.model.fetched import DOCUMENT, Limits
from badgeservice.model.issuer import Identifier, Issuer
from badgeservice.model.microcredential import Microcredential, Participation, Stackability, Supervision
from badgeservice.proofs import eddsa_rdfc, multikey
from badgeservice.status import bitstring
from badgeservice.status.status_list import list_credential
from badgeservice.verification.context import Context, Fetched, KnownIssuer
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import Report

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
GIVEN = datetime(2026, 11, 22, 10, tzinfo=UTC)
DID = "did:web:badges.example:orgs:hotel-zon"
METHOD = f"{DID}#key-1"
DID_ADDRESS = "https://badges.example/orgs/hotel-zon/did.json"
LIST_ADDRESS = "https://badges.example/status/1"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
CLASS = "https://badges.example/badge-classes/gasten-ontvangen/v2"

ACHIEVEMENT = Achievement(
    id=CLASS,
    kind=Kind.PRAKTIJKVERKLARING,
    name="Gasten ontvangen",
    description="Je helpt gasten aan de balie van een hotel.",
    behaviours=(Behaviour("b1", "Je ontvangt gasten"), Behaviour("b2", 'Je zegt "welkom", ook in het Engels')),
    language="nl",
    version=2,
    image_url=f"{CLASS}/image.png",
    image_caption="Een werkkaart met een bel",
    alignments=(
        Alignment(
            "ext:SBBWerkproces", "Ontvangt gasten", "https://kwalificaties.example/25168/B1-K1-W1", "25168/B1-K1-W1"
        ),
        Alignment("ext:ESCOSkill", "gasten begroeten", "http://data.europa.eu/esco/skill/9c2a-1", None, "ESCO"),
    ),
    crebo="25168",
    previous="https://badges.example/badge-classes/gasten-ontvangen/v1",
)
ISSUER = Issuer(
    id=DID,
    name="Hotel Zon",
    url="https://badges.example/orgs/hotel-zon",
    identifiers=(Identifier("ext:KvK", "01234567"), Identifier("ext:SBBLeerbedrijfId", "100012345")),
)
AWARD = Award(
    id="https://badges.example/badges/6f1b7a52-3c55-4d54-9a6e-0d6c5ad1f001",
    achievement=ACHIEVEMENT,
    issuer=ISSUER,
    recipient=Recipient(
        "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000001", "Sanne de Boer", "sanne@post.example", "0f" * 16
    ),
    results=(Result("b1", Level.SELF), Result("b2", Level.WITH_HELP)),
    valid_from=GIVEN,
    status=StatusEntry(LIST_ADDRESS, 94567),
    valid_until=datetime(2028, 11, 22, 22, 59, 59, tzinfo=UTC),
    evidence=(Evidence("Zag ik drie weken lang aan de balie.", "Waarneming", "https://badges.example/bewijs/1"),),
    assessor="P. Jansen",
    activity_start=date(2026, 9, 1),
    activity_end=date(2026, 11, 20),
    license_number="PV-2026-0042",
)
SKILLSBADGE = replace(
    AWARD,
    achievement=replace(ACHIEVEMENT, kind=Kind.SKILLSBADGE, alignments=(), crebo=None, previous=None),
    recipient=replace(AWARD.recipient, email=None),
    results=(Result("b1"),),
    valid_until=None,
    evidence=(),
    assessor=None,
    activity_start=None,
    activity_end=None,
    license_number=None,
)
DEELCERTIFICAAT = replace(
    AWARD,
    achievement=replace(ACHIEVEMENT, kind=Kind.DEELCERTIFICAAT, part=(2, 4)),
    results=(Result("b1"), Result("b2")),
)
BRANCHECERTIFICAAT = replace(
    DEELCERTIFICAAT, achievement=replace(ACHIEVEMENT, kind=Kind.BRANCHECERTIFICAAT, crebo=None, expires=True)
)
ERVARINGSCERTIFICAAT = replace(
    AWARD,
    achievement=replace(ACHIEVEMENT, kind=Kind.ERVARINGSCERTIFICAAT),
    evidence=tuple(
        Evidence(f"Gesprek en werkbezoek, deel {number}.", one.text, None, "Onderbouwing", "Wie de badge controleert")
        for number, one in enumerate(ACHIEVEMENT.behaviours, start=1)
    ),
)
LEVEL = Alignment(
    "ext:EQFLevel", "EQF-niveau 4 (indicatief)", "http://data.europa.eu/snb/eqf/4", "4",
    "European Qualifications Framework",
)  # fmt: skip
MICROCREDENTIAL = replace(
    DEELCERTIFICAAT,
    achievement=replace(
        ACHIEVEMENT,
        kind=Kind.MICROCREDENTIAL,
        alignments=(LEVEL,),
        crebo=None,
        microcredential=Microcredential(
            country="NL",
            hours=70,
            assessment="Een opdracht op het werk",
            participation=Participation.BLENDED,
            quality_assurance="De examencommissie van de school",
            ects=2.5,
            supervision=Supervision.SUPERVISED_AND_IDENTIFIED,
            prerequisites="Je werkt in de horeca.",
            stackability=Stackability.STACKABLE,
        ),
    ),
)
MBO_CERTIFICAAT = replace(DEELCERTIFICAAT, achievement=replace(ACHIEVEMENT, kind=Kind.MBO_CERTIFICAAT))
BEWIJS_VAN_DEELNAME = replace(
    SKILLSBADGE,
    achievement=replace(SKILLSBADGE.achievement, kind=Kind.BEWIJS_VAN_DEELNAME, behaviours=()),
    results=(),
    activity_start=date(2026, 11, 20),
)
KINDS = {
    "praktijkverklaring": AWARD,
    "skillsbadge": SKILLSBADGE,
    "deelcertificaat": DEELCERTIFICAAT,
    "branchecertificaat": BRANCHECERTIFICAAT,
    "ervaringscertificaat": ERVARINGSCERTIFICAAT,
    "microcredential": MICROCREDENTIAL,
    "mbo-certificaat": MBO_CERTIFICAAT,
    "bewijs-van-deelname": BEWIJS_VAN_DEELNAME,
}


def signed(document: Mapping[str, Any], key: Ed25519PrivateKey = KEY, method: str = METHOD) -> dict[str, Any]:
    """The document with a proof of its issuer."""
    return eddsa_rdfc.sign(dict(document), key, method, GIVEN)


def badge(award: Award = AWARD, **changes: Any) -> dict[str, Any]:
    """A signed badge; `changes` are made before it is signed."""
    return signed({**ob3.credential_for(award), **changes})


def did_document(key: Ed25519PrivateKey = KEY, **changes: Any) -> dict[str, Any]:
    """The issuer's did.json."""
    multibase = multikey.encode_public(key.public_key())
    method = {"id": METHOD, "type": "Multikey", "controller": DID, "publicKeyMultibase": multibase}
    return {"id": DID, "verificationMethod": [method], "assertionMethod": [METHOD], **changes}


def unsigned_list(*indexes: int, purpose: str = "revocation", size: int = 131072) -> dict[str, Any]:
    """A status list of the issuer in which these bits are set."""
    return list_credential(
        id=LIST_ADDRESS,
        issuer_id=DID,
        issuer_name="Hotel Zon",
        purpose=purpose,
        encoded=bitstring.encode(indexes, size),
        valid_from=GIVEN,
        valid_until=NOW + timedelta(days=7),
    )


def status_list(*indexes: int, purpose: str = "revocation", **changes: Any) -> dict[str, Any]:
    """A signed status list; `changes` are made before it is signed."""
    return signed({**unsigned_list(*indexes, purpose=purpose), **changes})


@dataclass
class World:
    """What the addresses serve, who is known, and what was asked for."""

    documents: dict[str, Any] = field(
        default_factory=lambda: {DID_ADDRESS: did_document(), LIST_ADDRESS: status_list()}
    )
    known: dict[str, KnownIssuer] = field(default_factory=lambda: {DID: KnownIssuer("Hotel Zon", None, "registered")})
    now: datetime = NOW
    recipient: str | None = None
    asked: list[str] = field(default_factory=list)

    def fetch(self, address: str, _limits: Limits = DOCUMENT) -> Fetched:
        """Answer from `documents`: an object, bytes, a whole answer, or an error to raise."""
        self.asked.append(address)
        found = self.documents.get(address, UnavailableError("fetch.unreachable", address))
        if isinstance(found, UnavailableError):
            raise found
        if isinstance(found, Fetched):
            return found
        content = found if isinstance(found, bytes) else strict_json.dumps(found)
        return Fetched(content, "application/json", 200)

    def check(self, document: Mapping[str, Any] | bytes) -> Report:
        """Verify the document, or the bytes, in this world."""
        data = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
        context = Context(self.now, self.fetch, self.known.get, lambda: tuple(self.known.values()), self.recipient)
        return verify(data, context)


def png(side: int = 40) -> bytes:
    """A small real PNG."""
    file = io.BytesIO()
    Image.new("RGBA", (side, side), (90, 35, 80, 255)).save(file, "PNG")
    return file.getvalue()
