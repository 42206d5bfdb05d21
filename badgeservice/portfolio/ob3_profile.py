"""What does another portfolio get to know of a learner who lets it? (OB 3.0 §6.2.4)"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.storage import learners, portfolio_pages
from badgeservice.wording import N_

CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
HELD = frozenset({"@context", "id", "type", "name", "email"})


def profile_of(session: Session, learner: UUID, client_id: str, secret: str) -> dict[str, Any]:
    """The Profile of a learner, under an id that only this program sees. Raises NotFoundError when they are gone."""
    row = learners.by_id(session, learner)
    if row is None:
        raise NotFoundError(N_("Deze lerende heeft hier niets meer."))
    known = {"name": portfolio_pages.latest_name(session, learner), "email": row.email}
    return {
        "@context": [CONTEXT],
        "id": f"urn:uuid:{_pseudonym(learner, client_id, secret)}",
        "type": "Profile",
        **{name: value for name, value in known.items() if value},
    }


def is_news(held: Mapping[str, Any], sent: Mapping[str, Any]) -> bool:
    """Whether a Profile says something else than we hold. Nothing is taken over: a name stands on the badges, and an
    address has to be proven by the learner.

    Raises InvalidInputError for what is no Profile, is that of somebody else, or holds what we do not keep.
    """
    types = sent.get("type")
    if "Profile" not in (types if isinstance(types, list) else [types]):
        raise InvalidInputError({"type": N_("Stuur een Profile van Open Badges 3.0.")})
    if sent.get("id") not in (None, held["id"]):
        raise InvalidInputError({"id": N_("Dit is het id van iemand anders.")})
    if unknown := sorted(set(sent) - HELD):
        raise InvalidInputError({unknown[0][:60]: N_("Van een lerende bewaren we alleen name en email.")})
    return any(sent.get(name) not in (None, held.get(name)) for name in ("name", "email"))


def _pseudonym(learner: UUID, client_id: str, secret: str) -> UUID:
    """The same for one program every time, another for another: two cannot find out that it is one person."""
    made = hmac.digest(secret.encode(), f"ob3-profile|{client_id}|{learner}".encode(), hashlib.sha256)
    return UUID(bytes=made[:16], version=4)
