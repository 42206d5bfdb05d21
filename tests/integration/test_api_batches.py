"""A program gives a badge to many people: once, while the good ones go on, and can stop and undo that."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from batch_desk import BatchDesk
from programs import V1, Program, is_problem
from sqlalchemy import select
from staff_desk import BSN, Desk
from two_people import TwoPeople

from badgeservice.storage.tables import ApiTokenRow, AuditRow, BatchRow, PersonalViewRow

PEOPLE = [{"name": "Fatima Yilmaz", "email": "fatima@voorbeeld.nl"}, {"name": "Sam de Vries"}]
SEEN = {"behaviours": [{"id": "b1"}, {"id": "b2"}], "judged_on": "2026-11-20"}


@pytest.fixture
def desk(world) -> BatchDesk:
    return BatchDesk(world).ready_class()


@pytest.fixture
def program(desk) -> Program:
    return Program(desk)


def _send(program: Program, people: Any = PEOPLE, key: str | None = None, **more: Any) -> Any:
    body = {"badge_class": program.slug(program.desk.version_id), "people": people} | SEEN | more
    headers = program.headers(**{"Idempotency-Key": key or uuid4().hex})
    return program.client.post(f"{V1}/batches", json=body, headers=headers)


def _results(program: Program, told: dict[str, Any]) -> list[dict[str, Any]]:
    answer = program.client.get(told["results"], headers=program.headers())
    assert answer.status_code == 200, answer.text
    found = list(answer.json["results"])
    # What was seen is written down once an answer has left.
    answer.close()
    return found


def test_a_program_gives_a_list_and_reads_what_became_of_everybody(desk, program):
    answer = _send(program)
    told = answer.json

    assert (answer.status_code, told["state"], told["people"], told["waiting"]) == (201, "giving", 2, 2)
    assert answer.headers["Location"].endswith(f"{V1}/batches/{told['id']}")
    assert [row["why_not"] for row in _results(program, told)] == ["This badge has not been given yet."] * 2
    desk.work()
    after = program.get(f"/batches/{told['id']}").json
    assert (after["state"], after["given"], after["waiting"]) == ("done", 2, 0)
    assert after["undo_until"] is not None
    rows = _results(program, told)
    awards = {str(award.id): award for award in desk.awards()}
    assert [(row["number"], row["name"], row["state"]) for row in rows] == [
        (1, "Fatima Yilmaz", "given"), (2, "Sam de Vries", "given"),
    ]  # fmt: skip
    assert [awards[row["badge"].rpartition("/")[2]].code for row in rows] == [
        row["code"].replace(" ", "") for row in rows
    ]


def test_reading_the_results_is_noted_as_every_look_at_names(world, desk, program):
    told = _send(program).json
    desk.work()

    _results(program, told)

    with world.database.reading() as session:
        seen = {(row.award_id, row.what) for row in session.scalars(select(PersonalViewRow))}
    assert seen == {(award.id, "program") for award in desk.awards()}


def test_the_log_names_the_token_and_the_badges_are_of_who_made_it(world, desk, program):
    told = _send(program).json
    desk.work()

    with world.database.reading() as session:
        token = session.scalars(select(ApiTokenRow)).one()
        rows = session.scalars(select(AuditRow).where(AuditRow.object == f"batch:{told['id']}")).all()
    by = {row.action: row.actor for row in rows}
    assert {by["batch.created"], by["batch.started"]} == {f"token:{token.id}"}
    assert {award.given_by for award in desk.awards()} == {token.created_by}


def test_the_same_list_is_given_once_with_the_same_key_and_with_another(desk, program):
    first, again = _send(program, key="rooster"), _send(program, key="rooster")
    other = _send(program, key="nog-een")
    desk.work()

    assert again.headers["Idempotency-Replayed"] == "true"
    assert {first.json["id"], again.json["id"], other.json["id"]} == {first.json["id"]}
    assert (desk.count(BatchRow), len(desk.awards())) == (1, 2)
    assert is_problem(_send(program, people=PEOPLE[:1], key="rooster"), 409)


def test_who_is_wrong_is_skipped_and_the_others_go_on(desk, program):
    wrong = [{"name": "", "email": "x"}, {"name": f"Wie {BSN}"}, PEOPLE[0] | {"name": "Nog eens"}]
    told = _send(program, [*PEOPLE, *wrong, {"name": "Later", "judged_on": "2027-01-01"}]).json
    desk.work()

    after = program.get(f"/batches/{told['id']}").json
    assert (after["state"], after["given"], after["wrong"]) == ("done", 2, 4)
    rows = _results(program, told)
    assert [row["state"] for row in rows] == ["given"] * 2 + ["wrong"] * 4
    assert all(row["why_not"] and row["badge"] is None for row in rows[2:])
    assert BSN not in program.client.get(told["results"], headers=program.headers()).text


def test_what_is_told_of_one_person_goes_before_what_is_told_of_all(desk, program):
    told = _send(program, [PEOPLE[0] | {"judged_on": "2026-11-18"}, PEOPLE[1]]).json
    desk.work()

    own = {entry.number: entry.values for entry in desk.entries(UUID(told["id"]))}
    documents = {award.recipient_name: award.document.decode() for award in desk.awards()}
    assert own == {1: {}, 2: {}}, "what was given is kept with the badge only"
    assert "18" in documents["Fatima Yilmaz"]
    assert documents["Fatima Yilmaz"] != documents["Sam de Vries"]


REFUSED = {
    "nobody": ({"people": []}, "people"),
    "nobody who is right": ({"people": [{"name": ""}]}, "people.0.name"),
    "somebody without a name": ({"people": [{"email": "x@voorbeeld.nl"}]}, "people.0.name"),
    "people that are no list": ({"people": {"name": "Fatima"}}, "people"),
    "an undefined member": ({"people": [{"name": "Fatima", "bsn": "1"}]}, "people.0.bsn"),
    "no behaviours": ({"behaviours": []}, "behaviours"),
    "a behaviour of another class": ({"behaviours": [{"id": "b9"}]}, "behaviours"),
    "a day for all in the future": ({"judged_on": "2027-01-01"}, "judged_on"),
    "a day that has passed": ({"give_on": "2026-11-01"}, "give_on"),
    "a class that is not there": ({"badge_class": "bestaat-niet"}, "badge_class"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_list_that_is_no_list_is_refused_and_nothing_is_kept(desk, program, name):
    more, field = REFUSED[name]
    people = more.pop("people", PEOPLE) if "people" in more else PEOPLE

    answer = _send(program, people, **more)

    assert is_problem(answer, 400, field), answer.text
    assert desk.count(BatchRow) == 0


def test_a_list_of_more_than_twelve_million_bytes_is_refused(program):
    headers = program.headers(**{"Idempotency-Key": "x"})
    body = b" " * 12_000_001
    answer = program.client.post(f"{V1}/batches", data=body, content_type="application/json", headers=headers)

    assert is_problem(answer, 413)


def test_more_people_than_a_list_holds_are_refused(program):
    answer = _send(program, [{"name": "x"}] * 100_001)

    assert is_problem(answer, 400, "people")


def test_results_come_in_pages_of_a_thousand(desk, program):
    told = _send(program, [{"name": f"Deelnemer {number}"} for number in range(2_500)]).json

    pages, address = [], told["results"]
    while address:
        page = program.client.get(address, headers=program.headers()).json
        pages.append([row["number"] for row in page["results"]])
        address = page["next"]
    assert pages == [[*range(1, 1001)], [*range(1001, 2001)], [*range(2001, 2501)]]


def test_a_list_is_stopped_once(desk, program):
    told = _send(program).json
    path = f"/batches/{told['id']}"

    assert program.post(f"{path}/stop").json["state"] == "cancelled"
    assert is_problem(program.post(f"{path}/stop"), 409)
    assert is_problem(program.post(f"{path}/undo"), 409)
    desk.work()
    assert desk.awards() == []


def test_a_list_is_undone_until_its_mail_leaves(world, desk, program):
    told = _send(program).json
    desk.work()
    path = f"/batches/{told['id']}"

    assert program.post(f"{path}/undo").json["state"] == "undoing"
    desk.work()

    after = program.get(path).json
    assert (after["state"], after["undone"], after["undo_until"]) == ("undone", 2, None)
    assert all(award.revoked_at for award in desk.awards())
    again = _send(program, key="opnieuw").json
    desk.work()
    world.clock.forward(minutes=6)
    assert is_problem(program.post(f"/batches/{again['id']}/undo"), 409)


def test_a_scheduled_list_waits_for_its_day(world, desk, program):
    told = _send(program, give_on="2026-11-30").json
    assert (told["state"], desk.work()) == ("scheduled", 0)

    world.clock.forward(days=9)

    assert desk.work() == 2


def test_a_list_waits_for_a_second_person_where_that_is_asked(desk, program):
    two = TwoPeople(desk)
    assert two.switch(awards=True).status_code == 303

    told = _send(program).json

    assert (told["state"], desk.work()) == ("proposed", 0)


def test_a_reader_and_a_stranger_do_and_see_nothing(world, desk, program):
    told = _send(program).json
    paths = [f"/batches/{told['id']}", f"/batches/{told['id']}/results"]
    reader, stranger = Program(desk, role="lezer"), Program(Desk(world, name="Groenrijk"))

    assert is_problem(_send(reader), 403)
    for path in paths:
        assert is_problem(reader.get(path), 403)
        assert is_problem(stranger.get(path), 404)
    for act in ("stop", "undo"):
        assert is_problem(reader.post(f"{paths[0]}/{act}"), 403)
        assert is_problem(stranger.post(f"{paths[0]}/{act}"), 404)
    assert program.get(paths[0]).json["state"] == "giving"
