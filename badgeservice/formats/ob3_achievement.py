"""How does a badge class read as an Open Badges 3.0 `Achievement`, and its giver as a `Profile`?"""

from __future__ import annotations

from typing import Any

from badgeservice.formats.ob3_microcredential import microcredential_members
from badgeservice.jsonld.contexts import BADGESERVICE_1, CREDENTIALS_V2, OPEN_BADGES_3
from badgeservice.model.achievement import Achievement, Alignment, Behaviour, Kind, Level
from badgeservice.model.issuer import Issuer

JsonObject = dict[str, Any]

CONTEXT = (CREDENTIALS_V2, OPEN_BADGES_3)
SKILL_FRAMEWORKS = frozenset({"ext:ESCOSkill", "ext:CompetentNL"})
# What tells apart the kinds that share an achievementType: an identifier with the kind as its value.
BADGE_KIND = "ext:BadgeKind"

_TYPES = {
    Kind.PRAKTIJKVERKLARING: "ext:Praktijkverklaring",
    Kind.ERVARINGSCERTIFICAAT: "ext:Ervaringscertificaat",
    Kind.MICROCREDENTIAL: "MicroCredential",
    Kind.MBO_CERTIFICAAT: "Certificate",
    Kind.BEWIJS_VAN_DEELNAME: "CertificateOfCompletion",
}
_TOLD_BY_IDENTIFIER = frozenset({Kind.BRANCHECERTIFICAAT, Kind.MBO_CERTIFICAAT})
_LEVEL_FRAGMENTS = {Level.SELF: "zelf", Level.WITH_HELP: "met-hulp"}


def contexts_of(achievement: Achievement) -> list[str]:
    """The contexts of a document that holds this achievement; our own comes third, only where its words are used."""
    return [*CONTEXT, BADGESERVICE_1] if achievement.microcredential is not None else list(CONTEXT)


def achievement_document(achievement: Achievement, issuer: Issuer) -> JsonObject:
    """The JSON-LD document of one version of a badge class, as its address serves it."""
    return {"@context": contexts_of(achievement), **achievement_node(achievement), "creator": profile(issuer)}


def achievement_node(achievement: Achievement) -> JsonObject:
    """The `Achievement` as it stands inside a credential; the same for everybody who is given this version."""
    node: JsonObject = {
        "id": achievement.id,
        "type": ["Achievement"],
        "achievementType": achievement_type(achievement),
        "name": achievement.name,
        "description": achievement.description,
        "criteria": {"narrative": _narrative(achievement)},
        "image": {"id": achievement.image_url, "type": "Image", "caption": achievement.image_caption},
        "inLanguage": achievement.language,
        "version": str(achievement.version),
    }
    if achievement.alignments:
        node["alignment"] = [_alignment(alignment) for alignment in achievement.alignments]
    if identifiers := _identifiers(achievement):
        node["otherIdentifier"] = identifiers
    if behaviours := (*achievement.behaviours, *achievement.own_behaviours):
        node["resultDescription"] = [_result_description(achievement, item) for item in behaviours]
    if achievement.previous is not None:
        before = (achievement.previous, *achievement.earlier)
        node["related"] = [_related(achievement, one, achievement.version - back) for back, one in enumerate(before, 1)]
    if achievement.creator is not None:
        node["creator"] = profile(achievement.creator)
    if achievement.endorsements:
        node["endorsement"] = [dict(signed) for signed in achievement.endorsements]
    if achievement.microcredential is not None:
        node.update(microcredential_members(achievement.microcredential))
    return node


def achievement_type(achievement: Achievement) -> str:
    """The OB 3.0 `AchievementType` of a kind of badge (design: domain, "Kinds of badge")."""
    if achievement.kind in {Kind.DEELCERTIFICAAT, Kind.BRANCHECERTIFICAAT}:
        return "Certification" if achievement.expires else "Certificate"
    if achievement.kind in _TYPES:
        return _TYPES[achievement.kind]
    return "Competency" if _is_one_skill(achievement) else "Badge"


