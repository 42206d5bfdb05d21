"""How is an act recorded, and does the record still hold?"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.storage import audit as rows
from badgeservice.storage.tables import AuditRow


@dataclass(frozen=True)
class Actor:
    """Who acts: an account, or "learner", "service", "command line" when there is none.

    `token_id` is the token of the program that acts in the name of that account.
    """

    account_id: UUID | None
    kind: str = "account"
    token_id: UUID | None = None

    def __str__(self) -> str:
        if self.token_id:
            return f"token:{self.token_id}"
        return f"account:{self.account_id}" if self.account_id else self.kind


def record(session: Session, actor: Actor, action: str, subject: str, at: datetime, content: bytes = b"") -> None:
    """Add a row to the chain in this transaction; of `content` only the SHA-256 is kept, so nothing personal."""
    head = rows.lock_head(session)
    row = AuditRow(
        number=head.number + 1,
        at=at,
        actor=str(actor),
        action=action,
        object=subject,
        digest=hashlib.sha256(content).hexdigest(),
        previous=head.hash,
        hash="",
    )
    row.hash = _hash_of(row)
    session.add(row)
    head.number, head.hash = row.number, row.hash


def first_broken_row(session: Session) -> int | None:
    """The number of the first row where the chain does not hold, or None when it holds to its end."""
    previous, number = rows.START, 0
    while portion := rows.rows_after(session, number):
        for row in portion:
            number += 1
            if row.number != number or row.previous != previous or row.hash != _hash_of(row):
                return number
            previous = row.hash
    head = rows.head(session)
    if head is not None and (head.number, head.hash) != (number, previous):
        return number + 1
    return None


def _hash_of(row: AuditRow) -> str:
    fields = [row.number, row.at.isoformat(), row.actor, row.action, row.object, row.digest, row.previous]
    return hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode()).hexdigest()
