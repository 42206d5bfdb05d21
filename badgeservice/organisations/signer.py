"""What does a use case ask of whoever holds the keys?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

BADGES = "badges"
STATUS = "status"
RECEIPTS = "receipts"

SERVICE: Final = None
"""Whose key it is when it is of no organisation but of the service itself."""

Document = dict[str, Any]

Sign = Callable[[Session, UUID | None, str, Document, datetime], Document]
"""sign(session, organisation or SERVICE, purpose, unsigned document, moment) → the signed document."""

CreateKey = Callable[[Session, UUID | None, str, datetime], None]
"""create_key(session, organisation or SERVICE, purpose, moment): a new active key; the one before it retires."""
