"""Which skills does a learner have, and which badges prove them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.model.achievement import Kind
from badgeservice.model.folding import folded
from badgeservice.storage import kept_badges
from badgeservice.storage.kept_badges import KeptBadge, KeptVersion, Labels

ESCO, COMPETENT_NL, WORK_PROCESS = "esco", "competentnl", "werkproces"
SOURCES = {"ext:ESCOSkill": ESCO, "ext:CompetentNL": COMPETENT_NL, "ext:SBBWerkproces": WORK_PROCESS}
REVOKED, SUSPENDED, EXPIRED, VALID = "revoked", "suspended", "expired", "valid"


@dataclass(frozen=True)
class Proof:
    """A valid badge; `language` is that of its name."""

    badge: UUID
    code: str
    name: str
    language: str
    giver: str
    given_at: datetime


@dataclass(frozen=True)
class Skill:
    """What somebody can do, and the badges that prove it, newest first.

    `source` is esco, competentnl, werkproces, or None for a badge that names no skill and so is one by its own name.
    `code` is that of a werkproces, with its crebonummer.
    """

    name: str
    language: str
    source: str | None
    code: str | None
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Passport:
    """All skills, those with most badges first; `attended` is where somebody was, which proves no skill.

    `left_out` counts what is not valid now by revoked, suspended and expired; `people` are the names on the badges
    that count, the newest first.
    """

    skills: tuple[Skill, ...] = ()
    unnamed: tuple[Skill, ...] = ()
    attended: tuple[Proof, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    people: tuple[str, ...] = ()

    @property
    def all_skills(self) -> tuple[Skill, ...]:
        """With a name from a list of skills and without, those with most badges first."""
        return _in_order([*self.skills, *self.unnamed])

    @property
    def badges(self) -> int:
        """How many badges prove these skills."""
        return len({proof.badge for skill in self.all_skills for proof in skill.proofs})


# What a skill is told apart by: its kind and its address, or the badge class itself.
SkillKey = tuple[str | None, str]


@dataclass(frozen=True)
class NamedSkill:
    """A skill as a badge class names it; `code` is that of a werkproces."""

    key: SkillKey
    name: str
    language: str
    code: str | None = None


def read_passport(session: Session, learner: UUID, language: str, now: datetime) -> Passport:
    """The passport of a learner, with the names of skills in a language where their file has them."""
    kept = kept_badges.of_learner(session, learner)
    versions = kept_badges.versions(session, {badge.version_id for badge in kept})
    addresses = {named.key[1] for version in versions.values() for named in _named(version)}
    return passport_of(kept, versions, kept_badges.labels(session, addresses), language, now)


def passport_of(
    kept: Sequence[KeptBadge],
    versions: Mapping[UUID, KeptVersion],
    labels: Mapping[str, Labels],
    language: str,
    now: datetime,
) -> Passport:
    """The same from what was read; `kept` is newest first."""
    states = {badge.id: _state(badge, now) for badge in kept}
    valid = [badge for badge in kept if states[badge.id] == VALID]
    attended = [badge for badge in valid if _is_attendance(versions[badge.version_id])]
    proving = [badge for badge in valid if not _is_attendance(versions[badge.version_id])]
    skills = _skills(proving, versions, labels, language)
    return Passport(
        skills=_in_order(skill for skill in skills if skill.source is not None),
        unnamed=_in_order(skill for skill in skills if skill.source is None),
        attended=tuple(_proof(badge, versions[badge.version_id]) for badge in attended),
        left_out=Counter(state for state in states.values() if state != VALID),
        people=tuple(dict.fromkeys(" ".join(badge.person.split()) for badge in proving)),
    )


def _state(badge: KeptBadge, now: datetime) -> str:
    if badge.revoked_at is not None:
        return REVOKED
    if badge.suspended_at is not None:
        return SUSPENDED
    return EXPIRED if badge.valid_until is not None and badge.valid_until < now else VALID


def _is_attendance(version: KeptVersion) -> bool:
    return version.kind == Kind.BEWIJS_VAN_DEELNAME


def _skills(
    proving: Sequence[KeptBadge], versions: Mapping[UUID, KeptVersion], labels: Mapping[str, Labels], language: str
) -> list[Skill]:
    """Of two names for one skill that of the newest badge, unless the file of the skill has one."""
    named: dict[SkillKey, NamedSkill] = {}
    proofs: dict[SkillKey, list[Proof]] = {}
    said = {id_: _named(version) for id_, version in versions.items()}
    for badge in proving:
        proof = _proof(badge, versions[badge.version_id])
        for one in said[badge.version_id]:
            named.setdefault(one.key, one)
            proofs.setdefault(one.key, []).append(proof)
    return [_skill(one, labels.get(key[1]), language, proofs[key]) for key, one in named.items()]


def _skill(named: NamedSkill, label: Labels | None, language: str, proofs: Sequence[Proof]) -> Skill:
    in_file = ((label.english if language == "en" else label.dutch) if label is not None else "").strip()
    name, spoken = (in_file, language) if in_file else (named.name, named.language)
    return Skill(name, spoken, named.key[0], named.code, tuple(proofs))


def named_skills(alignments: Iterable[Mapping[str, Any]], language: str) -> list[NamedSkill]:
    """The skills that a badge class points to, each once, in its order."""
    found: dict[SkillKey, NamedSkill] = {}
    for one in alignments:
        source, code = SOURCES.get(one["target_type"]), one.get("target_code")
        # A werkproces has no address of its own (issuing/alignments.py).
        address = code if source == WORK_PROCESS else one["target_url"]
        if source is not None and address:
            shown = code if source == WORK_PROCESS else None
            found.setdefault((source, address), NamedSkill((source, address), one["target_name"], language, shown))
    return list(found.values())


def _named(version: KeptVersion) -> list[NamedSkill]:
    """The skills of a version; the badge itself when it points to none."""
    itself = NamedSkill((None, str(version.badge_class_id)), version.name, version.language)
    return named_skills(version.alignments, version.language) or [itself]


def _proof(badge: KeptBadge, version: KeptVersion) -> Proof:
    return Proof(badge.id, badge.code, version.name, version.language, badge.giver, badge.given_at)


def _in_order(skills: Iterable[Skill]) -> tuple[Skill, ...]:
    return tuple(sorted(skills, key=lambda skill: (-len(skill.proofs), folded(skill.name), skill.name)))
