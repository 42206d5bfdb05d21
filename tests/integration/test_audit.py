"""The audit log: a chain in which every change shows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from badgeservice.audit.record import Actor, first_broken_row, record
from badgeservice.storage.tables import AuditHeadRow, AuditRow


def write(world: Any, count: int) -> None:
    for number in range(count):
        with world.database.writing() as session:
            record(session, Actor(None, "service"), "test.done", f"thing:{number}", world.clock(), b"content")


def test_an_untouched_chain_holds(world: Any) -> None:
    write(world, 5)
    with world.database.reading() as session:
        assert first_broken_row(session) is None


@pytest.mark.parametrize(
    "tampering",
    [
        update(AuditRow).where(AuditRow.number == 3).values(action="test.other"),
        update(AuditRow).where(AuditRow.number == 3).values(digest="0" * 64),
        delete(AuditRow).where(AuditRow.number == 3),
        delete(AuditRow).where(AuditRow.number == 5),
        update(AuditHeadRow).values(number=4),
    ],
    ids=["changed", "other content", "removed", "last removed", "head moved back"],
)
def test_every_tampering_shows(world: Any, tampering: Any) -> None:
    write(world, 5)
    with world.database.writing() as session:
        session.execute(tampering)
    with world.database.reading() as session:
        assert first_broken_row(session) is not None


def test_writers_at_the_same_time_make_one_chain(world: Any) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _number: write(world, 10), range(6)))
    with world.database.reading() as session:
        assert first_broken_row(session) is None
        assert session.scalar(select(func.count()).select_from(AuditRow)) == 60


def test_nothing_personal_stands_in_a_row(world: Any) -> None:
    with world.database.writing() as session:
        record(
            session,
            Actor(None, "learner"),
            "badge.kept",
            "badge:1",
            world.clock(),
            b"Fatima Yilmaz fatima@voorbeeld.nl",
        )
    with world.database.reading() as session:
        row = session.scalars(select(AuditRow)).one()
        assert "atima" not in "".join(str(getattr(row, column.key)) for column in AuditRow.__table__.columns)
