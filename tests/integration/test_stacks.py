"""When are parts together a larger badge, and how is that given?"""

from __future__ import annotations

import json
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from stack_desk import KEES, WHOLE, StackDesk
from staff_desk import WHAT, Desk, id_in, shown

from badgeservice.organisations.one_time_links import PAPER, make_link
from badgeservice.organisations.roles import Role
from badgeservice.storage.tables import AuditRow, OrganisationRow


@pytest.fixture
def desk(world) -> StackDesk:
    return StackDesk(world)


def _revoke(desk: StackDesk, award) -> None:
    assert desk.post(f"/gegeven/{award}/intrekken", {"why": "other", "reason": "Verkeerde persoon"}).status_code == 303


def test_the_last_part_gives_the_larger_badge_by_itself(desk):
    desk.build(automatic=True).give_parts()
    desk.complete()
    [given] = desk.larger()
    document = json.loads(given.document)

    assert given.recipient_email == KEES["email"]
    assert desk.client.get(f"/v/{given.code}").text.count("Deze badge is echt.") > 0
    assert len(document["credentialSubject"]["result"]) == 2
    assert "Orders pakken op 22" in document["evidence"][0]["narrative"]
    assert [mail.recipient for mail in desk.mail(given.id)] == [KEES["email"]]
    with desk.world.database.reading() as session:
        asked = select(AuditRow.actor).where(AuditRow.object == f"badge:{given.id}", AuditRow.action == "badge.given")
        assert session.scalars(asked).all() == ["service"]


def test_it_happens_once_however_often_the_sweep_runs(desk):
    desk.build(automatic=True).give_parts()
    for _run in range(3):
        desk.complete()

    assert len(desk.larger()) == 1


