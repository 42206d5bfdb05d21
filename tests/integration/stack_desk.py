"""A desk with a larger badge that consists of parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from staff_desk import Desk, id_in, sentences
from werkzeug.test import TestResponse

from badgeservice.issuing.stacks import complete_stacks
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow

KEES = {"name": "Kees de Vries", "email": "kees@voorbeeld.nl"}
NAMES = ("Orders pakken", "Goederen ontvangen", "Pallets laden")
WHOLE = "Magazijnmedewerker"


@dataclass
class StackDesk(Desk):
    """The versions of the parts, and of the larger badge."""

    parts: list[UUID] = field(default_factory=list)
    whole: UUID | None = None

    def build(self, *, automatic: bool, kind: str = "skillsbadge", names: tuple[str, ...] = NAMES) -> StackDesk:
        """Release the parts and the badge that they make up."""
        self.parts = [self.released(name=name) for name in names]
        self.whole = self.draft(kind, name=WHOLE)
        answer = self.choose(self.whole, self.parts, automatic=automatic)
        assert answer.status_code == 303, sentences(answer)
        assert self.post(f"/soorten/{self.whole}/vrijgeven").status_code == 303
        return self

    def choose(self, version: UUID, parts: list[UUID], *, automatic: bool = False) -> TestResponse:
        chosen: dict[str, Any] = {"parts": [str(self.class_of(part)) for part in parts]}
        return self.post(f"/soorten/{version}/onderdelen", chosen | ({"automatic": "y"} if automatic else {}))

    def class_of(self, version: UUID) -> UUID:
        return self.version(version).badge_class_id

    def give_parts(self, *parts: UUID, **who: str) -> list[UUID]:
        return [self.given(part, **(KEES | who)) for part in parts or self.parts]

    def complete(self) -> None:
        complete_stacks(self.world.database, self.world.tools.giving, self.world.clock())

    def larger(self) -> list[AwardRow]:
        """The larger badges that were given."""
        with self.world.database.reading() as session:
            asked = select(AwardRow).join(BadgeClassVersionRow, BadgeClassVersionRow.id == AwardRow.version_id)
            return list(session.scalars(asked.where(BadgeClassVersionRow.name == WHOLE)))

    def offers(self) -> list[AwardDraftRow]:
        with self.world.database.reading() as session:
            return list(session.scalars(select(AwardDraftRow).where(AwardDraftRow.state == "offered")))

    def next_version(self, version: UUID) -> UUID:
        return id_in(self.post(f"/soorten/{version}/nieuwe-versie"))
