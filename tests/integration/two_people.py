"""An organisation with two people who look at each other's work."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from staff_desk import Desk
from werkzeug.test import TestResponse

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import AccountRow, AuditRow, AwardDraftRow, OrganisationRow


@dataclass
class TwoPeople:
    """A desk whose own browser is that of the maker, and a colleague."""

    desk: Desk
    colleague: AccountRow = field(init=False)
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        world = self.desk.world
        self.colleague = world.member(self.desk.organisation, Role.COMPOSER, Role.GIVER, email="collega@voorbeeld.nl")
        self.client = world.signed_in(self.colleague)

    def switch(self, classes: bool = False, awards: bool = False) -> TestResponse:
        chosen = {name: "y" for name, on in (("classes", classes), ("awards", awards)) if on}
        return self.desk.post("/instellingen/tweede-persoon", chosen)

    def get(self, path: str) -> TestResponse:
        return self.client.get(self.desk.root + path)

    def post(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        return self.desk.world.post(self.client, self.desk.root + path, data)

    def organisation(self) -> OrganisationRow:
        with self.desk.world.database.reading() as session:
            return session.get_one(OrganisationRow, self.desk.organisation.id)

    def draft(self, draft: UUID) -> AwardDraftRow:
        with self.desk.world.database.reading() as session:
            return session.get_one(AwardDraftRow, draft)

    def audit(self) -> list[tuple[str, str]]:
        with self.desk.world.database.reading() as session:
            return [(row.action, row.actor) for row in session.scalars(select(AuditRow).order_by(AuditRow.number))]

    def together(self, *acts: Any) -> list[Any]:
        def run(act: Any) -> Any:
            with self.desk.world.app.app_context():
                return act()

        with ThreadPoolExecutor(len(acts)) as pool:
            return list(pool.map(run, acts))


def seen_on(page: TestResponse) -> str:
    """What a page sends along to show what was looked at."""
    found = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert found is not None
    return found.group(1)
