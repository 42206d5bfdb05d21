"""What does a learner take along, and can everybody check it without this service and without a network?"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from staff_desk import Desk
from test_elsewhere import EMAIL, GOOD, badge, browser_of, hand_in, learner_of, of_a_stranger, served, strict_json

from badgeservice.jsonld.moment import write_moment
from badgeservice.organisations.status_lists import bits_changed
from badgeservice.portfolio.taking_along import Packing, packed
from badgeservice.storage.tables import AwardRow
from badgeservice.web.collaborators import NAME

OFFLINE = """
import socket, sys
from badgeservice.cli import main
def refused(*_arguments, **_more):
    raise SystemExit("the network was asked")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
sys.argv = ["badgeservice", *sys.argv[1:]]
main()
"""


@pytest.fixture
def desk(world) -> Desk:
    return Desk(world)


@pytest.fixture
def learner(world):
    return learner_of(world)


@pytest.fixture
def mine(world, learner):
    return browser_of(world, learner)


def given(world, desk, learner, version, **who):
    award = desk.given(version, **{"email": EMAIL, **who})
    with world.database.writing() as session:
        row = session.get_one(AwardRow, award)
        row.learner_id, row.kept_at = learner, world.clock()
    return award


def taken(client, folder: Path) -> list[str]:
    answer = client.get("/mijn/meenemen/badges.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="badges-2026-11-22.zip"'
    with ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
        return archive.namelist()


def verified(world, folder: Path, *files: str) -> tuple[int, list[dict]]:
    """What `badgeservice verify` says in a process that has no network, no database and no settings."""
    at = write_moment(world.clock())
    arguments = ["verify", "--json", "--documents", "documents.json", "--at", at, *files]
    command = [sys.executable, "-c", OFFLINE, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    assert done.stderr == b""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def badges_in(names: list[str]) -> list[str]:
    return [name for name in names if re.fullmatch(r"(badges|elders)/[^/]+/badge\..+", name)]


def test_everything_is_checked_without_this_service_and_without_a_network(world, desk, learner, mine, tmp_path):
    version = desk.released()
    given(world, desk, learner, version)
    served(world, GOOD)
    hand_in(world, mine, strict_json.dumps(badge()))
    hand_in(world, mine, of_a_stranger())

    names = taken(mine, tmp_path)

    files = badges_in(names)
    suffixes = [name.partition("badge.")[2] for name in files if name.startswith("badges/")]
    assert suffixes == ["json", "jwt", "ob.jwt", "png", "svg", "pdf", "ob2.json", "ob2.jwt", "ob2.png", "ob2.svg"]
    status, reports = verified(world, tmp_path, *files)
    assert {report["input"]: report["verdict"] for report in reports} == dict.fromkeys(files, "valid")
    assert status == 0


def test_a_badge_that_was_withdrawn_says_so_without_a_network_too(world, desk, learner, mine, tmp_path):
    version = desk.released()
    good, bad = given(world, desk, learner, version), given(world, desk, learner, version)
    assert mine.get(f"/badges/{bad}.jwt").status_code == 200
    revoke(world, desk, bad)

    names = taken(mine, tmp_path)

    revoked = [name for name in badges_in(names) if name.startswith(folder_of(tmp_path, bad))]
    assert [name.partition("badge.")[2] for name in revoked] == ["json", "jwt"]
    status, reports = verified(world, tmp_path, *revoked)
    assert (status, {report["verdict"] for report in reports}) == (1, {"invalid"})
    note = (tmp_path / folder_of(tmp_path, bad) / "LEESMIJ.txt").read_text()
    assert note == "Van deze badge is niet elk soort bestand er. De badge is nu: Ingetrokken.\n"
    sound = [name for name in badges_in(names) if name.startswith(folder_of(tmp_path, good))]
    assert verified(world, tmp_path, *sound)[0] == 0


def revoke(world, desk, award) -> None:
    with world.database.writing() as session:
        row = session.get_one(AwardRow, award)
        row.revoked_at = world.clock()
        tools = world.app.extensions[NAME]
        bits_changed(session, row.status_list_id, tools.sign, tools.addresses, world.clock())


def folder_of(folder: Path, award) -> str:
    """The folder in which this badge lies."""
    for file in folder.glob("badges/*/badge.json"):
        if str(award) in file.read_text():
            return str(file.parent.relative_to(folder))
    raise AssertionError(award)


def test_a_changed_file_is_not_valid(world, desk, learner, mine, tmp_path):
    given(world, desk, learner, desk.released())
    names = taken(mine, tmp_path)
    file = tmp_path / next(name for name in names if name.endswith("badge.json"))
    file.write_bytes(file.read_bytes().replace(b"Fatima", b"Fatma"))

    assert verified(world, tmp_path, str(file.relative_to(tmp_path)))[0] == 1


class Addresses(HTMLParser):
    """Every address in a page, and whether anything runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.found += [value for name, value in attributes if name in {"href", "src"}]


def test_the_page_in_it_opens_without_a_network_and_names_every_file(world, desk, learner, mine, tmp_path):
    given(world, desk, learner, desk.released(name="<b>Gasten</b> ontvangen"))
    hand_in(world, mine, of_a_stranger())

    names = taken(mine, tmp_path)

    page = Addresses((tmp_path / "index.html").read_text())
    assert set(badges_in(names)) <= set(page.found) <= set(names)
    assert "Echt en geldig" in (tmp_path / "index.html").read_text()
    assert page.tags.isdisjoint({"script", "b", "iframe", "object"})
    read_me = (tmp_path / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert "Jouw badges, meegenomen op 22 november 2026" in read_me
    assert "badgeservice verify --documents documents.json --at 2026-11-22T13:05:00Z badges/001-" in read_me


def test_the_same_badges_give_the_same_zip(world, desk, learner, mine):
    version = desk.released()
    for _number in range(3):
        given(world, desk, learner, version)
    first = mine.get("/mijn/meenemen/badges.zip").data

    assert mine.get("/mijn/meenemen/badges.zip").data == first


def test_a_badge_that_is_given_meanwhile_waits_for_the_next_time(world, desk, learner):
    version = desk.released()
    given(world, desk, learner, version)
    world.clock.forward(minutes=1)
    gone = given(world, desk, learner, version)
    tools = world.app.extensions[NAME]
    files = packed(Packing(learner, tools.making, lambda _taken: {}, world.clock()))

    names = [next(files)[0]]
    given(world, desk, learner, version)
    with world.database.writing() as session:
        session.get_one(AwardRow, gone).learner_id = None
    names += [name for name, _content in files]

    assert {name.split("/")[1] for name in names if name.startswith("badges/")} == {"001-gasten-ontvangen"}
    assert names[-1] == "documents.json"


def test_only_ones_own_badges_are_in_it(world, desk, learner, mine, tmp_path):
    version = desk.released()
    given(world, desk, learner, version)
    given(
        world, desk, learner_of(world, "ander@voorbeeld.nl"), version, name="Iemand Anders", email="ander@voorbeeld.nl"
    )

    taken(mine, tmp_path / "zip")

    files = [file for file in (tmp_path / "zip").rglob("*") if file.is_file()]
    assert [file for file in files if b"Iemand Anders" in file.read_bytes()] == []
    assert world.app.test_client().get("/mijn/meenemen/badges.zip").location == "/mijn/inloggen"


def test_who_has_nothing_reads_so(mine):
    assert "Er is nog niets om mee te nemen" in mine.get("/mijn/meenemen").text
