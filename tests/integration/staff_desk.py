"""An organisation with somebody behind the desk, who fills in forms as a browser would."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import undefer
from werkzeug.test import TestResponse

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow, OrganisationRow, OutboxRow
from badgeservice.storage.tables.columns import Row

BSN = "123456782"

SKILL = {
    "name": "Gasten ontvangen",
    "description": "Je ontvangt gasten aan de balie.\r\nEn je helpt ze op weg.",
    "behaviours": "Je ontvangt gasten vriendelijk.\r\n- Je luistert goed naar een vraag.\r\n\r\n",
    "language": "nl",
    "crebo": "",
    "work_processes": "",
    "skills": "",
    "valid_months": "",
    "part_number": "",
    "part_total": "",
}
STATEMENT = SKILL | {
    "name": "Ontbijt verzorgen",
    "crebo": "25168",
    "work_processes": "B1-K1-W1 Ontvangt de gast\r\nB1-K1-W2 Bereidt het ontbijt voor",
}
PART = SKILL | {"name": "Orders pakken", "part_number": "2", "part_total": "4"}
WORDS = {"skillsbadge": SKILL, "praktijkverklaring": STATEMENT, "deelcertificaat": PART}
DESIGN = {
    "shape": "boog",
    "pair": "mosterd",
    "icon": "stars",
    "line1": "Kamers",
    "line2": "verzorgen",
    "band": "Hotel Zon",
    "caption": "Gele boog met sterren, Kamers verzorgen, Hotel Zon",
    "action": "save",
}
WHO = {"name": "Fatima Yilmaz", "email": "fatima@voorbeeld.nl"}
WHAT: dict[str, Any] = {
    "behaviours": ["b1", "b2"],
    "assessor": "",
    "judged_on": "20-11-2026",
    "activity_start": "",
    "activity_end": "",
    "license_number": "",
    "evidence": "",
    "evidence_url": "",
}
STATEMENT_WHAT = WHAT | {
    "level-b1": "zelf",
    "level-b2": "met hulp",
    "assessor": "Piet Jansen",
    "activity_start": "01-09-2026",
    "activity_end": "20-11-2026",
}


@dataclass
class Desk:
    """One organisation, and a browser of somebody with roles in it."""

    world: Any
    roles: tuple[Role, ...] = (Role.MANAGER,)
    name: str = "Hotel Zon"
    organisation: OrganisationRow = field(init=False)
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.organisation = self.world.organisation(self.name, leerbedrijf_id="100900011")
        self.client = self.signed_in(*self.roles)

    @property
    def root(self) -> str:
        return f"/organisatie/{self.organisation.slug}"

    def signed_in(self, *roles: Role) -> FlaskClient:
        email = "-".join(roles) + f"@{self.organisation.slug}.voorbeeld.nl"
        return self.world.signed_in(self.world.member(self.organisation, *roles, email=email))

    def get(self, path: str) -> TestResponse:
        return self.client.get(self.root + path)

    def post(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        return self.world.post(self.client, self.root + path, data)

    def draft(self, kind: str = "skillsbadge", **words: str) -> UUID:
        """A draft badge class, with its first picture."""
        answer = self.post(f"/soorten/nieuw/{kind}", WORDS[kind] | words)
        assert answer.status_code == 303, sentences(answer)
        return id_in(answer)

    def released(self, kind: str = "skillsbadge", **words: str) -> UUID:
        """A released badge class."""
        version = self.draft(kind, **words)
        answer = self.post(f"/soorten/{version}/vrijgeven")
        assert answer.status_code == 303, answer.text
        return version

    def begun(self, version: UUID, **who: str) -> UUID:
        """A badge of which the first screen is filled in."""
        answer = self.post("/geven", {"version": str(version), **WHO, **who})
        assert answer.status_code == 303, sentences(answer)
        return id_in(answer)

    def ready(self, version: UUID, what: dict[str, Any] = WHAT, **who: str) -> UUID:
        """A badge of which only the last button has to be pressed."""
        draft = self.begun(version, **who)
        answer = self.post(f"/geven/{draft}/wat", what)
        assert answer.status_code == 303, sentences(answer)
        return draft

    def given(self, version: UUID, what: dict[str, Any] = WHAT, **who: str) -> UUID:
        """A given badge."""
        answer = self.post(f"/geven/{self.ready(version, what, **who)}/nakijken")
        assert answer.status_code == 303, sentences(answer)
        return id_in(answer)

    def award(self, award: UUID) -> AwardRow:
        with self.world.database.reading() as session:
            return session.get_one(AwardRow, award)

    def version(self, version: UUID) -> BadgeClassVersionRow:
        with self.world.database.reading() as session:
            pictures = (undefer(BadgeClassVersionRow.picture_svg), undefer(BadgeClassVersionRow.picture_png))
            return session.get_one(BadgeClassVersionRow, version, options=pictures)

    def answers(self, draft: UUID) -> dict[str, Any]:
        with self.world.database.reading() as session:
            return session.get_one(AwardDraftRow, draft).answers

    def mail(self, award: UUID, kind: str = "badge_given") -> list[OutboxRow]:
        with self.world.database.reading() as session:
            asked = select(OutboxRow).where(OutboxRow.subject_id == award, OutboxRow.kind == kind)
            return list(session.scalars(asked.order_by(OutboxRow.created_at)))

    def count(self, table: type[Row]) -> int:
        with self.world.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0


def id_in(answer: TestResponse) -> UUID:
    """The id in the address that an answer sends to."""
    found = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", answer.location or "")
    assert found is not None, answer.location
    return UUID(found.group())


def sentences(answer: TestResponse) -> list[str]:
    """What stands in the error summary."""
    summary = re.search(r'class="error-summary".*?</ul>', answer.text, re.DOTALL)
    return [shown(each) for each in re.findall(r"<li>(.*?)</li>", summary.group(), re.DOTALL)] if summary else []


def shown(markup: str) -> str:
    """The words a person sees."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def is_refused(answer: TestResponse, *words: str) -> bool:
    """Whether a form came back with these sentences, and says so in its title."""
    found = " ".join(sentences(answer))
    return answer.status_code == 400 and "<title>Fout:" in answer.text and all(each in found for each in words)
