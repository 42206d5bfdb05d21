"""A learner with a browser of their own, who kept a badge in it and may be given more like it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from more_badges import more_badges, more_classes
from staff_desk import Desk

from badgeservice.organisations.one_time_links import KEEP, make_link


@dataclass
class Kept:
    """Who kept the badge, of a version of the desk's organisation."""

    desk: Desk
    version: UUID
    who: dict[str, str] = field(default_factory=dict)
    client: FlaskClient = field(init=False)
    award: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.desk.world.app.test_client()
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
            return more_badges(session, self.award, [version or self.version] * number, **changed)

    def badges_of(self, versions: list[UUID]) -> None:
        """A badge of each of these versions."""
        with self.desk.world.database.writing() as session:
            more_badges(session, self.award, versions)

    def classes(self, alignments: list[list[dict[str, Any]]], **changed: Any) -> list[UUID]:
        """One more class for each list of alignments."""
        with self.desk.world.database.writing() as session:
            return more_classes(session, self.version, alignments, **changed)
