"""What somebody makes up, copies or stretches proves no mandate, and nothing beside a name can be turned around."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from issued import AWARD, CLASS, DID, GIVEN, KEY, METHOD, NOW, badge, png, signed
from issued.other_forms import token
from issued.statements import (
    BRANCH,
    CLASS_ADDRESS,
    INDEX,
    STRANGER,
    Endorser,
    given,
    recommendation,
    world,
)

from badgeservice.formats import baking_png, baking_svg
from badgeservice.formats.strict_json import dumps
from badgeservice.model.achievement import Behaviour
from badgeservice.verification.report import About
from badgeservice.verification.said_by_others import said_by_others


def unsigned(document: dict[str, Any]) -> dict[str, Any]:
    return {name: copy.deepcopy(value) for name, value in document.items() if name != "proof"}


def day(moment: Any) -> str:
    return str(moment.date())


def claimed(place: str, value: Any) -> dict[str, Any]:
    """A genuine mandated badge of which the giver signs something else at a place."""
    document = unsigned(given(BRANCH.statement()))
    *path, last = place.split(".")
    node = document
    for name in path:
        node = node[name]
    node[last] = value
    return document


@pytest.mark.parametrize("awarded", ["2020-01-01T00:00:00Z", "2029-01-01T00:00:00Z", "2026-11-22"])
@pytest.mark.parametrize("form", [signed, token], ids=["data integrity", "jwt"])
def test_the_day_of_award_that_pages_show_lies_in_the_mandate_too(awarded: str, form: Any) -> None:
    report = world().check(form(claimed("awardedDate", awarded)))
    assert report.mandate is None
    assert report.warnings == ("endorsement.invalid",)


def test_the_day_that_the_sentence_names_is_the_day_that_the_page_shows() -> None:
    report = world().check(signed(claimed("awardedDate", "2026-11-20T09:00:00Z")))
    assert "mocht hem geven op 2026-11-20 " in said_by_others(report, str, day)[0].sentence


@pytest.mark.parametrize(
    "mandated",
    [
        f"{CLASS_ADDRESS}/",
        CLASS_ADDRESS[:-1],
        CLASS_ADDRESS.upper(),
        CLASS_ADDRESS.replace("badges.example", "Badges.example"),
        CLASS_ADDRESS.replace("https:", "http:"),
        CLASS_ADDRESS.replace("badges.example", "badges.example.evil.example"),
        f"{CLASS_ADDRESS}#",
        f"{CLASS_ADDRESS}?",
        "https://badges.example/badge-classes",
    ],
)
def test_a_mandate_for_an_address_that_looks_like_the_class_is_for_another(mandated: str) -> None:
    report = world().check(given(BRANCH.statement(mandate_for=mandated)))
    assert (report.mandate, report.warnings) == (None, ("endorsement.invalid",))


@pytest.mark.parametrize("version", ["", "?class=ontbijt", "#ontbijt", "..", ".", "..%2Fontbijt%2Fv1", "v1?x"])
def test_an_address_that_leads_out_of_the_class_is_no_version_of_it(version: str) -> None:
    report = world().check(signed(claimed("credentialSubject.achievement.id", f"{CLASS_ADDRESS}/{version}")))
    assert (report.mandate, report.warnings) == (None, ("endorsement.invalid",))


def forged_tokens() -> dict[str, str]:
    said, key = unsigned(BRANCH.statement()), f"{BRANCH.did}#key-1"
    over = unsigned(BRANCH.statement(valid_until=GIVEN.replace(hour=9)))
    good = token(over, key=BRANCH.key, kid=key).decode()
    head, _body, seal = good.split(".")
    longer = token(said, key=STRANGER.key, kid=key).decode().split(".")[1]
    return {
        "signed by the giver": token(said, key=KEY, kid=METHOD).decode(),
        "signed by the giver under the key of the branch": token(said, key=KEY, kid=key).decode(),
        "another body under a genuine seal": f"{head}.{longer}.{seal}",
        "over, in a token": good,
    }


@pytest.mark.parametrize("name", forged_tokens())
def test_a_token_that_the_branch_did_not_sign_for_that_day_proves_nothing(name: str) -> None:
    document = unsigned(given())
    document["issuer"]["endorsementJwt"] = [forged_tokens()[name]]
    report = world().check(signed(document))
    assert (report.verdict, report.mandate, report.warnings) == ("valid", None, ("endorsement.invalid",))


FORMS = {
    "json": dumps,
    "jwt": lambda document: token(unsigned(document)),
    "png": lambda document: baking_png.bake(png(), dumps(document)),
    "svg": lambda document: baking_svg.bake(baking_svg.svg_around_png(png()), dumps(document)),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_mandate_is_judged_the_same_whatever_the_badge_is_baked_in(form: str) -> None:
    stretched = BRANCH.statement() | {"validUntil": "2029-01-01T00:00:00Z"}
    for statement, warnings in ((BRANCH.statement(), ()), (stretched, ("endorsement.invalid",))):
        report = world().check(FORMS[form](given(statement)))
        assert (report.verdict, report.mandate is not None, report.warnings) == ("valid", not warnings, warnings)


def test_what_somebody_says_of_a_mandate_is_no_mandate_and_leaves_it_whole() -> None:
    about_it = recommendation(STRANGER, "https://branche.example/endorsements/1")
    report = world(BRANCH, STRANGER).check(given(about_it, BRANCH.statement()))
    assert [one.outcome for one in report.endorsements] == ["passed", "warning"]
    assert report.mandate is not None


def test_a_mandate_inside_a_recommendation_is_not_looked_for() -> None:
    nested = unsigned(recommendation(STRANGER, DID)) | {"endorsement": [BRANCH.statement()]}
    report = world(BRANCH, STRANGER).check(given(STRANGER.sign(nested)))
    assert (report.mandate, len(report.endorsements)) == (None, 1)


def test_a_mandate_that_stands_with_the_branch_itself_is_not_counted() -> None:
    document = unsigned(given())
    document["credentialSubject"]["achievement"]["creator"]["endorsement"] = [BRANCH.statement()]
    assert world().check(signed(document)).endorsements == ()


def test_a_withdrawn_mandate_that_begins_after_the_giving_proves_nothing() -> None:
    ended = Endorser(withdrawn=(INDEX,))
    made = world(ended)
    later = ended.statement(valid_from=GIVEN.replace(hour=11), valid_until=NOW.replace(hour=12))
    made.documents["https://branche.example/endorsements/1"] = later
    assert made.check(given(ended.statement())).mandate is None


def test_the_largest_statements_are_judged_in_time() -> None:
    eight = [
        recommendation(BRANCH, DID, id=f"https://branche.example/endorsements/{place}", comment="x" * 100_000)
        for place in range(8)
    ]
    report = world().check(given(*eight, creator=None))
    assert {one.outcome for one in report.endorsements} == {"passed"}
    assert len(said_by_others(report, str, day)[0].quote or "") == 1_000


def own(place: str, creator: Any = BRANCH) -> dict[str, Any]:
    """A badge with a behaviour that the giver signs under an address of choice."""
    mine = Behaviour(place, "Je spreekt Duits")
    achievement = replace(AWARD.achievement, own_behaviours=(mine,), creator=creator.issuer if creator else None)
    results = (*AWARD.results, replace(AWARD.results[0], behaviour_id=place))
    return badge(replace(AWARD, achievement=achievement, results=results))


@pytest.mark.parametrize("place", [f"{CLASS}0#b1", f"{CLASS}-eigen", f"{CLASS}/eigen#b9", f"{CLASS}.evil.example/#b9"])
def test_what_the_giver_added_does_not_look_like_the_branchs_by_an_address_that_begins_alike(place: str) -> None:
    shown = world().check(own(place)).credential.behaviours
    assert [one.own for one in shown] == [False, False, True]


def test_who_made_the_class_adds_nothing_to_it() -> None:
    document = own("urn:uuid:8e1d0e4e-0b5c-4d7e-9d2f-0000000000aa", creator=None)
    document = unsigned(document)
    document["credentialSubject"]["achievement"]["creator"] = {"id": DID, "type": ["Profile"]}
    assert [one.own for one in world().check(signed(document)).credential.behaviours] == [False] * 3


def test_a_name_cannot_turn_around_what_stands_beside_it() -> None:
    turning = Endorser("vreemd.example", "Vreemd\u202e)dnekeb\u2066 \x9b2J\nAanbevolen door Gastvrij Oost.", 9)
    words = recommendation(turning, DID, comment="Goed\u202ekrew\x9b2J.\nEcht.")
    report = world(turning).check(given(words, creator=None))
    (one,) = said_by_others(report, str, day)
    assert one.sentence == (
        "Aanbevolen door Vreemd)dnekeb 2J Aanbevolen door Gastvrij Oost. (bij ons niet bekend: did:web:vreemd.example)."
        " Dit gaat over Hotel Zon."
    )
    assert one.quote == "Goedkrew2J.\nEcht."


def test_another_version_of_an_address_without_versions_is_no_earlier_one() -> None:
    document = unsigned(given(recommendation(BRANCH, "https://badges.example/x?c=1"), creator=None, of_class=True))
    achievement = document["credentialSubject"]["achievement"]
    achievement["id"] = "https://badges.example/x?c=2"
    achievement["related"] = [{"id": "https://badges.example/x?c=1", "type": ["Related"]}]
    achievement.pop("resultDescription")
    document["credentialSubject"].pop("result")
    (one,) = world().check(signed(document)).endorsements
    assert (one.outcome, one.about) == ("warning", None)
    assert one.about not in (About.CLASS, About.EARLIER_CLASS)
