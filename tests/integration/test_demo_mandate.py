"""A badge of the demo that was given under a mandate is checked without a network, mandate and all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from demo_made import Demo
from jsonschema import Draft201909Validator

from badgeservice.cli import main
from badgeservice.formats import schema
from badgeservice.jsonld.dropped_terms import refuse_dropped_terms

SHARED = Path(os.environ.get("BADGESERVICE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
OFFICIAL = SHARED / "data" / "ob_v3p0_achievementcredential_schema.json"
BRANCH = "did:web:localhost%3A8000:orgs:gastvrij-oost"


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.fixture(scope="module")
def data(demo: Demo) -> Path:
    """The folder of the demo."""
    return demo.folder


@pytest.fixture(scope="module")
def mandated(data: Path) -> Path:
    """The badge of the demo that carries a mandate."""
    [found] = [one for one in (data / "documents").glob("badge-*.json") if b"#Mandate" in one.read_bytes()]
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
    statements = document["issuer"]["endorsement"]
    assert [one["name"] for one in statements] == ["Mandaat voor Gastvrij bedienen", "Aanbeveling"]
    for signed in (document, *statements):
        refuse_dropped_terms(signed)
    for statement in statements:
        schema.validate(statement, schema.ENDORSEMENT)
    shown = document["credentialSubject"]["achievement"]["resultDescription"]
    own = [one["name"] for one in shown if "/orgs/hotel-de-zwaan#" in one["id"]]
    assert own == ["Je groet gasten in het Nederlands en in het Duits."]


def whole_map(data: Path) -> dict[str, Any]:
    """The answers of documents.json, with files that may be named from another folder."""
    answers = json.loads((data / "documents.json").read_text(encoding="utf-8"))
    return {address: {**answer, "file": str(data / answer["file"])} for address, answer in answers.items()}


def needed_for(badge: Path) -> dict[str, list[str]]:
    """The addresses that a badge and each statement in it name: of the key, and of the status list."""
    document = json.loads(badge.read_bytes())
    statements = [document, *document["issuer"].get("endorsement", [])]
    return {
        one["id"]: [
            f"https://{one['issuer']['id'].removeprefix('did:web:').replace(':', '/').replace('%3A', ':')}/did.json",
            one["credentialStatus"]["statusListCredential"],
        ]
        for one in statements
    }


def test_with_any_one_document_left_out_nothing_is_called_proven_that_needed_it(
    data: Path, mandated: Path, tmp_path: Path
) -> None:
    answers, needed = whole_map(data), needed_for(mandated)
    badge, mandate, recommendation = needed
    for missing in answers:
        (tmp_path / "map.json").write_text(json.dumps({key: one for key, one in answers.items() if key != missing}))
        _, report, endorsements = checked(tmp_path / "map.json", mandated)
        is_whole = missing not in needed[mandate] + needed[recommendation] + needed[badge][:1]
        assert report["verdict"] == ("unknown" if missing in needed[badge] else "valid"), missing
        assert (endorsements["outcome"] == "passed") == is_whole, missing
        proven = missing not in [*needed[mandate], needed[badge][0]]
        assert ("mandated_by" in endorsements["evidence"]) == proven, missing


def test_every_badge_of_the_demo_reports_what_its_file_holds_and_keeps_the_contract(data: Path) -> None:
    badges = sorted((data / "documents").glob("badge-*.json"))
    done = run({}, "verify", "--json", "--documents", str(data / "documents.json"), *map(str, badges))
    reports = [json.loads(line) for line in done.output.splitlines()]
    assert len(reports) == len(badges)
    for badge, report in zip(badges, reports, strict=True):
        assert list(report) == [
            "input", "verdict", "warnings", "format", "issuer", "achievement", "recipient", "valid_from",
            "valid_until", "checked_at", "checks", "seconds",
        ]  # fmt: skip
        assert [set(check) for check in report["checks"]] == [{"id", "outcome", "reason", "message", "evidence"}] * 7
        endorsements = report["checks"][-1]
        count = len(needed_for(badge)) - 1
        assert endorsements["evidence"]["endorsements"] == str(count)
        assert (endorsements["outcome"], endorsements["reason"]) == (
            ("passed", None) if count else ("unknown", "not_checked")
        )
        assert all(isinstance(value, str) for value in endorsements["evidence"].values())
    assert {len(needed_for(badge)) - 1 for badge in badges} == {0, 1, 2}
