"""What changes while a batch waits or runs: the class, the key, the mandate, the people; and who looks along."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from batch_desk import ANSWERS, BatchDesk, Listed, people
from branch_desk import Branch
from kept_by_learner import Kept
from sqlalchemy import update
from staff_desk import WHO
from two_people import TwoPeople

from badgeservice.errors import ConflictError, InvalidInputError, MalformedError
from badgeservice.issuing.batches import chunks, starting
from badgeservice.issuing.batches.starting import batch_mark
from badgeservice.issuing.batches.stopping import resume
from badgeservice.issuing.batches.work import do_chunk, work_that_waits
from badgeservice.jobs import forget_what_is_old
from badgeservice.organisations.signer import BADGES
from badgeservice.storage import batch_entries
from badgeservice.storage.tables import (
    BadgeClassRow,
    BadgeClassVersionRow,
    BatchRow,
    MandatedAwardRow,
    OrganisationRow,
    SigningKeyRow,
)
from badgeservice.verification.pipeline import verify

SEVEN = datetime(2026, 12, 1, 6, tzinfo=UTC)


@pytest.fixture
def desk(world: Any, monkeypatch: pytest.MonkeyPatch) -> BatchDesk:
    monkeypatch.setattr(chunks, "SIZE", 3)
    return BatchDesk(world).ready_class()


def half_given(desk: BatchDesk, how_many: int = 6) -> UUID:
    """A batch of which only the first chunk was given."""
    batch = desk.handed_in(people(how_many))
    desk.start(batch)
    give_one(desk)
    return batch


def give_one(desk: BatchDesk, giving: Any = None) -> int:
    database, giving, now = desk.world.database, giving or desk.world.tools.giving, desk.world.clock()
    (batch, number), *_rest = work_that_waits(database, giving, now)
    return do_chunk(database, batch, number, giving, now)


def change(desk: BatchDesk, table: Any, **values: Any) -> None:
    with desk.world.database.writing() as session:
        session.execute(update(table).values(**values))


def test_a_class_archived_while_a_batch_runs_is_given_to_nobody_else(desk: BatchDesk) -> None:
    batch = half_given(desk)
    change(desk, BadgeClassRow, archived_at=desk.world.clock())
    given = desk.work()

    assert given == 0
    assert desk.states(batch) == {"given": 3, "refused": 3}
    assert desk.batch(batch).state == "done"
    assert "wordt niet meer gegeven" in desk.results(batch)[5].why_not
    assert desk.progress(batch).refused == 3
    assert len(desk.awards()) == len(desk.mails()) == 3


def test_a_key_rotated_half_way_signs_the_rest(desk: BatchDesk) -> None:
    half_given(desk)
    with desk.world.database.writing() as session:
        desk.world.tools.create_key(session, desk.organisation.id, BADGES, desk.world.clock())
    desk.work()
    awards = desk.awards()
    methods = [json.loads(award.document)["proof"][0]["verificationMethod"].partition("#")[2] for award in awards]

    assert sorted(methods) == ["key-1"] * 3 + ["key-2"] * 3
    assert {desk.verdict(award) for award in awards} == {"valid"}


def test_without_a_key_a_batch_waits_and_goes_on_when_there_is_one(desk: BatchDesk) -> None:
    batch = half_given(desk)
    change(desk, SigningKeyRow, state="retired")
    give_one(desk)
    paused = desk.batch(batch)
    with desk.world.database.writing() as session:
        for purpose in (BADGES, "status"):
            desk.world.tools.create_key(session, desk.organisation.id, purpose, desk.world.clock())
    desk.act(resume, batch, desk.giver.id, desk.world.clock())
    desk.work()

    assert (paused.state, "niets ondertekenen" in paused.note) == ("paused", True)
    assert desk.states(batch) == {"given": 6}


def test_what_our_own_verifier_does_not_accept_pauses_the_batch_and_leaves_nothing(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(6))
    desk.start(batch)

    def other_words(*given: Any) -> list[bytes]:
        return [one.replace(b'"name":"', b'"name":"Iets anders: ') for one in desk.world.tools.sign_many(*given)]

    given = give_one(desk, replace(desk.world.tools.giving, sign_many=other_words))
    paused = desk.batch(batch)

    assert given == 0
    assert (paused.state, "onze eigen controle" in paused.note) == ("paused", True)
    assert desk.awards() == desk.mails() == []
    assert desk.states(batch) == {"waiting": 6}
    assert {chunk.state for chunk in desk.chunks(batch)} == {"waiting"}
    assert ("batch.paused", "service") in desk.audit()


def test_what_cannot_be_signed_pauses_the_batch_and_leaves_nothing(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(6))
    desk.start(batch)

    def nothing(*_given: Any) -> list[bytes]:
        raise MalformedError("schema.invalid", "/name")

    given = give_one(desk, replace(desk.world.tools.giving, sign_many=nothing))

    assert given == 0
    assert desk.batch(batch).state == "paused"
    assert desk.awards() == desk.mails() == []
    assert desk.states(batch) == {"waiting": 6}
    desk.act(resume, batch, desk.giver.id, desk.world.clock())
    desk.work()
    assert desk.states(batch) == {"given": 6}


def test_the_first_badge_of_a_chunk_and_at_most_one_other_are_checked(desk: BatchDesk) -> None:
    checked: list[bytes] = []

    def seen(document: bytes, context: Any) -> Any:
        checked.append(document)
        return verify(document, context)

    desk.start(desk.handed_in(people(3)))
    give_one(desk, replace(desk.world.tools.giving, verify=seen))

    assert len(checked) in {1, 2}
    assert "Deelnemer 2" in "".join(document.decode() for document in checked)


def test_what_is_wrong_by_now_is_refused_and_the_others_go_on(desk: BatchDesk) -> None:
    tomorrow = (desk.world.clock() + timedelta(days=1)).date().isoformat()
    batch = desk.handed_in([*people(2), Listed(9, "Te Vroeg", "te@voorbeeld.nl", {"judged_on": tomorrow})])
    desk.start(batch)
    desk.work()

    assert desk.states(batch) == {"given": 2, "refused": 1}
    assert "ligt in de toekomst" in desk.results(batch)[2].why_not
    assert desk.batch(batch).state == "done"


def test_who_got_the_badge_meanwhile_does_not_get_it_twice(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(3))
    desk.start(batch)
    desk.given(desk.version_id, email="deelnemer3@voorbeeld.nl")
    desk.work()

    assert [entry.state for entry in desk.entries(batch)] == ["given", "refused", "given"]
    assert "heeft deze badge al" in desk.results(batch)[1].why_not


def test_who_may_not_give_any_more_gives_nothing(desk: BatchDesk) -> None:
    two = TwoPeople(desk)
    batch = desk.handed_in(people(3))
    desk.start(batch, by=two.colleague.id)
    desk.post(f"/instellingen/mensen/{two.colleague.id}/weg")
    desk.work()

    assert desk.states(batch) == {"refused": 3}
    assert "mag nu geen badges meer geven" in desk.results(batch)[0].why_not


def test_an_organisation_that_is_not_approved_any_more_gives_nothing(desk: BatchDesk) -> None:
    batch = half_given(desk)
    change(desk, OrganisationRow, state="refused")
    desk.work()

    assert desk.states(batch) == {"given": 3, "refused": 3}


def test_badges_of_a_branch_carry_the_mandate_until_it_is_withdrawn(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "SIZE", 3)
    branch, desk = Branch(world, name="Branche Groen"), BatchDesk(world)
    desk.version_id = branch.released()
    mandate = branch.mandates(desk, desk.version_id)
    batch = half_given(desk)
    branch.post(f"/mandaten/{mandate}/intrekken", {"reason": "Niet meer."})
    desk.work()

    assert desk.states(batch) == {"given": 3, "refused": 3}
    assert desk.count(MandatedAwardRow) == 3
    assert {desk.verdict(award) for award in desk.awards()} == {"valid"}
    assert b"EndorsementCredential" in desk.awards()[0].document
    assert "mandaat" in desk.results(batch)[4].why_not


def test_a_scheduled_batch_starts_on_its_day_and_not_before(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(4))
    scheduled = desk.start(batch, SEVEN)
    desk.world.clock.now = SEVEN - timedelta(seconds=1)
    early = desk.work()
    desk.world.clock.now = SEVEN
    on_its_day = desk.work()

    assert (scheduled.state, early, on_its_day) == ("scheduled", 0, 4)
    assert desk.batch(batch).started_at == SEVEN


def test_a_scheduled_batch_that_cannot_be_given_comes_back_with_the_reason(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(4))
    desk.start(batch, SEVEN)
    change(desk, BadgeClassRow, archived_at=desk.world.clock())
    desk.world.clock.now = SEVEN
    desk.work()

    assert desk.batch(batch).state == "ready"
    assert "wordt niet meer gegeven" in desk.batch(batch).note


def test_a_scheduled_batch_is_taken_back(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(2))
    desk.start(batch, SEVEN)
    desk.act(starting.take_back, batch, desk.giver.id, desk.world.clock())
    desk.world.clock.now = SEVEN

    assert desk.work() == 0
    assert desk.batch(batch).state == "ready"


@pytest.mark.parametrize("due", [None, SEVEN])
def test_where_a_second_person_looks_along_a_batch_waits_for_that(desk: BatchDesk, due: datetime | None) -> None:
    two = TwoPeople(desk)
    two.switch(awards=True)
    batch = desk.handed_in(people(3))
    proposed = desk.start(batch, due)
    unreleased = desk.work()
    seen, giving, now = batch_mark(desk.batch(batch)), desk.world.tools.giving, desk.world.clock()
    with pytest.raises(ConflictError, match="zelf voor"):
        desk.act(starting.release, batch, seen, desk.giver.id, giving, now)
    desk.act(starting.release, batch, seen, two.colleague.id, giving, now)
    before = desk.work()
    desk.world.clock.now = max(now, due or now)
    desk.work()

    assert (proposed.state, unreleased, before) == ("proposed", 0, 0 if due else 3)
    assert desk.states(batch) == {"given": 3}
    assert {award.given_by for award in desk.awards()} == {desk.giver.id}
    assert ("batch.released", f"account:{two.colleague.id}") in desk.audit()


def test_a_second_person_sends_a_batch_back_with_a_reason(desk: BatchDesk) -> None:
    two = TwoPeople(desk)
    two.switch(awards=True)
    batch = desk.handed_in(people(3))
    desk.start(batch)
    seen, now = batch_mark(desk.batch(batch)), desk.world.clock()
    with pytest.raises(InvalidInputError):
        desk.act(starting.send_back, batch, " ", seen, two.colleague.id, now)
    with pytest.raises(ConflictError, match="veranderd"):
        desk.act(starting.send_back, batch, "Kijk nog eens.", "anders", two.colleague.id, now)
    desk.act(starting.send_back, batch, "Kijk nog eens.", seen, two.colleague.id, now)

    assert (desk.batch(batch).state, desk.batch(batch).note) == ("ready", "Kijk nog eens.")
    assert desk.work() == 0


def test_the_same_list_handed_in_twice_at_the_same_moment_is_one_batch(desk: BatchDesk) -> None:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: desk.hand_in(people(3)), range(2)))

    assert len({batch.id for batch, _ in found}) == 1
    assert sorted(is_new for _, is_new in found) == [False, True]
    assert len(desk.entries(found[0][0].id)) == 3


def test_a_class_that_cannot_be_given_takes_no_list(desk: BatchDesk) -> None:
    change(desk, BadgeClassVersionRow, state="draft")

    with pytest.raises(ConflictError, match="nog niet vrijgegeven"):
        desk.handed_in(people(2))


def test_people_who_have_themselves_erased_stand_on_no_list(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(3))
    with desk.world.database.writing() as session:
        batch_entries.erase_people(session, ["deelnemer3@voorbeeld.nl"])
    desk.start(batch)
    desk.work()

    assert desk.states(batch) == {"given": 2, "left_out": 1}
    assert (desk.entries(batch)[1].name, desk.progress(batch).left_out) == ("", 1)


def test_lists_are_forgotten_when_nobody_needs_them(desk: BatchDesk) -> None:
    given = desk.given_batch([*people(1), Listed(9, "Fout", "fout", problems={"email": "Fout."})])
    unstarted = desk.handed_in(people(2, first=50), ANSWERS)
    # The house is kept by the clock on the wall.
    long_ago = datetime.now(UTC) - timedelta(days=91)
    with desk.world.database.writing() as session:
        session.execute(update(BatchRow).values(state_since=long_ago, finished_at=long_ago))
    forget_what_is_old(desk.world.database)

    assert [entry.name for entry in desk.entries(given)] == ["", ""]
    assert desk.entries(unstarted) == []
    assert len(desk.awards()) == 1


@pytest.mark.parametrize("place", [0, 900])
def test_who_has_everything_erased_while_a_list_is_given_is_left_out_or_has_one_badge_of_it(
    desk: BatchDesk, place: int
) -> None:
    fatima = Kept(desk, desk.version_id)
    another = desk.ready_class().version_id
    batch = desk.handed_in(sorted([*people(60, first=10), Listed(place, **WHO)], key=lambda one: one.number))
    desk.start(batch)

    def erase() -> int:
        return desk.world.post(fatima.client, "/mijn/gegevens/wissen/zeker", {"withdraw": []}).status_code

    with ThreadPoolExecutor(2) as pool:
        given, erased = pool.submit(desk.work), pool.submit(erase)

    outcome = next(entry.state for entry in desk.entries(batch) if entry.number == place)
    gone = [award for award in desk.awards() if award.erased_at is not None]
    new = [award.version_id for award in desk.awards() if award.recipient_email == WHO["email"]]
    # Given after everything was erased, or before it and then erased with the rest.
    expected = {"given": (([another], 1), ([], 2)), "left_out": (([], 1),)}
    assert (new, len(gone)) in expected[outcome]
    assert (given.result(), erased.result()) == (60 + (outcome == "given"), 303)
    assert all((award.recipient_name, award.document) == ("", b"") for award in gone)
    assert desk.batch(batch).state == "done"
