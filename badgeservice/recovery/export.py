"""What does an organisation take along: its badge classes, the badges that it gave, their status and its keys?

One ZIP, written row by row: `organisation.json`, `did.json`, `badge-classes.jsonl` with a picture of each version
beside it, `badges.jsonl`, and each badge and status list exactly as it was signed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Executable, select
from sqlalchemy.orm import Session

from badgeservice.errors import NotFoundError
from badgeservice.issuing.own_documents import own_did_document
from badgeservice.model.addresses import Addresses
from badgeservice.storage import organisations
from badgeservice.storage.archive.new_file import new_file
from badgeservice.storage.archive.writing import member, snapshot
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardRow, BadgeClassRow, BadgeClassVersionRow, OrganisationRow, StatusListRow

Version = BadgeClassVersionRow
FACTS = ("slug", "name", "kind", "place", "kvk")
CLASS_COLUMNS = (
    BadgeClassRow.slug, BadgeClassRow.kind, BadgeClassRow.archived_at, Version.number, Version.state, Version.name,
    Version.description, Version.language, Version.behaviours, Version.alignments, Version.crebo, Version.part_number,
    Version.part_total, Version.valid_months, Version.can_be_suspended, Version.details, Version.eqf_level,
    Version.picture_caption, Version.released_at,
)  # fmt: skip
BADGE_COLUMNS = (
    AwardRow.id, AwardRow.code, BadgeClassRow.slug.label("badge_class"), Version.number.label("version"),
    AwardRow.recipient_name, AwardRow.recipient_email, AwardRow.given_at, AwardRow.valid_until, AwardRow.kept_at,
    AwardRow.suspended_at, AwardRow.revoked_at, AwardRow.status_code, AwardRow.status_reason, AwardRow.erased_at,
)  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """How much was written."""

    versions: int
    badges: int
    documents: int
    lists: int


def export_organisation(database: Database, slug: str, target: Path, addresses: Addresses, now: datetime) -> Exported:
    """Write all of an organisation into a new file. Raises NotFoundError or BackupError, and leaves no file then."""
    with snapshot(database) as connection, Session(connection) as session:
        organisation = organisations.by_slug(session, slug)
        if organisation is None:
            raise NotFoundError(f"There is no organisation “{slug}”. See: badgeservice keys list")
        with new_file(target) as written, ZipFile(cast(BinaryIO, written), "w", ZIP_DEFLATED) as whole:
            into = _Into(connection, whole, now)
            into.file("organisation.json", _json({name: getattr(organisation, name) for name in FACTS}))
            into.file("did.json", own_did_document(session, addresses, slug) or b"{}")
            return _written(into, organisation)


@dataclass(frozen=True)
class _Into:
    connection: Connection
    whole: ZipFile
    now: datetime

    def file(self, name: str, content: bytes) -> None:
        with self.whole.open(member(name, self.now), "w") as file:
            file.write(content)

    def lines(self, name: str, asked: Executable) -> int:
        number = 0
        with self.whole.open(member(name, self.now), "w", force_zip64=True) as file:
            for row in self.connection.execute(asked).mappings():
                file.write(_json(dict(row)) + b"\n")
                number += 1
        return number

    def files(self, name: str, asked: Executable) -> int:
        """A file for each row; of a row the last value is its content, and the others make its name."""
        number = 0
        for *named, content in self.connection.execute(asked):
            self.file(name.format(*named), content)
            number += 1
        return number


def _written(into: _Into, organisation: OrganisationRow) -> Exported:
    of_class = select(*CLASS_COLUMNS).join_from(Version, BadgeClassRow)
    pictures = select(BadgeClassRow.slug, Version.number, Version.picture_png).join_from(Version, BadgeClassRow)
    theirs = BadgeClassRow.organisation_id == organisation.id
    versions = into.lines("badge-classes.jsonl", of_class.where(theirs))
    into.files("badge-classes/{}-v{}.png", pictures.where(theirs, Version.picture_png.is_not(None)))
    given = AwardRow.organisation_id == organisation.id
    of_badges = select(*BADGE_COLUMNS).join_from(AwardRow, Version, AwardRow.version_id == Version.id)
    badges = into.lines("badges.jsonl", of_badges.join(BadgeClassRow).where(given))
    documents = select(AwardRow.id, AwardRow.document).where(given, AwardRow.erased_at.is_(None))
    lists = select(StatusListRow.id, StatusListRow.document).where(StatusListRow.organisation_id == organisation.id)
    return Exported(
        versions=versions,
        badges=badges,
        documents=into.files("badges/{}.json", documents),
        lists=into.files("status-lists/{}.json", lists),
    )


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=_text).encode()


def _text(value: UUID | datetime) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
