"""Which pages show somebody's data to staff, and when is that written down?"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import Flask, Response, g, request

from badgeservice.model.days import AMSTERDAM
from badgeservice.storage.personal_views import Seen
from badgeservice.storage.tables import AwardRow
from badgeservice.web.access import account_id
from badgeservice.web.collaborators import now, tools

PAGE, SHEET, LIST, MATRIX, PROGRAM = "page", "sheet", "list", "matrix", "program"


def saw(awards: Iterable[AwardRow], what: str) -> None:
    """Whoever is signed in sees these badges, with the names on them."""
    note([award.id for award in awards if award.erased_at is None], account_id(), what)


def note(awards: Iterable[UUID], account: UUID, what: str) -> None:
    """An account sees these badges, with the names on them."""
    if request.method != "HEAD":
        moment = now()
        day = moment.astimezone(AMSTERDAM).date()
        tools().seen.count(Seen(award, account, what, day, moment) for award in awards)
        g.somebody_was_seen = True


def write_what_was_seen(app: Flask) -> None:
    """Write it down once the answer has left."""

    @app.after_request
    def write_after(response: Response) -> Response:
        if g.get("somebody_was_seen"):
            response.call_on_close(tools().seen.write)
        return response
