"""Badge classes of every kind, as lists of people are read for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from badgeservice.model.achievement import Kind
from badgeservice.storage.tables import BadgeClassRow, BadgeClassVersionRow

TODAY = date(2026, 11, 26)
SHARED: dict[str, Any] = {"levels": {"b1": None}, "judged_on": "2026-11-20"}


def version_of(kind: Kind = Kind.SKILLSBADGE) -> BadgeClassVersionRow:
    behaviours = [{"id": "b1", "text": "ontvangt gasten"}] if kind.claims_skill else []
    return BadgeClassVersionRow(behaviours=behaviours, badge_class=BadgeClassRow(kind=kind))
