"""A mandate proves something only about the day of giving, the giver and the class it names; all else only warns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from issued import AWARD, CLASS, DID, GIVEN, NOW, World, badge, signed
from issued.other_forms import token
from issued.statements import (
    BEFORE,
    BRANCH,
    CLASS_ADDRESS,
    INDEX,
    STRANGER,
    Endorser,
    given,
    recommendation,
    world,
)

from badgeservice.errors import UnavailableError
from badgeservice.formats.ob3_endorsement import endorsement_credential
from badgeservice.model.endorsement import Endorsement
from badgeservice.verification.context import KnownIssuer
from badgeservice.verification.report import About, JudgedEndorsement, Outcome, Report, Said


def only(report: Report) -> JudgedEndorsement:
    assert report.verdict == "valid", [(check.id, check.reason, check.evidence) for check in report.checks]
    (judged,) = report.endorsements
    return judged


def test_a_mandate_of_the_creator_for_this_class_on_that_day_is_proven() -> None:
    made = world()
    made.known[BRANCH.did] = KnownIssuer("Gastvrij Oost", None, "registered")
    report = made.check(given(BRANCH.statement()))
    judged = only(report)
    assert report.mandate == judged
    assert (judged.outcome, judged.said, judged.about) == (Outcome.PASSED, Said.MANDATE, About.ISSUER)
    assert (judged.endorser_name, judged.known_as, judged.ended) == ("Gastvrij Oost", "Gastvrij Oost", None)
    check = report.check("endorsements")
    assert (check.outcome, check.evidence["mandated_by"]) == ("passed", BRANCH.did)
    assert check.evidence["mandate_from"] == "2026-06-12T00:00:00Z"
    assert report.warnings == ()


def test_whether_we_know_the_branch_is_a_question_of_its_own() -> None:
    assert only(world().check(given(BRANCH.statement()))).known_as is None


def test_a_mandate_is_judged_on_the_day_of_giving_not_on_that_of_the_check() -> None:
    over = BRANCH.statement(valid_until=NOW.replace(hour=11))
    assert only(world().check(given(over))).outcome == "passed"


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_until": GIVEN.replace(hour=9)},
        {"valid_from": GIVEN.replace(second=1)},
        {"mandate_for": "https://badges.example/badge-classes/ontbijt"},
        {"mandate_for": CLASS},
    ],
    ids=["ended before", "began a second later", "for another class", "for one version"],
)
def test_a_mandate_for_another_day_or_class_warns_and_proves_nothing(changes: dict[str, Any]) -> None:
    report = world().check(given(BRANCH.statement(**changes)))
    assert (only(report).outcome, only(report).reason) == ("warning", "endorsement.invalid")
    assert (report.warnings, report.mandate) == (("endorsement.invalid",), None)


def test_the_first_and_the_last_second_of_a_mandate_count() -> None:
    exact = BRANCH.statement(valid_from=GIVEN, valid_until=GIVEN)
    assert world().check(given(exact)).mandate is not None


def test_a_mandate_for_another_organisation_proves_nothing() -> None:
    report = world().check(given(BRANCH.statement(subject_id="did:web:badges.example:orgs:hotel-maan")))
    assert (report.mandate, report.warnings) == (None, ("endorsement.invalid",))


def test_a_mandate_of_somebody_else_than_the_creator_proves_nothing() -> None:
    report = world(STRANGER).check(given(STRANGER.statement()))
    assert (report.mandate, report.check("endorsements").evidence["detail"]) == (None, "mandate of another")


def test_a_mandate_without_a_creator_proves_nothing() -> None:
    report = world().check(given(BRANCH.statement(), creator=None))
    assert (report.mandate, report.warnings) == (None, ("endorsement.invalid",))


def test_nobody_mandates_itself() -> None:
    said = endorsement_credential(
        Endorsement("https://badges.example/endorsements/1", AWARD.issuer, DID, "Mandaat", "Wij mogen dit.", BEFORE,
                    None, AWARD.status, CLASS_ADDRESS)
    )  # fmt: skip
    achievement = replace(AWARD.achievement, creator=AWARD.issuer)
    issuer = replace(AWARD.issuer, endorsements=(signed(said),))
    report = World().check(badge(replace(AWARD, achievement=achievement, issuer=issuer)))
    assert (report.mandate, only(report).reason) == (None, "endorsement.invalid")


def test_a_mandate_that_was_changed_afterwards_proves_nothing() -> None:
    forged = {**BRANCH.statement(valid_until=GIVEN.replace(hour=9)), "validUntil": "2027-06-12T00:00:00Z"}
    report = world().check(given(forged))
    assert (report.mandate, only(report).outcome) == (None, "warning")


WITHDRAWING = Endorser(withdrawn=(INDEX,))
MANDATE_ADDRESS = "https://branche.example/endorsements/1"


def after_withdrawal(served: Any) -> Report:
    made = world(WITHDRAWING)
    made.documents[MANDATE_ADDRESS] = served
    return made.check(given(WITHDRAWING.statement()))


def test_a_badge_given_before_the_mandate_was_withdrawn_keeps_it_and_says_so() -> None:
    report = after_withdrawal(WITHDRAWING.statement(valid_until=NOW.replace(hour=12)))
    judged = only(report)
    assert (judged.outcome, judged.ended) == ("passed", "2026-11-22T12:05:00Z")
    assert report.check("endorsements").evidence["mandate_ended"] == "2026-11-22T12:05:00Z"
    assert report.warnings == ()


@pytest.mark.parametrize(
    "newer",
    [
        WITHDRAWING.statement(valid_until=GIVEN.replace(hour=9)),
        WITHDRAWING.statement(),
        WITHDRAWING.statement(valid_until=None),
        {**WITHDRAWING.statement(valid_until=GIVEN.replace(hour=9)), "validUntil": "2026-11-22T12:00:00Z"},
        STRANGER.statement(id=MANDATE_ADDRESS, valid_until=NOW.replace(hour=12)),
        WITHDRAWING.statement(id="https://branche.example/endorsements/2", valid_until=NOW.replace(hour=12)),
        WITHDRAWING.statement(subject_id="did:web:other.example", valid_until=NOW.replace(hour=12)),
        WITHDRAWING.statement(mandate_for="https://badges.example/badge-classes/x", valid_until=NOW.replace(hour=12)),
    ],
    ids=["before", "no new end", "no end at all", "forged", "of a stranger", "another", "about another", "for another"],
)
def test_a_withdrawal_from_which_no_end_after_the_giving_follows_warns(newer: dict[str, Any]) -> None:
    report = after_withdrawal(newer)
    assert (report.mandate, only(report).outcome, report.warnings) == (None, "warning", ("endorsement.invalid",))


@pytest.mark.parametrize(
    "served", [UnavailableError("fetch.timeout", MANDATE_ADDRESS), b"<html>", b"{}"], ids=["late", "a page", "empty"]
)
def test_a_withdrawal_that_cannot_be_looked_up_is_unknown_not_passed(served: Any) -> None:
    report = after_withdrawal(served)
    assert (report.mandate, only(report).outcome, report.check("endorsements").outcome) == (None, "unknown", "unknown")


def test_a_branch_that_is_silent_is_unknown_not_passed() -> None:
    report = World().check(given(BRANCH.statement()))
    assert (report.mandate, only(report).outcome) == (None, "unknown")
    silent = world()
    del silent.documents[BRANCH.list_address]
    assert only(silent.check(given(BRANCH.statement()))).outcome == "unknown"


def test_a_mandate_in_the_form_of_a_token_counts_the_same() -> None:
    statement = {name: value for name, value in BRANCH.statement().items() if name != "proof"}
    jwt = token(statement, key=BRANCH.key, kid=f"{BRANCH.did}#key-1").decode()
    document = given()
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    unsigned["issuer"] = {**unsigned["issuer"], "endorsementJwt": [jwt]}
    report = world().check(signed(unsigned))
    assert report.mandate is not None, report.check("endorsements")


def test_a_creator_without_a_mandate_proves_nothing_and_does_not_warn() -> None:
    report = World().check(given())
    assert (report.endorsements, report.mandate, report.warnings) == ((), None, ())


@pytest.mark.parametrize(
    ("about", "expected"),
    [(CLASS, About.CLASS), (f"{CLASS_ADDRESS}/v1", About.EARLIER_CLASS)],
    ids=["this version", "an earlier version"],
)
def test_a_recommendation_of_the_class_counts_for_it_and_for_later_versions(about: str, expected: About) -> None:
    judged = only(world().check(given(recommendation(BRANCH, about), creator=None, of_class=True)))
    assert (judged.outcome, judged.said, judged.about, judged.comment) == (
        "passed",
        Said.RECOMMENDATION,
        expected,
        "Goed werk.",
    )


def test_a_recommendation_of_another_class_that_is_called_related_warns() -> None:
    document = given(recommendation(BRANCH, "https://badges.example/badge-classes/ontbijt/v1"), of_class=True)
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    unsigned["credentialSubject"]["achievement"]["related"] = [
        {"id": "https://badges.example/badge-classes/ontbijt/v1", "type": ["Related"]}
    ]
    assert only(world().check(signed(unsigned))).outcome == "warning"


def test_a_withdrawn_recommendation_warns_as_it_is_judged_now() -> None:
    statement = recommendation(WITHDRAWING, DID)
    assert only(world(WITHDRAWING).check(given(statement, creator=None))).outcome == "warning"


def test_a_recommendation_of_a_class_at_another_host_says_nothing_about_this_giver() -> None:
    elsewhere = "https://elders.example/badge-classes/gasten/v2"
    achievement = replace(AWARD.achievement, id=elsewhere, previous=None)
    award = replace(AWARD, achievement=replace(achievement, endorsements=(recommendation(BRANCH, elsewhere),)))
    judged = only(world().check(badge(award)))
    assert (judged.outcome, judged.about) == ("passed", About.BORROWED_CLASS)


def test_nine_statements_are_not_judged() -> None:
    nine = tuple(recommendation(BRANCH, DID, id=f"https://branche.example/endorsements/{n}") for n in range(9))
    report = world().check(given(*nine, creator=None))
    assert (report.check("endorsements").reason, report.endorsements) == ("parse.too_large", ())
    assert report.verdict == "valid"


def test_a_mandate_is_judged_before_the_recommendations_use_up_the_fetches() -> None:
    others = [Endorser(f"org{n}.example", f"Organisatie {n}", 20 + n) for n in range(6)]
    statements = [recommendation(one, DID, id=f"https://{one.host}/endorsements/1") for one in others]
    report = world(BRANCH, *others).check(given(*statements, BRANCH.statement()))
    assert report.mandate is not None
    assert [one.outcome for one in report.endorsements][1:] == ["passed"] * 3 + ["unknown"] * 3
