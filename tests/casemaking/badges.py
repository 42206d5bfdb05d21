"""What does a realistic badge look like before it is signed, and how is one place of it changed?"""

from __future__ import annotations

import copy
import hashlib
from typing import Any

from casemaking.canonical import DI2, OB301, OB303, VC1, VC2
from casemaking.cast import Signer

GIVEN = "2026-11-22T10:00:00Z"
CLASS = "https://badges.example/badge-classes/gasten-ontvangen/v2"


def badge(signer: Signer, number: int = 1, **changes: Any) -> dict[str, Any]:
    """An Open Badges 3.0 credential of VCDM 2.0; a change to None leaves the member out."""
    document = {
        "@context": [VC2, OB303],
        "id": f"https://badges.example/badges/6f1b7a52-3c55-4d54-9a6e-{number:012d}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Gasten ontvangen",
        "issuer": signer.profile(),
        "validFrom": GIVEN,
        "validUntil": "2028-11-22T22:59:59Z",
        "awardedDate": "2026-11-20T09:00:00+01:00",
        "credentialSubject": subject(),
        **changes,
    }
    return {name: value for name, value in document.items() if value is not None}


def subject(**changes: Any) -> dict[str, Any]:
    """Who was given it and what for, with a result and an alignment."""
    whole = {
        "id": "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000001",
        "type": ["AchievementSubject"],
        "identifier": [identity()],
        "activityStartDate": "2026-09-01",
        "activityEndDate": "2026-11-20",
        "licenseNumber": "PV-2026-0042",
        "result": [{"type": ["Result"], "resultDescription": f"{CLASS}#b1", "value": "zelfstandig"}],
        "achievement": achievement(),
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def identity() -> dict[str, Any]:
    """The recipient's e-mail address, salted and hashed: sha256 of sanne@post.example and zout."""
    digest = "0adb9fe7d2e9a8d5a0a3df5f0d0c6b7e"
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": "sha256$" + _sha256("sanne@post.example" + digest),
        "identityType": "emailAddress",
        "salt": digest,
    }


def achievement(**changes: Any) -> dict[str, Any]:
    """The badge class."""
    whole = {
        "id": CLASS,
        "type": ["Achievement"],
        "achievementType": "Competency",
        "name": "Gasten ontvangen",
        "description": 'Je helpt gasten aan de balie en zegt "welkom".',
        "inLanguage": "nl",
        "criteria": {"narrative": "Je ontvangt gasten\nen je helpt hen."},
        "image": {"id": f"{CLASS}/image.png", "type": "Image", "caption": "Een bel"},
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": "Ontvangt gasten",
                "targetUrl": "https://kwalificaties.example/25168/B1-K1-W1",
                "targetCode": "25168/B1-K1-W1",
            }
        ],
        "resultDescription": [
            {"id": f"{CLASS}#b1", "type": ["ResultDescription"], "name": "Niveau", "resultType": "ext:Niveau"}
        ],
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def plain(signer: Signer, number: int = 1, **changes: Any) -> dict[str, Any]:
    """The same with the least a badge may hold, so that small differences stand out."""
    small = {
        "id": CLASS,
        "type": ["Achievement"],
        "name": "Gasten ontvangen",
        "description": "Je helpt gasten.",
        "criteria": {"id": f"{CLASS}/criteria", "narrative": "Je ontvangt gasten."},
    }
    bare = {"id": "urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-000000000001", "type": ["AchievementSubject"], "achievement": small}
    return badge(signer, number, **{"awardedDate": None, "credentialSubject": bare, **changes})


def old_badge(signer: Signer, number: int = 1, **changes: Any) -> dict[str, Any]:
    """A badge of VCDM 1.1 with OB 3.0.1, for Data Integrity proofs."""
    dates = {"validFrom": None, "validUntil": None, "issuanceDate": GIVEN, "expirationDate": "2028-11-22T22:59:59Z"}
    return plain(signer, number, **{"@context": [VC1, OB301, DI2], **dates, **changes})


def generic(signer: Signer, **changes: Any) -> dict[str, Any]:
    """A credential of VCDM 2.0 that is no badge, with terms that its only context knows."""
    document = {
        "@context": [VC2],
        "id": "https://badges.example/credentials/1",
        "type": ["VerifiableCredential"],
        "issuer": {"id": signer.id, "name": signer.name},
        "validFrom": GIVEN,
        "name": "Bewijs van inschrijving",
        "description": "Deze persoon is ingeschreven.",
        "credentialSubject": {"id": "did:example:lerende", "name": "Sanne de Boer"},
        **changes,
    }
    return {name: value for name, value in document.items() if value is not None}


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy in which the member at this path (`proof.0.proofValue`) has another value; nothing is signed anew."""
    copied, holder, last = _reach(document, path)
    if isinstance(holder, list):
        holder[int(last)] = value
    else:
        holder[last] = value
    return copied


def without(document: dict[str, Any], path: str) -> dict[str, Any]:
    """A copy without the member at this path."""
    copied, holder, last = _reach(document, path)
    del holder[int(last) if isinstance(holder, list) else last]
    return copied


def at(document: Any, path: str) -> Any:
    """What stands at this path."""
    for step in path.split("."):
        document = document[int(step) if isinstance(document, list) else step]
    return document


def _reach(document: dict[str, Any], path: str) -> tuple[dict[str, Any], Any, str]:
    copied = copy.deepcopy(document)
    *steps, last = path.split(".")
    holder = at(copied, ".".join(steps)) if steps else copied
    return copied, holder, last


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
