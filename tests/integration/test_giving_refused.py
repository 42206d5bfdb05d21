"""What is refused when somebody gives a badge, and is everything they typed still there?"""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from staff_desk import BSN, STATEMENT_WHAT, WHAT, WHO, Desk, is_refused, sentences

from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import AwardDraftRow, AwardRow

BSN_SENTENCE = "Dit lijkt een BSN. Vul geen BSN in."
NOT_A_DAY = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 22-11-2026."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


WRONG_WHO = [
    ({"name": ""}, "Vul de naam in van wie de badge krijgt."),
    ({"name": "Fatima\nYilmaz"}, "Gebruik één regel"),
    ({"name": f"Fatima {BSN}"}, BSN_SENTENCE),
    ({"email": "fatima"}, "Dit e-mailadres klopt niet."),
    ({"email": "fatima@voorbeeld.nl\r\nBcc: iedereen@voorbeeld.nl"}, "Een e-mailadres staat op één regel."),
    ({"email": "fatima@voorbeeld.nl\n"}, "Een e-mailadres staat op één regel."),
    ({"email": f"{BSN}@voorbeeld.nl"}, BSN_SENTENCE),
    ({"version": ""}, "Kies een badge uit de lijst."),
    ({"version": "geen-id"}, "Kies een badge uit de lijst."),
    ({"version": str(uuid4())}, "Kies een badge uit de lijst."),
]


def test_a_first_screen_that_is_not_right_comes_back_with_a_sentence_and_all_that_was_typed(desk):
    version = str(desk.released())

    for who, sentence in WRONG_WHO:
        answer = desk.post("/geven", {"version": version, **WHO, **who})
        assert is_refused(answer, sentence), (who, sentences(answer))
        for name in WHO.keys() - who.keys():
            assert f'value="{WHO[name]}"' in answer.text
    assert desk.count(AwardDraftRow) == 0


def test_a_badge_of_another_organisation_or_a_draft_cannot_be_chosen(world, desk):
    desk.released()
    theirs = Desk(world, name="Groenrijk").released()

    for version in (theirs, desk.draft(name="Terras bedienen")):
        assert is_refused(desk.post("/geven", {"version": str(version), **WHO}), "Kies een badge uit de lijst.")
    assert desk.count(AwardDraftRow) == 0


WRONG_WHAT = [
    ({"behaviours": []}, "Vink minstens één ding aan dat je zelf hebt gezien."),
    ({"behaviours": ["b1", "b99"]}, "Een aangevinkt gedrag hoort niet bij deze badge."),
    ({"level-b2": ""}, "Kies bij elk aangevinkt gedrag: zelf of met hulp."),
    ({"level-b2": "heel goed"}, "Kies bij elk aangevinkt gedrag: zelf of met hulp."),
    ({"assessor": " "}, "Vul in wie dit heeft beoordeeld."),
    ({"judged_on": ""}, "Vul in wanneer dit is beoordeeld."),
    ({"judged_on": "gisteren"}, NOT_A_DAY),
    ({"judged_on": "31-02-2026"}, NOT_A_DAY),
    ({"judged_on": "23-11-2026"}, "Deze datum ligt in de toekomst."),
    ({"judged_on": "1-1-0001"}, "Deze datum klopt niet."),
    ({"activity_start": "", "activity_end": ""}, "Vul de eerste dag van de periode in."),
    ({"activity_start": "20-11-2026", "activity_end": "01-09-2026"}, "De laatste dag ligt voor de eerste dag."),
    ({"activity_end": "9-2026"}, NOT_A_DAY),
    ({"evidence_url": "http://voorbeeld.nl", "evidence": "Verslag"}, "Een link begint met https://."),
    ({"evidence_url": "https://voorbeeld.nl/{x}|y", "evidence": "Verslag"}, "Een link begint met https://."),
    ({"evidence_url": "https://voorbeeld.nl"}, "Schrijf ook op wat er achter de link staat."),
    ({"evidence_url": "https://voorbeeld.nl\x00", "evidence": "Verslag"}, "Gebruik één regel"),
    ({"evidence": "x" * 2001}, "Deze tekst is te lang."),
    ({"evidence": "nul\x00"}, "onzichtbare tekens"),
]


def test_a_second_screen_that_is_not_right_comes_back_with_a_sentence_and_all_that_was_typed(desk):
    draft = desk.begun(desk.released("praktijkverklaring"))

    for what, sentence in WRONG_WHAT:
        answer = desk.post(f"/geven/{draft}/wat", STATEMENT_WHAT | {"license_number": "HZ-14"} | what)
        assert is_refused(answer, sentence), (what, sentences(answer))
        assert 'value="HZ-14"' in answer.text
        if "behaviours" not in what:
            assert answer.text.count(" checked") >= 3
    assert set(desk.answers(draft)) == {"name", "email"}


def test_a_bsn_is_refused_in_every_free_field_of_a_gift(desk):
    draft = desk.begun(desk.released())
    typed = {"evidence": "Verslag", "evidence_url": "https://voorbeeld.nl/verslag"}

    for field in ("assessor", "license_number", "evidence", "evidence_url"):
        answer = desk.post(f"/geven/{draft}/wat", WHAT | typed | {field: f"{typed.get(field, 'Piet')}/{BSN}"})
        assert is_refused(answer, BSN_SENTENCE), (field, sentences(answer))
    assert BSN not in json.dumps(desk.answers(draft))


@pytest.mark.parametrize("screen", ["wie", "wat", "nakijken"])
def test_what_somebody_else_is_giving_does_not_exist(world, desk, screen):
    draft = desk.ready(desk.released())
    colleague = desk.signed_in(Role.GIVER)
    stranger = Desk(world, name="Groenrijk")

    assert colleague.get(f"{desk.root}/geven/{draft}/{screen}").status_code == 404
    assert world.post(colleague, f"{desk.root}/geven/{draft}/{screen}", WHO | WHAT).status_code == 404
    assert stranger.get(f"/geven/{draft}/{screen}").status_code == 404
    assert stranger.post(f"/geven/{draft}/{screen}", WHO | WHAT).status_code == 404
    assert desk.count(AwardRow) == 0


def test_a_badge_given_by_one_organisation_is_not_shown_to_another_by_its_draft(world, desk):
    draft = desk.ready(desk.released())
    desk.post(f"/geven/{draft}/nakijken")
    stranger = Desk(world, name="Groenrijk")

    assert stranger.post(f"/geven/{draft}/nakijken").status_code == 404


def test_a_lezer_or_samensteller_cannot_give(world, desk):
    version = desk.released()
    for role in (Role.READER, Role.COMPOSER):
        client = desk.signed_in(role)
        assert client.get(f"{desk.root}/geven").status_code == 403
        assert world.post(client, f"{desk.root}/geven", {"version": str(version), **WHO}).status_code == 403
    assert desk.count(AwardDraftRow) == 0
