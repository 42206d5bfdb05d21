"""What does the database do under a crowd, and what does it tell of what went wrong?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from badgeservice.storage.engine import Database, opened_database
from badgeservice.web import database as web

THREADS = 24
COUNT, SECONDS = text("SELECT count(*) FROM organisation"), 20


def test_many_who_read_may_all_ask_for_a_second_connection(database: Database) -> None:
    together = Barrier(THREADS)

    def read_twice(_: int) -> int:
        with database.reading() as first:
            first.execute(COUNT)
            together.wait(SECONDS)
            with database.reading() as second:
                return int(second.scalar(COUNT) or 0)

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(read_twice, range(THREADS))) == [0] * THREADS


def test_an_error_of_the_database_names_nobody(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError) as found:
        session.execute(text("SELECT 1 FROM nowhere WHERE email = :email"), {"email": "fatima@voorbeeld.nl"})
    assert "fatima" not in str(found.value)


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_connection_that_is_cut_off_after_the_answer_harms_nobody(world: Any) -> None:
    with world.app.app_context():
        numbers = [each.scalar(text("SELECT pg_backend_pid()")) for each in (web.reading(), web.writing())]
        with world.database.reading() as other:
            for number in numbers:
                other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
        web.roll_back()
        assert web.writing().scalar(COUNT) == 0
    with world.database.reading() as session:
        assert session.scalar(COUNT) == 0


def test_a_database_in_memory_opens_as_any_other() -> None:
    with opened_database("sqlite:///:memory:") as database, database.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
