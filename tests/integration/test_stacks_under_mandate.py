"""A larger badge, and its parts, that are given under a mandate of a branch."""

from __future__ import annotations

from uuid import UUID

import pytest
from stack_desk import KEES, WHOLE, StackDesk
from staff_desk import Desk, is_refused, sentences, shown

from badgeservice.storage.tables import OrganisationRow

DAYS = {"first": "22-11-2026", "last": "21-11-2027"}


@pytest.fixture
def branch(world) -> StackDesk:
    made = StackDesk(world, name="Gastvrij Oost")
    with world.database.writing() as session:
        session.get_one(OrganisationRow, made.organisation.id).kind = "branche"
    return made


@pytest.fixture
def desk(world) -> StackDesk:
    return StackDesk(world)


def _grant(branch: StackDesk, desk: Desk, *versions: UUID) -> None:
    for version in versions:
        data = DAYS | {"badge_class": str(branch.class_of(version))}
        answer = branch.post(f"/mandaten/nieuw/{desk.organisation.id}", data)
        assert answer.status_code == 303, sentences(answer)


def test_a_badge_of_a_branch_is_a_part_once_there_is_a_mandate_for_it(branch, desk):
    theirs, own = branch.released(name="Hygiëne"), desk.released(name="Orders pakken")
    whole = desk.draft(name=WHOLE)
    before = desk.choose(whole, [theirs, own], automatic=True)
    _grant(branch, desk, theirs)
    after = desk.choose(whole, [theirs, own], automatic=True)
    desk.post(f"/soorten/{whole}/vrijgeven")
    desk.give_parts(theirs, own)
    desk.complete()

    assert is_refused(before, "Kies alleen badges uit de lijst.")
    assert after.status_code == 303
    assert [given.organisation_id for given in desk.larger()] == [desk.organisation.id]


def test_who_may_give_the_larger_badge_of_a_branch_gives_it_when_all_its_own_parts_are_there(branch, desk):
    branch.build(automatic=True)
    _grant(branch, desk, *branch.parts, branch.whole)
    desk.give_parts(*branch.parts)
    desk.complete()
    [given] = desk.larger()

    assert given.organisation_id == desk.organisation.id
    assert "Deze badge is echt." in desk.client.get(f"/v/{given.code}").text
    assert "De delen van deze badge" in desk.get(f"/gegeven/{given.id}").text


def test_a_branch_is_not_told_who_has_the_parts_that_others_gave(branch, desk):
    branch.build(automatic=False)
    _grant(branch, desk, *branch.parts)
    desk.give_parts(*branch.parts[:2])
    branch.give_parts(branch.parts[2])
    desk.complete()

    assert branch.offers() == []
    assert KEES["name"] not in shown(branch.get("/").text).split("Laatst gegeven")[0]
