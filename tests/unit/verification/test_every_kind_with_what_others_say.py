"""A badge of every kind, plain and with all that others and the giver add, fits the standard and is wholly signed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from issued import BEWIJS_VAN_DEELNAME, CLASS, DID, DID_ADDRESS, KINDS, LIST_ADDRESS, MICROCREDENTIAL, World, badge
from issued.statements import BRANCH, CLASS_ADDRESS, STRANGER, Endorser, given, recommendation, world
from jsonschema import Draft201909Validator
from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader

from badgeservice.formats import schema
from badgeservice.jsonld.canonical import canonicalise
from badgeservice.jsonld.contexts import CONTEXTS
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms
from badgeservice.model.achievement import Behaviour
from badgeservice.model.award import Award
from badgeservice.model.microcredential import Microcredential, Participation
from badgeservice.verification.report import Outcome, as_json

SHARED = Path(os.environ.get("BADGESERVICE_SHARED", Path(__file__).resolve().parents[4] / "shared"))
OFFICIAL = SHARED / "data" / "ob_v3p0_achievementcredential_schema.json"
OWN = Behaviour("https://badges.example/orgs/hotel-zon#0b6c2f2e-0000-4000-8000-000000000001", "Je spreekt Duits")
THIRD = Endorser("derde.example", "Derde", 11)


def plain(award: Award) -> Award:
    return award


def with_mandate(award: Award) -> Award:
    return replace(
        award,
        achievement=replace(award.achievement, creator=BRANCH.issuer),
        issuer=replace(award.issuer, endorsements=(BRANCH.statement(),)),
    )


def with_endorsements(award: Award) -> Award:
    of_class = (recommendation(STRANGER, CLASS), recommendation(THIRD, f"{CLASS_ADDRESS}/v1"))
    return replace(
        award,
        achievement=replace(award.achievement, previous=f"{CLASS_ADDRESS}/v1", endorsements=of_class),
        issuer=replace(award.issuer, endorsements=(recommendation(STRANGER, DID),)),
    )


def with_own_behaviours(award: Award) -> Award:
    """Under a mandate, as only then there are any; a bewijs van deelname claims no behaviour."""
    mandated = with_mandate(award)
    if award is BEWIJS_VAN_DEELNAME:
        return mandated
    results = (*award.results, replace(award.results[0], behaviour_id=OWN.id))
    return replace(mandated, achievement=replace(mandated.achievement, own_behaviours=(OWN,)), results=results)


VARIANTS = {
    "plain": (plain, 0),
    "with mandate": (with_mandate, 1),
    "with endorsements": (with_endorsements, 3),
    "with own behaviours": (with_own_behaviours, 1),
}
EXTREMES = {
    "least": Microcredential("NL", 1, "x", Participation.ONLINE, "x", ects=0.01),
    "most": Microcredential(
        "ZZ", 10_000, "🏗️" * 150, Participation.BLENDED, "ض" * 300, ects=300.0, prerequisites="\n" * 3 + "x"
    ),
    "whole": Microcredential("NL", 28, "<b>&amp;", Participation.ONSITE, '"\\"', ects=1.0),
}


@cache
def official() -> Draft201909Validator:
    return Draft201909Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))


def without_proof(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "proof"}


def pyld_reads(document: Mapping[str, Any]) -> Any:
    options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
    return jsonld.normalize(document, options | {"documentLoader": FrozenDocumentLoader(documents=dict(CONTEXTS))})


def statements_in(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    holders = (document["issuer"], document["credentialSubject"]["achievement"])
    return [one for holder in holders for one in holder.get("endorsement", [])]


def refuse_unfit(document: dict[str, Any]) -> None:
    schema.validate(document)
    if OFFICIAL.is_file():
        assert [error.message for error in official().iter_errors(document)] == []
    for statement in statements_in(document):
        schema.validate(statement, schema.ENDORSEMENT)
    for signed in (document, *statements_in(document)):
        refuse_dropped_terms(signed)
        assert pyld_reads(without_proof(signed)) == canonicalise(without_proof(signed))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_badge_fits_the_official_schema_and_nothing_of_it_is_dropped(kind: str, variant: str) -> None:
    change, statements = VARIANTS[variant]
    document = badge(change(KINDS[kind]))
    assert len(statements_in(document)) == statements
    refuse_unfit(document)
    report = world(BRANCH, STRANGER, THIRD).check(document)
    assert (report.verdict, report.warnings) == ("valid", ())
    assert [one.outcome for one in report.endorsements] == [Outcome.PASSED] * statements
    assert (report.mandate is not None) == (change in (with_mandate, with_own_behaviours))


@pytest.mark.parametrize("extreme", EXTREMES)
def test_the_elements_of_a_microcredential_may_be_as_odd_as_its_form_allows(extreme: str) -> None:
    achievement = replace(MICROCREDENTIAL.achievement, microcredential=EXTREMES[extreme])
    document = badge(replace(MICROCREDENTIAL, achievement=achievement))
    refuse_unfit(document)
    schema.validate(without_proof(document), schema.MICROCREDENTIAL)
    assert World().check(document).verdict == "valid"


BADGE_ASKS = [DID_ADDRESS, LIST_ADDRESS]
BRANCH_ASKS = [f"https://{BRANCH.host}/.well-known/did.json", BRANCH.list_address]
OTHER_CLASS = BRANCH.statement(mandate_for="https://badges.example/badge-classes/ontbijt")
OTHER_GIVER = BRANCH.statement(subject_id="did:web:badges.example:orgs:hotel-maan")
FORGED = BRANCH.statement() | {"validUntil": "2029-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("statements", "asked"),
    [
        ((), []),
        ((BRANCH.statement(),), BRANCH_ASKS),
        (tuple(BRANCH.statement(id=f"https://branche.example/endorsements/{n}") for n in range(8)), BRANCH_ASKS),
        ((OTHER_CLASS,), BRANCH_ASKS[:1]),
        ((FORGED,), BRANCH_ASKS[:1]),
        ((OTHER_GIVER,), []),
    ],
    ids=["none", "one", "eight", "for another class", "forged", "about another"],
)
def test_nothing_is_fetched_that_is_not_needed(statements: tuple[Any, ...], asked: list[str]) -> None:
    made = world()
    made.check(given(*statements))
    assert made.asked == BADGE_ASKS + asked


def test_a_forged_badge_has_nobody_asked_about_its_mandate() -> None:
    made = world()
    document = given(BRANCH.statement())
    document["name"] = "Iets anders"
    assert made.check(document).verdict == "invalid"
    assert made.asked == BADGE_ASKS[:1]


@pytest.mark.parametrize("missing", [f"https://{BRANCH.host}/.well-known/did.json", BRANCH.list_address])
@pytest.mark.parametrize("kind", KINDS)
def test_without_one_document_of_the_branch_no_kind_is_mandated(kind: str, missing: str) -> None:
    made = world()
    del made.documents[missing]
    report = made.check(badge(with_mandate(KINDS[kind])))
    assert (report.verdict, report.mandate, report.check("endorsements").outcome) == ("valid", None, "unknown")
    told = as_json(report, lambda check: check.id)["checks"][-1]
    assert (told["id"], told["outcome"], "mandated_by" in told["evidence"]) == ("endorsements", "unknown", False)
