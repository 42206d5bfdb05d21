"""The migrations make exactly the tables that the code knows."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from badgeservice.storage.engine import open_database
from badgeservice.storage.migrate import bring_up_to_date, is_up_to_date
from badgeservice.storage.tables import Row


def test_migrations_and_tables_are_the_same(database_url: str) -> None:
    database = open_database(database_url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []
    database.close()


def test_a_second_run_changes_nothing(database_url: str) -> None:
    database = open_database(database_url)
    bring_up_to_date(database)
    assert is_up_to_date(database)
    database.close()
