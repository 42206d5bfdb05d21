"""When is a look at a badge counted, and when is that written down?"""

from __future__ import annotations

from flask import Flask, Response, request

from badgeservice.storage.tables import AwardRow
from badgeservice.web.collaborators import now, tools


def count_check(award: AwardRow | None) -> None:
    """Count a look at one of our own badges: which badge and month, and nothing about who looked."""
    if award is not None and request.method != "HEAD":
        tools().check_tally.count(award, now())


def write_after_answers(app: Flask) -> None:
    """Let now and then a request write what was counted, once its answer has left."""

    @app.after_request
    def write_when_due(response: Response) -> Response:
        tally = tools().check_tally
        if tally.is_due():
            response.call_on_close(tally.write)
        return response
