"""What does a program send, and what comes back? One example of every call."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]

SITE = "https://badges.voorbeeld.nl"
DID = "did:web:badges.voorbeeld.nl"
BADGE = "3f0f3c1e-6f0a-4f57-9a55-6d4f1c1b2a3d"
LIST = "9b2d7c54-1f7e-4c0b-8a43-2f6f0c9d5e18"
CODE = "7K3M 9QXT 2HVB 4WND"
MOMENT = "2026-11-22T13:05:00Z"

REASON: Document = {"reason": "Verkeerde persoon."}
BODIES: dict[str, Document] = {
    "check": {"input": CODE, "recipient": "fatima@voorbeeld.nl"},
    "giveBadge": {
        "badge_class": "hotel-zon-gasten-ontvangen",
        "version": 1,
        "name": "Fatima Yilmaz",
        "email": "fatima@voorbeeld.nl",
        "behaviours": [{"id": "b1"}, {"id": "b2"}],
        "judged_on": "2026-11-20",
    },
    "revokeBadge": REASON,
    "suspendBadge": REASON,
    "giveToMany": {
        "badge_class": "hotel-zon-gasten-ontvangen",
        "people": [
            {"name": "Fatima Yilmaz", "email": "fatima@voorbeeld.nl"},
            {"name": "Sam de Vries", "judged_on": "2026-11-18"},
        ],
        "behaviours": [{"id": "b1"}, {"id": "b2"}],
        "judged_on": "2026-11-20",
    },
}
CLASS: Document = {
    "slug": "hotel-zon-gasten-ontvangen",
    "version": 1,
    "kind": "skillsbadge",
    "name": "Gasten ontvangen",
    "description": "Je ontvangt gasten aan de balie.",
    "language": "nl",
    "behaviours": [
        {"id": "b1", "text": "Je ontvangt gasten vriendelijk."},
        {"id": "b2", "text": "Je luistert goed naar een vraag."},
    ],
    "own_behaviours": [],
    "branch": None,
    "levels": [],
    "required": ["badge_class", "name", "behaviours", "judged_on"],
    "valid_months": None,
    "can_be_suspended": True,
    "address": f"{SITE}/badge-classes/hotel-zon-gasten-ontvangen/v1",
    "image": f"{SITE}/badge-classes/hotel-zon-gasten-ontvangen/v1/image.png",
}
GIVEN: Document = {
    "id": BADGE,
    "state": "valid",
    "address": f"{SITE}/badges/{BADGE}",
    "check_address": f"{SITE}/v/{CODE.replace(' ', '')}",
    "code": CODE,
    "given_at": MOMENT,
    "valid_until": None,
    "forms": {"json": f"{SITE}/badges/{BADGE}.json", "png": f"{SITE}/badges/{BADGE}.png"},
}
AWARD: Document = GIVEN | {
    "badge_class": {"slug": "hotel-zon-gasten-ontvangen", "version": 1, "name": "Gasten ontvangen"},
    "recipient": {"name": "Fatima Yilmaz", "email": "fatima@voorbeeld.nl"},
    "kept_at": None,
    "suspended_at": None,
    "revoked_at": None,
    "reason": None,
}
BATCH: Document = {
    "id": LIST,
    "state": "giving",
    "badge_class": AWARD["badge_class"],
    "people": 2,
    "waiting": 1,
    "wrong": 0,
    "left_out": 0,
    "given": 1,
    "refused": 0,
    "undone": 0,
    "created_at": MOMENT,
    "give_at": None,
    "started_at": MOMENT,
    "finished_at": None,
    "undo_until": "2026-11-22T13:10:00Z",
    "note": None,
    "results": f"{SITE}/api/v1/batches/{LIST}/results",
}
RESULT: Document = {
    "number": 1,
    "name": "Fatima Yilmaz",
    "email": "fatima@voorbeeld.nl",
    "state": "given",
    "badge": GIVEN["address"],
    "code": CODE,
    "why_not": None,
}
REPORT: Document = {
    "verdict": "valid",
    "warnings": [],
    "format": "ob3-data-integrity",
    "issuer": {"id": f"{DID}:orgs:hotel-zon", "name": "Hotel Zon"},
    "achievement": {"id": CLASS["address"], "name": "Gasten ontvangen", "type": "Competency"},
    "recipient": {"name": "Fatima Yilmaz"},
    "valid_from": MOMENT,
    "valid_until": None,
    "checked_at": "2026-11-23T08:00:00Z",
    "checks": [
        {
            "id": "proof",
            "outcome": "passed",
            "reason": None,
            "message": "De handtekening klopt. Er is niets veranderd sinds de badge is gegeven.",
            "evidence": {"key": f"{DID}:orgs:hotel-zon#key-1"},
        }
    ],
    "seconds": 0.012,
}
ANSWERS: dict[str, Document] = {
    "check": REPORT,
    "listBadgeClasses": {"badge_classes": [CLASS], "next": None},
    "readBadgeClass": CLASS,
    "giveBadge": GIVEN,
    "listBadges": {"awards": [AWARD], "next": None},
    "readBadge": AWARD,
    "revokeBadge": AWARD | {"state": "revoked", "revoked_at": "2026-11-23T08:00:00Z", **REASON},
    "suspendBadge": AWARD | {"state": "suspended", "suspended_at": "2026-11-23T08:00:00Z", **REASON},
    "resumeBadge": AWARD,
    "giveToMany": BATCH,
    "readList": BATCH,
    "readResults": {"results": [RESULT], "next": None},
    "stopList": BATCH | {"state": "cancelled", "finished_at": "2026-11-22T13:06:00Z"},
    "undoList": BATCH | {"state": "undoing", "undo_until": None},
}
PROBLEM: Document = {
    "type": f"{SITE}/api#400",
    "title": "De aanvraag klopt niet",
    "status": 400,
    "detail": "Vul de naam in van wie de badge krijgt.",
    "request_id": "5c1f0b7e3f6d4d0e8f0a",
    "errors": [{"field": "name", "detail": "Vul de naam in van wie de badge krijgt."}],
}
