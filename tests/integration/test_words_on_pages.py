"""Does a page say what belongs there, and nothing that is not so?"""

from __future__ import annotations

import pytest
from staff_desk import SKILL, STATEMENT_WHAT, Desk, sentences, shown

from badgeservice.organisations.signer import TOKENS
from badgeservice.storage.tables import OrganisationRow


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def test_the_check_page_puts_every_werkproces_on_a_line_and_names_the_qualification(desk):
    award = desk.award(desk.given(desk.released("praktijkverklaring"), STATEMENT_WHAT))
    page = desk.client.get(f"/v/{award.code}").text

    assert "25168/B1-K1-W1 Ontvangt de gast\n25168/B1-K1-W2 Bereidt het ontbijt voor</bdi></dd>" in page
    assert "Kwalificatie CREBO 25168" in shown(page)


def test_a_withdrawn_badge_without_an_address_is_not_offered_for_printing(desk):
    award = desk.given(desk.released(), email="")
    assert "Print het blad" in desk.get(f"/gegeven/{award}").text
    desk.post(f"/gegeven/{award}/intrekken", {"why": "wrong_badge"})

    page = desk.get(f"/gegeven/{award}").text
    assert "Ingetrokken" in page
    assert "Print het blad" not in page


def test_the_overview_says_what_is_the_matter_with_a_badge_that_somebody_began_to_give(desk):
    desk.begun(desk.released())
    assert "Fatima Yilmaz Gasten ontvangen, nog niet gegeven" in shown(desk.get("/").text)


def test_a_key_for_tokens_is_not_said_to_be_for_withdrawn_badges(desk):
    with desk.world.database.writing() as session:
        desk.world.tools.create_key(session, desk.organisation.id, TOKENS, desk.world.clock())
    page = shown(desk.get("/instellingen").text)

    assert "rsa-1 Badges" in page
    assert "status Ingetrokken badges" in page


def test_who_is_on_more_than_one_line_of_the_matrix_is_explained(desk):
    version = desk.released()
    for _each in range(2):
        desk.given(version, name="Bram Peters", email="")

    page = shown(desk.get("/cijfers/mensen").text)
    assert "Zonder mailadres weten we niet of het dezelfde persoon is." in page


def test_what_is_wrong_with_a_tick_list_is_told_before_what_is_wrong_below_it(desk):
    draft = desk.begun(desk.released("praktijkverklaring"))
    what = STATEMENT_WHAT | {"level-b1": "", "assessor": ""}
    told = sentences(desk.post(f"/geven/{draft}/wat", what))

    assert len(told) == 2
    assert "beoordeeld" in told[1]


def test_what_is_wrong_with_a_microcredential_is_told_from_the_top_of_the_page_down(world):
    desk = Desk(world)
    with world.database.writing() as session:
        school = session.get_one(OrganisationRow, desk.organisation.id)
        school.brin, school.brin_checked = "25LH", True
    told = sentences(desk.post("/soorten/nieuw/microcredential", SKILL | {"name": "", "description": "", "hours": ""}))

    assert told[0] == "Vul de naam van de badge in."
    assert [place for place, one in enumerate(told) if "hoeveel uur" in one] == [2]
