"""Status lists: places, bits that follow the rows, fresh signatures."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from sqlalchemy import event, select
from staff_desk import Desk

from badgeservice.audit.record import Actor
from badgeservice.issuing.reasons import OTHER, Reason
from badgeservice.issuing.withdraw import revoke
from badgeservice.organisations.status_lists import MOST_TAKEN, keep_fresh, place_in, take_places
from badgeservice.status import bitstring
from badgeservice.storage.tables import AwardRow, StatusListRow


def set_bits(world: Any) -> set[int]:
    with world.database.reading() as session:
        document = json.loads(session.scalars(select(StatusListRow)).one().document)
    bits = bitstring.decode(document["credentialSubject"]["encodedList"])
    return {index for index in range(len(bits) * 8) if bitstring.value_at(bits, index)}


def withdraw(world: Any, award: UUID) -> int:
    with world.database.writing() as session:
        row = session.get_one(AwardRow, award)
        revoke(
            session,
            row,
            Reason(OTHER, "fout"),
            Actor(None, "test"),
            world.tools.sign,
            world.tools.addresses,
            world.clock(),
        )
        return row.status_index


def test_every_revoked_badge_has_its_bit_and_no_other(world: Any) -> None:
    desk = Desk(world)
    version = desk.released()
    given = [desk.given(version) for _ in range(4)]
    assert set_bits(world) == set()
    assert set_bits_after(world, given[:2]) == set_bits(world)


def set_bits_after(world: Any, given: list[UUID]) -> set[int]:
    return {withdraw(world, award) for award in given}


def test_badges_withdrawn_at_the_same_time_all_get_their_bit(world: Any) -> None:
    desk = Desk(world)
    version = desk.released()
    given = [desk.given(version) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        indexes = set(pool.map(lambda award: withdraw(world, award), given))
    assert set_bits(world) == indexes
    assert len(indexes) == 6


def test_a_list_is_signed_anew_after_a_day_and_not_before(world: Any) -> None:
    desk = Desk(world)
    desk.given(desk.released())
    row = the_list(world)
    refresh(world, row.id)
    assert the_list(world).document == row.document
    world.clock.forward(days=1, minutes=1)
    refresh(world, row.id)
    assert the_list(world).signed_at == world.clock()
    assert json.loads(the_list(world).document)["validUntil"].startswith("2026-11-30")


def test_giving_after_a_quiet_month_signs_the_list_anew_first(world: Any) -> None:
    desk = Desk(world)
    version = desk.released()
    desk.given(version)
    world.clock.forward(days=40)
    desk.client = desk.signed_in(*desk.roles[:0])
    award = desk.given(version)
    assert desk.award(award).given_at == world.clock()


def test_many_who_take_places_at_once_get_places_of_their_own(world: Any) -> None:
    organisation = world.organisation()

    def take(number: int) -> list[tuple[UUID, int]]:
        with world.database.writing() as session:
            row, first = take_places(
                session, organisation.id, "revocation", number, world.tools.sign, world.tools.addresses, world.clock()
            )
            return [(row.id, place_in(row, first + each)) for each in range(number)]

    take(1)
    with ThreadPoolExecutor(4) as pool:
        taken = [place for run in pool.map(take, [1, 500, 1, 250] * 4) for place in run]
    assert len(taken) == len(set(taken)) == 4 * 752
    assert the_list(world).next_place == len(taken) + 1


def test_what_does_not_fit_in_a_list_gets_a_new_one_and_the_last_places_are_not_lost(world: Any) -> None:
    organisation = world.organisation()

    def take(number: int) -> tuple[UUID, int]:
        with world.database.writing() as session:
            row, first = take_places(
                session, organisation.id, "revocation", number, world.tools.sign, world.tools.addresses, world.clock()
            )
            return row.id, first

    (nearly_full, _), (fresh, first) = take(MOST_TAKEN - 1), take(500)
    assert (fresh != nearly_full, first) == (True, 0)
    assert take(1) == (nearly_full, MOST_TAKEN - 1)
    assert take(1) == (fresh, 500)
    assert take(MOST_TAKEN)[0] not in {nearly_full, fresh}
    with world.database.reading() as session:
        open_lists = session.scalars(select(StatusListRow.id).where(StatusListRow.is_open.is_(True))).all()
    assert nearly_full not in open_lists
    assert fresh in open_lists


def the_list(world: Any) -> StatusListRow:
    with world.database.reading() as session:
        return session.scalars(select(StatusListRow)).one()


def refresh(world: Any, status_list: UUID) -> None:
    keep_fresh(world.database, status_list, world.tools.sign, world.tools.addresses, world.clock())


def test_who_has_a_list_already_costs_one_small_read(world: Any) -> None:
    desk = Desk(world)
    given = desk.given(desk.released())
    place, client, asked = f"/status/{desk.award(given).status_list_id}", world.app.test_client(), []
    first = client.get(place)
    event.listen(world.database.engine, "before_cursor_execute", lambda _c, _cu, said, *_more: asked.append(said))

    again = client.get(place, headers={"If-None-Match": first.headers["ETag"]})

    reads = [said for said in asked if said.startswith("SELECT")]
    assert (again.status_code, again.data) == (304, b"")
    assert len(reads) == 1
    assert "document" not in reads[0]
    withdraw(world, given)
    after = client.get(place, headers={"If-None-Match": first.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != first.headers["ETag"]
