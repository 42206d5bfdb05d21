"""How does each test get an empty PostgreSQL database, without making one each time?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, make_url, text

# What changes when a table, an index or a column is made, taken away or made again.
_SHAPE = """SELECT (SELECT array_agg(oid ORDER BY oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace)::text
  || (SELECT count(*) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped)"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_PUT_OUT = """SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_COUNTERS = """SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
  FROM pg_sequences WHERE last_value IS NOT NULL"""


class FreshDatabase:
    """A database that is given to one test after another: emptied in between, made again when its tables changed."""

    def __init__(self, server: str, name: str, prepare: Callable[[str], None]) -> None:
        """`prepare` brings the database of an address to the newest migration."""
        self._server, self._model, self._name = server, f"model_{name}", f"fresh_{name}"
        self._run(f"CREATE DATABASE {self._model}")
        prepare(_named(server, self._model))
        with _connected(_named(server, self._model)) as connection:
            self._tables = list(connection.scalars(text(_TABLES)))
            self._rows = {table: rows for table in self._tables if (rows := _copied(connection, table))}
        self._make()

    @property
    def address(self) -> str:
        """Of the database that a test uses."""
        return _named(self._server, self._name)

    def empty(self) -> None:
        """Only what migrations put in stays; whoever is still connected is put out."""
        with _connected(self.address) as connection:
            connection.execute(text(_PUT_OUT))
            same = connection.scalar(text(_SHAPE)) == self._shape
            if same:
                self._empty(connection)
        if not same:
            self._run(f"DROP DATABASE {self._name} WITH (FORCE)")
            self._make()

    def end(self) -> None:
        """Leave nothing behind."""
        for name in (self._name, self._model):
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _make(self) -> None:
        self._run(f"CREATE DATABASE {self._name} TEMPLATE {self._model}")
        with _connected(self.address) as connection:
            self._shape = connection.scalar(text(_SHAPE))

    def _empty(self, connection: Connection) -> None:
        has_rows = ", ".join(f"EXISTS (SELECT FROM {table}) AS {table}" for table in self._tables)
        found = connection.execute(text(f"SELECT {has_rows}")).mappings().one()
        # References need not be followed: every table is emptied.
        connection.execute(text("SET session_replication_role = replica"))
        for table in self._tables:
            if found[table]:
                connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
            if table in self._rows:
                _put_back(connection, table, self._rows[table])
        connection.execute(text(_COUNTERS))

    def _run(self, command: str) -> None:
        run(self._server, command)


def run(address: str, command: str) -> None:
    """One command of its own, outside a transaction."""
    with _connected(address) as connection:
        connection.execute(text(command))


def _copied(connection: Connection, table: str) -> bytes:
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as rows:
        return b"".join(rows)


def _put_back(connection: Connection, table: str, copied: bytes) -> None:
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as rows:
        rows.write(copied)


def _named(address: str, name: str) -> str:
    return make_url(address).set(database=name).render_as_string(hide_password=False)


@contextmanager
def _connected(address: str) -> Iterator[Connection]:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()
