"""What is kept beside the database: what was committed, and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from staff_desk import Desk

from badgeservice.audit.record import Actor
from badgeservice.issuing.reasons import Reason
from badgeservice.issuing.withdraw import revoke
from badgeservice.status import bitstring
from badgeservice.storage.engine import Database
from badgeservice.storage.kept_outside import catch_up, erased, published_lists
from badgeservice.storage.tables import AwardRow, ErasureRow


class StopError(Exception):
    """Something goes wrong before the commit."""


@pytest.fixture
def folder(world: Any) -> Path:
    found: Path = world.tools.settings.published_folder
    return found


@pytest.fixture
def award(world: Any) -> UUID:
    desk = Desk(world)
    return desk.given(desk.released())


def withdraw(world: Any, award: UUID, *, then_fail: bool = False) -> int:
    with world.database.writing() as session:
        row = session.get_one(AwardRow, award)
        revoke(session, row, Reason("wrong_badge"), Actor(None, "test"), world.tools.sign, world.tools.addresses,
               world.clock())  # fmt: skip
        if then_fail:
            raise StopError
        return row.status_index


def set_bits(folder: Path) -> list[int]:
    ((_, _, document),) = published_lists(folder)
    bits = bitstring.decode(json.loads(document)["credentialSubject"]["encodedList"])
    return [place for place in range(len(bits) * 8) if bitstring.value_at(bits, place)]


def test_a_list_lies_there_as_it_is_served(world: Any, folder: Path, award: UUID) -> None:
    place = withdraw(world, award)
    ((status_list, version, document),) = published_lists(folder)
    assert document == world.app.test_client().get(f"/status/{status_list}").data
    assert version == 2
    assert set_bits(folder) == [place]
    assert len(list((folder / "lists" / str(status_list)).iterdir())) == 1


def test_what_was_not_committed_was_not_published(world: Any, folder: Path, award: UUID) -> None:
    with pytest.raises(StopError):
        withdraw(world, award, then_fail=True)
    assert set_bits(folder) == []


def test_what_could_not_be_written_stops_nobody_and_is_caught_up_with(world: Any, folder: Path, award: UUID) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file where a folder should be: nothing can be written in it")
    place = withdraw(world, award)
    folder.unlink()
    assert catch_up(world.database, folder) == 1
    assert set_bits(folder) == [place]
    assert catch_up(world.database, folder) == 0


def test_an_erasure_has_a_line_without_a_name_and_a_half_line_does_no_harm(database: Database, folder: Path,
                                                                          world: Any) -> None:  # fmt: skip
    one, two = uuid4(), uuid4()
    erase(database, one, world)
    file = folder / "erased.jsonl"
    file.write_text(file.read_text() + '{"subject": "half')
    erase(database, two, world)
    assert [each.subject for each in erased(folder)] == [one, two]
    file.unlink()
    assert catch_up(database, folder) == 2
    assert {each.subject for each in erased(folder)} == {one, two}
    assert {each.at for each in erased(folder)} == {world.clock()}


def erase(database: Database, subject: UUID, world: Any) -> None:
    with database.writing() as session:
        session.add(ErasureRow(subject_id=subject, what="badge", erased_at=world.clock()))
