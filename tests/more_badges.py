"""Somebody with as many badges of as many classes as a test wants: rows beside one that was really given and kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from badgeservice.model.check_code import code_from
from badgeservice.storage.tables import AwardRow, BadgeClassRow, BadgeClassVersionRow
from badgeservice.storage.tables.columns import Row


def esco(number: int, name: str) -> dict[str, Any]:
    """An alignment with a skill of ESCO."""
    return {
        "target_type": "ext:ESCOSkill",
        "target_name": name,
        "target_url": f"http://data.europa.eu/esco/skill/{UUID(int=number)}",
        "target_code": None,
        "target_framework": "ESCO",
    }


def more_badges(session: Session, award: UUID, versions: list[UUID], **changed: Any) -> list[UUID]:
    """One more badge for each of these versions, each a day older than the one before."""
    first = session.get_one(AwardRow, award)
    same_list = select(func.max(AwardRow.status_index)).where(AwardRow.status_list_id == first.status_list_id)
    taken = session.scalar(same_list) or 0
    rows = []
    for place, version in enumerate(versions, start=1):
        own = {
            "id": uuid4(),
            "request_id": uuid4(),
            "code": code_from(uuid4().bytes[:10]),
            "status_index": taken + place,
            "given_at": first.given_at - timedelta(days=place),
            "version_id": version,
        }
        rows.append(AwardRow(**_columns(first) | own | changed))
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def more_classes(session: Session, version: UUID, alignments: list[list[dict[str, Any]]], **changed: Any) -> list[UUID]:
    """One more class for each list of alignments; gives the ids of their versions."""
    first = session.get_one(BadgeClassVersionRow, version)
    made = []
    for place, aligned in enumerate(alignments, start=1):
        kind = BadgeClassRow(**_columns(first.badge_class) | {"id": uuid4(), "slug": f"klas-{uuid4().hex}"})
        session.add(kind)
        session.flush()
        own = {"id": uuid4(), "badge_class_id": kind.id, "name": f"Badge nummer {place}", "alignments": aligned}
        session.add(BadgeClassVersionRow(**_columns(first) | own | changed))
        made.append(own["id"])
    session.flush()
    return made


def _columns(row: Row) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}
