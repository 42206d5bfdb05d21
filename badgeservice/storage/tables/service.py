"""Tables of the service itself: facts about this installation, and what somebody typed when a session ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class ServiceFactRow(Row):
    """One fact, such as the base URL under which badges were signed."""

    __tablename__ = "service_fact"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(500))


class KeptInputRow(Row):
    """What somebody typed into a form after the session had ended; given back once after signing in."""

    __tablename__ = "kept_input"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(300))
    fields: Mapped[list[Any]]
    created_at: Mapped[datetime]
