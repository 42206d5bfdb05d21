"""What one test leaves in its PostgreSQL database, the next does not find."""

from __future__ import annotations

import pytest
from fresh_postgresql import FreshDatabase, run
from sqlalchemy import create_engine, text

pytestmark = pytest.mark.postgresql

LEFT = (
    "INSERT INTO service_fact (name, value) VALUES ('left', 'by a test')",
    "UPDATE service_fact SET value = 'another'",
    "DELETE FROM alembic_version",
    "ALTER TABLE award DROP COLUMN status_reason",
    "CREATE TABLE left_behind (number integer)",
    "DROP INDEX ix_award_given_at",
)


@pytest.mark.parametrize("command", LEFT)
def test_nothing_is_left(fresh_postgresql: FreshDatabase, command: str) -> None:
    before = found(fresh_postgresql.address)
    run(fresh_postgresql.address, command)
    assert found(fresh_postgresql.address) != before
    fresh_postgresql.empty()
    assert found(fresh_postgresql.address) == before


def test_who_is_still_connected_is_put_out_with_what_was_not_committed(fresh_postgresql: FreshDatabase) -> None:
    before = found(fresh_postgresql.address)
    engine = create_engine(fresh_postgresql.address)
    connection = engine.connect()
    connection.execute(text(LEFT[0]))
    fresh_postgresql.empty()
    assert found(fresh_postgresql.address) == before
    connection.invalidate()
    engine.dispose()


def found(address: str) -> list[object]:
    """The columns, the indexes, and all rows of the two tables that are not empty."""
    asked = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
        "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
        "SELECT name, value FROM service_fact ORDER BY 1",
        "SELECT version_num FROM alembic_version",
    )
    engine = create_engine(address)
    with engine.connect() as connection:
        answers: list[object] = [connection.execute(text(one)).all() for one in asked]
    engine.dispose()
    return answers
