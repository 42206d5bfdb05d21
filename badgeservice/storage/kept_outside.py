"""What is kept beside the database, so that a restored backup can live up to what happened after it?

Each status list as it was last published, in `lists/<list>/<version>.json`, and a line for each erasure, with ids only.
They are written after the commit, from what was committed; what a process that died did not write, `catch_up` finds.
"""

from __future__ import annotations

import json
import logging
import os
import re
import weakref
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import get_native_id
from typing import Any
from uuid import UUID

from sqlalchemy import event, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from badgeservice.storage.engine import Database
from badgeservice.storage.tables import ErasureRow, StatusListRow

LISTS, ERASED = "lists", "erased.jsonl"
_LIST = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VERSION = re.compile(r"([0-9]{1,12})\.json")
_WAITS = "badgeservice_kept_outside"
PORTION = 200

log = logging.getLogger("badgeservice.kept_outside")


@dataclass(frozen=True)
class Erased:
    """That a badge or a learner was erased; names nobody."""

    subject: UUID
    what: str
    at: datetime


def keep_outside(database: Database, folder: Path) -> None:
    """From now on, write into `folder` what this process publishes and erases; a full disk there stops nobody."""
    # Who listens is kept as long as the maker is, so that it must not keep the maker itself.
    kept = weakref.ref(database)
    for maker in (database.writer, database.hasty):
        # One maker may serve for both.
        if not event.contains(maker, "after_flush", _remember):
            event.listen(maker, "after_flush", _remember)
            event.listen(maker, "after_commit", lambda session: _write_remembered(session, kept(), folder))


def catch_up(database: Database, folder: Path) -> int:
    """Write what is not there yet; how many lists and erasures that were. Raises OSError."""
    there = {found: version for found, (version, _file) in _newest(folder).items()}
    known = {one.subject for one in erased(folder)}
    with database.reading() as session:
        lists = session.execute(select(StatusListRow.id, StatusListRow.signed_version)).all()
        missing = [row.id for row in lists if there.get(row.id, -1) < row.signed_version]
        subjects = [one for one in session.scalars(select(ErasureRow.subject_id)) if one not in known]
    for first in range(0, len(missing), PORTION):
        _write(database, folder, missing[first : first + PORTION], ())
    for first in range(0, len(subjects), PORTION):
        _write(database, folder, (), subjects[first : first + PORTION])
    return len(missing) + len(subjects)


def published_lists(folder: Path) -> Iterator[tuple[UUID, int, bytes]]:
    """(id, version, document) of every status list as it was last published."""
    for status_list, (version, file) in sorted(_newest(folder).items()):
        yield status_list, version, file.read_bytes()


def erased(folder: Path) -> Iterator[Erased]:
    """What was erased, in order; a line that was half written when the power went says nothing."""
    file = folder / ERASED
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        yield Erased(UUID(told["subject"]), told["what"], datetime.fromisoformat(told["at"]))


def _newest(folder: Path) -> dict[UUID, tuple[int, Path]]:
    kept = {one.name: _versions(one) for one in (folder / LISTS).glob("*") if _LIST.fullmatch(one.name)}
    return {UUID(name): max(versions) for name, versions in kept.items() if versions}


def _versions(of_list: Path) -> list[tuple[int, Path]]:
    named = ((_VERSION.fullmatch(file.name), file) for file in of_list.glob("*.json"))
    return [(int(name[1]), file) for name, file in named if name]


def _remember(session: Session, _flush: Any) -> None:
    for row in (*session.new, *session.dirty):
        if isinstance(row, StatusListRow | ErasureRow):
            waits = session.info.setdefault(_WAITS, {StatusListRow: set(), ErasureRow: set()})
            waits[type(row)].add(row.id if isinstance(row, StatusListRow) else row.subject_id)


def _write_remembered(session: Session, database: Database | None, folder: Path) -> None:
    if database is None or session.in_nested_transaction() or _WAITS not in session.info:
        return
    waits = session.info.pop(_WAITS)
    try:
        _write(database, folder, waits[StatusListRow], waits[ErasureRow])
    except (OSError, SQLAlchemyError) as problem:
        # It is committed, and that is what counts; catch_up writes it when there is room again.
        log.error("not kept outside yet: %s", type(problem).__name__)


def _write(database: Database, folder: Path, lists: Collection[UUID], subjects: Collection[UUID]) -> None:
    """Write these as they are committed now, which may be later than by whom they are written."""
    with database.reading() as session:
        columns = (StatusListRow.id, StatusListRow.signed_version, StatusListRow.document)
        documents = session.execute(select(*columns).where(StatusListRow.id.in_(lists))).all() if lists else ()
        rows = session.scalars(select(ErasureRow).where(ErasureRow.subject_id.in_(subjects))).all() if subjects else ()
    for status_list, version, document in documents:
        _write_list(folder / LISTS / str(status_list), version, document)
    if rows:
        _append(folder / ERASED, rows)


def _write_list(of_list: Path, version: int, document: bytes) -> None:
    of_list.mkdir(parents=True, exist_ok=True)
    before = [file for older, file in _versions(of_list) if older < version]
    written = of_list / f".{version}.{os.getpid()}.{get_native_id()}"
    try:
        with written.open("wb") as target:
            target.write(document)
            target.flush()
            os.fsync(target.fileno())
        written.replace(of_list / f"{version}.json")
    finally:
        written.unlink(missing_ok=True)
    # What another process writes between these two has a higher version, and stays.
    for old in before:
        old.unlink(missing_ok=True)


def _append(file: Path, rows: Collection[ErasureRow]) -> None:
    lines = [
        json.dumps({"subject": str(row.subject_id), "what": row.what, "at": row.erased_at.isoformat()}) for row in rows
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # One write, so that the lines of two processes never mix; it begins on a line of its own, whatever came before.
        os.write(handle, ("\n" + "\n".join(lines) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)
