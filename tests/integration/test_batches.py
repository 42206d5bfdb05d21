"""A list of people becomes badges: looked at first, given in portions, stopped and taken back."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from batch_desk import BatchDesk, Listed, people
from sqlalchemy import event

from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.issuing.batches import chunks, correcting, creating, stopping, undoing
from badgeservice.issuing.batches.progress import entries_page
from badgeservice.issuing.batches.work import do_chunk, work_that_waits
from badgeservice.storage.mail_queue import OF_A_LIST
from badgeservice.storage.tables import OutboxRow


@pytest.fixture
def desk(world: Any, monkeypatch: pytest.MonkeyPatch) -> BatchDesk:
    # Portions of four, so that a short list has several.
    monkeypatch.setattr(chunks, "SIZE", 4)
    return BatchDesk(world).ready_class()


def test_everybody_on_a_list_gets_a_badge_that_is_valid_and_one_mail(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(10))
    ready = desk.batch(batch)
    desk.start(batch)
    given = desk.work()
    awards = desk.awards()

    assert (ready.state, ready.entries, ready.wrong) == ("ready", 10, 0)
    assert given == 10
    assert desk.batch(batch).state == "done"
    assert desk.batch(batch).finished_at == desk.world.clock()
    assert {award.recipient_email for award in awards} == {f"deelnemer{row}@voorbeeld.nl" for row in range(2, 12)}
    assert {desk.verdict(award) for award in awards} == {"valid"}
    assert {mail.subject_id for mail in desk.mails()} == {award.id for award in awards}
    assert len(desk.mails()) == 10
    assert len({(award.status_list_id, award.status_index) for award in awards}) == 10
    assert {award.given_by for award in awards} == {desk.giver.id}


def test_mail_leaves_five_minutes_after_the_badge_at_the_soonest(desk: BatchDesk) -> None:
    desk.given_batch(people(2))
    desk.given_batch(people(2, first=50), delay=900)

    assert {mail.due_at - desk.world.clock() for mail in desk.mails()} == {
        timedelta(seconds=300),
        timedelta(seconds=900),
    }


def test_mail_of_a_list_waits_for_mail_about_one_badge(desk: BatchDesk) -> None:
    desk.given_batch(people(3))
    assert {mail.rank for mail in desk.mails()} == {OF_A_LIST}


def test_who_has_the_badge_is_looked_up_by_address(desk: BatchDesk) -> None:
    asked: list[str] = []
    engine = desk.world.database.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cu, said, *_more: asked.append(said))
    desk.handed_in(people(2))
    [statement] = [said for said in asked if said.startswith("UPDATE batch_entry") and "FROM award" in said]

    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("x",) * statement.count("?")).all()
            assert "ix_award_recipient_email_version (recipient_email=?" in str(plan)
        else:
            assert "coalesce(award.organisation_id" in statement
            assert "coalesce(award.version_id" in statement


def test_a_list_is_kept_sign_by_sign(desk: BatchDesk) -> None:
    odd = 'Zoë \\N "x"\t\u200f\U0001f600 \r\n;\\.'
    rows = [
        Listed(2, odd, "zoe@voorbeeld.nl", {"note": odd, "levels": {"b1": None}}, {"name": odd}),
        Listed(2_000_000_000, "", "", {}, {}),
    ]
    batch = desk.handed_in(rows)

    kept = [(one.number, one.name, one.email, one.values, one.problems, one.anyway) for one in desk.entries(batch)]
    assert kept == [
        (2, odd, "zoe@voorbeeld.nl", {"note": odd, "levels": {"b1": None}}, {"name": odd}, False),
        (2_000_000_000, "", "", {}, None, False),
    ]


def test_the_result_names_each_badge_or_says_why_there_is_none(desk: BatchDesk) -> None:
    wrong = Listed(20, "Zonder adres", "niet goed", problems={"email": "Dit e-mailadres klopt niet."})
    batch = desk.handed_in([*people(2), wrong, *people(1, first=30)])
    desk.act(correcting.leave_out, batch, 30, desk.world.clock())
    before = desk.results(batch)
    desk.start(batch)
    desk.work()
    results = {row.number: row for row in desk.results(batch)}
    codes = {award.code for award in desk.awards()}

    assert [row.why_not for row in before[:2]] == ["Deze badge is nog niet gegeven."] * 2
    assert [row.state for row in results.values()] == ["given", "given", "wrong", "left_out"]
    assert {results[2].code, results[3].code} == codes
    assert results[2].badge == f"http://localhost:8000/badges/{desk.entries(batch)[0].award_id}"
    assert (results[2].name, results[2].email, results[2].why_not) == ("Deelnemer 2", "deelnemer2@voorbeeld.nl", None)
    assert (results[20].code, results[20].why_not) == (None, "Dit e-mailadres klopt niet.")
    assert (results[30].badge, results[30].why_not) == (None, "Deze regel is weggelaten.")


def test_what_a_row_says_goes_before_what_holds_for_all(desk: BatchDesk) -> None:
    own = Listed(3, "Fatima Yilmaz", "fatima@voorbeeld.nl", {"judged_on": "2026-11-02", "assessor": "Piet Jansen"})
    desk.given_batch([*people(1), own])
    documents = {award.recipient_name: award.document.decode() for award in desk.awards()}

    assert "Beoordeeld op 20 november 2026." in documents["Deelnemer 2"]
    assert "Beoordeeld door Piet Jansen op 2 november 2026." in documents["Fatima Yilmaz"]


def test_once_a_badge_is_given_its_person_stands_nowhere_else(desk: BatchDesk) -> None:
    own = Listed(3, "Fatima Yilmaz", "fatima@voorbeeld.nl", {"assessor": "Piet Jansen"})
    batch = desk.given_batch([own])
    (entry,) = desk.entries(batch)

    assert (entry.name, entry.email, entry.values, entry.state) == ("", "", {}, "given")
    with desk.world.database.reading() as session:
        (shown,) = entries_page(session, desk.batch(batch))
    assert (shown.name, shown.email) == ("Fatima Yilmaz", "fatima@voorbeeld.nl")


def test_the_same_list_for_the_same_badge_is_the_same_batch(desk: BatchDesk) -> None:
    first, is_new = desk.hand_in(people(3))
    again, is_new_again = desk.hand_in(people(3))
    another = desk.handed_in(people(4))
    desk.start(first.id)
    desk.work()
    after, _ = desk.hand_in(people(3))

    assert (is_new, is_new_again) == (True, False)
    assert first.id == again.id == after.id != another
    assert len(desk.entries(first.id)) == 3
    assert len(desk.awards()) == 3


def test_the_same_person_twice_on_a_list_is_named_with_the_row(desk: BatchDesk) -> None:
    twice = [*people(1), Listed(7, "Iemand", " Deelnemer2@Voorbeeld.nl"), Listed(8, "Anna de Vries", ""),
             Listed(9, "anna  de vries", ""), Listed(10, "Anna de Vries", "anna@voorbeeld.nl")]  # fmt: skip
    batch = desk.handed_in(twice)

    assert desk.states(batch) == {"waiting": 3, "wrong": 2}
    assert "ook in rij 2" in desk.entries(batch)[1].problems["twice"]
    assert "ook in rij 8" in desk.entries(batch)[3].problems["twice"]
    assert desk.batch(batch).wrong == 2


def test_who_has_the_badge_is_wrong_until_staff_say_give_it_anyway(desk: BatchDesk) -> None:
    desk.given_batch(people(3))
    batch = desk.handed_in(people(5, first=4))
    problem = desk.entries(batch)[0].problems
    desk.act(correcting.give_anyway, batch, 4, desk.world.clock())
    desk.start(batch)
    given = desk.work()

    assert "heeft deze badge al" in problem["twice"]
    assert asdict(desk.progress(batch)) == {
        "entries": 5, "waiting": 0, "wrong": 0, "left_out": 0, "given": 5, "refused": 0, "undone": 0,
    }  # fmt: skip
    assert given == 5


def test_who_lost_the_badge_may_get_it_again(desk: BatchDesk) -> None:
    first = desk.given_batch(people(2))
    desk.act(undoing.undo, first, desk.giver.id, desk.world.clock())
    desk.work()
    batch = desk.handed_in(people(2))

    assert batch != first
    assert desk.states(batch) == {"waiting": 2}


def test_who_waits_on_another_list_is_wrong_there_and_when_it_starts(desk: BatchDesk) -> None:
    first, second = desk.handed_in(people(3)), desk.handed_in(people(3, first=4))
    desk.start(first)
    third = desk.handed_in(people(2, first=2))
    desk.start(second)
    desk.work()

    assert {entry.number: entry.state for entry in desk.entries(third)} == {2: "wrong", 3: "wrong"}
    assert {entry.number: entry.state for entry in desk.entries(second)} == {4: "wrong", 5: "given", 6: "given"}
    assert len(desk.awards()) == 5


def test_a_row_is_mended_and_counted(desk: BatchDesk) -> None:
    wrong = [Listed(row, "Iemand", "nee", problems={"email": "Klopt niet."}) for row in (2, 3)]
    batch = desk.handed_in([*wrong, *people(1, first=4)])
    now = desk.world.clock()
    still = desk.act(correcting.mend_entry, batch, replace(wrong[0], email="ook nee"), now)
    good = desk.act(correcting.mend_entry, batch, Listed(3, "Iemand", "IEMAND@voorbeeld.nl"), now)
    double = desk.act(correcting.mend_entry, batch, Listed(2, "Iemand", "deelnemer4@voorbeeld.nl"), now)

    assert (still.state, still.problems) == ("wrong", {"email": "Klopt niet."})
    assert (good.state, good.problems, good.email) == ("waiting", None, "iemand@voorbeeld.nl")
    assert "ook in rij 4" in double.problems["twice"]
    assert desk.batch(batch).wrong == 1


def test_a_row_is_left_out_and_taken_in_again(desk: BatchDesk) -> None:
    batch = desk.handed_in([*people(2), Listed(9, "Fout", "", problems={"name": "Fout."})])
    now = desk.world.clock()
    for number in (2, 9):
        desk.act(correcting.leave_out, batch, number, now)
    without = desk.progress(batch)
    for number in (2, 9):
        desk.act(correcting.take_in_again, batch, number, now)

    assert (without.left_out, without.wrong, without.waiting) == (2, 0, 1)
    assert desk.states(batch) == {"waiting": 2, "wrong": 1}
    assert desk.progress(batch).wrong == 1


def test_only_a_double_is_given_anyway(desk: BatchDesk) -> None:
    batch = desk.handed_in([*people(1), Listed(9, "Fout", "", problems={"name": "Fout."})])

    with pytest.raises(ConflictError, match="nog iets anders mis"):
        desk.act(correcting.give_anyway, batch, 9, desk.world.clock())
    with pytest.raises(NotFoundError):
        desk.act(correcting.give_anyway, batch, 10, desk.world.clock())


def test_a_list_that_started_is_not_changed_any_more(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(3))
    desk.start(batch)
    now = desk.world.clock()

    for change in (correcting.leave_out, correcting.take_in_again, correcting.give_anyway):
        with pytest.raises(ConflictError):
            desk.act(change, batch, 2, now)
    with pytest.raises(ConflictError):
        desk.act(correcting.mend_entry, batch, people(1)[0], now)
    with pytest.raises(ConflictError):
        desk.start(batch)


def test_a_list_on_which_nothing_is_right_does_not_start(desk: BatchDesk) -> None:
    batch = desk.handed_in([Listed(2, "", "", problems={"name": "Vul de naam in."})])

    with pytest.raises(InvalidInputError, match="geen regel"):
        desk.start(batch)
    with pytest.raises(InvalidInputError, match="niemand"):
        desk.handed_in([])


def test_too_long_a_list_is_refused_and_leaves_nothing(desk: BatchDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(creating, "MOST_ENTRIES", 3)

    with pytest.raises(InvalidInputError, match="te lang"):
        desk.handed_in(people(4))
    assert desk.hand_in(people(3))[1]


def test_a_batch_of_another_organisation_is_not_there(desk: BatchDesk, world: Any) -> None:
    batch = desk.handed_in(people(2))
    other = BatchDesk(world, name="Hotel Maan")

    for act in (stopping.pause, stopping.resume, stopping.cancel, undoing.undo):
        with pytest.raises(NotFoundError):
            other.act(act, batch, other.giver.id, world.clock())
    with pytest.raises(NotFoundError):
        other.start(batch)


def test_a_paused_batch_gives_nothing_until_somebody_goes_on(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(6))
    desk.start(batch)
    desk.act(stopping.pause, batch, desk.giver.id, desk.world.clock())
    paused = desk.work()
    # Its places were taken days ago, and its list is signed anew.
    desk.world.clock.forward(days=9)
    desk.act(stopping.resume, batch, desk.giver.id, desk.world.clock())
    resumed = desk.work()

    assert (paused, resumed) == (0, 6)
    assert {desk.verdict(award) for award in desk.awards()} == {"valid"}
    with pytest.raises(ConflictError):
        desk.act(stopping.pause, batch, desk.giver.id, desk.world.clock())


def test_what_was_given_stays_when_the_rest_is_cancelled(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(10))
    desk.start(batch)
    (_, number), *_rest = work_of(desk)
    do(desk, batch, number)
    desk.act(stopping.cancel, batch, desk.giver.id, desk.world.clock())
    after = desk.work()
    results = desk.results(batch)

    assert after == 0
    assert (desk.progress(batch).given, desk.progress(batch).waiting) == (4, 6)
    assert [row.why_not for row in results[:4]] == [None] * 4
    assert {row.why_not for row in results[4:]} == {"De lijst is gestopt voordat deze badge werd gegeven."}
    assert {desk.verdict(award) for award in desk.awards()} == {"valid"}
    # Some of it stands, so the same list would give these people their badge twice.
    assert desk.hand_in(people(10))[0].id == batch


def test_a_list_that_was_cancelled_before_anything_was_given_can_be_handed_in_again(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(3))
    desk.act(stopping.cancel, batch, desk.giver.id, desk.world.clock())
    again, is_new = desk.hand_in(people(3))

    assert is_new
    assert again.id != batch
    with pytest.raises(ConflictError):
        desk.act(stopping.cancel, batch, desk.giver.id, desk.world.clock())


def test_undone_within_five_minutes_no_mail_leaves_and_every_badge_is_revoked(desk: BatchDesk) -> None:
    batch = desk.given_batch(people(10))
    desk.world.clock.forward(seconds=299)
    desk.act(undoing.undo, batch, desk.giver.id, desk.world.clock())
    undone = desk.work()
    code = desk.awards()[0].code

    assert undone == 10
    assert desk.batch(batch).state == "undone"
    assert desk.states(batch) == {"undone": 10}
    assert {mail.state for mail in desk.mails()} == {"cancelled"}
    assert desk.mails("badge_revoked") == []
    assert {award.status_code for award in desk.awards()} == {"wrong_badge"}
    assert {desk.verdict(award) for award in desk.awards()} == {"invalid"}
    assert "vergissing" in desk.world.app.test_client().get(f"/v/{code}").text
    assert {row.why_not for row in desk.results(batch)} == {"Deze badge is gegeven en daarna ongedaan gemaakt."}
    assert desk.progress(batch).undone == 10


def test_undoing_half_way_stops_the_rest(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(10))
    desk.start(batch)
    (_, number), *_rest = work_of(desk)
    do(desk, batch, number)
    desk.act(undoing.undo, batch, desk.giver.id, desk.world.clock())

    assert desk.work() == 4
    assert desk.states(batch) == {"undone": 4, "waiting": 6}
    assert desk.batch(batch).state == "undone"


def test_after_five_minutes_a_batch_is_not_undone(desk: BatchDesk) -> None:
    batch = desk.given_batch(people(2))
    unstarted = desk.handed_in(people(2, first=90))
    desk.world.clock.forward(seconds=300)

    with pytest.raises(ConflictError, match="de mail is weg"):
        desk.act(undoing.undo, batch, desk.giver.id, desk.world.clock())
    with pytest.raises(ConflictError, match="niets gegeven"):
        desk.act(undoing.undo, unstarted, desk.giver.id, desk.world.clock())


def test_who_heard_of_a_badge_hears_that_it_was_undone(desk: BatchDesk) -> None:
    batch = desk.handed_in(people(8))
    desk.start(batch)
    (_, first), (_, second) = work_of(desk)
    do(desk, batch, first)
    desk.world.clock.forward(seconds=301)
    for mail in desk.mails():
        sent(desk, mail.id)
    do(desk, batch, second)
    desk.act(undoing.undo, batch, desk.giver.id, desk.world.clock())
    desk.work()

    told = desk.mails("badge_revoked")
    assert len(told) == 4
    assert "vergissing" in told[0].facts["reason"]


def work_of(desk: BatchDesk) -> Any:
    return work_that_waits(desk.world.database, desk.world.tools.giving, desk.world.clock())


def do(desk: BatchDesk, batch: Any, number: int) -> int:
    return do_chunk(desk.world.database, batch, number, desk.world.tools.giving, desk.world.clock())


def sent(desk: BatchDesk, mail: Any) -> None:
    with desk.world.database.writing() as session:
        session.get_one(OutboxRow, mail).state = "sent"
