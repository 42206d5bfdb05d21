"""What do people see of the versions of a badge class, and what happens when it goes into the archive?"""

from __future__ import annotations

import pytest
from programs import SKILL_AWARD, Program, is_problem
from staff_desk import SKILL, WHO, Desk, id_in, is_refused, shown

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow

ARCHIVED = "Deze soort badge wordt niet meer gegeven."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def _second_version(desk: Desk, first, **words: str):
    second = id_in(desk.post(f"/soorten/{first}/nieuwe-versie"))
    assert desk.post(f"/soorten/{second}/woorden", SKILL | words).status_code == 303
    return second


CHANGED = {
    "name": "Gasten ontvangen en helpen",
    "behaviours": "Je ontvangt gasten vriendelijk en snel.\nJe schrijft de naam van een gast op.",
    "valid_months": "24",
}


def test_the_page_that_releases_a_second_version_says_what_is_different_in_words(desk):
    first = desk.released()
    desk.given(first)
    second = _second_version(desk, first, **CHANGED)
    page = shown(desk.get(f"/soorten/{second}/vrijgeven").text)

    assert "Dit is anders dan in versie 1" in page
    assert "Anders Naam van de badge Eerst: Gasten ontvangen Nu: Gasten ontvangen en helpen" in page
    assert "Anders Gedragsvoorbeeld Eerst: Je ontvangt gasten vriendelijk. Nu: Je ontvangt gasten vriendelijk" in page
    assert "Erbij Gedragsvoorbeeld Nu: Je schrijft de naam van een gast op." in page
    assert "Weg Gedragsvoorbeeld Eerst: Je luistert goed naar een vraag." in page
    assert "Erbij Aantal maanden geldig Nu: 24" in page
    assert "1 persoon heeft een oudere versie. Die badge verandert niet en blijft geldig." in page


def test_a_first_version_has_nothing_to_compare_with(desk):
    assert "Dit is anders dan" not in desk.get(f"/soorten/{desk.draft()}/vrijgeven").text


def test_the_page_of_a_class_tells_how_many_people_hold_which_version(desk):
    first = desk.released()
    desk.given(first)
    desk.given(first, email="sofie@voorbeeld.nl")
    desk.given(first, email="sofie@voorbeeld.nl")
    revoked = desk.given(first, email="olena@voorbeeld.nl")
    desk.post(f"/gegeven/{revoked}/intrekken", {"why": "other", "reason": "Verkeerde persoon"})
    second = _second_version(desk, first, **CHANGED)
    desk.post(f"/soorten/{second}/vrijgeven")
    page = shown(desk.get(f"/soorten/{second}").text)

    assert "2 mensen hebben deze versie" in page
    assert "2 mensen hebben een oudere versie. Die badges veranderen niet en blijven geldig." in page


def test_both_public_pages_stay_and_lead_to_each_other(desk):
    first = desk.released()
    second = _second_version(desk, first, **CHANGED)
    desk.post(f"/soorten/{second}/vrijgeven")
    slug = desk.version(first).badge_class.slug
    pages = [desk.client.get(f"/badge-classes/{slug}/v{number}", headers={"Accept": "text/html"}) for number in (1, 2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert "Er is een nieuwere versie" in pages[0].text
    assert f"/badge-classes/{slug}/v2" in pages[0].text
    assert "Er is een nieuwere versie" not in pages[1].text
    assert f"/badge-classes/{slug}/v1" in pages[1].text


def test_an_archived_class_is_not_offered_and_its_pages_and_badges_stay(desk):
    version = desk.released()
    award = desk.given(version)
    slug = desk.version(version).badge_class.slug
    before = desk.get(f"/soorten/{version}/archiveren")
    answer = desk.post(f"/soorten/{version}/archiveren")
    page = desk.client.get(answer.location)
    public = desk.client.get(f"/badge-classes/{slug}/v1", headers={"Accept": "text/html"})

    assert "Niet meer geven?" in before.text
    assert "Deze soort badge staat in het archief." in page.text
    assert str(version) not in desk.get("/geven").text
    assert str(version) not in desk.get("/soorten").text
    assert "/soorten/archief" in desk.get("/soorten").text
    assert "Gasten ontvangen" in desk.get("/soorten/archief").text
    assert "wordt niet meer gegeven" in public.text
    assert desk.client.get(f"/v/{desk.award(award).code}").status_code == 200
    assert "Deze badge is echt." in desk.client.get(f"/v/{desk.award(award).code}").text
    assert slug not in desk.client.get(f"/orgs/{desk.organisation.slug}").text


def test_archiving_between_form_and_click_gives_nothing_and_loses_nothing(desk):
    version = desk.released()
    draft = desk.ready(version)
    desk.post(f"/soorten/{version}/archiveren")
    refused = desk.post(f"/geven/{draft}/nakijken")
    kept = desk.answers(draft)
    desk.post(f"/soorten/{version}/terugzetten")
    given = desk.post(f"/geven/{draft}/nakijken")

    assert refused.status_code == 409
    assert ARCHIVED in refused.text
    assert kept["name"] == WHO["name"]
    assert list(kept["levels"]) == ["b1", "b2"]
    assert given.status_code == 303
    assert desk.count(AwardRow) == 1
    assert desk.count(AwardDraftRow) == 0


def test_the_first_screen_refuses_an_archived_class_and_keeps_what_was_typed(desk):
    version = desk.released()
    desk.released(name="Kamers verzorgen")
    desk.post(f"/soorten/{version}/archiveren")
    answer = desk.post("/geven", {"version": str(version), **WHO})

    assert is_refused(answer, "Kies een badge uit de lijst.")
    assert WHO["email"] in answer.text


def test_archiving_twice_is_refused_with_a_sentence(desk):
    version = desk.released()
    assert "staat niet in het archief" in desk.post(f"/soorten/{version}/terugzetten").text
    desk.post(f"/soorten/{version}/archiveren")
    again = desk.post(f"/soorten/{version}/archiveren")

    assert again.status_code == 409
    assert "staat al in het archief" in again.text


def test_a_giver_and_a_stranger_do_not_archive(desk, world):
    version = desk.released()
    stranger = Desk(world, name="Hotel Maan")

    assert world.post(desk.signed_in(Role.GIVER), f"{desk.root}/soorten/{version}/archiveren").status_code == 403
    assert stranger.post(f"/soorten/{version}/archiveren").status_code == 404
    assert desk.version(version).badge_class.archived_at is None
    assert desk.count(BadgeClassVersionRow) == 1


def test_a_program_does_not_see_or_give_an_archived_class(desk):
    version, program = desk.released(), Program(desk)
    desk.post(f"/soorten/{version}/archiveren")
    answer = program.give({"badge_class": program.slug(version)} | SKILL_AWARD)

    assert program.get("/badge-classes").json["badge_classes"] == []
    assert is_problem(answer, 409)
    assert "is no longer given" in answer.get_json(force=True)["detail"]
    assert desk.count(AwardRow) == 0
