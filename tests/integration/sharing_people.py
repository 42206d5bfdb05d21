"""A learner who keeps badges and shares them, in a browser of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from staff_desk import STATEMENT_WHAT, Desk, id_in, sentences, shown
from werkzeug.test import TestResponse

from badgeservice.organisations.one_time_links import KEEP, make_link
from badgeservice.storage.tables import AwardRow, ShareRow

ALL = ("evidence", "behaviours", "period")
PROOF, PROOF_URL = "Het gesprek met mevrouw Van Raalte over roeiboten", "https://voorbeeld.nl/verslag-roeiboten"
TOLD = STATEMENT_WHAT | {"evidence": PROOF, "evidence_url": PROOF_URL}
PERSON_AGENT = {"User-Agent": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"}


@dataclass
class Sharer:
    """Somebody with badges of one organisation; `client` is their browser."""

    desk: Desk
    email: str = "fatima@voorbeeld.nl"
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.desk.world.app.test_client()

    @property
    def world(self) -> Any:
        return self.desk.world

    def keeps(self, kind: str = "praktijkverklaring", what: dict[str, Any] = TOLD, **words: str) -> AwardRow:
        """A given badge that was kept in this browser."""
        badge = self.desk.given(self.desk.released(kind, **words), what, email=self.email)
        with self.world.database.writing() as session:
            token = make_link(session, KEEP, badge, self.world.clock())
        assert self.world.post(self.client, f"/bewaren/{token}").status_code == 303
        return self.desk.award(badge)

    def asks(self, *badges: AwardRow, shown: tuple[str, ...] = ("behaviours",), **fields: Any) -> TestResponse:
        """The form to share, filled in and sent."""
        filled = {"badges": [str(one.id) for one in badges], "title": "Bakker Bart", "shown": list(shown)}
        return self.world.post(self.client, "/mijn/delen/nieuw", {**filled, "lasts": "kwartaal", **fields})

    def shares(self, *badges: AwardRow, shown: tuple[str, ...] = ("behaviours",), **fields: Any) -> ShareRow:
        """A page that can be seen."""
        answer = self.asks(*badges, shown=shown, **fields)
        assert answer.status_code == 303, sentences(answer)
        return self.share(id_in(answer))

    def share(self, share: UUID) -> ShareRow:
        with self.world.database.reading() as session:
            return session.get_one(ShareRow, share)

    def all_shares(self) -> list[ShareRow]:
        with self.world.database.reading() as session:
            return list(session.scalars(select(ShareRow)))

    def stranger(self) -> FlaskClient:
        return self.world.app.test_client()

    def seen(self, share: ShareRow, below: str = "", **headers: str) -> TestResponse:
        """What somebody else gets at the page."""
        return self.stranger().get(f"/p/{share.token}{below}", headers=PERSON_AGENT | headers)


def words_of(answer: TestResponse) -> str:
    """What a person reads in the page."""
    found = re.search(r"<main.*</main>", answer.text, re.DOTALL)
    assert found is not None
    return shown(found.group()).replace("\u00a0", " ")
