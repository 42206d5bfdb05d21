"""How does one award read as an Open Badges 3.0 credential? (OB 3.0 §B, VCDM 2.0 §4)"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from badgeservice.formats.ob3_achievement import achievement_node, behaviour_id, contexts_of, level_id, profile
from badgeservice.jsonld.moment import write_moment
from badgeservice.model.achievement import Achievement
from badgeservice.model.award import Award, Evidence, Recipient, Result, StatusEntry

JsonObject = dict[str, Any]


def credential_for(award: Award) -> JsonObject:
    """The unsigned credential, in the order in which it is stored. Its `id` is the badge's https address."""
    credential: JsonObject = {
        "@context": contexts_of(award.achievement),
        "id": award.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.achievement.name,
        "issuer": profile(award.issuer),
        "validFrom": write_moment(award.valid_from),
    }
    if award.valid_until is not None:
        credential["validUntil"] = write_moment(award.valid_until)
    credential["credentialSubject"] = _subject(award)
    if award.evidence:
        credential["evidence"] = [_evidence(item) for item in award.evidence]
    credential["credentialStatus"] = status_entry(award.status)
    return credential


def hash_identity(value: str, salt: str) -> str:
    """The OB 3.0 `IdentityHash` of a value with its salt."""
    return "sha256$" + hashlib.sha256((value + salt).encode()).hexdigest()


def status_entry(entry: StatusEntry) -> JsonObject:
    """Where a credential stands in a status list (Bitstring Status List 1.0 §2.1)."""
    return {
        "id": f"{entry.list_url}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": entry.purpose,
        "statusListIndex": str(entry.index),
        "statusListCredential": entry.list_url,
    }


def _subject(award: Award) -> JsonObject:
    subject: JsonObject = {"id": award.recipient.subject_id, "type": ["AchievementSubject"]}
    for name, day in (("activityStartDate", award.activity_start), ("activityEndDate", award.activity_end)):
        if day is not None:
            subject[name] = _day(day)
    subject["identifier"] = _identities(award.recipient)
    if award.license_number is not None:
        subject["licenseNumber"] = award.license_number
    if award.results:
        subject["result"] = [_result(award.achievement, result) for result in award.results]
    if award.assessor is not None:
        subject["source"] = _source(award, award.assessor)
    subject["achievement"] = achievement_node(award.achievement)
    return subject


def _identities(recipient: Recipient) -> list[JsonObject]:
    plain = {"type": "IdentityObject", "hashed": False, "identityHash": recipient.name, "identityType": "name"}
    if recipient.email is None:
        return [plain]
    hashed = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": hash_identity(recipient.email, recipient.salt),
        "identityType": "emailAddress",
        "salt": recipient.salt,
    }
    return [plain, hashed]


def _result(achievement: Achievement, result: Result) -> JsonObject:
    seen: JsonObject = {"type": ["Result"], "resultDescription": behaviour_id(achievement, result.behaviour_id)}
    if result.level is None:
        seen["status"] = "Completed"
    else:
        seen["achievedLevel"] = level_id(achievement, result.behaviour_id, result.level)
    return seen


def _source(award: Award, assessor: str) -> JsonObject:
    """The organisation that judged, with the person as its `official`; an id of its own keeps it from merging
    with the issuer's node in the signed graph."""
    return {"id": f"{award.id}#source", "type": ["Profile"], "name": award.issuer.name, "official": assessor}


def _evidence(evidence: Evidence) -> JsonObject:
    node: JsonObject = {"type": ["Evidence"]}
    if evidence.url is not None:
        node["id"] = evidence.url
    if evidence.name is not None:
        node["name"] = evidence.name
    node["narrative"] = evidence.narrative
    for name, value in (("genre", evidence.genre), ("audience", evidence.audience)):
        if value is not None:
            node[name] = value
    return node


def _day(day: date) -> str:
    """A day as a date-time, as the official schema asks; midnight UTC is the same day in Europe/Amsterdam."""
    return f"{day.isoformat()}T00:00:00Z"
