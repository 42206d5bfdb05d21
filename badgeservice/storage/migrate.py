"""Is the database at the newest migration, and how does it get there?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from badgeservice.storage.engine import Database

FOLDER = Path(__file__).resolve().parent / "migrations"


def bring_up_to_date(database: Database) -> None:
    """Run every migration that has not been run yet."""
    with database.engine.execution_options(badgeservice_writes=True).connect() as connection:
        migrate(connection)
        connection.commit()


def is_up_to_date(database: Database) -> bool:
    """Whether every migration has been run; False for an empty database."""
    with database.engine.connect() as connection:
        return migration_of(connection) == newest()


def migrate(connection: Connection, until: str = "head") -> None:
    """Run the migrations up to one that have not been run yet, in the transaction of this connection."""
    configuration = _configuration()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, until)


def migration_of(connection: Connection) -> str | None:
    """The last migration that was run; None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def newest() -> str | None:
    """The newest migration that this version knows."""
    return ScriptDirectory.from_config(_configuration()).get_current_head()


def is_known(migration: str) -> bool:
    """Whether this version knows a migration."""
    return migration in {one.revision for one in ScriptDirectory.from_config(_configuration()).walk_revisions()}


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    configuration.set_main_option("path_separator", "os")
    return configuration
