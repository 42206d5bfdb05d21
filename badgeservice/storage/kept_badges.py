"""What does a learner keep, as lists of many badges need it: without the documents and the pictures?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, BadgeClassRow, BadgeClassVersionRow, OrganisationRow, SkillRow

# A statement may carry a limited number of values.
_AT_ONCE = 1000


@dataclass(frozen=True)
class KeptBadge:
    """A badge that a learner keeps, and how it stands."""

    id: UUID
    code: str
    person: str
    giver: str
    version_id: UUID
    given_at: datetime
    valid_until: datetime | None
    suspended_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class KeptVersion:
    """What a version of a badge class says it is about; `alignments` as in `BadgeClassVersionRow`."""

    id: UUID
    badge_class_id: UUID
    kind: str
    name: str
    language: str
    alignments: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Labels:
    """What a skill is called in the file it comes from; a label may be empty in one of the languages."""

    dutch: str
    english: str


def of_learner(session: Session, learner: UUID) -> list[KeptBadge]:
    """Every badge that a learner keeps, newest first; not what was erased."""
    columns = (
        AwardRow.id, AwardRow.code, AwardRow.recipient_name, OrganisationRow.name, AwardRow.version_id,
        AwardRow.given_at, AwardRow.valid_until, AwardRow.suspended_at, AwardRow.revoked_at,
    )  # fmt: skip
    asked = (
        select(*columns)
        .join(OrganisationRow, OrganisationRow.id == AwardRow.organisation_id)
        .where(AwardRow.learner_id == learner, AwardRow.erased_at.is_(None))
        .order_by(AwardRow.given_at.desc(), AwardRow.id.desc())
    )
    return [KeptBadge(*row) for row in session.execute(asked)]


def versions(session: Session, ids: Collection[UUID]) -> dict[UUID, KeptVersion]:
    """The versions with these ids, each read once."""
    version, badge_class = BadgeClassVersionRow, BadgeClassRow
    asked = select(
        version.id, version.badge_class_id, badge_class.kind, version.name, version.language, version.alignments
    ).join(badge_class, badge_class.id == version.badge_class_id)
    found = (session.execute(asked.where(version.id.in_(some))) for some in _some(list(ids)))
    return {row.id: KeptVersion(*row) for rows in found for row in rows}


def labels(session: Session, addresses: Collection[str]) -> dict[str, Labels]:
    """What the skills with these addresses are called, as far as their file was read."""
    asked = select(SkillRow.uri, SkillRow.label_nl, SkillRow.label_en)
    found = (session.execute(asked.where(SkillRow.uri.in_(some))) for some in _some(list(addresses)))
    return {row.uri: Labels(row.label_nl, row.label_en) for rows in found for row in rows}


def _some(values: list[Any]) -> Iterator[list[Any]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
