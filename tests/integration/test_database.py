"""What does the database do under a crowd, and what does it tell of what went wrong?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from badgeservice.storage.engine import Database, opened_database

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


def test_a_database_in_memory_opens_as_any_other() -> None:
    with opened_database("sqlite:///:memory:") as database, database.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
