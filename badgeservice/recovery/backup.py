"""How is a backup made while the service runs? The key-encryption key is never in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy.exc import DBAPIError

from badgeservice.errors import BackupError
from badgeservice.storage.archive.manifest import Manifest
from badgeservice.storage.archive.new_file import new_file
from badgeservice.storage.archive.writing import Made, write_archive
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardFormRow

# Made anew from the signed badge when somebody asks for one.
FORMS = AwardFormRow.__tablename__


@dataclass(frozen=True)
class BackedUp:
    """Where the backup lies, what it holds, its size in bytes and its SHA-256."""

    file: Path
    manifest: Manifest
    size: int
    sha256: str


def back_up(database: Database, target: Path, base_url: str, now: datetime, *, forms: bool = True) -> BackedUp:
    """Write a backup to the file `target`, or under a name with the moment in it when that is a folder.

    Raises BackupError, and leaves no file then.
    """
    file = target / f"badgeservice-{now:%Y%m%dT%H%M%SZ}.zip" if target.is_dir() else target
    made = Made(version("badgeservice"), base_url, now)
    try:
        with new_file(file) as written:
            # All that a ZIP asks of a file that it is written to from front to back.
            told = write_archive(database, cast(BinaryIO, written), made, () if forms else (FORMS,))
    except DBAPIError as problem:
        raise BackupError(f"The database cannot be read: {first_line(problem)}") from problem
    return BackedUp(file, told, written.size, written.sha256)


def first_line(problem: DBAPIError) -> str:
    """What the database said, without the lines below it, which may hold what somebody typed."""
    return (str(problem.orig).splitlines() or [""])[0]
