"""Skills are brought in from files and found again, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select, text
from staff_desk import SKILL, STATEMENT, Desk, sentences

from badgeservice.cli import main
from badgeservice.issuing import skill_files
from badgeservice.issuing.skills_search import SKILLS, WORK_PROCESSES, RememberedNames, search
from badgeservice.organisations.roles import Role
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AuditRow, SkillRow

HEADER = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description\n"
NAMES = (
    ("gasten ontvangen", "welcome guests", "bezoekers begroeten"),
    ("gasten ontvangen in een hotel", "welcome guests in a hotel", ""),
    ("klanten ontvangen", "receive customers", "gasten"),
    ("voorraadbeheer uitvoeren", "manage stock", ""),
    ("bomen planten", "plant trees", ""),
    ("hygiënisch werken", "work hygienically", "HACCP"),
    ("met gasten praten na het ontvangen", "talk with guests", ""),
)
PROCESSES = "crebo,kwalificatie,code,naam\n25168,Gastheer,B1-K1-W1,Ontvangt de gast\n25180,Kok,B1-K1-W1,Kookt\n"


def address(number: int) -> str:
    return f"http://data.europa.eu/esco/skill/00000000-0000-4000-8000-{number:012}"


def esco(folder: Path, language: str, extra: str = "") -> Path:
    place = 0 if language == "nl" else 1
    lines = [
        f"KnowledgeSkillCompetence,{address(number)},skill,,{names[place]},{names[2]},,released,Uitleg"
        for number, names in enumerate(NAMES)
    ]
    file = folder / f"skills_{language}.csv"
    file.write_text(HEADER + "\n".join(lines) + "\n" + extra, encoding="utf-8")
    return file


@pytest.fixture
def run(environment: dict[str, str], world: Any) -> Any:
    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, ["skills", *map(str, arguments)], env=environment)

    return run


@pytest.fixture
def filled(run: Any, tmp_path: Path, database: Database) -> Database:
    processes = tmp_path / "werkprocessen.csv"
    processes.write_text(PROCESSES, encoding="utf-8")
    done = run("import", esco(tmp_path, "nl"), esco(tmp_path, "en"), processes)
    assert done.exit_code == 0, done.output
    return database


def names(database: Database, typed: str, sources: tuple[str, ...] = SKILLS, crebo: str = "") -> list[str]:
    with database.reading() as session:
        return [row.label_nl for row in search(session, RememberedNames(), typed, sources, crebo)]


def rows_of(database: Database) -> list[tuple[Any, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(SkillRow.__table__).order_by(SkillRow.uri))]


def test_dutch_and_english_are_joined_by_their_address(filled: Database) -> None:
    with filled.reading() as session:
        row = session.scalars(select(SkillRow).where(SkillRow.uri == address(0))).one()
        assert (row.label_nl, row.label_en, row.source, row.checked) == (*NAMES[0][:2], "esco", True)
        assert (
            session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.action == "skills.imported")) == 3
        )


def test_the_same_files_again_change_nothing(filled: Database, run: Any, tmp_path: Path) -> None:
    before = rows_of(filled)
    done = run("import", esco(tmp_path, "en"), esco(tmp_path, "nl"))
    assert "0 added, 7 known" in done.output
    assert rows_of(filled) == before
    with filled.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM skill_words")) == len(before)


def test_a_changed_name_is_found_and_the_old_one_no_more(filled: Database, run: Any, tmp_path: Path) -> None:
    file = esco(tmp_path, "nl")
    file.write_text(file.read_text().replace("bomen planten", "heggen snoeien"))
    run("import", file)
    assert names(filled, "heggen") == ["heggen snoeien"]
    assert "bomen planten" not in names(filled, "bomen")


@pytest.mark.parametrize(
    "typed", ["gast", "gasten ontvangen", "GÁSTEN Ontvangen", "gastn ontvangn", "ontvangen gasten", "welcome guests"]
)
def test_what_is_meant_is_found_first(filled: Database, typed: str) -> None:
    assert names(filled, typed)[0] == "gasten ontvangen"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hygienisch", "hygiënisch werken"),
        ("haccp", "hygiënisch werken"),
        ("boom", "bomen planten"),
        ("beheer", "voorraadbeheer uitvoeren"),
        ("vooraadbeheer uitvoern", "voorraadbeheer uitvoeren"),
    ],
)
def test_accents_other_names_plurals_compounds_and_mistakes_do_no_harm(filled: Database, typed: str, name: str) -> None:
    assert names(filled, typed)[0] == name


def test_the_order_is_same_name_then_beginning_then_words_then_elsewhere(filled: Database) -> None:
    assert names(filled, "gasten ontvangen")[:4] == [NAMES[0][0], NAMES[1][0], NAMES[6][0], NAMES[2][0]]


@pytest.mark.parametrize(
    "typed", ["", "a", "'\"*():&|!<->", "NEAR AND OR NOT", "\\", "%", "🦊", "x" * 5000, "a b c " * 99]
)
def test_signs_of_the_index_are_words_like_others(filled: Database, typed: str) -> None:
    assert isinstance(names(filled, typed), list)


def test_werkprocessen_are_those_of_one_crebonummer(filled: Database) -> None:
    assert names(filled, "", WORK_PROCESSES, "25168") == ["Ontvangt de gast"]
    assert names(filled, "gast", WORK_PROCESSES, "25180") == []
    assert names(filled, "kookt", WORK_PROCESSES, "25180") == ["Kookt"]
    assert "Kookt" not in names(filled, "kookt")


def test_a_process_reads_the_names_again_after_an_import(filled: Database, run: Any, tmp_path: Path) -> None:
    remembered = RememberedNames()
    with filled.reading() as session:
        before = remembered.up_to_date(session).names
        assert len(before) == 2 * len(NAMES)
        assert remembered.up_to_date(session).names is before
    run("import", "--seed")
    with filled.reading() as session:
        assert "struiken snoeien" in remembered.up_to_date(session).names


def test_who_searches_during_an_import_goes_on_with_the_names_it_began_with(filled: Database, run: Any) -> None:
    remembered = RememberedNames()
    with filled.reading() as session:
        begun = remembered.up_to_date(session)
    names, pieces = list(begun.names), {piece: list(places) for piece, places in begun.pieces.items()}
    run("import", "--seed")
    with filled.reading() as session:
        assert remembered.up_to_date(session) is not begun

    assert list(begun.names) == names
    assert {piece: list(places) for piece, places in begun.pieces.items()} == pieces


def test_one_wrong_file_keeps_all_out(run: Any, tmp_path: Path, database: Database) -> None:
    wrong = tmp_path / "skills_en.csv"
    wrong.write_text("conceptUri,preferredLabel\n")
    done = run("import", esco(tmp_path, "nl"), wrong)
    assert done.exit_code == 1
    assert "misses: altLabels, description. Nothing was changed." in done.output
    assert rows_of(database) == []


def test_too_many_rows_are_refused_before_one_is_written(
    run: Any, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "werkprocessen.csv"
    file.write_text("crebo,kwalificatie,code,naam\n" + "25168,Kok,B1-K1-W1,Kookt\n" * (skill_files.MOST_ROWS + 1))
    done = run("import", file)
    assert done.exit_code == 1
    assert "more than 200,000 rows" in done.output
    monkeypatch.setattr(skill_files, "MOST_BYTES", 2**20)
    assert "larger than 1 MB" in run("import", file).output
    assert rows_of(database) == []


def test_wrong_rows_are_counted_and_named_and_the_others_kept(run: Any, tmp_path: Path, database: Database) -> None:
    file = esco(tmp_path, "nl", "iets,http://x.nl/,,,naam,,,,\nte,kort\n")
    done = run("import", file)
    assert "7 added, 0 known, 2 left out" in done.output
    assert "row 9 has no address of an ESCO skill" in done.output
    assert "row 10 has 2 columns in place of 9" in done.output
    assert len(rows_of(database)) == 7


def test_windows_text_with_semicolons_is_read_and_said(run: Any, tmp_path: Path, database: Database) -> None:
    file = tmp_path / "werkprocessen.csv"
    file.write_bytes("crebo;kwalificatie;code;naam\n25180;Kok;B1-K1-W1;Maakt crème\n".encode("cp1252"))
    assert "read as cp1252; 1 added" in run("import", file).output
    assert names(database, "creme", WORK_PROCESSES, "25180") == ["Maakt crème"]


def test_the_seed_does_not_replace_what_was_official(filled: Database, run: Any) -> None:
    run("import", "--seed")
    with filled.reading() as session:
        row = session.scalars(select(SkillRow).where(SkillRow.uri == "25168/B1-K1-W1")).one()
        assert row.checked
        examples = session.scalars(select(SkillRow).where(SkillRow.source == "voorbeeld")).all()
        assert len(examples) == 40
        assert not any(one.checked for one in examples)
    assert "voorbeeld\texamples\t40" in run("list").output


def test_a_call_without_files_or_with_both_is_refused(run: Any, tmp_path: Path) -> None:
    assert run("import").exit_code == 2
    assert run("import", "--seed", tmp_path / "a.csv").exit_code == 2


def test_the_form_is_offered_skills_while_somebody_types(filled: Database, world: Any) -> None:
    desk = Desk(world, (Role.COMPOSER,))
    answer = desk.get("/skills?q=gasten+ontv&soort=skills")
    first = answer.json["hits"][0]
    assert first["line"] == f"{address(0)} gasten ontvangen"
    assert first["field"] == "skills"
    assert first["about"] == "ESCO · welcome guests"
    in_english = desk.get("/skills?q=gasten+ontv&badgetaal=en").json["hits"][0]
    assert in_english["line"] == f"{address(0)} welcome guests"
    processes = desk.get("/skills?q=&soort=processes&crebo=25168").json
    assert [hit["line"] for hit in processes["hits"]] == ["B1-K1-W1 Ontvangt de gast"]
    assert "crebonummer" in desk.get("/skills?q=gast&soort=processes").json["said"]


def test_a_stranger_finds_nothing_and_a_reader_may_not_search(world: Any) -> None:
    desk = Desk(world, (Role.READER,))
    assert desk.get("/skills?q=gast").status_code == 403
    elsewhere = Desk(world, (Role.MANAGER,), "Groenrijk")
    assert elsewhere.client.get(f"{desk.root}/skills?q=gast").status_code == 404


def test_without_scripts_hits_are_tick_boxes_and_nothing_typed_is_lost(filled: Database, world: Any) -> None:
    desk = Desk(world)
    page = desk.post("/soorten/nieuw/skillsbadge", SKILL | {"skill_query": "gasten", "action": "skills"})
    assert page.status_code == 200
    assert 'name="picked"' in page.text
    assert "Je luistert goed naar een vraag." in page.text
    with filled.reading() as session:
        wanted = session.scalars(select(SkillRow.id).where(SkillRow.uri.in_([address(0), address(1)]))).all()
    again = {"skill_query": "gasten", "action": "return", "picked": [str(one) for one in wanted]}
    assert f"{address(0)} gasten ontvangen" in desk.post("/soorten/nieuw/skillsbadge", SKILL | again).text
    version = desk.draft(picked=[str(one) for one in wanted])  # type: ignore[arg-type]
    assert [one["target_url"] for one in desk.version(version).alignments] == [address(0), address(1)]


@pytest.mark.parametrize(
    "picked",
    [["x"], ["-1"], [str(2**40)], ["9" * 5000], ["0"], ["٣"], [str(one) for one in range(400)]],
    ids=["no number", "negative", "too large", "endless", "zero", "other digits", "many"],
)
def test_ticks_of_nothing_are_left_alone(world: Any, picked: list[str]) -> None:
    desk = Desk(world)
    version = desk.draft(picked=picked)  # type: ignore[arg-type]
    assert desk.version(version).alignments == []


def test_an_example_becomes_a_behaviour_and_is_never_signed_as_esco(world: Any, run: Any, database: Database) -> None:
    run("import", "--seed")
    desk = Desk(world)
    with database.reading() as session:
        example = session.scalars(select(SkillRow).where(SkillRow.uri == "voorbeeld:snoeien")).one()
    version = desk.version(desk.draft(picked=str(example.id)))
    assert version.alignments == []
    assert version.behaviours[-1]["text"] == example.description


def test_werkprocessen_are_searched_with_the_crebonummer_of_the_form(filled: Database, world: Any) -> None:
    desk = Desk(world)
    without = STATEMENT | {"work_processes": "", "crebo": "", "process_query": "gast", "action": "processes"}
    refused = desk.post("/soorten/nieuw/praktijkverklaring", without)
    assert "Vul eerst het crebonummer in." in refused.text
    page = desk.post("/soorten/nieuw/praktijkverklaring", without | {"crebo": "25168"})
    assert "B1-K1-W1 Ontvangt de gast" in page.text
    with filled.reading() as session:
        process = session.scalars(select(SkillRow.id).where(SkillRow.uri == "25168/B1-K1-W1")).one()
    ticked = without | {"crebo": "25168", "process_query": "", "action": "", "picked": str(process)}
    answer = desk.post("/soorten/nieuw/praktijkverklaring", ticked)
    assert answer.status_code == 303, sentences(answer)
