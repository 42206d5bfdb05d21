"""With which RSA key does an organisation sign the forms that ask for RS256?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from badgeservice.audit.record import Actor, record
from badgeservice.organisations.signer import TOKENS, CreateKey
from badgeservice.storage import audit, keys
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import SigningKeyRow


def token_key(database: Database, organisation: UUID, create_key: CreateKey, now: datetime) -> SigningKeyRow:
    """The active key for RS256, made and committed when first needed: no form may name a key that is not there."""
    with database.reading() as session:
        if (found := keys.active(session, organisation, TOKENS)) is not None:
            return found
    with database.writing() as session:
        # One writer at a time holds the head of the audit chain, so two never both find that there is no key.
        audit.lock_head(session)
        if keys.active(session, organisation, TOKENS) is None:
            create_key(session, organisation, TOKENS, now)
            record(session, Actor(None, "service"), "key.made", f"organisation:{organisation}", now)
        return _made(keys.active(session, organisation, TOKENS))


def _made(key: SigningKeyRow | None) -> SigningKeyRow:
    if key is None:
        raise LookupError("the key that was just made is gone")
    return key
