"""`badgeservice verify` as a script uses it: a process, its lines and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from issued import AWARD, DID_ADDRESS, LIST_ADDRESS, badge, did_document, png, status_list

from badgeservice.formats import baking_png, strict_json

AT = "2026-11-22T13:05:00Z"
BADGE = badge()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "good.json": strict_json.dumps(BADGE),
        "good.png": baking_png.bake(png(), strict_json.dumps(BADGE)),
        "forged.json": strict_json.dumps({**BADGE, "name": "Directeur"}),
        "none.txt": b"hallo",
        "later.jwt": b"eyJhbGciOiJFZERTQSJ9.e30.c2ln~",
        "address.txt": f" {AWARD.id}\n".encode(),
        "served/did.json": strict_json.dumps(did_document()),
        "served/list.json": strict_json.dumps(status_list()),
        "map.json": json.dumps(
            {
                DID_ADDRESS: {"file": "served/did.json"},
                LIST_ADDRESS: {"file": "served/list.json"},
                AWARD.id: {"file": "good.json"},
            }
        ).encode(),
    }
    (tmp_path / "served").mkdir()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "badgeservice.cli", "verify", *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, timeout=60, check=False)


def lines(folder: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]]]:
    done = run(folder, "--json", "--documents", "map.json", "--at", AT, *arguments, stdin=stdin)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_good_badges_of_every_form_end_with_zero(folder: Path) -> None:
    status, reports = lines(folder, "good.json", "good.png", "address.txt", AWARD.id)
    assert [report["verdict"] for report in reports] == ["valid"] * 4
    assert status == 0
    assert reports[0]["input"] == "good.json"
    assert reports[0]["warnings"] == ["issuer.untrusted"]
    assert len(reports[0]["checks"]) == 7


def test_standard_input_is_a_dash(folder: Path) -> None:
    status, reports = lines(folder, "-", stdin=strict_json.dumps(BADGE))
    assert (status, reports[0]["verdict"], reports[0]["input"]) == (0, "valid", "-")


def test_one_bad_input_never_stops_the_rest(folder: Path) -> None:
    status, reports = lines(folder, "none.txt", "missing.json", "forged.json", "later.jwt", ".", "good.json")
    verdicts = [report["verdict"] for report in reports]
    assert verdicts == ["invalid", "unknown", "invalid", "unknown", "unknown", "valid"]
    assert status == 1


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (["good.json", "later.jwt"], 3),
        (["later.jwt", "forged.json"], 1),
        (["good.json", "missing.json"], 2),
        (["https://elsewhere.example/badge"], 3),
        (["http://badges.example/badge"], 3),
        (["https://127.0.0.1/badge"], 3),
    ],
)
def test_the_exit_status_is_the_contracts(folder: Path, inputs: list[str], expected: int) -> None:
    assert lines(folder, *inputs)[0] == expected


def test_an_input_that_may_not_be_fetched_says_so_under_structure(folder: Path) -> None:
    _, reports = lines(folder, "https://127.0.0.1/badge", "http://badges.example/x", "https://elsewhere.example/x")
    reasons = [report["checks"][0]["reason"] for report in reports]
    assert reasons == ["fetch.blocked", "fetch.scheme", "fetch.unreachable"]
    assert [report["format"] for report in reports] == [None] * 3


def test_offline_leaves_the_issuer_unknown(folder: Path) -> None:
    done = run(folder, "--json", "--offline", "good.json")
    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (3, "unknown")


def test_the_moment_decides(folder: Path) -> None:
    done = run(folder, "--json", "--documents", "map.json", "--at", "2030-01-01T00:00:00+01:00", "good.json")
    assert json.loads(done.stdout)["checks"][2]["reason"] == "time.expired"


def test_an_address_is_compared(folder: Path) -> None:
    _, reports = lines(folder, "--recipient", "ander@post.example", "good.json")
    assert (reports[0]["verdict"], reports[0]["checks"][5]["reason"]) == ("valid", "recipient.mismatch")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--at", "gisteren", "good.json"],
        ["--at", "2026-11-22T13:05:00", "good.json"],
        ["--documents", "nowhere.json", "good.json"],
        ["--documents", "good.png", "good.json"],
        ["--documents", "map.json", "--offline", "good.json"],
        ["--nonsense", "good.json"],
    ],
)
def test_wrong_usage_ends_with_two(folder: Path, arguments: list[str]) -> None:
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")


def test_people_read_sentences(folder: Path) -> None:
    done = run(folder, "--documents", "map.json", "--at", AT, "forged.json", "missing.json")
    assert "Deze badge is niet geldig." in done.stdout.decode()
    assert "Dit bestand is niet te openen." in done.stderr.decode()


def test_checking_loads_no_web_no_database_and_nothing_else_that_it_does_not_use(folder: Path) -> None:
    code = (
        "import sys; from badgeservice.cli import main\n"
        "try: main(['verify', '--documents', 'map.json', 'good.json'])\n"
        "except SystemExit: pass\n"
        "others = ('flask', 'sqlalchemy', 'requests', 'aiohttp', 'PIL', 'jsonschema', 'jwt')\n"
        "print([name for name in others if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == b"[]"


def test_a_closed_standard_input_is_an_input_that_cannot_be_opened(folder: Path) -> None:
    command = f'exec "{sys.executable}" -m badgeservice.cli verify --json - good.json <&-'
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, timeout=60, check=False)
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["unknown", "unknown"]
    assert done.returncode == 2


def test_a_name_that_is_no_text_is_shown_all_the_same(folder: Path) -> None:
    command = [sys.executable, "-m", "badgeservice.cli", "verify", os.fsdecode(b"\xff.json")]
    strict = {**os.environ, "PYTHONIOENCODING": "utf-8:strict"}
    done = subprocess.run(command, cwd=folder, env=strict, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
