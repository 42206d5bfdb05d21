"""What a branch and others say of a badge is said in words only when it was proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from issued import DID, World, badge

from badgeservice.verification.report import About, Check, JudgedEndorsement, Outcome, Report, Said
from badgeservice.verification.said_by_others import SaidByOther, said_by_others

REPORT = World().check(badge())
BRANCH = JudgedEndorsement(
    Outcome.PASSED,
    said=Said.MANDATE,
    about=About.ISSUER,
    endorser_id="did:web:branche.example",
    endorser_name="Gastvrij Oost",
    known_as="Gastvrij Oost",
    comment="Hotel Zon mag deze badge geven.",
    valid_from="2026-06-12T00:00:00Z",
    valid_until="2027-06-12T00:00:00Z",
)
GOOD = replace(BRANCH, said=Said.RECOMMENDATION, about=About.CLASS, comment="Goed werk.")


def said(*endorsements: JudgedEndorsement, report: Report = REPORT) -> list[SaidByOther]:
    return said_by_others(
        replace(report, endorsements=endorsements), str, lambda moment: moment.astimezone(UTC).date().isoformat()
    )


def test_a_proven_mandate_names_the_branch_the_day_and_the_period() -> None:
    assert said(BRANCH) == [
        SaidByOther(
            "valid",
            "Gastvrij Oost (bij ons bekend) erkent deze badge. Hotel Zon mocht hem geven op 2026-11-22"
            " (van 2026-06-12 tot en met 2027-06-12).",
        )
    ]
    assert said(replace(BRANCH, valid_until=None))[0].sentence.endswith("(vanaf 2026-06-12).")


def test_a_mandate_that_ended_later_says_on_which_day() -> None:
    (one,) = said(replace(BRANCH, ended="2026-11-22T12:00:00Z"))
    assert one.sentence.endswith("Het mandaat is daarna gestopt, op 2026-11-22.")


def test_a_mandate_that_was_not_proved_is_not_said() -> None:
    assert said(replace(BRANCH, outcome=Outcome.WARNING), replace(BRANCH, outcome=Outcome.UNKNOWN)) == []


def test_a_stranger_is_named_with_its_id_and_a_warning() -> None:
    (one,) = said(replace(GOOD, known_as=None))
    assert one == SaidByOther(
        "warning",
        "Aanbevolen door Gastvrij Oost (bij ons niet bekend: did:web:branche.example). Dit gaat over deze soort badge.",
        "Goed werk.",
    )


def test_a_withdrawn_recommendation_is_said_without_its_words() -> None:
    (one,) = said(replace(GOOD, outcome=Outcome.WARNING, evidence={"detail": "status.revoked"}))
    assert (one.kind, one.quote) == ("warning", None)
    assert one.sentence == "Gastvrij Oost (bij ons bekend) heeft een aanbeveling bij deze badge ingetrokken."


def test_forged_own_and_borrowed_praise_is_not_said() -> None:
    forged = replace(GOOD, outcome=Outcome.WARNING, evidence={"detail": "proof.signature_invalid: x"})
    assert said(forged, replace(GOOD, endorser_id=DID), replace(GOOD, about=About.BORROWED_CLASS)) == []


def test_a_creator_without_a_mandate_is_said_to_be_unproven() -> None:
    document = badge()
    achievement = document["credentialSubject"]["achievement"]
    creator = {"id": "did:web:branche.example", "type": ["Profile"], "name": "Gastvrij Oost"}
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    unsigned["credentialSubject"] = {
        **unsigned["credentialSubject"],
        "achievement": {**achievement, "creator": creator},
    }
    (one,) = said(report=World().check(badge(**unsigned)))
    assert (one.kind, one.sentence) == (
        "unknown",
        "De badge zegt dat de norm van Gastvrij Oost is. We konden niet vaststellen of Gastvrij Oost dat goedvindt.",
    )


def test_nothing_is_said_about_a_badge_of_which_the_signature_does_not_hold() -> None:
    checks = tuple(
        Check("proof", Outcome.FAILED, "proof.signature_invalid") if check.id == "proof" else check
        for check in REPORT.checks
    )
    assert said(BRANCH, report=replace(REPORT, checks=checks)) == []


def test_a_moment_that_is_none_is_shown_as_it_stands() -> None:
    assert "vanaf gisteren" in said(replace(BRANCH, valid_from="gisteren", valid_until=None))[0].sentence
