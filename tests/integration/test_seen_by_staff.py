"""Is it written down on every page of staff where the name of somebody with a badge stands?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from asking_people import asks, opened, requests
from learner_at_home import keep
from sqlalchemy import delete, select
from stack_desk import StackDesk
from staff_desk import WHAT
from werkzeug.routing import Rule

from badgeservice.storage.tables import AwardRow, CorrectionRow, PersonalViewRow

NAME = "Zebedeus Quint"
WHO = {"name": NAME, "email": "zebedeus@voorbeeld.nl"}
# What stands on these is not a badge yet.
DRAFTS = "/organisatie/<slug>/geven/<uuid:draft_id>"
ON_AN_OFFER = f"{DRAFTS}/voorstel"
SHOWN_ON = {
    "",
    "/aanvragen?stand=beantwoord",
    "/aanvragen/<uuid:request_id>",
    "/aanvragen/<uuid:request_id>/afwijzen",
    "/cijfers/mensen",
    "/cijfers/mensen.csv",
    "/gegeven",
    "/gegeven?toon=aflopend",
    "/gegeven/<uuid:award_id>",
    "/gegeven/<uuid:award_id>/blad",
    "/gegeven/<uuid:award_id>/intrekken",
    "/gegeven/<uuid:award_id>/klopt-niet/<uuid:correction>",
    "/gegeven/<uuid:award_id>/stopzetten",
    "/geven/<uuid:draft_id>/voorstel",
}


class Staff(StackDesk):
    """A desk of an organisation that gave somebody whatever one can give, and looks at it."""

    values: dict[str, UUID]

    def prepare(self) -> None:
        self.build(automatic=False).give_parts(**WHO)
        self.complete()
        asked = self._asked_and_given()
        award = self.award(asked.award_id)
        # The first page of the organisation shows its last badges by itself.
        for _other in range(6):
            self.world.clock.forward(minutes=1)
            self.given(self.parts[0], WHAT, name="Iemand Anders", email="anders@voorbeeld.nl")
        learner = self.world.app.test_client()
        keep(self.world, learner, award)
        self.world.post(learner, f"/mijn/badges/{award.id}/klopt-niet", {"wish": "Mijn naam klopt niet."})
        with self.world.database.reading() as session:
            correction = session.scalars(select(CorrectionRow)).one()
        self.values = {"award_id": award.id, "version_id": self.parts[0], "correction": correction.id,
                       "request_id": asked.id, "link_id": asked.link_id, "draft_id": self.offers()[0].id}  # fmt: skip

    def _asked_and_given(self) -> Any:
        asks(self, opened(self, self.released(valid_months="1")), **WHO)
        request = requests(self)[0]
        draft = self.post(f"/aanvragen/{request.id}/beoordelen").location.split("/")[-2]
        assert self.post(f"/geven/{draft}/wat", WHAT).status_code == 303
        assert self.post(f"/geven/{draft}/nakijken").status_code == 303
        return requests(self)[0]

    def shows(self, path: str, method: str) -> tuple[bool, bool]:
        """Whether a page holds the name, and whether that was written down."""
        with self.world.database.writing() as session:
            session.execute(delete(PersonalViewRow))
        path = path.replace("/organisatie/<slug>", "")
        for name, value in self.values.items():
            path = path.replace(f"<uuid:{name}>", str(value))
        answer = self.get(path) if method == "GET" else self.post(path)
        assert answer.status_code < 500
        self.world.tools.seen.write()
        with self.world.database.reading() as session:
            seen = session.scalars(select(PersonalViewRow.award_id)).all()
            names = {row.recipient_name for row in session.scalars(select(AwardRow).where(AwardRow.id.in_(seen)))}
        return NAME in answer.text, NAME in names


@pytest.fixture
def staff(world) -> Staff:
    made = Staff(world)
    made.prepare()
    return made


def _pages(world) -> list[tuple[str, str]]:
    """Every page of staff, and what their forms lead to that is a page too."""
    rules: list[Rule] = [rule for rule in world.app.url_map.iter_rules() if rule.endpoint.startswith("issuer.")]
    pages = [(rule.rule, "GET") for rule in rules if "GET" in (rule.methods or ())]
    pages += [("/organisatie/<slug>/gegeven?toon=aflopend", "GET")]
    pages += [("/organisatie/<slug>/aanvragen?stand=beantwoord", "GET")]
    # What a form does may not be done by walking past, but for these, which show and change little.
    posted = ("blad", "intrekken", "stopzetten", "klopt-niet/<uuid:correction>")
    return pages + [(f"/organisatie/<slug>/gegeven/<uuid:award_id>/{act}", "POST") for act in posted]


def test_wherever_the_name_of_somebody_stands_it_is_written_down(world, staff):
    shown_on = set()
    for path, method in _pages(world):
        if (path.startswith(DRAFTS) and path != ON_AN_OFFER) or path.endswith("<form>") or "<kind>" in path:
            continue
        is_shown, is_written = staff.shows(path, method)
        assert is_written or not is_shown, (method, path)
        if is_shown:
            shown_on.add(path.removeprefix("/organisatie/<slug>").rstrip("/"))
    # Otherwise nothing would be proved of a page.
    assert shown_on == SHOWN_ON


@pytest.mark.parametrize("act", ["link", "ander-adres", "vernieuwen"])
def test_what_is_made_of_a_badge_is_a_look_at_it(world, staff, act):
    version = staff.released(valid_months="1")
    staff.values["award_id"] = staff.given(version, WHAT, **WHO)

    _is_shown, is_written = staff.shows(f"/gegeven/<uuid:award_id>/{act}", "POST")

    assert is_written
