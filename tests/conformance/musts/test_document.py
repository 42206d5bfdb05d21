"""docs/conformance.md and the inputs say the same: no row without a test, no test without a row, no lost module."""

from __future__ import annotations

import re
from pathlib import Path

import badgeservice
from musts import (
    every,
    test_mixed_up,
    test_own_lists,
    test_problem_types,
    test_service_is_narrower,
    test_strict_tokens,
    test_vc_api_doors,
)

PACKAGE = Path(badgeservice.__file__).parent
DOCUMENT = PACKAGE.parent / "docs" / "conformance.md"
HERE = Path(__file__).parent
ELSEWHERE = (
    test_mixed_up,
    test_own_lists,
    test_problem_types,
    test_service_is_narrower,
    test_strict_tokens,
    test_vc_api_doors,
)
ROW = re.compile(r"\| ([A-Z0-9]+-\S+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| `(\w+)` \|")


def rows() -> list[tuple[str, str, str, str, str]]:
    """Id, clause, statement, modules and place of the inputs, of every row of the tables."""
    return ROW.findall(DOCUMENT.read_text(encoding="utf-8"))


def test_every_row_has_a_test_and_every_test_a_row() -> None:
    written = [id_ for id_, *_ in rows()]
    tested = [must.id for must in every.MUSTS] + [id_ for module in ELSEWHERE for id_ in module.PROVED]
    assert len(written) == len(set(written))
    assert sorted(written) == sorted(tested)


def test_every_line_of_a_table_is_read() -> None:
    lines = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if re.match(r"\| [A-Z]", line)]
    assert len(lines) == len(rows())


def test_every_row_names_modules_that_exist() -> None:
    named = {module for _, _, _, modules, _ in rows() for module in re.findall(r"`([^`]+)`", modules)}
    assert [module for module in sorted(named) if not (PACKAGE / f"{module}.py").is_file()] == []


def test_every_row_names_the_place_of_its_inputs() -> None:
    wrong = [id_ for id_, *_, place in rows() if f'"{id_}"' not in (HERE / f"{place}.py").read_text(encoding="utf-8")]
    assert wrong == []


def test_every_row_that_has_a_test_of_its_own_names_one_that_is_there() -> None:
    named = [(module, test) for module in ELSEWHERE for test in module.PROVED.values()]
    assert [test for module, test in named if not callable(getattr(module, test, None))] == []
