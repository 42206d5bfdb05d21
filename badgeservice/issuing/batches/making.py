"""How do many badges of one organisation become signed documents?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.formats import ob3, schema
from badgeservice.model.award import Award
from badgeservice.organisations.signer import SignMany


def documents(
    session: Session, giver: UUID, awards: Sequence[Award], sign_many: SignMany, now: datetime
) -> list[bytes]:
    """The exact bytes of every badge, in their order, signed with the key that `giver` has now.

    Raises ConflictError when there is no key, MalformedError for what cannot be signed.
    """
    # What our own schema asks stands in the class, which is the same object for all who are given it.
    for award in {id(one.achievement): one for one in awards if one.achievement.microcredential is not None}.values():
        schema.validate(ob3.credential_for(award), schema.MICROCREDENTIAL)
    return sign_many(session, giver, awards, now)
