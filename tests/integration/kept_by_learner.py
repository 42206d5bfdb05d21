"""A learner with as many badges of as many classes as a test wants, put beside one that was really given and kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import inspect
from staff_desk import Desk

from badgeservice.model.check_code import code_from
from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.storage.tables import AwardRow, BadgeClassRow, BadgeClassVersionRow
from badgeservice.storage.tables.columns import Row


@dataclass
class Kept:
    """Somebody who kept a badge in a browser of their own, and may be given copies of it."""

    desk: Desk
    version: UUID
    who: dict[str, str] = field(default_factory=dict)
    client: FlaskClient = field(init=False)
    award: UUID = field(init=False)
    made: int = 0

    def __post_init__(self) -> None:
        world = self.desk.world
        self.client = world.app.test_client()
        self.award = self.desk.given(self.version, **self.who)
        self.keep(self.award)

    def keep(self, award: UUID) -> None:
        world = self.desk.world
        with world.database.writing() as session:
            token = make_link(session, KEEP, award, world.clock())
        assert world.post(self.client, f"/bewaren/{token}").status_code == 303

    def copies(self, number: int, version: UUID | None = None, **changed: Any) -> list[UUID]:
        """So many more badges, each a day older than the one before."""
        with self.desk.world.database.writing() as session:
            first = session.get_one(AwardRow, self.award)
            rows = []
            for _copy in range(number):
                self.made += 1
                own = {
                    "id": uuid4(),
                    "request_id": uuid4(),
                    "code": code_from((self.made + first.status_index * 10**6).to_bytes(10, "big")),
                    "status_index": first.status_index + 10_000 + self.made,
                    "given_at": first.given_at - timedelta(days=self.made),
                    "version_id": version or first.version_id,
                }
                rows.append(AwardRow(**_columns(first) | own | changed))
            session.add_all(rows)
            return [row.id for row in rows]

    def classes(self, number: int, **changed: Any) -> list[UUID]:
        """So many more classes, each with its version."""
        with self.desk.world.database.writing() as session:
            first = session.get_one(BadgeClassVersionRow, self.version)
            made = []
            for _copy in range(number):
                self.made += 1
                own = {"id": uuid4(), "slug": f"klas-{self.made}-{uuid4().hex[:6]}"}
                session.add(kind := BadgeClassRow(**_columns(first.badge_class) | own))
                session.flush()
                version = {"id": uuid4(), "badge_class_id": kind.id, "name": f"Badge nummer {self.made}"}
                session.add(BadgeClassVersionRow(**_columns(first) | version | changed))
                made.append(version["id"])
            return made


def esco(number: int, name: str) -> dict[str, Any]:
    """An alignment with a skill of ESCO."""
    return {
        "target_type": "ext:ESCOSkill",
        "target_name": name,
        "target_url": f"http://data.europa.eu/esco/skill/{UUID(int=number)}",
        "target_code": None,
        "target_framework": "ESCO",
    }


def _columns(row: Row) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}
