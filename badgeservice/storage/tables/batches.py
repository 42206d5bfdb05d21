"""Tables of the batches: lists of people who get one badge."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from badgeservice.storage.tables.badge_classes import BadgeClassVersionRow
from badgeservice.storage.tables.columns import Row


class BatchRow(Row):
    """One list of people for one version of a badge class, by one organisation.

    `state`: checking (still being read), ready, proposed (waits for a second person), scheduled (starts at `due_at`),
    giving, paused, done, cancelled, undoing or undone, since `state_since`; `note` says why it was paused, sent back or
    not given. `digest` is the SHA-256 of what was handed in with the version; a list of which nothing stands any more
    gives it up, so that it can be handed in again. `answers` holds for every entry, as AwardDraftRow.answers does
    without name and email. `mail_delay` is in seconds. `entries`, `wrong` and `left_out` are counted as they change;
    what was given stands in the chunks. `changes` goes up with every change of an entry.
    """

    __tablename__ = "batch"
    __table_args__ = (
        UniqueConstraint("organisation_id", "digest"),
        Index("ix_batch_organisation_created", "organisation_id", "created_at"),
        Index("ix_batch_state_due", "state", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("badge_class_version.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    source_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str | None] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(10))
    state_since: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(Text)
    mail_delay: Mapped[int]
    entries: Mapped[int]
    wrong: Mapped[int]
    left_out: Mapped[int] = mapped_column(default=0)
    changes: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    version: Mapped[BadgeClassVersionRow] = relationship(lazy="joined")


class BatchEntryRow(Row):
    """One row of a list; `number` is that of the row in the file, where the heading is row 1.

    `values` holds the other columns, `problems` field → sentence. `state`: waiting, wrong, left_out, given, refused
    (with `note`) or undone. `award_id` is the badge that it becomes or became, always the same. Once that is given, who
    it is for stands with the badge and no longer here. `anyway`: staff know that the person has this badge already.
    """

    __tablename__ = "batch_entry"
    __table_args__ = (
        # Few of many: who looks for what is wrong does not read the rest.
        Index(
            "ix_batch_entry_wrong",
            "batch_id",
            "number",
            sqlite_where=text("state IN ('wrong', 'refused')"),
            postgresql_where=text("state IN ('wrong', 'refused')"),
        ),
        Index(
            "ix_batch_entry_email",
            "email",
            sqlite_where=text("email <> ''"),
            postgresql_where=text("email <> ''"),
        ),
    )

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    values: Mapped[dict[str, Any]]
    problems: Mapped[dict[str, Any] | None]
    anyway: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10))
    award_id: Mapped[UUID]
    note: Mapped[str | None] = mapped_column(Text)


class BatchChunkRow(Row):
    """The entries of a started batch that one transaction gives.

    `state`: waiting, done or undone. Its badges get the places from `first_place` on of a status list; without a list
    they are taken when it is given.
    """

    __tablename__ = "batch_chunk"
    __table_args__ = (
        Index(
            "ix_batch_chunk_waiting",
            "batch_id",
            "number",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_entry: Mapped[int]
    last_entry: Mapped[int]
    status_list_id: Mapped[UUID | None] = mapped_column(ForeignKey("status_list.id"))
    first_place: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    given_at: Mapped[datetime | None]
    given: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
