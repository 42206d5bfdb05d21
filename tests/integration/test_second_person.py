"""A second person releases badge classes and badges: never alone, never twice, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from programs import SKILL_AWARD, Program
from staff_desk import SKILL, WHAT, Desk, is_refused, sentences
from two_people import TwoPeople, seen_on

from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts
from badgeservice.storage.tables import AwardDraftRow, AwardRow, ClassProposalRow

NOT_ALONE = "In jullie organisatie geeft een tweede persoon soorten badges vrij."


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def two(desk) -> TwoPeople:
    return TwoPeople(desk)


def _proposed_class(two) -> str:
    two.switch(classes=True)
    version = two.desk.draft()
    assert two.desk.post(f"/soorten/{version}/voorleggen").status_code == 303
    return version


def _proposed_award(two, day: str = ""):
    version = two.desk.released()
    two.switch(awards=True)
    draft = two.desk.ready(version)
    answer = two.desk.post(f"/geven/{draft}/nakijken", {"when": "day" if day else "now", "day": day})
    assert answer.location == f"{two.desk.root}/geven/wacht/{draft}"
    return draft


def _alone(desk) -> None:
    """Let whoever applied for the organisation leave it."""
    with desk.world.database.reading() as session:
        members = accounts.members(session, desk.organisation.id)
    applicant = next(account.id for account, _role in members if account.email.startswith("aanvrager"))
    assert desk.post(f"/instellingen/mensen/{applicant}/weg").status_code == 303


def test_one_person_alone_cannot_switch_it_on(desk):
    _alone(desk)
    answer = desk.post("/instellingen/tweede-persoon", {"classes": "y", "awards": "y"})

    assert is_refused(answer, "die soorten badges mogen maken", "die badges mogen geven")
    assert len(re.findall(r"<input[^>]* checked", answer.text)) == 2


def test_a_reader_does_not_count_as_the_second_person(desk):
    _alone(desk)
    desk.world.member(desk.organisation, Role.READER, email="lezer@voorbeeld.nl")

    assert is_refused(desk.post("/instellingen/tweede-persoon", {"awards": "y"}), "twee mensen")


def test_a_beheerder_switches_it_on_and_off_and_that_is_recorded(two):
    assert two.switch(classes=True, awards=True).status_code == 303
    on = (two.organisation().four_eyes_classes, two.organisation().four_eyes_awards)
    assert two.switch().status_code == 303

    assert on == (True, True)
    assert not two.organisation().four_eyes_awards
    assert [action for action, _by in two.audit()].count("organisation.four_eyes") == 2
    assert two.get("/instellingen/tweede-persoon").status_code == 403


def test_nobody_releases_a_class_alone(two):
    version = _proposed_class(two)
    own = two.desk.post(f"/soorten/{version}/vrijgeven", {"seen": seen_on(two.get(f"/soorten/{version}/vrijgeven"))})
    other = two.desk.draft(name="Iets anders")
    unproposed = two.post(f"/soorten/{other}/vrijgeven")

    assert own.status_code == 409
    assert "Je legde deze badge zelf voor." in own.text
    assert unproposed.status_code == 409
    assert NOT_ALONE in unproposed.text
    assert two.desk.version(version).state == "draft"
    assert "Geef deze soort vrij" not in two.desk.get(f"/soorten/{version}/vrijgeven").text


def test_a_colleague_releases_a_class_that_was_proposed(two):
    version = _proposed_class(two)
    again = two.desk.post(f"/soorten/{version}/voorleggen")
    page = two.get(f"/soorten/{version}/vrijgeven")
    answer = two.post(f"/soorten/{version}/vrijgeven", {"seen": seen_on(page)})

    assert again.status_code == 409
    assert "Gasten ontvangen" in two.desk.get("/").text
    assert answer.status_code == 303
    assert two.desk.version(version).state == "released"
    assert two.desk.count(ClassProposalRow) == 0
    assert ("class.released", f"account:{two.colleague.id}") in two.audit()


def test_a_class_comes_back_with_a_reason_that_its_maker_reads_and_is_proposed_again(two):
    version = _proposed_class(two)
    seen = seen_on(two.get(f"/soorten/{version}/vrijgeven"))
    empty = two.post(f"/soorten/{version}/terugsturen", {"seen": seen, "reason": "  "})
    bsn = two.post(f"/soorten/{version}/terugsturen", {"seen": seen, "reason": "Vraag 123456782 na"})
    own = two.desk.post(f"/soorten/{version}/terugsturen", {"seen": seen, "reason": "Ik keur dit zelf af."})
    sent = two.post(f"/soorten/{version}/terugsturen", {"seen": seen, "reason": "Schrijf 100% in de je-vorm."})
    told = two.desk.get(f"/soorten/{version}")
    overview = two.desk.get("/").text
    proposed = two.desk.post(f"/soorten/{version}/voorleggen")

    assert is_refused(empty, "Schrijf op wat er anders moet.")
    assert is_refused(bsn, "Dit lijkt een BSN.")
    assert "Vraag 123456782 na" in bsn.text
    assert own.status_code == 409
    assert sent.status_code == 303
    assert "Schrijf 100% in de je-vorm." in told.text
    assert "teruggestuurd" in overview
    assert proposed.status_code == 303


@pytest.mark.parametrize("what", ["woorden", "plaatje"])
def test_changing_a_proposed_class_takes_it_back_and_says_so(two, what):
    version = _proposed_class(two)
    seen = seen_on(two.get(f"/soorten/{version}/vrijgeven"))
    design = {"shape": "boog", "pair": "mosterd", "icon": "stars", "line1": "A", "line2": "B", "band": "C",
              "caption": "Gele boog", "action": "save"}  # fmt: skip
    changed = two.desk.post(f"/soorten/{version}/{what}", SKILL if what == "woorden" else design)
    page = two.desk.get(f"/soorten/{version}")
    released = two.post(f"/soorten/{version}/vrijgeven", {"seen": seen})
    two.desk.post(f"/soorten/{version}/voorleggen")
    two.desk.world.clock.forward(seconds=1)
    unseen = two.post(f"/soorten/{version}/vrijgeven", {"seen": "wat er eerst stond"})

    assert changed.status_code == 303, sentences(changed)
    assert "De badge is veranderd nadat hij was voorgelegd." in page.text
    assert released.status_code == 409
    assert unseen.status_code == 409
    assert "veranderd nadat je hem bekeek" in unseen.text


def test_of_two_who_release_a_class_at_once_one_wins_and_the_other_gets_a_sentence(two):
    version = _proposed_class(two)
    third = two.desk.signed_in(Role.COMPOSER)
    seen, path = seen_on(two.get(f"/soorten/{version}/vrijgeven")), f"{two.desk.root}/soorten/{version}/vrijgeven"
    answers = two.together(
        *(
            lambda one=one: two.desk.world.post(one, path, {"seen": seen})
            for one in (two.client, third, two.desk.world.signed_in(two.colleague))
        )
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]
    assert all("vrijgegeven en verandert niet meer" in one.text for one in answers if one.status_code == 409)
    assert [action for action, _by in two.audit()].count("class.released") == 1


def test_when_it_is_switched_off_anybody_releases_what_waits(two):
    version = _proposed_class(two)
    two.switch()

    assert two.desk.post(f"/soorten/{version}/vrijgeven").status_code == 303


def test_nothing_is_signed_until_a_second_person_gives_the_badge(two):
    draft = _proposed_award(two)
    waiting = two.desk.get(f"/geven/wacht/{draft}")
    screens = two.desk.get(f"/geven/{draft}/wat")
    page = two.get(f"/geven/wacht/{draft}")
    own = two.desk.post(f"/geven/wacht/{draft}/geven", {"seen": seen_on(page)})
    assert two.desk.count(AwardRow) == 0
    given = two.post(f"/geven/wacht/{draft}/geven", {"seen": seen_on(page)})

    assert "Geef deze badge" not in waiting.text
    assert screens.location == f"{two.desk.root}/geven/wacht/{draft}"
    assert own.status_code == 409
    assert "Je legde deze badge zelf voor." in own.text
    assert given.status_code == 303
    assert two.desk.count(AwardRow) == 1
    assert two.desk.count(AwardDraftRow) == 0
    with two.desk.world.database.reading() as session:
        award = session.query(AwardRow).one()
    assert award.given_by != two.colleague.id
    assert ("badge.given", f"account:{award.given_by}") in two.audit()
    assert ("badge.released", f"account:{two.colleague.id}") in two.audit()


def test_two_roles_in_one_account_are_still_one_person(desk):
    two = TwoPeople(desk)
    version = desk.released()
    two.switch(awards=True)
    desk.client, manager = two.client, desk.client
    draft = desk.ready(version)
    desk.post(f"/geven/{draft}/nakijken", {"when": "now"})
    desk.client = manager
    seen = seen_on(desk.get(f"/geven/wacht/{draft}"))

    assert two.post(f"/geven/wacht/{draft}/geven", {"seen": seen}).status_code == 409
    assert desk.post(f"/geven/wacht/{draft}/geven", {"seen": seen}).status_code == 303


def test_a_badge_comes_back_with_a_reason_and_nothing_is_lost(two):
    draft = _proposed_award(two)
    before, seen = two.draft(draft).answers, seen_on(two.get(f"/geven/wacht/{draft}"))
    empty = two.post(f"/geven/wacht/{draft}/terugsturen", {"seen": seen, "reason": ""})
    long = two.post(f"/geven/wacht/{draft}/terugsturen", {"seen": seen, "reason": "x" * 501})
    sent = two.post(f"/geven/wacht/{draft}/terugsturen", {"seen": seen, "reason": "Ik zag dit niet."})
    page, overview = two.desk.get(f"/geven/{draft}/nakijken"), two.desk.get("/").text
    changed = two.desk.post(f"/geven/{draft}/wat", WHAT | {"behaviours": ["b1"]})
    proposed = two.desk.post(f"/geven/{draft}/nakijken", {"when": "now"})

    assert is_refused(empty, "Schrijf op wat er anders moet.")
    assert is_refused(long, "Deze tekst is te lang.")
    assert "x" * 501 in long.text
    assert sent.status_code == 303
    assert "Ik zag dit niet." in page.text
    assert f"/geven/{draft}/nakijken" in overview
    assert changed.status_code == 303
    assert proposed.location == f"{two.desk.root}/geven/wacht/{draft}"
    assert before["levels"].keys() == {"b1", "b2"}
    assert two.draft(draft).answers["levels"].keys() == {"b1"}


def test_what_was_changed_after_it_was_looked_at_is_looked_at_again(two):
    draft = _proposed_award(two)
    seen = seen_on(two.get(f"/geven/wacht/{draft}"))
    two.desk.post(f"/geven/wacht/{draft}/terughalen")
    two.desk.post(f"/geven/{draft}/wat", WHAT | {"behaviours": ["b1"]})
    two.desk.post(f"/geven/{draft}/nakijken", {"when": "now"})
    answer = two.post(f"/geven/wacht/{draft}/geven", {"seen": seen})

    assert answer.status_code == 409
    assert "veranderd nadat je hem bekeek" in answer.text


def test_of_two_who_give_a_proposed_badge_at_once_one_gives_it(two):
    draft = _proposed_award(two)
    third = two.desk.signed_in(Role.GIVER)
    seen, path = seen_on(two.get(f"/geven/wacht/{draft}")), f"{two.desk.root}/geven/wacht/{draft}/geven"
    answers = two.together(
        *(lambda one=one: two.desk.world.post(one, path, {"seen": seen}) for one in (two.client, third))
    )

    assert two.desk.count(AwardRow) == 1
    assert [action for action, _by in two.audit()].count("badge.released") == 1
    assert {answer.status_code for answer in answers} <= {303, 409}
    assert (
        "Iemand was je voor: deze badge is al gegeven."
        in two.desk.client.get(two.desk.post(f"/geven/wacht/{draft}/geven", {"seen": seen}).location).text
    )


def test_what_waits_when_it_is_switched_off_is_given_by_anybody(two):
    draft = _proposed_award(two)
    two.switch()
    page = two.desk.get(f"/geven/wacht/{draft}")

    assert two.desk.post(f"/geven/wacht/{draft}/geven", {"seen": seen_on(page)}).status_code == 303


def test_a_colleague_who_left_gives_nothing_through_somebody_else(two):
    desk = two.desk
    version = desk.released()
    two.switch(awards=True)
    maker, desk.client = desk.client, two.client
    draft = desk.ready(version)
    desk.post(f"/geven/{draft}/nakijken", {"when": "now"})
    desk.client = maker
    desk.post(f"/instellingen/mensen/{two.colleague.id}/weg")
    answer = desk.post(f"/geven/wacht/{draft}/geven", {"seen": seen_on(desk.get(f"/geven/wacht/{draft}"))})

    assert answer.status_code == 409
    assert "mag nu geen badges meer geven" in answer.text


def test_a_program_is_not_a_second_person(two):
    version = two.desk.released()
    program = Program(two.desk)
    two.switch(awards=True)
    badge_class = two.desk.version(version).badge_class.slug
    answer = program.give({**SKILL_AWARD, "badge_class": badge_class})

    assert answer.status_code == 409
    assert answer.mimetype == "application/problem+json"
    assert "second person" in answer.json["detail"]
    assert two.desk.count(AwardRow) == 0
    assert two.desk.count(AwardDraftRow) == 0


def test_a_stranger_finds_nothing_that_waits(two):
    draft = _proposed_award(two)
    other = Desk(two.desk.world, name="Groenrijk")

    assert other.get(f"/geven/wacht/{draft}").status_code == 404
    for what in ("geven", "terugsturen", "terughalen", "weggooien"):
        answer = other.post(f"/geven/wacht/{draft}/{what}", {"seen": "x", "reason": "Nee."})
        assert answer.status_code in {404, 409}
    assert two.draft(draft).state == "proposed"


def test_a_colleague_cannot_take_back_or_throw_away_what_somebody_proposed(two):
    draft = _proposed_award(two)

    assert two.post(f"/geven/wacht/{draft}/terughalen").status_code == 409
    assert two.post(f"/geven/wacht/{draft}/weggooien").status_code == 409
    assert two.desk.post(f"/geven/wacht/{draft}/weggooien").status_code == 303
    assert two.desk.count(AwardDraftRow) == 0
