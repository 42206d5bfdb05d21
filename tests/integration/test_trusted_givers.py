"""A giver on a list of the operator is known, and a list that is missing says so on the page and in the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from issued import KEY, shapes
from issued.other_forms import as_text
from second_app import app_with

from badgeservice.cli import main
from badgeservice.proofs import did_key

BADGE = as_text(shapes.by_did_key(shapes.teamwork([shapes.CREDENTIALS_V2, shapes.OPEN_BADGES_3]))).decode()
GIVER = {"id": did_key.did_key(KEY.public_key()), "name": "Example Corp"}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    place = tmp_path / "lijst.json"
    place.write_text(json.dumps({"name": "Erkende gevers", "issuers": [GIVER]}))
    return place


def check(environment: dict[str, str], clock: Callable[[], datetime], place: Path, **headers: str) -> Any:
    with app_with(environment, clock, BADGESERVICE_TRUST_LISTS=str(place)) as app:
        return app.test_client().post("/controleren", data={"text": BADGE}, headers=headers)


def test_a_giver_on_the_list_is_known(app, environment, clock, listed):
    report = check(environment, clock, listed, Accept="application/json").json
    assert (report["verdict"], report["warnings"]) == ("valid", [])
    assert report["checks"][4]["evidence"]["source"] == "Erkende gevers"
    assert "Erkende gevers" in check(environment, clock, listed).text


def test_a_list_that_is_missing_says_so(app, environment, clock, listed):
    listed.unlink()
    report = check(environment, clock, listed, Accept="application/json").json
    assert report["warnings"] == ["issuer.untrusted"]
    assert report["checks"][4]["evidence"]["lists_not_loaded"] == str(listed)
    assert "Niet geladen lijsten" in check(environment, clock, listed).text


def test_the_command_line_reads_a_list_too(listed, tmp_path):
    (tmp_path / "badge.json").write_text(BADGE)
    arguments = ["verify", "--json", "--offline", "--trust-list", str(listed), str(tmp_path / "badge.json")]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, json.loads(done.stdout)["warnings"]) == (0, [])
