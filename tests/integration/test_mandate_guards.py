"""What changes behind a mandate or a recommendation, between the form and the click, stops what it no longer covers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from branch_desk import DAYS, Branch
from sqlalchemy import select, update
from staff_desk import Desk, is_refused, sentences, shown
from test_recommendations import asked, checked, count, next_version, recommended

from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.give import Giving, NotAcceptedError, give
from badgeservice.storage.tables import (
    AwardDraftRow,
    AwardRow,
    EndorsementInvitationRow,
    EndorsementRow,
    MandateRow,
    OrganisationRow,
    OutboxRow,
)
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import Report


@pytest.fixture
def branch(world: Any) -> Branch:
    return Branch(world, name="Gastvrij Oost")


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


def lose_approval(world: Any, organisation: OrganisationRow) -> None:
    with world.database.writing() as session:
        session.execute(update(OrganisationRow).where(OrganisationRow.id == organisation.id).values(state="refused"))


def given(world: Any, draft: UUID, giving: Giving) -> None:
    with world.database.writing() as session:
        row = session.get_one(AwardDraftRow, draft)
        give(session, row, order_of(row), row.account_id, giving, world.clock())


def test_a_branch_that_is_no_longer_approved_stops_the_badge_and_keeps_what_was_typed(
    world: Any, branch: Branch, desk: Desk
) -> None:
    version = branch.released()
    branch.mandates(desk, version)
    draft = desk.ready(version)
    lose_approval(world, branch.organisation)

    answer = desk.post(f"/geven/{draft}/nakijken")
    assert answer.status_code == 409
    assert "Gastvrij Oost is hier niet meer goedgekeurd." in shown(answer.text)
    assert desk.count(AwardRow) == 0
    assert desk.answers(draft)["name"] == "Fatima Yilmaz"
    assert "Gasten ontvangen" not in desk.get("/geven").text


def test_a_mandate_of_a_branch_that_is_no_longer_approved_is_not_asked_for(
    world: Any, branch: Branch, desk: Desk
) -> None:
    version = branch.version(branch.released())
    lose_approval(world, branch.organisation)
    answer = desk.post(f"/mandaten/vragen/{version.badge_class_id}", {"motivation": "Wij leiden op."})
    assert answer.status_code in (400, 404), sentences(answer)
    assert desk.count(MandateRow) == 0


def test_a_badge_whose_mandate_our_own_verifier_cannot_prove_is_not_given(
    world: Any, branch: Branch, desk: Desk
) -> None:
    version = branch.released()
    branch.mandates(desk, version)
    draft = desk.ready(version)

    def sees_no_mandate(document: bytes, context: Context) -> Report:
        report = verify(document, context)
        assert (report.verdict, report.mandate is None) == ("valid", False)
        return replace(report, endorsements=())

    giving = replace(world.tools.giving, mail_delay=0, verify=sees_no_mandate)
    with pytest.raises(NotAcceptedError):
        given(world, draft, giving)
    assert (desk.count(AwardRow), desk.count(AwardDraftRow)) == (0, 1)


def test_a_list_of_the_branch_that_waits_for_its_signature_of_the_day_stops_nothing(
    world: Any, branch: Branch, desk: Desk
) -> None:
    version = branch.released()
    branch.mandates(desk, version)
    world.clock.forward(days=30)
    desk.client = world.signed_in(world.account(f"beheerder@{desk.organisation.slug}.voorbeeld.nl"))
    award = desk.award(desk.given(version))

    page = shown(world.app.test_client().get(f"/v/{award.code}").text)
    assert "Gastvrij Oost (bij ons bekend) erkent deze badge." in page


@pytest.mark.parametrize("last", ["31-12-9999", "01-01-9999"])
def test_the_last_days_of_the_calendar_are_days_like_any_other(branch: Branch, desk: Desk, last: str) -> None:
    version = branch.version(branch.released())
    path, data = f"/mandaten/nieuw/{desk.organisation.id}", {"badge_class": str(version.badge_class_id)}
    assert is_refused(branch.post(path, data | {"first": "22-11-2026", "last": last}), "hooguit tien jaar")
    assert branch.post(path, data | {"first": "01-01-9995", "last": last}).status_code == 303


def test_a_mandate_for_a_badge_in_the_archive_is_withdrawn_under_its_own_name(branch: Branch, desk: Desk) -> None:
    version = branch.released()
    mandate = branch.mandates(desk, version)
    assert branch.post(f"/soorten/{version}/archiveren").status_code == 303
    assert branch.post(f"/mandaten/{mandate}/intrekken", {"reason": "De opleiding stopt."}).status_code == 303

    with branch.world.database.reading() as session:
        mails = session.scalars(select(OutboxRow).where(OutboxRow.kind == "mandate_withdrawn")).all()
        statement = session.scalars(select(EndorsementRow.document)).one()
    assert {mail.facts["badge"] for mail in mails} == {"Gasten ontvangen"}
    assert b'"Mandaat voor Gasten ontvangen"' in statement


def test_two_links_for_the_same_pressed_at_once_give_one_recommendation(world: Any, branch: Branch, desk: Desk) -> None:
    links = [asked(desk), asked(desk)]
    other = world.signed_in(world.member(branch.organisation, *branch.roles, email="tweede@voorbeeld.nl"))
    with ThreadPoolExecutor(2) as threads:
        clicks = [
            threads.submit(recommended, world, client, link, branch.organisation)
            for client, link in zip((branch.client, other), links, strict=True)
        ]
        statuses = sorted(click.result().status_code for click in clicks)
    assert statuses == [303, 409]
    assert count(world, EndorsementRow) == 1
    assert count(world, EndorsementInvitationRow, state="open") == 1


def test_a_recommendation_of_an_organisation_that_lost_its_approval_is_no_longer_embedded_or_proven(
    world: Any, branch: Branch, desk: Desk
) -> None:
    assert recommended(world, branch.client, asked(desk), branch.organisation).status_code == 303
    version = desk.released()
    before = desk.award(desk.given(version))
    lose_approval(world, branch.organisation)
    after = desk.award(desk.given(version))

    assert b"/endorsements/" in before.document
    assert b"/endorsements/" not in after.document
    page = shown(world.app.test_client().get(f"/v/{before.code}").text)
    assert "Deze badge is echt." in page
    assert "Aanbevolen door" not in page


def test_all_that_others_say_of_a_badge_fits_in_the_fetches_of_one_check_in_every_form(
    world: Any, branch: Branch, desk: Desk
) -> None:
    first, others = branch.released(), [Desk(world, name=f"Organisatie {number}") for number in range(3)]
    for other, link in zip(others, (asked(branch, first), asked(branch, first), asked(desk)), strict=True):
        assert recommended(world, other.client, link, other.organisation).status_code == 303
    world.clock.forward(minutes=1)
    second = next_version(branch, first)
    mandate = branch.mandates(desk, second)
    award = desk.award(desk.given(second))
    served = {form: bytes(desk.client.get(f"/badges/{award.id}.{form}").data) for form in ("json", "jwt", "ob.jwt")}
    for withdrawn in (False, True):
        if withdrawn:
            world.clock.forward(minutes=1)
            branch.post(f"/mandaten/{mandate}/intrekken", {"reason": "De opleiding stopt."})
        for form, document in served.items():
            report = checked(world, document)
            assert [one.outcome for one in report.endorsements] == ["passed"] * 3, (form, withdrawn)
            assert report.mandate is not None


def test_circles_by_three_are_refused_also_by_badge_classes(world: Any, branch: Branch, desk: Desk) -> None:
    third = Desk(world, name="Horeca West")
    # Gastvrij Oost recommends Hotel Zon, Hotel Zon a badge of Horeca West, and Horeca West Gastvrij Oost.
    assert recommended(world, branch.client, asked(desk), branch.organisation).status_code == 303
    assert recommended(world, desk.client, asked(third, third.released()), desk.organisation).status_code == 303
    answer = recommended(world, third.client, asked(branch), third.organisation)
    assert is_refused(answer, "Dit wordt een kring")
    assert count(world, EndorsementRow) == 2


def test_a_link_is_answered_only_in_the_name_of_ones_own_organisation(world: Any, branch: Branch, desk: Desk) -> None:
    link, stranger = asked(desk), Desk(world, name="Horeca West")
    assert is_refused(recommended(world, stranger.client, link, branch.organisation), "Kies een goedgekeurde")
    made_up = world.post(stranger.client, link, {"organisation": str(UUID(int=1)), "comment": "Goed."})
    assert is_refused(made_up, "Kies een goedgekeurde")
    assert count(world, EndorsementInvitationRow, state="open") == 1


def test_days_of_a_mandate_are_those_of_the_form(branch: Branch, desk: Desk) -> None:
    branch.mandates(desk, branch.released())
    with branch.world.database.reading() as session:
        row = session.scalars(select(MandateRow)).one()
    assert (row.valid_from.strftime("%d-%m-%Y"), row.valid_until.strftime("%d-%m-%Y")) == ("21-11-2026", DAYS["last"])
