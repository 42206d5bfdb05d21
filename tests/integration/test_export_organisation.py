"""What an organisation takes along is all of its own, exactly as it was signed, and nothing of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from click.testing import CliRunner
from kept_by_learner import Kept
from staff_desk import Desk

from badgeservice.cli import main
from badgeservice.portfolio.erasing import erase_badge


def test_an_organisation_takes_along_its_classes_and_badges(
    world: Any, environment: dict[str, str], tmp_path: Path
) -> None:
    desk, other = Desk(world), Desk(world, name="Groenrijk")
    version = desk.released()
    award, elsewhere = desk.given(version), other.given(other.released())
    kept = Kept(desk, version)
    with world.database.writing() as session:
        learner = desk.award(kept.award).learner_id
        assert learner is not None
        erase_badge(session, learner, kept.award, None, world.clock())
    file = tmp_path / "hotel.zip"
    done = CliRunner().invoke(main, ["export", "organisation", desk.organisation.slug, str(file)], env=environment)
    assert done.exit_code == 0, done.output
    assert file.stat().st_mode & 0o777 == 0o600
    with ZipFile(file) as whole:
        assert whole.testzip() is None
        badges = [json.loads(line) for line in whole.read("badges.jsonl").splitlines()]
        (badge_class,) = [json.loads(line) for line in whole.read("badge-classes.jsonl").splitlines()]
        assert {one["id"] for one in badges} == {str(award), str(kept.award)}
        assert [one["recipient_name"] for one in badges if one["erased_at"]] == [""]
        assert whole.read(f"badges/{award}.json") == desk.award(award).document
        assert f"badges/{kept.award}.json" not in whole.namelist()
        assert str(elsewhere) not in str(whole.namelist())
        assert f"badge-classes/{badge_class['slug']}-v1.png" in whole.namelist()
        assert json.loads(whole.read("did.json"))["id"].endswith(desk.organisation.slug)
        assert len([name for name in whole.namelist() if name.startswith("status-lists/")]) == 1


def test_an_organisation_that_is_not_there_leaves_no_file(
    world: Any, environment: dict[str, str], tmp_path: Path
) -> None:
    done = CliRunner().invoke(main, ["export", "organisation", "nergens", str(tmp_path / "x.zip")], env=environment)
    assert done.exit_code == 1
    assert "nergens" in done.output
    assert not (tmp_path / "x.zip").exists()
