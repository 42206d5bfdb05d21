"""Table of the learners."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class LearnerRow(Row):
    """Somebody who keeps badges; without an e-mail when the badge came on paper."""

    __tablename__ = "learner"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    created_at: Mapped[datetime]
