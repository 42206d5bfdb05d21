"""How is the database opened: SQLite or PostgreSQL, for reading or for writing?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

BUSY_SECONDS = 20
HASTY_SECONDS = 0.1
# A server that is gone without a word would keep everybody waiting for minutes.
CONNECT_SECONDS = 5
# Parameters are people and documents, which an error would bring into the log. A request holds a connection to read and
# takes another to keep something: with a limit on them, as many threads wait for each other until all time is up. The
# number of threads is limit enough.
ENGINE: dict[str, Any] = {"hide_parameters": True, "poolclass": QueuePool, "max_overflow": -1}


@dataclass(frozen=True)
class Database:
    """Opens sessions: `reader` never writes, `writer` starts a transaction that no other writer can be inside of."""

    engine: Engine
    reader: sessionmaker[Session]
    writer: sessionmaker[Session]
    hasty: sessionmaker[Session]

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends well and keeps nothing otherwise."""
        with self.writer() as session, session.begin():
            yield session

    @contextmanager
    def writing_if_free(self) -> Iterator[Session]:
        """As `writing`, for what can wait: gives up with OperationalError when others have been writing for 0.1 s."""
        with self.hasty() as session, session.begin():
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text(f"SET LOCAL lock_timeout = {round(HASTY_SECONDS * 1000)}"))
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading only."""
        with self.reader() as session:
            yield session

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def open_database(address: str) -> Database:
    """Open the database at a SQLAlchemy address (sqlite:///… or postgresql+psycopg://…)."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(address, url.database)
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    engine = create_engine(address, pool_pre_ping=True, pool_size=10, connect_args=patience, **ENGINE)
    reading = engine.execution_options(postgresql_readonly=True)
    writer = sessionmaker(engine, expire_on_commit=False)
    return Database(engine, sessionmaker(reading), writer, writer)


@contextmanager
def opened_database(address: str) -> Iterator[Database]:
    """The database at an address, closed when the block ends."""
    database = open_database(address)
    try:
        yield database
    finally:
        database.close()


def _open_sqlite(address: str, file: str | None) -> Database:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, **ENGINE)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    writing = engine.execution_options(badgeservice_writes=True)
    hasty = writing.execution_options(badgeservice_busy_seconds=HASTY_SECONDS)
    return Database(
        engine, sessionmaker(engine), *(sessionmaker(one, expire_on_commit=False) for one in (writing, hasty))
    )


def _prepare_sqlite(connection: SQLiteConnection, _record: Any) -> None:
    # The driver's own BEGIN is deferred, and deferred writers fail as soon as two of them meet.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    writes, busy_seconds = (
        options.get("badgeservice_writes", False),
        options.get("badgeservice_busy_seconds", BUSY_SECONDS),
    )
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(busy_seconds * 1000)}")
    connection.exec_driver_sql("PRAGMA query_only = " + ("0" if writes else "1"))
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
