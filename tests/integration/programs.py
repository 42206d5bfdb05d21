"""A program that asks with a token, as a script of an organisation would."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from staff_desk import Desk
from werkzeug.test import TestResponse

from badgeservice.audit.record import Actor
from badgeservice.organisations.api_tokens import make_token
from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts
from badgeservice.storage.tables import MembershipRow

V1 = "/api/v1"
SKILL_AWARD: dict[str, Any] = {
    "name": "Fatima Yilmaz",
    "email": "fatima@voorbeeld.nl",
    "behaviours": [{"id": "b1"}, {"id": "b2"}],
    "judged_on": "2026-11-20",
}
STATEMENT_AWARD: dict[str, Any] = SKILL_AWARD | {
    "behaviours": [{"id": "b1", "level": "zelf"}, {"id": "b2", "level": "met hulp"}],
    "assessor": "Piet Jansen",
    "activity_start": "2026-09-01",
    "activity_end": "2026-11-20",
}


@dataclass
class Program:
    """A program of the organisation of a desk."""

    desk: Desk
    role: str = "gever"
    days: int = 90
    token: str = field(init=False)
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        world = self.desk.world
        self.client = world.app.test_client()
        maker = world.account(f"beheer@{self.desk.organisation.slug}.voorbeeld.nl")
        with world.database.writing() as session:
            if not accounts.roles(session, maker.id, self.desk.organisation.id):
                session.add(
                    MembershipRow(
                        account_id=maker.id, organisation_id=self.desk.organisation.id, role=Role.MANAGER,
                        created_at=world.clock(),
                    )
                )  # fmt: skip
            self.token = make_token(
                session,
                self.desk.organisation,
                "Roosterprogramma",
                self.role,
                self.days,
                Actor(maker.id),
                world.clock(),
            )

    def headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} | more

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(V1 + path, headers=self.headers(**headers))

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        return self.client.post(V1 + path, json=body, headers=self.headers(**headers))

    def give(self, award: dict[str, Any], key: str | None = None) -> TestResponse:
        headers = self.headers(**{"Idempotency-Key": key or uuid4().hex})
        return self.client.post(f"{V1}/awards", json=award, headers=headers)

    def slug(self, version: Any) -> str:
        return self.desk.version(version).badge_class.slug

    def given(self, version: Any, award: dict[str, Any] = SKILL_AWARD, **more: Any) -> dict[str, Any]:
        answer = self.give({"badge_class": self.slug(version)} | award | more)
        assert answer.status_code == 201, answer.text
        return json.loads(answer.text)


def is_problem(answer: TestResponse, status: int, *fields: str) -> bool:
    """Whether this is a problem document of this status that names these fields, and no others."""
    if answer.mimetype != "application/problem+json" or answer.status_code != status:
        return False
    document = answer.get_json(force=True)
    named = {error["field"] for error in document["errors"]}
    return document["status"] == status and bool(document["detail"]) and (not fields or named == set(fields))
