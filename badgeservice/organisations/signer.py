"""What does a use case ask of whoever holds the keys?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.model.award import Award
from badgeservice.storage.tables import SigningKeyRow

BADGES = "badges"
STATUS = "status"
RECEIPTS = "receipts"
TOKENS = "tokens"
"""The RSA key of an organisation, for the forms that ask for RS256; made when one is first needed."""

SERVICE: Final = None
"""Whose key it is when it is of no organisation but of the service itself."""

Document = dict[str, Any]

Sign = Callable[[Session, UUID | None, str, Document, datetime], Document]
"""sign(session, organisation or SERVICE, purpose, unsigned document, moment) → the signed document."""

SignMany = Callable[[Session, UUID, Sequence[Award], datetime], list[bytes]]
"""sign_many(session, organisation, awards, moment) → the signed badges as they are stored, in their order, each as
`sign` would make it; one reading of the key for all."""

SignToken = Callable[[SigningKeyRow, Mapping[str, Any], bytes], bytes]
"""sign_token(key, header without `alg`, payload) → a JWS in compact form (RFC 7515 §7.1) by this key."""

CreateKey = Callable[[Session, UUID | None, str, datetime], None]
"""create_key(session, organisation or SERVICE, purpose, moment): a new active key; the one before it retires."""
