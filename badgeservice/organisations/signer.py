"""What does a use case ask of whoever holds the keys?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

BADGES = "badges"
STATUS = "status"

Document = dict[str, Any]

Sign = Callable[[Session, UUID, str, Document, datetime], Document]
"""sign(session, organisation, purpose, unsigned document, moment) → the signed document."""

CreateKey = Callable[[Session, UUID, str, datetime], None]
"""create_key(session, organisation, purpose, moment): makes a key, active from now; the one before it retires."""
