"""Every statement of docs/conformance.md is kept, for each of its inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from musts.desk import Desk
from musts.every import MUSTS
from musts.inputs import ISSUE, Input

ROWS = [
    (f"{must.id} {number} {given.door.split('/')[1]}", given)
    for must in MUSTS
    for number, given in enumerate(must.inputs)
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Path(tmp_path_factory.mktemp("conformance")))


@pytest.mark.parametrize("given", [pytest.param(given, id=f"{name}: {given.says}") for name, given in ROWS])
def test_a_statement_is_kept(desk: Desk, given: Input) -> None:
    desk.refuse_other_answer(given)


def test_every_statement_has_inputs_and_none_stands_twice() -> None:
    ids = [must.id for must in MUSTS]
    assert len(ids) == len(set(ids))
    assert [must.id for must in MUSTS if not must.inputs] == []
    assert ISSUE in {given.door for _, given in ROWS}
