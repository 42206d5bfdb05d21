"""How does a database get a million badges within minutes?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Table, inspect, select, text
from sqlalchemy.orm import Session

from badgeservice.model.check_code import code_from
from badgeservice.status.places import place
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import (
    AwardRow,
    BadgeClassRow,
    BadgeClassVersionRow,
    LearnerAddressRow,
    LearnerRow,
    OrganisationRow,
    OutboxRow,
    StatusListRow,
)
from badgeservice.storage.tables.columns import Row

CHUNK = 5_000
OF_ANOTHER, CLASSES, BADGES_OF_LEARNER = 1_000, 5, 4
# One in so many: of the organisation that is looked at, not kept, revoked.
OF_HOTEL, NOT_KEPT, REVOKED = 50, 5, 100

Values = dict[str, Any]


class Growing:
    """Rows to copy, and how copies of them come about."""

    def __init__(self, session: Session, hotel: str) -> None:
        self.hotel = session.scalars(select(OrganisationRow).where(OrganisationRow.slug == hotel)).one()
        asked = select(AwardRow).where(
            AwardRow.organisation_id == self.hotel.id, AwardRow.revoked_at.is_(None), AwardRow.learner_id.is_not(None)
        )
        award = session.scalars(asked.order_by(AwardRow.given_at.desc()).limit(1)).one()
        self.award, self.list = _values(award), _values(session.get_one(StatusListRow, award.status_list_id))
        self.version, self.badge_class = _values(award.version), _values(award.version.badge_class)
        self.learner = _values(session.scalars(select(LearnerRow).where(LearnerRow.email.is_not(None))).first())
        self.mail = _values(session.scalars(select(OutboxRow).limit(1)).one())
        self.version |= {"picture_svg": None, "picture_png": None}

    def another_organisation(self, number: int) -> Iterator[tuple[type[Row], Values]]:
        """An organisation with its badge classes and status list; what it gives is filled in later."""
        owner, slug = uuid4(), f"organisatie-{number}"
        yield OrganisationRow, _values(self.hotel) | {"id": owner, "slug": slug, "name": f"Organisatie {number}"}
        yield StatusListRow, self.list | {"id": uuid4(), "organisation_id": owner}
        for at in range(CLASSES):
            made = uuid4()
            yield BadgeClassRow, self.badge_class | {"id": made, "organisation_id": owner, "slug": f"{slug}-{at}"}
            yield BadgeClassVersionRow, self.version | {"id": uuid4(), "badge_class_id": made}

    def badges(
        self, number: int, givers: list[tuple[UUID, UUID, list[UUID]]], learners: list[UUID]
    ) -> Iterator[Values]:
        """So many badges, spread over givers, classes, learners and a year."""
        own = (self.hotel.id, self.list["id"], [self.version["id"]])
        for at in range(number):
            owner, in_list, versions = own if at % OF_HOTEL == 0 else givers[at % len(givers)]
            is_kept, given = (
                at % NOT_KEPT != 0 or at % OF_HOTEL == 0,
                self.award["given_at"] - timedelta(seconds=31 * at),
            )
            yield self.award | {
                "id": uuid4(), "request_id": uuid4(), "code": code_from(uuid4().bytes[:10]), "organisation_id": owner,
                "version_id": versions[at % len(versions)], "status_list_id": in_list, "status_index": self._place(at),
                "learner_id": learners[at // BADGES_OF_LEARNER] if is_kept else None, "given_at": given,
                "recipient_email": f"l{at // BADGES_OF_LEARNER}@voorbeeld.nl",
                "kept_at": given if is_kept else None, "revoked_at": given if at // OF_HOTEL % REVOKED == 1 else None,
            }  # fmt: skip

    def _place(self, at: int) -> int:
        """A free place in a list: in that of the organisation that is looked at the next, as when a badge is given."""
        if at % OF_HOTEL:
            return at % int(self.list["size"])
        return place(self.list["secret"], self.list["size"], self.list["next_place"] + at // OF_HOTEL)


def fill(database: Database, hotel: str, number: int) -> None:
    """Put so many badges beside what there is, with everything around them."""
    with database.reading() as session:
        growing = Growing(session, hotel)
    givers = _organisations(database, growing, max(1, number // OF_ANOTHER))
    learners = [uuid4() for _ in range(number // BADGES_OF_LEARNER + 1)]
    emails = list(enumerate(learners))
    _insert(database, LearnerRow, (growing.learner | {"id": id_, "email": _email(at)} for at, id_ in emails))
    now = growing.learner["created_at"]
    _insert(
        database,
        LearnerAddressRow,
        ({"email": _email(at), "learner_id": id_, "proven_at": now} for at, id_ in emails),
    )
    _insert(database, AwardRow, growing.badges(number, givers, learners))
    _insert(
        database,
        OutboxRow,
        (growing.mail | {"id": uuid4(), "subject_id": uuid4(), "state": "sent"} for _ in range(number)),
    )
    with database.writing() as session:
        session.get_one(StatusListRow, growing.list["id"]).next_place += -(-number // OF_HOTEL)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT", badgeservice_writes=True) as wire:
        wire.execute(text("ANALYZE"))


def _organisations(database: Database, growing: Growing, number: int) -> list[tuple[UUID, UUID, list[UUID]]]:
    givers = []
    with database.writing() as session:
        for at in range(number):
            rows = list(growing.another_organisation(at))
            for table, values in rows:
                session.execute(table.__table__.insert(), values)  # type: ignore[attr-defined]  # every table has it
            versions = [values["id"] for table, values in rows if table is BadgeClassVersionRow]
            givers.append((rows[0][1]["id"], rows[1][1]["id"], versions))
    return givers


def _insert(database: Database, table: type[Row], rows: Iterable[Values]) -> None:
    made: Table = table.__table__  # type: ignore[assignment]  # of a mapped class it is always one
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        with database.writing() as session:
            session.execute(made.insert(), chunk)


def _email(number: int) -> str:
    return f"l{number}@voorbeeld.nl"


def _values(row: Any) -> Values:
    columns = inspect(type(row)).column_attrs
    return {column.key: getattr(row, column.key) for column in columns if column.key in _told(row)}


def _told(row: Any) -> set[str]:
    return {column.key for column in inspect(type(row)).column_attrs} - inspect(row).unloaded
