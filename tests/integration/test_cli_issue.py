"""`badgeservice issue`: a list in a file becomes badges, once, and every row is accounted for."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from batch_desk import BatchDesk
from click.testing import CliRunner, Result
from two_people import TwoPeople

from badgeservice.cli.issue import command
from badgeservice.storage.tables import BatchRow

PEOPLE = "naam;e-mail\nFatima Yilmaz;fatima@voorbeeld.nl\nKees de Vries;kees@voorbeeld.nl\n"


@pytest.fixture
def desk(world: Any) -> BatchDesk:
    # The command lives by the clock on the wall.
    world.clock.now = datetime.now(UTC)
    return BatchDesk(world).ready_class()


@pytest.fixture
def issue(desk: BatchDesk, environment: dict[str, str], tmp_path: Path) -> Any:
    def run(people: str = PEOPLE, *more: str, badge_class: str | None = None, by: str | None = None) -> Result:
        file = tmp_path / "lijst.csv"
        file.write_text(people)
        slug = badge_class or desk.version(desk.version_id).badge_class.slug
        arguments = ["--batch", str(file), "--class", slug, "--organisation", desk.organisation.slug]
        arguments += ["--by", by or desk.giver.email, *more]
        return CliRunner().invoke(command, arguments, env=environment, catch_exceptions=False)

    return run


def test_a_list_is_given_and_every_row_is_told(desk: BatchDesk, issue: Any) -> None:
    done = issue(PEOPLE, "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.exit_code == 0, done.output
    assert [(row["number"], row["state"], row["why_not"]) for row in rows] == [(2, "given", None), (3, "given", None)]
    assert {row["code"] for row in rows} == {award.code for award in desk.awards()}
    assert {desk.verdict(award) for award in desk.awards()} == {"valid"}


def test_the_same_list_again_gives_nothing_twice(desk: BatchDesk, issue: Any) -> None:
    first, second = issue(), issue()

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout == second.stdout
    assert len(desk.awards()) == len(desk.mails()) == 2


def test_a_row_that_is_wrong_is_named_and_the_others_go_on(desk: BatchDesk, issue: Any) -> None:
    done = issue(PEOPLE + "Anna;geen adres\n")

    assert done.exit_code == 1
    assert "4\tAnna\twrong\t\t\tDit e-mailadres klopt niet." in done.stdout
    assert len(desk.awards()) == 2


def test_a_dry_run_tells_the_same_and_keeps_nothing(desk: BatchDesk, issue: Any) -> None:
    issue()
    done = issue(PEOPLE + "Anna;anna@voorbeeld.nl\n", "--dry-run")

    assert done.exit_code == 1
    assert [line.split("\t")[2] for line in done.stdout.splitlines()] == ["wrong", "wrong", "waiting"]
    assert "heeft deze badge al" in done.stdout
    assert (desk.count(BatchRow), len(desk.awards())) == (1, 2)


def test_a_list_for_a_day_to_come_waits(desk: BatchDesk, issue: Any) -> None:
    day = (desk.world.clock() + timedelta(days=9)).date().isoformat()
    done = issue(PEOPLE, "--on", day)

    assert done.exit_code == 0, done.output
    assert "scheduled" in done.stderr
    assert desk.awards() == []


def test_where_a_second_person_looks_along_the_list_waits_for_that(desk: BatchDesk, issue: Any) -> None:
    TwoPeople(desk).switch(awards=True)
    done = issue()

    assert (done.exit_code, "proposed" in done.stderr, desk.awards()) == (0, True, [])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"badge_class": "iets-anders"}, "geen badge"), ({"by": "niemand@voorbeeld.nl"}, "niemand met dit e-mailadres")],
)
def test_a_wrong_call_says_what_is_wrong(desk: BatchDesk, issue: Any, wrong: dict[str, str], sentence: str) -> None:
    done = issue(PEOPLE, **wrong)

    assert done.exit_code == 2
    assert sentence in done.stderr
    assert issue(PEOPLE, "--on", "2020-01-01").exit_code == 2
    assert issue("naam;e-mail\n").exit_code == 2
    assert desk.count(BatchRow) == 0
