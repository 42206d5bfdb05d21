"""The fixtures are what the second implementation makes, all come out as they must, and damage is seen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from casemaking import selftest
from casemaking.shelf import dump

from badgeservice.selftest.forms import FORM, FORMS, GROUPS
from badgeservice.selftest.reading import FIXTURES, reads
from badgeservice.selftest.results import NOT_MADE, Line

CASES: list[dict[str, Any]] = json.loads((FIXTURES / "cases.json").read_text(encoding="utf-8"))
DOCUMENTS: dict[str, dict[str, Any]] = json.loads((FIXTURES / "documents.json").read_text(encoding="utf-8"))
SOUND = [case for case in CASES if case["verdict"] == "valid"]
REFUSED = [case for case in CASES if case["verdict"] != "valid"]

Damaged = Callable[[str, bytes], Path]


def label(case: dict[str, Any]) -> str:
    return f"{case['family']}/{case['name']}"


@pytest.fixture
def damaged(tmp_path: Path) -> Damaged:
    """The fixtures with other bytes in one file."""

    def damage(file: str, data: bytes) -> Path:
        folder = tmp_path / "fixtures"
        shutil.copytree(FIXTURES, folder)
        (folder / file).write_bytes(data)
        return folder

    return damage


def lines(folder: Path = FIXTURES) -> list[Line]:
    return list(reads(perf_counter, folder))


def wrong(folder: Path, family: str | None = None) -> set[str]:
    """What does not hold; of one family only when it is named, for then the others need not be judged."""
    if family is not None:
        (folder / "cases.json").write_text(json.dumps([case for case in CASES if case["family"] == family]))
    found = [line for line in lines(folder) if not line.holds and family in (None, line.form.id)]
    return {f"{line.form.id}/{line.fixture}" for line in found}


def files_of(folder: Path) -> Iterator[str]:
    return (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_the_fixtures_are_what_the_second_implementation_makes() -> None:
    shelf = selftest.collection()
    made = {**shelf.files, "cases.json": dump(shelf.cases).encode(), "documents.json": dump(shelf.addresses).encode()}
    assert {name: (FIXTURES / name).read_bytes() for name in files_of(FIXTURES)} == made


def test_each_fixture_is_small() -> None:
    sizes = {name: (FIXTURES / name).stat().st_size for name in files_of(FIXTURES) if "/" in name}
    assert {name: size for name, size in sizes.items() if size > 4096} == {}


def test_every_fixture_comes_out_as_it_must() -> None:
    assert {f"{line.form.id}/{line.fixture}": line.found for line in lines() if not line.holds} == {}
    assert len(lines()) == len(CASES)


def test_every_form_has_a_sound_fixture_and_one_that_is_refused() -> None:
    for form in FORMS:
        verdicts = {case["verdict"] for case in CASES if case["family"] == form.id}
        assert verdicts == {"valid", "invalid"}, form.id
        assert form.group in GROUPS


def test_every_fixture_belongs_to_a_form() -> None:
    assert {case["family"] for case in CASES} == set(FORM)


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_fixture_that_is_cut_off_is_seen(damaged: Damaged, case: dict[str, Any]) -> None:
    data = (FIXTURES / case["file"]).read_bytes()
    assert wrong(damaged(case["file"], data[: len(data) // 2]), case["family"]) == {label(case)}


@pytest.mark.parametrize("case", SOUND, ids=label)
def test_a_sound_fixture_that_becomes_a_refused_one_is_seen(damaged: Damaged, case: dict[str, Any]) -> None:
    other = next(one for one in REFUSED if one["family"] == case["family"])
    assert wrong(damaged(case["file"], (FIXTURES / other["file"]).read_bytes()), case["family"]) == {label(case)}


@pytest.mark.parametrize("case", REFUSED, ids=label)
def test_a_refused_fixture_that_becomes_sound_is_seen(damaged: Damaged, case: dict[str, Any]) -> None:
    other = next(one for one in SOUND if one["family"] == case["family"])
    assert wrong(damaged(case["file"], (FIXTURES / other["file"]).read_bytes()), case["family"]) == {label(case)}


@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_that_is_gone_is_seen(damaged: Damaged, address: str) -> None:
    others = {place: answer for place, answer in DOCUMENTS.items() if place != address}
    assert wrong(damaged("documents.json", json.dumps(others).encode()))


def test_a_fixture_that_is_gone_is_seen_and_the_others_go_on(damaged: Damaged) -> None:
    folder = damaged("vc-jwt/sound.jwt", b"")
    (folder / "vc-jwt/sound.jwt").unlink()
    assert wrong(folder) == {"vc-jwt/sound"}
    assert len(lines(folder)) == len(CASES)


def test_a_form_without_fixtures_is_seen(damaged: Damaged) -> None:
    others = [case for case in CASES if case["family"] != "ob2-signed"]
    folder = damaged("cases.json", json.dumps(others).encode())
    assert wrong(folder) == {"ob2-signed/sound", "ob2-signed/refused"}
    assert {line.found.verdict for line in lines(folder) if not line.holds} == {NOT_MADE}


def test_the_moment_of_the_judgement_stands_in_the_fixtures() -> None:
    assert {case["at"] for case in CASES} == {"2026-11-22T13:05:00Z"}
