"""Backups: what is refused, what is left when something goes wrong, and that either kind of database takes it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner, Result
from kept_by_learner import Kept
from sqlalchemy import func, select
from staff_desk import Desk

from badgeservice.audit.record import Actor
from badgeservice.cli import main
from badgeservice.issuing.derived_forms import MEDIA_TYPES, form_of
from badgeservice.issuing.reasons import Reason
from badgeservice.issuing.skill_import import import_seed
from badgeservice.issuing.withdraw import revoke
from badgeservice.keystore.key_file import make_key_file
from badgeservice.storage import skills
from badgeservice.storage.engine import Database, opened_database
from badgeservice.storage.tables import AwardFormRow, AwardRow, OrganisationRow, Row, SkillRow


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


@pytest.fixture
def backup(desk: Desk, world: Any, environment: dict[str, str], tmp_path: Path) -> Path:
    """A backup of an installation with a badge that was kept, its picture, and skills."""
    kept = Kept(desk, desk.released())
    with world.database.writing() as session:
        import_seed(session, Actor(None, "test"), world.clock())
    with world.database.reading() as session:
        form_of(world.database, session.get_one(AwardRow, kept.award), next(iter(MEDIA_TYPES)), world.tools.making,
                world.clock())  # fmt: skip
    file = tmp_path / "backup.zip"
    done = run(environment, "backup", str(file))
    assert done.exit_code == 0, done.output
    return file


@pytest.fixture
def elsewhere(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An empty SQLite database beside it, with the same key."""
    return environment | {
        "BADGESERVICE_DATA_DIR": str(tmp_path / "elsewhere"),
        "BADGESERVICE_DATABASE_URL": "",
        "BADGESERVICE_PUBLISHED_DIR": str(tmp_path / "data" / "published"),
    }


def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table but the audit log, which grows by restoring, and its end."""
    tables = [table for table in Row.metadata.sorted_tables if not table.name.startswith("audit")]
    with database.reading() as session:
        return {table.name: sorted(map(repr, session.execute(select(table)).all())) for table in tables}


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same archive with other parts."""
    with ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    change(parts)
    changed = file.with_name("changed.zip")
    with ZipFile(changed, "w", ZIP_DEFLATED) as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return changed


def manifest_with(**facts: Any) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | facts).encode()

    return change


def restored(environment: dict[str, str], file: Path) -> Database:
    done = run(environment, "restore", str(file))
    assert done.exit_code == 0, done.output
    folder = environment["BADGESERVICE_DATA_DIR"]
    return opened_database(environment["BADGESERVICE_DATABASE_URL"] or f"sqlite:///{folder}/badgeservice.db")


def test_every_row_of_every_table_comes_back_as_it_was(
    backup: Path, elsewhere: dict[str, str], desk: Desk, world: Any
) -> None:
    before = everything(world.database)
    with restored(elsewhere, backup) as database:
        after = everything(database)
    # Lists are closed, and mail that waited may have left: nothing else is different.
    different = {name for name in before if before[name] != after[name]}
    assert different == {"status_list", "outbox"}
    assert after["award_form"] != []


def test_a_backup_goes_back_into_the_kind_of_database_it_came_from(
    backup: Path, environment: dict[str, str], world: Any
) -> None:
    before = everything(world.database)
    refused = run(environment, "restore", str(backup))
    assert refused.exit_code == 1
    assert "--replace-everything" in refused.output
    assert everything(world.database) == before
    done = run(environment, "restore", str(backup), "--replace-everything")
    assert done.exit_code == 0, done.output
    assert everything(world.database)["award"] == before["award"]
    with world.database.reading() as session:
        assert skills.with_words(session, [("gast", "gast")], "gast", ("esco", "competentnl", "sbb"), "", 5) != []
    with world.database.writing() as session:
        session.add(SkillRow(source="esco", uri="urn:x:new", label_nl="Nieuw", label_en="", alternatives_nl="",
                             alternatives_en="", description="", checked=False))  # fmt: skip
        session.flush()
        assert session.scalar(select(func.count()).select_from(SkillRow)) == len(before["skill"]) + 1


def test_forms_can_be_left_out_and_are_made_anew(
    backup: Path, environment: dict[str, str], elsewhere: dict[str, str], tmp_path: Path, world: Any
) -> None:
    small = tmp_path / "small.zip"
    assert run(environment, "backup", str(small), "--without-forms").exit_code == 0
    assert small.stat().st_size < backup.stat().st_size
    with restored(elsewhere, small) as database, database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AwardFormRow)) == 0
        award = session.scalars(select(AwardRow)).one()
        form_of(database, award, "png", replace(world.tools.making, database=database), world.clock())
        session.rollback()
        assert session.scalar(select(func.count()).select_from(AwardFormRow)) == 1
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_of_a_version_before_is_migrated(backup: Path, elsewhere: dict[str, str]) -> None:
    def older(parts: dict[str, bytes]) -> None:
        told = json.loads(parts["manifest.json"])
        # What stands in tables that have changed since would not be there in this form.
        told["parts"] = [part for part in told["parts"] if part["table"] in {"organisation", "service_fact"}]
        manifest_with(migration="0009", parts=told["parts"])(parts)

    with restored(elsewhere, rewritten(backup, older)) as database, database.reading() as session:
        assert session.scalars(select(OrganisationRow)).one().name == "Hotel Zon"


def spoilt(parts: dict[str, bytes]) -> None:
    parts["tables/award.jsonl"] = parts["tables/award.jsonl"].replace(b"Fatima", b"Fatimo")