def test_two_sweeps_at_the_same_moment_give_one_larger_badge(desk):
    desk.build(automatic=True).give_parts()
    barrier, failures = Barrier(2), []

    def run() -> None:
        barrier.wait()
        try:
            desk.complete()
        except Exception as problem:  # noqa: BLE001 - whatever went wrong is what the test is about
            failures.append(problem)

    threads = [Thread(target=run) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(desk.larger()) == 1


def test_not_all_parts_is_no_larger_badge(desk):
    desk.build(automatic=True)
    desk.give_parts(*desk.parts[:2])
    desk.given(desk.parts[2], name=KEES["name"], email="een.andere.kees@voorbeeld.nl")
    desk.complete()

    assert desk.larger() == []


@pytest.mark.parametrize("automatic", [True, False])
def test_a_revoked_part_does_not_count(desk, automatic):
    desk.build(automatic=automatic)
    first, *_others = desk.give_parts()
    _revoke(desk, first)
    desk.complete()

    assert desk.larger() == []
    assert desk.offers() == []


def test_an_expired_part_does_not_count_until_it_is_given_again(desk, world):
    expiring = desk.released(name="Heftruck rijden", valid_months="1")
    desk.parts = [expiring, desk.released(name="Orders pakken")]
    desk.whole = desk.draft(name=WHOLE)
    desk.choose(desk.whole, desk.parts, automatic=True)
    desk.post(f"/soorten/{desk.whole}/vrijgeven")
    desk.give_parts(expiring)
    world.clock.forward(days=40)
    desk.client = desk.signed_in(Role.MANAGER, Role.GIVER)
    desk.give_parts(desk.parts[1])
    desk.complete()
    before = desk.larger()
    desk.give_parts(expiring)
    desk.complete()

    assert before == []
    assert len(desk.larger()) == 1


def test_a_suspended_part_counts_again_once_it_is_resumed(desk):
    stoppable = desk.released(name="Heftruck rijden", can_be_suspended="y")
    desk.parts = [stoppable, desk.released(name="Orders pakken")]
    desk.whole = desk.draft(name=WHOLE)
    desk.choose(desk.whole, desk.parts, automatic=True)
    desk.post(f"/soorten/{desk.whole}/vrijgeven")
    stopped, _other = desk.give_parts()
    desk.post(f"/gegeven/{stopped}/stopzetten", {"why": "other", "reason": "Eerst een herhaling"})
    desk.complete()
    before = desk.larger()
    desk.post(f"/gegeven/{stopped}/hervatten")
    desk.complete()

    assert before == []
    assert len(desk.larger()) == 1


def test_any_version_of_a_part_counts(desk):
    desk.build(automatic=True)
    desk.give_parts(desk.parts[0], desk.parts[1])
    second = desk.next_version(desk.parts[2])
    desk.post(f"/soorten/{second}/vrijgeven")
    desk.give_parts(second)
    desk.complete()

    assert len(desk.larger()) == 1


def test_parts_on_paper_count_once_a_learner_keeps_them_and_hang_with_the_others(desk, world):
    desk.build(automatic=True)
    awards = [desk.given(part, name="Kees de Vries", email="") for part in desk.parts]
    desk.complete()
    assert desk.larger() == []

    phone = world.app.test_client()
    for award in awards:
        with world.database.writing() as session:
            token = make_link(session, PAPER, award, world.clock())
        assert world.post(phone, f"/bewaren/{token}").status_code == 303
    desk.complete()
    desk.complete()

    [given] = desk.larger()
    assert given.recipient_email is None
    assert given.learner_id == desk.award(awards[0]).learner_id
    assert WHOLE in phone.get("/mijn").text


def test_without_automatic_giving_the_larger_badge_is_offered_and_goes_through_the_usual_screens(desk):
    desk.build(automatic=False).give_parts()
    desk.complete()
    [offer] = desk.offers()
    overview = shown(desk.get("/").text)
    page = shown(desk.get(f"/geven/{offer.id}/voorstel").text)
    taken = desk.post(f"/geven/{offer.id}/voorstel/geven")
    what = desk.client.get(taken.location)

    assert f"Kees de Vries heeft alle delen van {WHOLE}" in overview
    assert "Kees de Vries heeft alle delen" in page
    assert "Gegeven op 22" in page
    assert what.text.count("checked") >= 2
    assert "Alle delen van deze badge zijn gegeven" in what.text
    assert desk.larger() == []

    ready = desk.post(f"/geven/{offer.id}/wat", WHAT | {"evidence": "Alle delen zijn gegeven."})
    given = desk.client.get(ready.location)
    assert given.status_code == 200
    assert desk.post(f"/geven/{offer.id}/nakijken").status_code == 303
    desk.complete()
    assert len(desk.larger()) == 1
    assert desk.offers() == []


def test_an_offer_that_staff_leave_does_not_come_back(desk):
    desk.build(automatic=False).give_parts()
    desk.complete()
    [offer] = desk.offers()
    assert desk.post(f"/geven/{offer.id}/voorstel/laten").status_code == 303
    desk.complete()

    assert desk.offers() == []
    assert "heeft alle delen" not in desk.get("/").text
    assert desk.post(f"/geven/{offer.id}/voorstel/geven").status_code == 404


def test_an_offer_goes_away_when_a_part_is_revoked_and_is_refused_in_between(desk):
    desk.build(automatic=False)
    first, *_others = desk.give_parts()
    desk.complete()
    [offer] = desk.offers()
    _revoke(desk, first)
    refused = desk.post(f"/geven/{offer.id}/voorstel/geven")
    desk.complete()

    assert refused.status_code == 409
    assert "Niet alle delen gelden nu." in refused.text
    assert desk.offers() == []


def test_an_organisation_with_four_eyes_gets_an_offer_in_place_of_a_badge(desk, world):
    desk.build(automatic=True)
    desk.give_parts()
    with world.database.writing() as session:
        session.get_one(OrganisationRow, desk.organisation.id).four_eyes_awards = True
    desk.complete()

    assert desk.larger() == []
    assert len(desk.offers()) == 1


def test_a_badge_given_by_hand_is_not_given_once_more(desk):
    desk.build(automatic=True)
    desk.given(desk.whole, **KEES)
    desk.give_parts()
    desk.complete()

    assert len(desk.larger()) == 1


def test_what_another_organisation_gave_does_not_count_and_is_not_told(desk, world):
    desk.build(automatic=True)
    desk.give_parts(*desk.parts[:2])
    other = Desk(world, name="Hotel Maan")
    other.given(other.released(name="Pallets laden"), **KEES)
    desk.complete()

    assert desk.larger() == []


def test_revoking_a_part_later_leaves_the_larger_badge_and_tells_staff(desk):
    desk.build(automatic=True)
    first, *_others = desk.give_parts()
    desk.complete()
    [given] = desk.larger()
    asking = shown(desk.get(f"/gegeven/{first}/intrekken").text)
    _revoke(desk, first)
    page = shown(desk.get(f"/gegeven/{given.id}").text)

    assert f"Kees de Vries heeft ook deze grotere badge: {WHOLE}. Die blijft geldig." in asking
    assert "Let op: dit deel geldt niet meer: Orders pakken." in page
    assert desk.award(given.id).revoked_at is None


def test_staff_see_on_a_part_how_far_somebody_is(desk):
    desk.build(automatic=True)
    first, _second = desk.give_parts(*desk.parts[:2])

    assert f"{WHOLE} 2 van 3 delen" in shown(desk.get(f"/gegeven/{first}").text)


def test_a_learner_reads_what_is_there_and_what_is_still_to_do(desk, world):
    desk.build(automatic=True)
    phone = world.app.test_client()
    for part in desk.parts[:2]:
        award = desk.given(part, **KEES)
        with world.database.writing() as session:
            token = make_link(session, PAPER, award, world.clock())
        world.post(phone, f"/bewaren/{token}")
    page = shown(phone.get("/mijn").text)

    assert f"{WHOLE} Je hebt 2 van de 3 delen." in page
    assert "Dit heb je Goederen ontvangen, Orders pakken" in page or "Dit heb je Orders pakken" in page
    assert "Nog te doen Pallets laden" in page


def test_a_stranger_and_a_reader_have_no_business_with_an_offer(desk, world):
    desk.build(automatic=False).give_parts()
    desk.complete()
    [offer] = desk.offers()
    stranger = Desk(world, name="Hotel Maan")
    reader = desk.signed_in(Role.READER)

    assert stranger.get(f"/geven/{offer.id}/voorstel").status_code == 404
    assert stranger.post(f"/geven/{offer.id}/voorstel/geven").status_code == 404
    assert reader.get(f"{desk.root}/geven/{offer.id}/voorstel").status_code == 403
    assert "heeft alle delen" not in reader.get(f"{desk.root}/").text
    assert len(desk.offers()) == 1


def test_the_draft_of_an_offer_that_was_taken_on_is_not_swept_away_at_once(desk, world):
    desk.build(automatic=False).give_parts()
    desk.complete()
    [offer] = desk.offers()
    world.clock.forward(days=45)
    desk.client = desk.signed_in(Role.MANAGER, Role.GIVER)
    taken = desk.post(f"/geven/{offer.id}/voorstel/geven")

    assert id_in(taken) == offer.id
    assert desk.answers(offer.id)["name"] == KEES["name"]


def test_a_part_that_was_revoked_by_mistake_counts_again_once_that_is_undone(desk):
    desk.build(automatic=True)
    first, *_others = desk.give_parts()
    _revoke(desk, first)
    desk.complete()
    before = desk.larger()
    assert desk.post(f"/gegeven/{first}/terugdraaien").status_code == 303
    desk.complete()

    assert before == []
    assert len(desk.larger()) == 1
