"""Whatever is posted, the answer is a verdict or a refusal with words, never a mistake of ours."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from damage import mixed_up

from musts.desk import Desk
from musts.every import MUSTS
from musts.inputs import ISSUE, PRESENT, VERIFY

SEEDS = range(8)
EACH = 100
# A row of docs/conformance.md that is proved here: it is about all bodies.
PROVED = {"API-doors-6": "test_a_request_that_was_mixed_up_gets_an_answer_in_words"}
BODIES = [(given.body, given.served) for must in MUSTS for given in must.inputs if isinstance(given.body, dict)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Path(tmp_path_factory.mktemp("mixed")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_request_that_was_mixed_up_gets_an_answer_in_words(desk: Desk, seed: int) -> None:
    choose = random.Random(seed)
    for _ in range(EACH):
        body, served = choose.choice(BODIES)
        door = choose.choice((ISSUE, VERIFY, PRESENT))
        desk.world.documents = dict(served)
        refuse_other_than_an_answer(desk, door, mixed_up(body, choose))


def refuse_other_than_an_answer(desk: Desk, door: str, body: Any) -> None:
    answer = desk.send(door, body)
    said = answer.get_json(force=True)
    assert answer.status_code in ({201, 400} if door == ISSUE else {200, 400}), answer.text
    assert said.get("errors") or answer.status_code != 400
    assert door == ISSUE or said["verified"] is (answer.status_code == 200)
