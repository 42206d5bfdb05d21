"""Table of the skills and werkprocessen that a badge class may point to."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class SkillRow(Row):
    """A skill or werkproces; `source` is esco, competentnl, sbb, or voorbeeld for our own example words.

    `uri` is its address, CREBO/code of a werkproces. What was not held against the official file is not `checked`.
    `alternatives` has one a line. A label may be empty when only the file of the other language was read.
    """

    __tablename__ = "skill"
    __table_args__ = (Index("ix_skill_crebo", "crebo"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(12))
    uri: Mapped[str] = mapped_column(String(300), unique=True)
    code: Mapped[str | None] = mapped_column(String(20))
    crebo: Mapped[str | None] = mapped_column(String(5))
    label_nl: Mapped[str] = mapped_column(String(300))
    label_en: Mapped[str] = mapped_column(String(300))
    alternatives_nl: Mapped[str] = mapped_column(String(4000))
    alternatives_en: Mapped[str] = mapped_column(String(4000))
    description: Mapped[str] = mapped_column(String(2000))
    checked: Mapped[bool]
