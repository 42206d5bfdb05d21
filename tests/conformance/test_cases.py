"""Does the engine judge a collection of genuine files, made by a second implementation, as the rule book says?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from casereading import CASES, objections, report_of, shown


def label(case: dict[str, Any]) -> str:
    return f"{case['family']}/{case['name']}"


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_case_is_judged_as_the_rule_book_says(case: dict[str, Any]) -> None:
    report = shown(report_of(case))
    found = objections(case, report)
    assert not found, f"{label(case)}: {case['says']}\n" + "\n".join(found) + "\n" + json.dumps(report, indent=1)