def profile(issuer: Issuer) -> JsonObject:
    """The issuer as an OB 3.0 `Profile`."""
    node: JsonObject = {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url}
    if issuer.identifiers:
        node["otherIdentifier"] = [_identifier(item.kind, item.value) for item in issuer.identifiers]
    if issuer.school_brin is not None:
        node["parentOrg"] = _school(issuer, issuer.school_brin)
    if issuer.endorsements:
        node["endorsement"] = [dict(signed) for signed in issuer.endorsements]
    return node


def behaviour_id(achievement: Achievement, behaviour: str) -> str:
    """The address of one behaviour: a fragment of the badge class version, so it is absolute and stays the same; one
    that the giver added has its own address."""
    is_own = any(one.id == behaviour for one in achievement.own_behaviours)
    return behaviour if is_own else f"{achievement.id}#{behaviour}"


def level_id(achievement: Achievement, behaviour: str, level: Level) -> str:
    """The address of one level of one behaviour."""
    return f"{behaviour_id(achievement, behaviour)}-{_LEVEL_FRAGMENTS[level]}"


def _is_one_skill(achievement: Achievement) -> bool:
    """One skill of a framework, or, where no framework is named, one behaviour; more is a cluster."""
    skills = sum(alignment.target_type in SKILL_FRAMEWORKS for alignment in achievement.alignments)
    return (skills or len(achievement.behaviours)) == 1


def _narrative(achievement: Achievement) -> str:
    """The behaviours as a Markdown list, or the description where there are none."""
    listed = "\n".join(f"- {behaviour.text}" for behaviour in achievement.behaviours)
    return listed or achievement.description


def _result_description(achievement: Achievement, behaviour: Behaviour) -> JsonObject:
    node: JsonObject = {
        "id": behaviour_id(achievement, behaviour.id),
        "type": ["ResultDescription"],
        "name": behaviour.text,
        "resultType": "Status",
    }
    if achievement.kind.has_levels:
        node["resultType"] = "RubricCriterionLevel"
        node["rubricCriterionLevel"] = [
            _level(achievement, behaviour, level) for level in (Level.WITH_HELP, Level.SELF)
        ]
    return node


def _level(achievement: Achievement, behaviour: Behaviour, level: Level) -> JsonObject:
    return {
        "id": level_id(achievement, behaviour.id, level),
        "type": ["RubricCriterionLevel"],
        "name": level.value,
    }


def _identifiers(achievement: Achievement) -> list[JsonObject]:
    crebo = [_identifier("ext:CREBO", achievement.crebo)] if achievement.crebo is not None else []
    told = [_identifier(BADGE_KIND, achievement.kind)] if achievement.kind in _TOLD_BY_IDENTIFIER else []
    return crebo + told


def _alignment(alignment: Alignment) -> JsonObject:
    node: JsonObject = {"type": ["Alignment"], "targetType": alignment.target_type}
    if alignment.target_code is not None:
        node["targetCode"] = alignment.target_code
    if alignment.target_framework is not None:
        node["targetFramework"] = alignment.target_framework
    return {**node, "targetName": alignment.target_name, "targetUrl": alignment.target_url}


def _related(achievement: Achievement, earlier: str, number: int) -> JsonObject:
    return {
        "id": earlier,
        "type": ["Related"],
        "inLanguage": achievement.language,
        "version": str(number),
    }


def _school(issuer: Issuer, brin: str) -> JsonObject:
    return {
        "id": f"{issuer.url}#school",
        "type": ["Profile"],
        "name": issuer.name,
        "otherIdentifier": [_identifier("ext:BRIN", brin)],
    }


def _identifier(kind: str, value: str) -> JsonObject:
    return {"type": "IdentifierEntry", "identifier": str(value), "identifierType": kind}
