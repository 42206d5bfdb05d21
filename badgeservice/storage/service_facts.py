"""Rows of facts about this installation, and of input kept for somebody whose session ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import KeptInputRow, ServiceFactRow


def fact(session: Session, name: str) -> str | None:
    """The value of a fact."""
    row = session.get(ServiceFactRow, name)
    return row.value if row else None


def set_fact(session: Session, name: str, value: str) -> None:
    """Write a fact."""
    session.merge(ServiceFactRow(name=name, value=value))


def move_ahead(session: Session, name: str, value: str) -> bool:
    """Set a fact to a value that sorts after the one it has; False when somebody did so just before."""
    moved = session.execute(
        update(ServiceFactRow).where(ServiceFactRow.name == name, ServiceFactRow.value < value).values(value=value)
    )
    if moved.rowcount:  # type: ignore[attr-defined]  # an UPDATE always answers with a cursor result
        return True
    if fact(session, name) is not None:
        return False
    session.add(ServiceFactRow(name=name, value=value))
    session.flush()
    return True


def keep_input(session: Session, path: str, fields: list[Any], moment: datetime) -> UUID:
    """Keep what was typed into the form at `path`; gives back the id to fetch it with."""
    row = KeptInputRow(id=uuid4(), path=path, fields=fields, created_at=moment)
    session.add(row)
    return row.id


def kept_input(session: Session, kept: UUID, path: str) -> list[Any] | None:
    """What was typed into the form at `path`, when it was kept under this id."""
    row = session.get(KeptInputRow, kept)
    return row.fields if row is not None and row.path == path else None


def change_input(session: Session, kept: UUID, fields: list[Any]) -> None:
    """Keep something else under an id."""
    session.execute(update(KeptInputRow).where(KeptInputRow.id == kept).values(fields=fields))


def forget_one_input(session: Session, kept: UUID) -> None:
    """Delete what was kept under this id."""
    session.execute(delete(KeptInputRow).where(KeptInputRow.id == kept))


def forget_input(session: Session, before: datetime) -> None:
    """Delete kept input older than a moment."""
    session.execute(delete(KeptInputRow).where(KeptInputRow.created_at < before))