def without_a_part(parts: dict[str, bytes]) -> None:
    del parts["tables/award.jsonl"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (spoilt, "tables/award.jsonl is not what the manifest says"),
        (without_a_part, "damaged"),
        (lambda parts: parts.pop("manifest.json"), "damaged"),
        (lambda parts: parts.update({"manifest.json": b"[]"}), "damaged"),
        (manifest_with(format=2), "newer version"),
        (manifest_with(migration="9999"), "newer version"),
        (manifest_with(base_url="https://badges.example.nl"), "BADGESERVICE_BASE_URL=https://badges.example.nl"),
    ],
)
def test_what_is_not_a_whole_backup_of_here_is_refused_with_a_sentence(
    backup: Path, elsewhere: dict[str, str], change: Callable[[dict[str, bytes]], None], words: str
) -> None:
    done = run(elsewhere, "restore", str(rewritten(backup, change)))
    assert done.exit_code == 1
    assert words in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 and no more"])
def test_a_file_that_is_no_archive_is_refused(elsewhere: dict[str, str], tmp_path: Path, content: bytes | None,
                                              settings: Any) -> None:  # fmt: skip
    file = tmp_path / "nothing.zip"
    if content is not None:
        file.write_bytes(content)
    done = run(elsewhere, "restore", str(file))
    assert done.exit_code == 1
    assert str(file) in done.output


def test_another_key_encryption_key_is_refused_before_anything_changes(
    backup: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    make_key_file(tmp_path / "other-key")
    done = run(
        elsewhere | {"BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(tmp_path / "other-key")}, "restore", str(backup)
    )
    assert done.exit_code == 1
    assert "does not open with this key-encryption key" in done.output
    assert run(elsewhere, "restore", str(backup)).exit_code == 0


def test_without_what_was_published_nothing_is_restored_unless_it_is_said_to_be_lost(
    backup: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    lost = elsewhere | {"BADGESERVICE_PUBLISHED_DIR": str(tmp_path / "nowhere")}
    done = run(lost, "restore", str(backup))
    assert done.exit_code == 1
    assert "--without-published" in done.output
    assert run(lost, "restore", str(backup), "--without-published").exit_code == 0


def test_a_restore_that_fails_half_way_leaves_the_database_as_it_was(
    backup: Path, environment: dict[str, str], world: Any
) -> None:
    def pointing_nowhere(parts: dict[str, bytes]) -> None:
        told = json.loads(parts["manifest.json"])
        shorter = [part for part in told["parts"] if part["table"] != "badge_class"]
        manifest_with(parts=shorter)(parts)

    before = everything(world.database)
    done = run(environment, "restore", str(rewritten(backup, pointing_nowhere)), "--replace-everything")
    assert done.exit_code == 1
    assert "is as it was" in done.output
    assert everything(world.database) == before


def test_a_document_that_was_changed_before_the_backup_is_named(
    desk: Desk, world: Any, environment: dict[str, str], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    award = desk.given(desk.released())
    with world.database.writing() as session:
        row = session.get_one(AwardRow, award)
        row.document = row.document.replace(b"Fatima", b"Fatimo")
    assert run(environment, "backup", str(tmp_path / "backup.zip")).exit_code == 0
    done = run(elsewhere, "restore", str(tmp_path / "backup.zip"))
    assert done.exit_code == 1
    assert str(award) in done.output


def test_a_badge_withdrawn_after_the_backup_is_shown_as_withdrawn_with_what_is_known_of_it(
    backup: Path, environment: dict[str, str], desk: Desk, world: Any
) -> None:
    award = world_award(world)
    with world.database.writing() as session:
        row = session.get_one(AwardRow, award.id)
        revoke(session, row, Reason("wrong_person"), Actor(None, "test"), world.tools.sign, world.tools.addresses,
               world.clock())  # fmt: skip
    done = run(environment, "restore", str(backup), "--replace-everything")
    assert done.exit_code == 0, done.output
    page = world.app.test_client().get(f"/v/{award.code}")
    assert "Waarom, is niet bewaard gebleven." in page.text


def test_no_file_of_that_name_is_overwritten_and_a_folder_gets_a_name_with_the_moment(
    backup: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    before = backup.read_bytes()
    done = run(environment, "backup", str(backup))
    assert done.exit_code == 1
    assert "already" in done.output
    assert backup.read_bytes() == before
    folder = tmp_path / "copies"
    folder.mkdir()
    assert run(environment, "backup", str(folder)).exit_code == 0
    assert [file.name[:13] for file in folder.iterdir()] == ["badgeservice-"]
    assert run(environment, "backup", str(tmp_path / "no" / "such")).exit_code == 1


def test_a_full_disk_leaves_no_file_and_says_so(
    backup: Path, environment: dict[str, str], tmp_path: Path, database_url: str
) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    # A limit on the size of files is as full as a disk gets, and reading is not hindered by it.
    limited = """
import resource, signal
from badgeservice.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
main()
"""
    clean = {"PYTHONPATH": ":".join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", limited, "backup", str(folder)],
        env=environment | clean, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "There is no room for" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(folder.iterdir()) == []


def test_an_older_database_is_not_backed_up(elsewhere: dict[str, str], tmp_path: Path, settings: Any) -> None:
    done = run(elsewhere, "backup", str(tmp_path / "backup.zip"))
    assert done.exit_code == 1
    assert "badgeservice init" in done.output
    assert not (tmp_path / "backup.zip").exists()


def world_award(world: Any) -> AwardRow:
    with world.database.reading() as session:
        return session.scalars(select(AwardRow)).one()
