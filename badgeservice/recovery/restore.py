"""How is a backup put back, and what is done so that it lives up to what happened after it was made?

One transaction: either all of it is there, or the database is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import BackupError
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import Sign
from badgeservice.portfolio.erasing import erase_again
from badgeservice.recovery.backup import first_line
from badgeservice.recovery.proving import Proven, prove
from badgeservice.recovery.published import COMMAND_LINE, LivedUp, last_published, live_up_to
from badgeservice.storage import batches, kept_outside, outbox, status_lists
from badgeservice.storage.archive import filling
from badgeservice.storage.archive.manifest import write_manifest
from badgeservice.storage.archive.reading import Archive
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import SigningKeyRow, StatusListRow


@dataclass(frozen=True)
class Restoring:
    """What restoring needs: signatures, a check that the key at hand opens the sealed keys, addresses.

    `published` are folders of status lists and erasures as `storage.kept_outside` writes them.
    """

    sign: Sign
    refuse_sealed_elsewhere: Callable[[dict[str, object]], None]
    addresses: Addresses
    published: Sequence[Path]


@dataclass(frozen=True)
class Restored:
    """What was done: rows put back, lists closed, bits set, erasures repeated, mail held back, documents compared."""

    rows: int
    lists_closed: int
    lived_up: LivedUp
    erased: int
    mail_held_back: int
    proven: Proven


def restore(database: Database, archive: Archive, restoring: Restoring, now: datetime, *,
            may_replace: bool = False) -> Restored:  # fmt: skip
    """Put a backup back. Raises BackupError or SettingsError, and has changed nothing then."""
    _refuse_another_address(archive, restoring.addresses)
    for key in _sealed_keys(archive):
        restoring.refuse_sealed_elsewhere(key)
    try:
        with database.engine.execution_options(badgeservice_writes=True).begin() as connection:
            filling.refuse_unfit(connection, archive, may_replace=may_replace)
            filling.fill(connection, archive)
            with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
                restored = _live_up(session, archive, restoring, now)
                session.commit()
    except DBAPIError as problem:
        raise BackupError(f"The database refused the backup, and is as it was: {first_line(problem)}") from problem
    return restored


def _live_up(session: Session, archive: Archive, restoring: Restoring, now: datetime) -> Restored:
    proven = prove(session)
    # Places that were given away after the backup are in no row: no open list may give them away again.
    closed = status_lists.close_all(session)
    batches.forget_places(session)
    lived_up = LivedUp()
    for published in last_published(restoring.published, lived_up):
        live_up_to(session, published, restoring.sign, restoring.addresses, now, lived_up)
    told = {one.subject: one for folder in restoring.published for one in kept_outside.erased(folder)}
    erased = sum(erase_again(session, one.subject, one.what, one.at, now) for one in told.values())
    held_back = outbox.hold_back(session, now)
    record(session, COMMAND_LINE, "service.restored", "service", now, write_manifest(archive.manifest))
    return Restored(
        rows=sum(part.rows for part in archive.manifest.parts),
        lists_closed=closed,
        lived_up=lived_up,
        erased=erased,
        mail_held_back=held_back,
        proven=proven,
    )


def refuse_without_published(archive: Archive, folders: Sequence[Path]) -> None:
    """Raise BackupError when there are status lists in the backup, and none as they were published."""
    has_lists = archive.manifest.rows(StatusListRow.__tablename__) > 0
    if has_lists and not any(True for folder in folders for _ in kept_outside.published_lists(folder)):
        raise BackupError(
            f"There are no published status lists in {', '.join(map(str, folders))}. Without them, badges that were "
            "withdrawn after the backup would count again, and what was erased would be back. Name the folder with "
            "--published, or say --without-published when it is lost."
        )


def _refuse_another_address(archive: Archive, addresses: Addresses) -> None:
    if archive.manifest.base_url != addresses.base_url:
        raise BackupError(
            f"The badges in this backup were signed under {archive.manifest.base_url}. "
            f"Set BADGESERVICE_BASE_URL={archive.manifest.base_url} and restore again."
        )


def _sealed_keys(archive: Archive) -> list[dict[str, object]]:
    parts = (part for part in archive.manifest.parts if part.table == SigningKeyRow.__tablename__)
    return [row for part in parts for row in archive.rows(part)]
