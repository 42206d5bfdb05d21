"""`badgeservice verify` on a ZIP, on photos, and as a table."""

from __future__ import annotations

import csv
import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from issued import AWARD, DID_ADDRESS, LIST_ADDRESS, badge, did_document, status_list
from photos import photo_of
from test_cli_verify import AT, lines, run

from badgeservice.formats import strict_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    good, forged = strict_json.dumps(badge()), strict_json.dumps({**badge(), "name": "Directeur"})
    served = {DID_ADDRESS: did_document(), LIST_ADDRESS: status_list(), AWARD.id: badge()}
    answers = {}
    for number, (address, document) in enumerate(served.items()):
        (tmp_path / f"served-{number}").write_bytes(strict_json.dumps(document))
        answers[address] = {"file": f"served-{number}"}
    (tmp_path / "map.json").write_text(json.dumps(answers))
    (tmp_path / "good.json").write_bytes(good)
    photo = photo_of(AWARD.id)
    (tmp_path / "photo.jpg").write_bytes(photo)
    (tmp_path / "nothing.jpg").write_bytes(photo_of())
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 en dan niets")
    for name, files in {
        "all.zip": (
            ("a.json", good),
            ("map/b.json", forged),
            ("c.jpg", photo_of(AWARD.id)),
            ("d.txt", AWARD.id.encode()),
        ),
        "good.zip": (("a.json", good), (".verborgen", b"x")),
        "odd.zip": (("\x1b[31mrood.json", good), ("a.json", good)),
        "empty.zip": (),
    }.items():
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as made:
            for inside, content in files:
                made.writestr(inside, content)
    return tmp_path


def told(reports: list[dict]) -> list[tuple[str, str]]:
    return [(report["input"], report["verdict"]) for report in reports]


def test_a_zip_gives_a_line_for_every_file_in_it(folder: Path) -> None:
    status, reports = lines(folder, "all.zip", "good.json")
    assert told(reports) == [
        ("all.zip/a.json", "valid"),
        ("all.zip/map/b.json", "invalid"),
        ("all.zip/c.jpg", "valid"),
        ("all.zip/d.txt", "valid"),
        ("good.json", "valid"),
    ]
    assert status == 1
    assert lines(folder, "good.zip")[0] == 0


def test_a_photo_stands_for_the_address_on_it(folder: Path) -> None:
    status, reports = lines(folder, "photo.jpg")
    assert (status, told(reports)) == (0, [("photo.jpg", "valid")])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nothing.jpg", "image.no_credential"),
        ("broken.zip", "parse.not_a_badge"),
        ("empty.zip", "parse.not_a_badge"),
    ],
)
def test_what_leads_nowhere_is_a_report_too(folder: Path, name: str, reason: str) -> None:
    status, (report,) = lines(folder, name)
    assert (status, report["input"], report["checks"][0]["reason"]) == (1, name, reason)


def test_a_name_inside_a_zip_cannot_speak_to_the_terminal(folder: Path) -> None:
    done = run(folder, "--documents", "map.json", "--at", AT, "odd.zip")
    assert b"\x1b" not in done.stdout
    assert b"odd.zip/a.json: " in done.stdout
    assert done.returncode == 1


def test_a_zip_on_standard_input_is_read_too(folder: Path) -> None:
    status, reports = lines(folder, "-", stdin=(folder / "good.zip").read_bytes())
    assert (status, told(reports)) == (0, [("-/a.json", "valid")])


def test_the_table_has_a_row_for_every_badge(folder: Path) -> None:
    done = run(folder, "--csv", "--documents", "map.json", "--at", AT, "all.zip", "nothing.jpg")
    rows = list(csv.DictReader(StringIO(done.stdout.decode())))

    assert [row["verdict"] for row in rows] == ["valid", "invalid", "valid", "valid", "invalid"]
    assert rows[0]["input"] == "all.zip/a.json"
    assert rows[0]["issuer"] == "Hotel Zon"
    assert rows[1]["reasons"] == "proof.signature_invalid"
    assert done.returncode == 1


def test_a_table_and_lines_of_json_do_not_go_together(folder: Path) -> None:
    assert run(folder, "--csv", "--json", "good.json").returncode == 2
