"""Do the page and the command line say of the cases what the engine says?"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from casereading import CASES, DOCUMENTS, FOLDER, NOW, context_of, objections, shown
from flask.testing import FlaskClient

from badgeservice.network.documents import fetch_nothing
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify


def first_of_each_family() -> Iterator[dict[str, Any]]:
    """Of every family the first case that is judged at the usual moment, and the first that must be valid."""
    seen: set[tuple[str, bool]] = set()
    for case in CASES:
        kind = (case["family"], case["verdict"] == "valid")
        if case["file"] and not {"at", "recipient", "lone_address"} & case.keys() and kind not in seen:
            seen.add(kind)
            yield case


CHOSEN = list(first_of_each_family())


def label(case: dict[str, Any]) -> str:
    return f"{case['family']}/{case['name']}"


def judged_offline(data: bytes, case: dict[str, Any]) -> dict[str, Any]:
    context = context_of(case)
    return shown(verify(data, Context(context.now, fetch_nothing, lambda _id: None)))


def decided(report: dict[str, Any]) -> tuple[Any, ...]:
    """What two reports must agree on; reasons differ where one network forbids and the other has nothing."""
    checks = [(check["id"], check["outcome"]) for check in report["checks"]]
    return report["verdict"], report["format"], checks


def test_the_command_line_judges_all_of_them_in_one_process() -> None:
    command = [sys.executable, "-m", "badgeservice.cli", "verify", "--json", "--documents", str(DOCUMENTS), "--at", NOW]
    files = [str(FOLDER / case["file"]) for case in CHOSEN]
    done = subprocess.run([*command, *files], capture_output=True, timeout=120, check=False)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert [report["input"] for report in reports] == files
    for case, report in zip(CHOSEN, reports, strict=True):
        expected = {name: value for name, value in case.items() if name != "warnings"} | {"more_warnings": True}
        assert objections(expected, report) == [], label(case)
    assert done.returncode == 1


@pytest.mark.parametrize("case", CHOSEN, ids=label)
def test_the_page_judges_it_as_the_engine_without_a_network(client: FlaskClient, case: dict[str, Any]) -> None:
    data = (FOLDER / case["file"]).read_bytes()
    answer = client.post(
        "/controleren",
        data={"file": (io.BytesIO(data), "badge")},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    assert decided(answer.get_json()) == decided(judged_offline(data, case))
