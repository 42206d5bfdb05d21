"""How does what a learner says is wrong on a badge look on the page of that badge?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for

from badgeservice.storage import corrections
from badgeservice.storage.tables import CorrectionRow, OrganisationRow
from badgeservice.web.issuer.blueprint import session
from badgeservice.web.presenters.moments import day


def correction_lines(organisation: OrganisationRow, award: UUID) -> list[dict[str, Any]]:
    """What was said, with the answer or where to give it."""
    return [
        {"wish": row.wish, "answer": row.answer, "day": day(row.created_at), "href": _href(organisation, row)}
        for row in corrections.of_award(session(), award)
    ]


def _href(organisation: OrganisationRow, row: CorrectionRow) -> str | None:
    if row.answered_at is not None:
        return None
    return url_for("issuer.answer_correction", slug=organisation.slug, award_id=row.award_id, correction=row.id)
