"""Checks are counted by badge and month, and a check never waits for that."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select
from staff_desk import Desk

from badgeservice.issuing.check_tally import EVERY_SECONDS, CheckTally
from badgeservice.storage.check_counts import Counted, add
from badgeservice.storage.engine import Database, opened_database
from badgeservice.storage.tables import CheckCountRow

TIMES, CROWD = 50, 4


class Seconds:
    """A clock that goes forward when told."""

    def __init__(self) -> None:
        self.passed = 100.0

    def __call__(self) -> float:
        return self.passed


@pytest.fixture
def desk(world) -> Desk:  # type: ignore[no-untyped-def]
    return Desk(world)


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def tally(desk: Desk, seconds: Seconds) -> CheckTally:
    return CheckTally(desk.world.database, seconds)


def rows(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {row.month: row.number for row in session.scalars(select(CheckCountRow))}


def test_each_look_at_a_badge_is_counted_and_nobody_is_named(desk: Desk) -> None:
    award = desk.award(desk.given(desk.released()))
    for _ in range(3):
        assert desk.world.app.test_client().get(f"/v/{award.code}").status_code == 200
    desk.world.tools.check_tally.write()
    with desk.world.database.reading() as session:
        (row,) = session.scalars(select(CheckCountRow))
    assert (row.organisation_id, row.version_id, row.month, row.number) == (
        award.organisation_id, award.version_id, "2026-11", 3
    )  # fmt: skip
    assert set(CheckCountRow.__table__.columns.keys()) == {"organisation_id", "version_id", "month", "number"}


def test_what_is_no_look_at_our_own_badge_is_not_counted(desk: Desk) -> None:
    award = desk.award(desk.given(desk.released()))
    client = desk.world.app.test_client()
    client.head(f"/v/{award.code}")
    client.get("/v/7K3M-7K3M-7K3M")
    client.post("/controleren", data={"text": "{}"})
    client.get(f"/v/{award.code}?rapport=json")
    desk.world.tools.check_tally.write()
    assert rows(desk.world.database) == {}


def test_a_badge_handed_in_as_a_text_counts_as_its_own_look(desk: Desk) -> None:
    award = desk.award(desk.given(desk.released()))
    desk.world.app.test_client().post("/controleren", data={"text": award.document.decode()})
    desk.world.tools.check_tally.write()
    assert rows(desk.world.database) == {"2026-11": 1}


def test_a_month_begins_at_midnight_in_amsterdam(desk: Desk, tally: CheckTally) -> None:
    award = desk.award(desk.given(desk.released()))
    tally.count(award, datetime(2026, 10, 31, 22, 59, 59, tzinfo=UTC))
    tally.count(award, datetime(2026, 10, 31, 23, 0, 0, tzinfo=UTC))
    tally.count(award, datetime(2026, 6, 30, 22, 0, 0, tzinfo=UTC))
    tally.write()
    assert rows(desk.world.database) == {"2026-10": 1, "2026-11": 1, "2026-07": 1}


def test_it_is_written_now_and_then_and_only_when_there_is_something(
    desk: Desk, tally: CheckTally, seconds: Seconds
) -> None:
    award = desk.award(desk.given(desk.released()))
    seconds.passed += EVERY_SECONDS
    assert not tally.is_due()
    tally.count(award, desk.world.clock())
    assert tally.is_due()
    tally.write()
    tally.count(award, desk.world.clock())
    assert not tally.is_due()
    seconds.passed += EVERY_SECONDS
    assert tally.is_due()


def test_a_request_writes_what_is_due_after_its_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    award = desk.award(desk.given(desk.released()))
    tally = desk.world.tools.check_tally
    client = desk.world.app.test_client()
    monkeypatch.setattr(tally, "_wait_until", float("inf"))
    client.get(f"/v/{award.code}").close()
    assert rows(desk.world.database) == {}
    monkeypatch.setattr(tally, "_wait_until", 0.0)
    answer = client.get("/healthz")
    answer.close()
    assert rows(desk.world.database) == {"2026-11": 1}


def test_a_busy_database_keeps_the_counts_for_the_next_time(desk: Desk, tally: CheckTally) -> None:
    award = desk.award(desk.given(desk.released()))
    tally.count(award, desk.world.clock())
    tally.write()
    with desk.world.database.writing() as other:
        other.scalars(select(CheckCountRow).with_for_update()).all()
        tally.count(award, desk.world.clock())
        tally.write()
        assert desk.world.app.test_client().get(f"/v/{award.code}").status_code == 200
    assert rows(desk.world.database) == {"2026-11": 1}
    tally.write()
    assert rows(desk.world.database) == {"2026-11": 2}


def test_nothing_is_lost_when_many_threads_count_and_write(desk: Desk, tally: CheckTally) -> None:
    award = desk.award(desk.given(desk.released()))

    def look(_: int) -> None:
        for at in range(TIMES):
            tally.count(award, desk.world.clock())
            if at % 10 == 0:
                tally.write()

    with ThreadPoolExecutor(CROWD) as pool:
        list(pool.map(look, range(CROWD)))
    tally.write()
    assert rows(desk.world.database) == {"2026-11": TIMES * CROWD}


def add_often(address: str, organisation: UUID, version: UUID) -> None:
    """What another process does: it adds one, often."""
    with opened_database(address) as database:
        for _ in range(TIMES):
            with database.writing() as session:
                add(
                    session,
                    {Counted(organisation, version, "2026-11"): 1, Counted(organisation, version, "2026-10"): 2},
                )


def test_processes_add_up(desk: Desk, database_url: str) -> None:
    award = desk.award(desk.given(desk.released()))
    start = multiprocessing.get_context("spawn")
    asked = (database_url, award.organisation_id, award.version_id)
    processes = [start.Process(target=add_often, args=asked) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert rows(desk.world.database) == {"2026-10": 4 * TIMES, "2026-11": 2 * TIMES}
