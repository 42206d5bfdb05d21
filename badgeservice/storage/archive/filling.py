"""How does an archive become the rows of an empty database, of either kind and of this version?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, Integer, column, delete, func, insert, select, table, text
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TableClause

from badgeservice.errors import BackupError
from badgeservice.storage import skills
from badgeservice.storage.archive.manifest import Part
from badgeservice.storage.archive.reading import Archive
from badgeservice.storage.archive.values import TYPES
from badgeservice.storage.migrate import is_known, migrate, migration_of, newest
from badgeservice.storage.tables import AccountRow, AwardRow, LearnerRow, OrganisationRow, Row

ROWS_AT_ONCE = 500
# What `init` writes in an empty database is no reason to keep it.
SOMEBODY_S = (AccountRow, AwardRow, LearnerRow, OrganisationRow)
# Derived from other tables, in a way of each database's own.
DERIVED = ("skill_words", "alembic_version")


def refuse_unfit(connection: Connection, archive: Archive, *, may_replace: bool) -> None:
    """Raise BackupError for an archive that is newer than this version, or a database that holds something.

    With `may_replace` only a database of another version is refused.
    """
    if not is_known(archive.manifest.migration):
        raise BackupError(
            f"This backup was made by a newer version ({archive.manifest.version}). Put it back with that version."
        )
    found = migration_of(connection)
    if found not in {None, newest()}:
        raise BackupError("The database is of another version. Run first: badgeservice init, or choose an empty one.")
    if found is not None and not may_replace and _holds_something(connection):
        raise BackupError(
            "The database is not empty, and restoring would replace all that is in it. Choose an empty one with "
            "BADGESERVICE_DATA_DIR or BADGESERVICE_DATABASE_URL, or say --replace-everything."
        )


def fill(connection: Connection, archive: Archive) -> None:
    """Replace whatever there is by the rows of the archive, and run the migrations that it has not seen.

    All in the transaction of this connection: until it commits, nothing has changed.
    """
    if migration_of(connection) is not None:
        _drop_everything(connection)
    migrate(connection, archive.manifest.migration)
    # The migrations put rows of their own in empty tables.
    for part in reversed(archive.manifest.parts):
        connection.execute(delete(_table(part)))
    for part in archive.manifest.parts:
        _insert(connection, archive, part)
    if connection.dialect.name == "postgresql":
        for part in archive.manifest.parts:
            _count_on(connection, part)
    migrate(connection)
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        skills.index_all(session)
        session.commit()


def _holds_something(connection: Connection) -> bool:
    return any(connection.scalar(select(kind.id).limit(1)) is not None for kind in SOMEBODY_S)


def _drop_everything(connection: Connection) -> None:
    connection.execute(text(f"DROP TABLE IF EXISTS {DERIVED[0]}"))
    Row.metadata.drop_all(connection)
    connection.execute(text(f"DROP TABLE {DERIVED[1]}"))


def _table(part: Part) -> TableClause:
    return table(part.table, *(column(name, TYPES[kind]) for name, kind in part.columns.items()))


def _insert(connection: Connection, archive: Archive, part: Part) -> None:
    statement, rows = insert(_table(part)), archive.rows(part)
    while portion := list(islice(rows, ROWS_AT_ONCE)):
        connection.execute(statement, portion)


def _count_on(connection: Connection, part: Part) -> None:
    """Let numbers that the database gives out itself go on after the highest one."""
    for name in _numbers(part):
        sequence = connection.scalar(select(func.pg_get_serial_sequence(part.table, name)))
        if sequence is not None:
            after = func.coalesce(func.max(column(name, Integer)), 0) + 1
            connection.execute(select(func.setval(sequence, after, False)).select_from(table(part.table)))


def _numbers(part: Part) -> Iterator[str]:
    return (name for name, kind in part.columns.items() if kind == "number")
