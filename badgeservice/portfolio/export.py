"""What is held of a learner, as data that another program can read? (AVG art. 15 and 20)"""

from __future__ import annotations

import base64
import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import MalformedError
from badgeservice.formats import strict_json
from badgeservice.storage import held, learners
from badgeservice.storage.tables import Row

ABOUT = {
    "learner": "You, as this service knows you.",
    "learner_address": "E-mail addresses that you proved to be yours.",
    "award": "Badges that were given to you; `document` is the signed credential.",
    "renewal": "Which badge took the place of which.",
    "award_reminder": "When you were told that a badge ends.",
    "badge_request": "Badges that you asked for.",
    "correction": "What you said was wrong on a badge, and the answer.",
    "personal_view": "On which days staff of the giver looked at a badge and your name.",
    "share": "Pages that you share.",
    "shared_badge": "Which badges are on them.",
    "foreign_badge": "Badges of givers elsewhere; `document` is the file as it came in, in base64 when it is no JSON.",
    "passkey": "Passkeys with which you sign in.",
    "oauth_token": "Programs that you let in.",
    "outbox": "Mail to you: when, of which kind, and whether it left.",
}


def exported(session: Session, learner: UUID, now: datetime) -> bytes:
    """Everything that is held of a learner as UTF-8 JSON: {"made_at", "about": {table: text}, "data": {table: rows}}.

    Times are RFC 3339 in UTC. Hashes of secrets and the names of staff are left out.
    """
    rows = held.held_of(session, learner, learners.addresses_of(session, learner))
    data = {table: [_told(row) for row in found] for table, found in rows.items()}
    written = {"made_at": now.isoformat(), "about": ABOUT, "data": data}
    return json.dumps(written, ensure_ascii=False, indent=2).encode()


def _told(row: Row) -> dict[str, Any]:
    return {name: _written(getattr(row, name)) for name in held.told_columns(type(row))}


def _written(value: Any) -> Any:
    if isinstance(value, bytes):
        return _document(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _document(content: bytes) -> Any:
    try:
        return strict_json.loads(content)
    except MalformedError:
        return base64.b64encode(content).decode()
