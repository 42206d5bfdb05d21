"""What an organisation does with a mandate, by hand and by program, and what its branch sees of that."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from branch_desk import Branch
from programs import Program
from sqlalchemy import select
from staff_desk import Desk, shown

from badgeservice.storage.tables import AwardDraftRow, AwardRow, EndorsementRow, MandateRow, OutboxRow

REASON = {"reason": "De opleiding stopt."}


@pytest.fixture
def branch(world) -> Branch:
    return Branch(world, name="Gastvrij Oost")


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


def test_a_program_lists_and_gives_what_its_organisation_may_give_under_a_mandate(branch, desk):
    version, program = branch.released(), Program(desk)
    before = program.get("/badge-classes").json["badge_classes"]
    mandate = branch.mandates(desk, version)
    listed = program.get("/badge-classes").json["badge_classes"]
    given = program.given(version)
    branch.post(f"/mandaten/{mandate}/intrekken", REASON)

    assert before == []
    assert [one["slug"] for one in listed] == [program.slug(version)]
    document = json.loads(desk.award(UUID(given["id"])).document)
    assert document["issuer"]["name"] == "Hotel Zon"
    assert document["issuer"]["endorsement"][0]["issuer"]["name"] == "Gastvrij Oost"
    assert program.get("/badge-classes").json["badge_classes"] == []


def test_a_branch_sees_no_people_of_who_holds_its_mandate(branch, desk):
    version = branch.released()
    branch.mandates(desk, version)
    award = desk.given(version)

    assert "Fatima" not in branch.get("/gegeven").text
    assert "Fatima" not in branch.get("/mandaten").text
    for path in (f"{branch.root}/gegeven/{award}", f"{desk.root}/gegeven/{award}", f"{desk.root}/gegeven"):
        assert branch.client.get(path).status_code == 404, path
    assert branch.world.post(branch.client, f"{branch.root}/gegeven/{award}/intrekken").status_code == 404


def test_withdrawing_and_giving_at_once_leave_a_badge_under_a_mandate_or_none(branch, desk):
    version = branch.released()
    mandate = branch.mandates(desk, version)
    draft = desk.ready(version)
    presses = [
        (branch.client, f"{branch.root}/mandaten/{mandate}/intrekken", REASON),
        (desk.client, f"{desk.root}/geven/{draft}/nakijken", None),
    ]
    with ThreadPoolExecutor(2) as pool:
        withdrawn, given = pool.map(lambda press: desk.world.post(*press).status_code, presses)

    assert withdrawn == 303
    assert (given, desk.count(AwardRow), desk.count(AwardDraftRow)) in {(303, 1, 0), (409, 0, 1)}
    with desk.world.database.reading() as session:
        for award in session.scalars(select(AwardRow)):
            page = desk.client.get(f"/v/{award.code}").text
            assert "Deze badge is echt." in page
            assert "Gastvrij Oost" in page


def test_two_who_withdraw_at_once_withdraw_once(branch, desk):
    mandate = branch.mandates(desk, branch.released())
    path = f"{branch.root}/mandaten/{mandate}/intrekken"
    other = branch.world.member(branch.organisation, *branch.roles, email="b@gastvrij-oost.voorbeeld.nl")
    clients = [branch.client, branch.world.signed_in(other)]
    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(lambda client: branch.world.post(client, path, REASON).status_code, clients))

    assert statuses == [303, 409]
    assert branch.count(EndorsementRow) == 1
    with branch.world.database.reading() as session:
        mails = session.scalars(select(OutboxRow).where(OutboxRow.kind == "mandate_withdrawn")).all()
    assert {(mail.subject_id, mail.facts["reason"]) for mail in mails} == {(mandate, REASON["reason"])}
    assert len(mails) == len({mail.recipient for mail in mails})


def test_a_mandate_that_ends_within_thirty_days_is_told_on_both_sides(branch, desk):
    version = branch.released()
    branch.mandates(desk, version, last="21-12-2026")
    sentence = "1 mandaat loopt binnen 30 dagen af"

    assert sentence in shown(branch.get("/").text)
    assert sentence in shown(desk.get("/").text)


def test_a_mandate_that_ends_later_is_not_told_yet(branch, desk):
    branch.mandates(desk, branch.released(), last="22-12-2026")

    assert "binnen 30 dagen af" not in shown(desk.get("/").text)


def test_one_may_renew_a_mandate_with_days_right_after_it(branch, desk):
    version = branch.released()
    branch.mandates(desk, version, last="31-12-2026")
    branch.mandates(desk, version, first="01-01-2027", last="31-12-2027")

    with branch.world.database.reading() as session:
        rows = session.scalars(select(MandateRow).order_by(MandateRow.valid_from)).all()
    assert (rows[1].valid_from - rows[0].valid_until).total_seconds() == 1
