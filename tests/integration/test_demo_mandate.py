"""A badge of the demo that was given under a mandate is checked without a network, mandate and all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft201909Validator

from badgeservice.cli import main
from badgeservice.drawing.webfonts import make_webfonts
from badgeservice.formats import schema
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms

SHARED = Path(os.environ.get("BADGESERVICE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
OFFICIAL = SHARED / "data" / "ob_v3p0_achievementcredential_schema.json"
BRANCH = "did:web:localhost%3A8000:orgs:gastvrij-oost"


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    make_webfonts(folder / "fonts")
    environment = {
        "BADGESERVICE_DATA_DIR": str(folder),
        "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(folder.parent / "key"),
        "BADGESERVICE_DATABASE_URL": "",
        "BADGESERVICE_BASE_URL": "http://localhost:8000",
    }
    done = run(environment, "demo", "--json")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def mandated(data: Path) -> Path:
    """The badge of the demo that carries a mandate."""
    [found] = [one for one in (data / "documents").glob("badge-*.json") if b"/endorsements/" in one.read_bytes()]
    return found


def checked(documents: Path, badge: Path) -> tuple[int, dict[str, Any], dict[str, Any]]:
    done = run({}, "verify", "--json", "--documents", str(documents), str(badge))
    report = json.loads(done.output)
    return done.exit_code, report, next(one for one in report["checks"] if one["id"] == "endorsements")


def test_a_mandated_badge_is_valid_offline_and_the_report_says_who_mandated(data: Path, mandated: Path) -> None:
    status, report, endorsements = checked(data / "documents.json", mandated)
    assert (status, report["verdict"], endorsements["outcome"]) == (0, "valid", "passed")
    assert report["issuer"]["name"] == "Hotel De Zwaan"
    evidence = endorsements["evidence"]
    assert evidence["mandated_by"] == BRANCH
    assert evidence["mandate_from"] < report["valid_from"] < evidence["mandate_until"]
    assert evidence["key"].startswith(BRANCH)


def test_a_mandate_of_which_the_key_or_list_is_not_there_is_not_passed(
    data: Path, mandated: Path, tmp_path: Path
) -> None:
    _, _, proven = checked(data / "documents.json", mandated)
    answers = json.loads((data / "documents.json").read_text(encoding="utf-8"))
    files = {address: {**answer, "file": str(data / answer["file"])} for address, answer in answers.items()}
    for missing in (proven["evidence"]["list"], "https://localhost:8000/orgs/gastvrij-oost/did.json"):
        assert missing in files
        (tmp_path / "map.json").write_text(json.dumps({key: one for key, one in files.items() if key != missing}))
        _, report, endorsements = checked(tmp_path / "map.json", mandated)
        assert endorsements["outcome"] == "unknown", missing
        assert "mandated_by" not in endorsements["evidence"]
        assert next(one for one in report["checks"] if one["id"] == "proof")["outcome"] == "passed"


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="set BADGESERVICE_SHARED to the folder with the official schema")
def test_a_mandated_badge_and_its_mandate_fit_the_official_schema(mandated: Path) -> None:
    document = json.loads(mandated.read_bytes())
    official = Draft201909Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))
    assert [error.message for error in official.iter_errors(document)] == []


def test_nothing_of_a_mandated_badge_or_its_mandate_falls_outside_the_signatures(mandated: Path) -> None:
    document = json.loads(mandated.read_bytes())
    [mandate] = document["issuer"]["endorsement"]
    for signed in (document, mandate):
        refuse_dropped_terms(signed)
    schema.validate(mandate, schema.ENDORSEMENT)
    shown = document["credentialSubject"]["achievement"]["resultDescription"]
    own = [one["name"] for one in shown if "/orgs/hotel-de-zwaan#" in one["id"]]
    assert own == ["Je groet gasten in het Nederlands en in het Duits."]
