"""Did the database refuse because there is no room left on its disk?"""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

# SQLite names what it could not do: grow the database, write to a file, make the index of its log longer.
SQLITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})
POSTGRESQL = "53100"


def is_full(problem: DBAPIError) -> bool:
    """Whether it was that (PostgreSQL: SQLSTATE disk_full)."""
    told = getattr(problem.orig, "sqlite_errorcode", None), getattr(problem.orig, "sqlstate", None)
    return told[0] in SQLITE or told[1] == POSTGRESQL
