"""Table of the organisations that give badges."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class OrganisationRow(Row):
    """An organisation; `state` is waiting, approved or refused. A slug is never changed and never used again.

    `evc_recognised`: the operator saw that it is recognised for EVC. `four_eyes_…`: whether a second person releases
    its badge classes, its badges.
    """

    __tablename__ = "organisation"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(80))
    kvk: Mapped[str] = mapped_column(String(8))
    brin: Mapped[str | None] = mapped_column(String(6))
    brin_checked: Mapped[bool] = mapped_column(default=False)
    leerbedrijf_id: Mapped[str | None] = mapped_column(String(20))
    evc_recognised: Mapped[bool] = mapped_column(default=False)
    four_eyes_classes: Mapped[bool] = mapped_column(default=False)
    four_eyes_awards: Mapped[bool] = mapped_column(default=False)
    website: Mapped[str | None] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(10), index=True)
    state_reason: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
