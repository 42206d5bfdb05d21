"""How does one award read as an Open Badges 3.0 credential? (OB 3.0 §B, VCDM 2.0 §4)"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from badgeservice.formats.ob3_achievement import achievement_node, behaviour_id, contexts_of, level_id, profile
from badgeservice.jsonld.moment import write_moment
from badgeservice.model.achievement import Achievement
from badgeservice.model.award import Award, Evidence, Recipient, Result, StatusEntry

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class Shared:
    """What is the same in all badges of one version that one organisation gives."""

    achievement: JsonObject
    issuer: JsonObject


def shared_of(award: Award) -> Shared:
    """The class and the giver of an award, as they stand in its credential."""
    return Shared(achievement_node(award.achievement), profile(award.issuer))


def credential_for(award: Award, shared: Shared | None = None) -> JsonObject:
    """The unsigned credential, in the order in which it is stored. Its `id` is the badge's https address.

    `shared` is what `shared_of` made of the same class and giver before.
    """
    shared = shared or shared_of(award)
    credential: JsonObject = {
        "@context": contexts_of(award.achievement),
        "id": award.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.achievement.name,
        "issuer": shared.issuer,
        "validFrom": write_moment(award.valid_from),
    }
    if award.valid_until is not None:
        credential["validUntil"] = write_moment(award.valid_until)
    credential["credentialSubject"] = _subject(award, shared)
    if award.evidence:
        credential["evidence"] = [_evidence(item) for item in award.evidence]
    credential["credentialStatus"] = status_entry(award.status)
    return credential


def alike(award: Award) -> tuple[object, ...]:
    """What an award says besides its class and giver and the `personal_texts`: those with the same have one form."""
    has_email, status = award.recipient.email is not None, award.status
    days = (award.valid_from, award.valid_until, award.activity_start, award.activity_end)
    return (*days, award.results, award.evidence, award.assessor, award.license_number, has_email, status.list_url,
            status.purpose)  # fmt: skip


def personal_texts(award: Award) -> list[str]:
    """The texts that are other ones in the credential of every learner."""
    recipient, status = award.recipient, award.status
    texts = [award.id, recipient.subject_id, recipient.name, f"{status.list_url}#{status.index}", str(status.index)]
    if recipient.email is not None:
        texts += (hash_identity(recipient.email, recipient.salt), recipient.salt)
    if award.assessor is not None:
        texts.append(source_id(award))
    return texts


def source_id(award: Award) -> str:
    """The address of who judged; one of its own keeps it from merging with the issuer's node in the signed graph."""
    return f"{award.id}#source"


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


def _subject(award: Award, shared: Shared) -> JsonObject:
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
    subject["achievement"] = shared.achievement
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
    """The organisation that judged, with the person as its `official`."""
    return {"id": source_id(award), "type": ["Profile"], "name": award.issuer.name, "official": assessor}


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
