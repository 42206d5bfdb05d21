"""How does a database become one file, as it was at one moment, row by row and never whole in memory?

Everything is read in one transaction: on PostgreSQL a REPEATABLE READ snapshot, on SQLite (WAL) what was committed when
it began. Writers go on meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Connection, Table, select

from badgeservice.errors import BackupError
from badgeservice.storage.archive import manifest
from badgeservice.storage.archive.manifest import Manifest, Part
from badgeservice.storage.archive.values import kind_of, writers
from badgeservice.storage.engine import Database
from badgeservice.storage.migrate import migration_of, newest
from badgeservice.storage.tables import Row

# Pictures are rows too: few at a time.
ROWS_AT_ONCE = 100
BYTES_AT_ONCE = 1 << 16
FAST = 3


@dataclass(frozen=True)
class Made:
    """What an archive says of the installation that it was made of."""

    version: str
    base_url: str
    at: datetime


def write_archive(database: Database, target: BinaryIO, made: Made, left_out: Collection[str] = ()) -> Manifest:
    """Write everything but the tables that are left out into `target`, which is never read or moved about in.

    Raises BackupError for a database that is not at the newest migration, OSError when the disk is full.
    """
    with snapshot(database) as connection, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=FAST) as whole:
        migration = migration_of(connection)
        if migration is None or migration != newest():
            raise BackupError("The database is empty or older than this version. Run first: badgeservice init")
        tables = [table for table in Row.metadata.sorted_tables if table.name not in left_out]
        parts = tuple(_write_table(connection, whole, table, made.at) for table in tables)
        told = Manifest(made.version, migration, made.base_url, made.at, parts, tuple(sorted(left_out)))
        with whole.open(member(manifest.NAME, made.at), "w") as file:
            file.write(manifest.write_manifest(told))
    return told


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """A connection that reads everything as it was at one moment, some rows at a time."""
    options: dict[str, Any] = {"yield_per": ROWS_AT_ONCE}
    if database.engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with database.engine.execution_options(**options).connect() as connection:
        yield connection


def member(name: str, at: datetime) -> ZipInfo:
    """What is written as a file of this name in a ZIP, compressed and for its owner only."""
    file = ZipInfo(name, at.timetuple()[:6])
    file.compress_type = ZIP_DEFLATED
    file.external_attr = 0o600 << 16
    return file


def _write_table(connection: Connection, whole: ZipFile, table: Table, at: datetime) -> Part:
    columns = {column.name: kind_of(column.type) for column in table.columns}
    digest, rows = hashlib.sha256(), 0
    with whole.open(member(Part(table.name, columns, 0, "").name, at), "w", force_zip64=True) as file:
        waiting = bytearray()
        for line in _lines(connection, table, list(columns.values())):
            rows += 1
            waiting += line
            if len(waiting) >= BYTES_AT_ONCE:
                digest.update(waiting)
                file.write(waiting)
                waiting.clear()
        digest.update(waiting)
        file.write(waiting)
    return Part(table.name, columns, rows, digest.hexdigest())


def _lines(connection: Connection, table: Table, kinds: list[str]) -> Iterator[bytes]:
    write = writers(kinds)
    for row in connection.execute(select(table)):
        values = [None if value is None else to(value) for to, value in zip(write, row, strict=True)]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
