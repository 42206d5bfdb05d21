"""How is a badge that reached the wrong person given again, with another address on it?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError
from badgeservice.issuing.mandated import givable_version
from badgeservice.issuing.renewal import answers_like
from badgeservice.storage.tables import AwardDraftRow, AwardRow
from badgeservice.wording import N_


def begin_anew(session: Session, award: AwardRow, account: UUID, now: datetime) -> AwardDraftRow:
    """A draft like a badge, but without its address. Raises ConflictError. Who asks twice gets the same draft.

    The address stands hashed in the signed badge, so that one cannot be sent to somebody with another.
    """
    session.refresh(award, with_for_update={"of": AwardRow})
    if award.kept_at is not None or award.revoked_at is not None or award.erased_at is not None:
        raise ConflictError(N_("Deze badge is al bewaard of ingetrokken. Geef een nieuwe badge bij Geven."))
    version = givable_version(session, award.organisation_id, award.version_id, now)
    if version is None or version.badge_class.archived_at is not None:
        raise ConflictError(N_("Deze soort badge wordt niet meer gegeven. Kies een andere badge bij Geven."))
    draft_id = uuid5(award.id, f"anew {account} {award.declined_at}")
    known = session.get(AwardDraftRow, draft_id)
    if known is not None:
        return known
    draft = AwardDraftRow(
        id=draft_id,
        organisation_id=award.organisation_id,
        version=version,
        account_id=account,
        answers=answers_like(award, version, now) | {"email": ""},
        created_at=now,
    )
    session.add(draft)
    session.flush()
    return draft
