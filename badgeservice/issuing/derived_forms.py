"""Which other forms of a badge are made from its signed bytes, once, and kept?"""

from __future__ import annotations

from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError
from badgeservice.formats import baking_png
from badgeservice.storage import awards
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardFormRow, AwardRow
from badgeservice.wording import N_

PNG = "png"


def baked_png(database: Database, award: AwardRow, session: Session) -> bytes:
    """The badge's picture with the badge baked into it. Refused for a revoked badge that had none yet."""
    kept = awards.derived_form(session, award.id, PNG)
    if kept is not None:
        return kept
    if award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is ingetrokken. Er wordt geen nieuw bestand meer van gemaakt."))
    if award.version.picture_png is None:
        raise ConflictError(N_("Deze badge heeft geen plaatje."))
    baked = baking_png.bake(award.version.picture_png, award.document)
    with database.writing() as writing:
        writing.merge(AwardFormRow(award_id=award.id, form=PNG, content=baked))
    return baked
