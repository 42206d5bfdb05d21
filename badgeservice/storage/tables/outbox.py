"""Tables of mail that must leave: it is written in the same transaction as what it tells."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row

WITH_STAFF = text("organisation_id IS NOT NULL")


class OutboxRow(Row):
    """One mail. `state`: waiting, sending, sent, perhaps_sent (a crash while sending), cancelled or failed.

    A worker that takes a waiting mail moves `due_at` a few minutes ahead: when it dies, the mail is due again by
    itself. Of what is due the lowest `rank` goes first (`mail_queue`). `organisation_id` names whose staff look after
    it until it left.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state_due", "state", "rank", "due_at"),
        Index(
            "ix_outbox_organisation_id",
            "organisation_id",
            "state",
            postgresql_where=WITH_STAFF,
            sqlite_where=WITH_STAFF,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    organisation_id: Mapped[UUID | None]
    recipient: Mapped[str] = mapped_column(String(254))
    facts: Mapped[dict[str, Any]]
    language: Mapped[str] = mapped_column(String(5), default="nl")
    state: Mapped[str] = mapped_column(String(12))
    rank: Mapped[int] = mapped_column(SmallInteger, default=1)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class MailPaceRow(Row):
    """The one row by which all workers keep to the rate together.

    `free_at`: from when on the next mail may leave. After `troubles` in a row with the mail server, since
    `trouble_since`, nothing is tried before `shut_until`.
    """

    __tablename__ = "mail_pace"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    free_at: Mapped[datetime]
    shut_until: Mapped[datetime | None]
    troubles: Mapped[int] = mapped_column(default=0)
    trouble_since: Mapped[datetime | None]
