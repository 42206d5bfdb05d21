"""Status lists: places, bits that follow the rows, fresh signatures."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from sqlalchemy import select
from staff_desk import Desk

from badgeservice.audit.record import Actor
from badgeservice.issuing.reasons import OTHER, Reason
from badgeservice.issuing.withdraw import revoke
from badgeservice.organisations.status_lists import keep_fresh
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


def the_list(world: Any) -> StatusListRow:
    with world.database.reading() as session:
        return session.scalars(select(StatusListRow)).one()


def refresh(world: Any, status_list: UUID) -> None:
    keep_fresh(world.database, status_list, world.tools.sign, world.tools.addresses, world.clock())
