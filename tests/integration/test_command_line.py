"""Starting the service from the command line: init, serve's refusals, the demo."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from demo_made import Demo
from staff_desk import Desk

from badgeservice.app import create_app
from badgeservice.cli import main
from badgeservice.errors import SettingsError
from badgeservice.model.achievement import Kind
from badgeservice.settings import read_settings


@pytest.fixture
def fresh(tmp_path: Path, demo: Demo) -> dict[str, str]:
    """An installation of which nothing is there yet but the fonts, on SQLite."""
    shutil.copytree(demo.folder / "fonts", tmp_path / "data" / "fonts")
    return {
        "BADGESERVICE_DATA_DIR": str(tmp_path / "data"),
        "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(tmp_path / "keys" / "key"),
        "BADGESERVICE_DATABASE_URL": "",
        "BADGESERVICE_BASE_URL": "http://localhost:8000",
    }


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def test_init_makes_all_there_is_to_make_and_prints_a_first_link(fresh: dict[str, str]) -> None:
    done = run(fresh, "init", "--operator", "operator@voorbeeld.nl")
    assert done.exit_code == 0, done.output
    link = done.output.strip()
    assert link.startswith("http://localhost:8000/inloggen/")
    app = create_app(read_settings(fresh))
    assert app.test_client().get(link.removeprefix("http://localhost:8000")).status_code == 200
    app.extensions["badgeservice"].database.close()


def test_init_twice_keeps_the_key_and_the_rows(fresh: dict[str, str]) -> None:
    run(fresh, "init", "--operator", "operator@voorbeeld.nl")
    key = Path(fresh["BADGESERVICE_KEY_ENCRYPTION_KEY_FILE"]).read_text()
    assert run(fresh, "init").exit_code == 0
    assert Path(fresh["BADGESERVICE_KEY_ENCRYPTION_KEY_FILE"]).read_text() == key


def test_a_broken_operator_address_is_refused_with_a_sentence(fresh: dict[str, str]) -> None:
    done = run(fresh, "init", "--operator", "geen adres")
    assert done.exit_code == 1
    assert "naam@voorbeeld.nl" in done.output


def test_an_empty_database_is_not_served_and_the_sentence_names_the_command(fresh: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="badgeservice init"):
        create_app(read_settings(fresh))


def test_another_base_url_than_badges_were_signed_under_is_refused_with_both_ways_out(
    world: Any, environment: dict[str, str]
) -> None:
    desk = Desk(world)
    desk.given(desk.released())
    elsewhere = environment | {"BADGESERVICE_BASE_URL": "http://localhost:9999"}
    with pytest.raises(SettingsError, match=r"BADGESERVICE_BASE_URL=http://localhost:8000.*BADGESERVICE_DATA_DIR"):
        create_app(read_settings(elsewhere))


def test_the_demo_tells_of_every_kind_and_state_and_its_documents_check_without_a_network(
    demo: Demo,
) -> None:
    told = demo.told
    assert {one["state"] for one in told["badges"]} == {"valid", "revoked", "suspended", "expired", "unclaimed"}
    assert {one["kind"] for one in told["badges"]} == set(Kind)
    roles = {"operator", "beheerder", "samensteller", "gever", "lezer", "learner"}
    assert {one["role"] for one in told["accounts"]} == roles
    data = demo.folder
    files = [str(data / "documents" / f"badge-{one['id']}.json") for one in told["badges"]]
    checked = run({}, "verify", "--json", "--documents", str(data / "documents.json"), *files)
    verdicts = [json.loads(line) for line in checked.output.splitlines()]
    reasons = {"revoked": "status.revoked", "suspended": "status.suspended", "expired": "time.expired"}
    for badge, report in zip(told["badges"], verdicts, strict=True):
        found = [check.get("reason") for check in report["checks"] if check["outcome"] == "failed"]
        assert found == ([reasons[badge["state"]]] if badge["state"] in reasons else []), (badge, report)
    assert checked.exit_code == 1


def test_a_receipt_is_checked_with_the_documents_of_the_demo(demo: Demo, tmp_path: Path) -> None:
    app = create_app(read_settings(demo.environment))
    revoked = next(one for one in demo.told["badges"] if one["state"] == "revoked")
    answer = app.test_client().post("/controleren/bewijs", data={"input": revoked["code"]})
    app.extensions["badgeservice"].database.close()
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(answer.data)
    documents = str(demo.folder / "documents.json")
    checked = run({}, "verify", "--json", "--documents", documents, str(receipt))
    report = json.loads(checked.output)
    assert (checked.exit_code, report["verdict"], report["format"]) == (0, "valid", "vc-data-integrity")
    assert "ingetrokken" in json.loads(answer.data)["description"]


def test_the_demo_is_refused_where_something_is_already(fresh: dict[str, str]) -> None:
    run(fresh, "init", "--operator", "operator@voorbeeld.nl")
    done = run(fresh, "demo")
    assert done.exit_code == 1
    assert "BADGESERVICE_DATA_DIR" in done.output


def test_the_demo_is_refused_in_production(fresh: dict[str, str]) -> None:
    production = fresh | {
        "BADGESERVICE_BASE_URL": "https://badges.example",
        "BADGESERVICE_SECRET_KEY": "k" * 40,
        "BADGESERVICE_SMTP_URL": "smtp://mail.example",
    }
    done = run(production, "demo")
    assert done.exit_code == 1
    assert "production" in done.output


def test_a_development_secret_is_refused_in_production_with_a_way_to_mend_it(fresh: dict[str, str]) -> None:
    done = run(fresh | {"BADGESERVICE_BASE_URL": "https://badges.example"}, "serve")
    assert done.exit_code == 1
    assert "secrets.token_urlsafe" in done.output


def test_the_help_lists_the_commands_and_the_settings() -> None:
    shown = run({}, "--help").output
    assert all(name in shown for name in ("init", "demo", "serve", "worker", "verify", "keys", "audit"))
    assert "BADGESERVICE_BASE_URL" in run({}, "--help-settings").output
