"""Files of skills are recognised by their columns, and every row says what it is or what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from badgeservice.issuing import skill_files
from badgeservice.issuing.skill_files import SkillFileError, recognise, rows

HEADER = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,"
    "definition,inScheme,description"
)
ADDRESS = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001"


def written(folder: Path, text: str, name: str = "skills_nl.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def esco_row(address: str = ADDRESS, label: str = "gasten ontvangen", status: str = "released") -> str:
    return (
        f'KnowledgeSkillCompetence,{address},skill,,{label},"gasten begroeten\nbezoek ontvangen",,{status},,,,,Uitleg'
    )


def test_the_official_file_is_recognised_and_read(tmp_path: Path) -> None:
    file = recognise(written(tmp_path, f"{HEADER}\n{esco_row()}\n"))
    assert (file.form, file.language, file.delimiter) == (skill_files.ESCO, "nl", ",")
    assert list(rows(file)) == [
        (2, {"source": "esco", "uri": ADDRESS, "checked": True, "label_nl": "gasten ontvangen",
             "alternatives_nl": "gasten begroeten\nbezoek ontvangen", "description": "Uitleg"}),
    ]  # fmt: skip


def test_the_english_file_gives_english_words_only(tmp_path: Path) -> None:
    file = recognise(written(tmp_path, f"{HEADER}\n{esco_row(label='welcome guests')}\n", "skills_en.csv"))
    ((_number, row),) = rows(file)
    assert isinstance(row, dict)
    assert row["label_en"] == "welcome guests"
    assert not {"label_nl", "description"} & set(row)


def test_a_file_whose_name_tells_no_language_asks_for_it(tmp_path: Path) -> None:
    file = written(tmp_path, f"{HEADER}\n{esco_row()}\n", "lijst.csv")
    with pytest.raises(SkillFileError, match="--language nl or --language en"):
        recognise(file)
    assert recognise(file, "en").language == "en"


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(SkillFileError, match=r"looks like the ESCO file of skills, but misses: altLabels\."):
        recognise(written(tmp_path, "conceptUri,preferredLabel,description\n"))


@pytest.mark.parametrize("text", ["", "naam,leeftijd\nAda,36\n", "\n\n", "{}"])
def test_a_file_of_something_else_is_refused_with_what_we_know(tmp_path: Path, text: str) -> None:
    with pytest.raises(SkillFileError, match="We know: "):
        recognise(written(tmp_path, text))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_other_delimiters_and_windows_text_are_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [["crebo", "kwalificatie", "code", "naam"], ["25168", "Kok", "B1-K1-W1", "Bereidt crème"]]
    text = "\n".join(delimiter.join(line) for line in lines)
    ((number, row),) = rows(recognise(written(tmp_path, text, "w.csv", encoding)))
    assert number == 2
    assert isinstance(row, dict)
    assert (row["uri"], row["label_nl"]) == ("25168/B1-K1-W1", "Bereidt crème")


def test_utf_16_and_binary_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SkillFileError, match="Save it as CSV in UTF-8"):
        recognise(written(tmp_path, HEADER, encoding="utf-16"))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (esco_row("http://voorbeeld.nl/1"), "has no address of an ESCO skill"),
        (esco_row(ADDRESS.replace("skill", "occupation", 1)), "has no address of an ESCO skill"),
        (esco_row(label=""), "has no name"),
        (esco_row(label="a" * 301), "has a name of more than 300 characters"),
        (esco_row(status="obsolete"), "is obsolete, not released"),
        ("a,b", "has 2 columns in place of 13"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(tmp_path: Path, row: str, sentence: str) -> None:
    file = recognise(written(tmp_path, f"{HEADER}\n{row}\n"))
    assert list(rows(file)) == [(2, sentence)]


def test_an_unclosed_quote_is_said_and_not_swallowed(tmp_path: Path) -> None:
    text = 'crebo,kwalificatie,code,naam\n25168,"Kok,B1-K1-W1,Bereidt\n' + "25168,Kok,B1-K1-W2,Kookt\n" * 9000
    with pytest.raises(SkillFileError, match="a quote may be missing"):
        list(rows(recognise(written(tmp_path, text))))


def test_competent_nl_and_its_alternatives_are_read(tmp_path: Path) -> None:
    address = "https://linkeddata.competentnl.nl/id/skill/1"
    text = f"uri,label,alternatives,description\n{address},Ontvangen,Begroeten|Welkom heten,\nhttp://x.nl/,Iets,,\n"
    (_first, good), (_second, wrong) = rows(recognise(written(tmp_path, text)))
    assert isinstance(good, dict)
    assert (good["source"], good["alternatives_nl"]) == ("competentnl", "Begroeten\nWelkom heten")
    assert wrong == "has no address of CompetentNL"


def test_a_first_line_that_is_one_quoted_cell_has_one_column(tmp_path: Path) -> None:
    text = f'"conceptUri,preferredLabel,altLabels,description"\n"{ADDRESS},gasten ontvangen,,Uitleg"\n'
    with pytest.raises(SkillFileError, match="no file of skills that we know"):
        recognise(written(tmp_path, text))


def test_a_quote_that_is_never_closed_in_the_first_line_is_told(tmp_path: Path) -> None:
    text = 'conceptUri,preferredLabel,altLabels,description,"x\n' + "een regel van een bestand\n" * 10_000
    with pytest.raises(SkillFileError, match="a quote may be missing"):
        list(rows(recognise(written(tmp_path, text))))


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\x7f"])
def test_a_name_with_invisible_characters_is_left_out(tmp_path: Path, sign: str) -> None:
    ((number, said),) = rows(recognise(written(tmp_path, f"{HEADER}\n{esco_row(label=f'gasten{sign} ontvangen')}\n")))
    assert (number, said) == (2, "has invisible characters in its name")


@pytest.mark.parametrize("row", [f"{'k' * 101},naam,name,,", f"k,naam,{'n' * 301},,"])
def test_an_example_that_does_not_fit_is_left_out(tmp_path: Path, row: str) -> None:
    text = f"key,label_nl,label_en,alternatives,behaviour\n{row}\n"
    ((_number, said),) = rows(recognise(written(tmp_path, text, "eigen.csv")))
    assert said == "has a key or an English name that is too long"
