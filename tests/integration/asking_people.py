"""Somebody who asks for a badge by a link, and what came of it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from sqlalchemy import select
from staff_desk import Desk, id_in, sentences
from werkzeug.test import TestResponse

from badgeservice.storage.tables import AskingLinkRow, AwardDraftRow, BadgeRequestRow, OutboxRow

WISH = {
    "name": "Samira Haddad",
    "email": "samira@voorbeeld.nl",
    "evidence": "Ik sta elke zaterdag aan de balie.\r\nDan help ik gasten.",
    "evidence_url": "",
    "asked_by": "",
}


def opened(desk: Desk, version: UUID, **fields: str) -> AskingLinkRow:
    """A link by which people may ask for a badge."""
    asked = {"version": str(version), "place": "Kantine", "first_day": "", "last_day": ""} | fields
    answer = desk.post("/aanvragen/links/nieuw", asked)
    assert answer.status_code == 303, sentences(answer) or answer.text
    with desk.world.database.reading() as session:
        return session.get_one(AskingLinkRow, id_in(answer))


def asks(desk: Desk, link: AskingLinkRow, client: Any = None, **fields: str) -> TestResponse:
    """Somebody fills in the form behind a link."""
    browser = client or desk.world.app.test_client()
    answer: TestResponse = desk.world.post(browser, f"/vraag/{link.code}", WISH | fields)
    return answer


def requests(desk: Desk) -> list[BadgeRequestRow]:
    """Everything that was asked, in its order."""
    with desk.world.database.reading() as session:
        return list(session.scalars(select(BadgeRequestRow).order_by(BadgeRequestRow.created_at, BadgeRequestRow.id)))


def drafts(desk: Desk) -> list[AwardDraftRow]:
    with desk.world.database.reading() as session:
        return list(session.scalars(select(AwardDraftRow)))


def mails(desk: Desk, kind: str) -> list[OutboxRow]:
    with desk.world.database.reading() as session:
        return list(session.scalars(select(OutboxRow).where(OutboxRow.kind == kind).order_by(OutboxRow.created_at)))


def token_on(page: TestResponse) -> str:
    """The token of the link for a praktijkopleider, as the page shows it."""
    found = re.search(r"/beoordelen/([A-Za-z0-9_-]{22})", page.text)
    assert found is not None, page.text
    return found[1]
