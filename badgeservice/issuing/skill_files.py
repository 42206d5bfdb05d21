"""Which file of skills is this, and what does each row of it say?"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from badgeservice.errors import BadgeServiceError
from badgeservice.model.identifiers import is_competent_nl, is_crebo, is_esco, is_work_process
from badgeservice.organisations.typed_text import CONTROL

MOST_ROWS = 200_000
MOST_BYTES = 200 * 1024 * 1024
LONGEST_LABEL = 300
LONGEST_KEY = 100
ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = (",", ";", "\t")

Fields = Mapping[str, str]
Columns = dict[str, Any]


class SkillFileError(BadgeServiceError):
    """A file cannot be read as skills; the sentence names the file and says what to do."""


@dataclass(frozen=True)
class Form:
    """One kind of file: the columns it has to have, and how a row becomes columns of a skill.

    `read` gives the columns of a row, or a sentence that says what is wrong with it. A `bilingual` file holds one
    language, which has to be told.
    """

    name: str
    needed: tuple[str, ...]
    read: Callable[[Fields, str], Columns | str]
    bilingual: bool = False


@dataclass(frozen=True)
class SkillFile:
    """A file that was recognised: its form, how its text is written down, and which language it holds."""

    path: Path
    form: Form
    encoding: str
    delimiter: str
    language: str


def recognise(path: Path, language: str | None = None) -> SkillFile:
    """Which form this file has, by its first line. Raises SkillFileError, naming the columns that are missing."""
    if not path.is_file():
        raise SkillFileError(f"{path.name}: there is no such file.")
    if os.path.getsize(path) > MOST_BYTES:
        raise SkillFileError(f"{path.name}: larger than {MOST_BYTES // 2**20} MB. Is this the file of skills?")
    encoding = _encoding(path)
    form, delimiter = _form(path, encoding)
    said = language or next((one for one in ("nl", "en") if path.stem.lower().endswith(f"_{one}")), None)
    if form.bilingual and said is None:
        raise SkillFileError(f"{path.name}: say which language it holds with --language nl or --language en.")
    return SkillFile(path, form, encoding, delimiter, said or "nl")


def rows(file: SkillFile) -> Iterator[tuple[int, Columns | str]]:
    """(number, columns of a skill, or what is wrong) of each row; the row under the header is 2, as in a spreadsheet.

    Holds one row at a time. Raises SkillFileError when there are too many rows or the file breaks off inside one.
    """
    with file.path.open(encoding=file.encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=file.delimiter)
        try:
            header = [_column(name) for name in next(reader)]
            for number, values in enumerate(reader, 2):
                if number > MOST_ROWS + 1:
                    raise SkillFileError(f"{file.path.name}: more than {MOST_ROWS:,} rows. Is this the right file?")
                if values:
                    yield number, _row(file, header, values)
        except csv.Error as problem:
            told = f"{file.path.name}: cannot be read near line {reader.line_num}; a quote may be missing."
            raise SkillFileError(told) from problem


def count_rows(file: SkillFile) -> int:
    """How many rows there are, so that a file that is refused is refused before anything is written."""
    return sum(1 for _row in rows(file))


def _encoding(path: Path) -> str:
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding) as stream:
                while part := stream.read(1 << 20):
                    if "\x00" in part:
                        raise SkillFileError(f"{path.name}: is not plain text. Save it as CSV in UTF-8.")
        except UnicodeDecodeError:
            continue
        return encoding
    raise SkillFileError(f"{path.name}: is neither UTF-8 nor Windows text. Save it as CSV in UTF-8.")


def _form(path: Path, encoding: str) -> tuple[Form, str]:
    with path.open(encoding=encoding) as stream:
        first = stream.readline(10_000)
    headers = {one: {_column(name) for name in _cells(first, one)} for one in DELIMITERS}
    missing = {
        (form, one): [name for name in form.needed if name.lower() not in headers[one]]
        for form in FORMS
        for one in DELIMITERS
    }
    best = min(missing, key=lambda pair: len(missing[pair]) / len(pair[0].needed))
    if not missing[best]:
        return best
    form = best[0]
    if 2 * len(missing[best]) <= len(form.needed):
        raise SkillFileError(f"{path.name}: looks like {form.name}, but misses: {', '.join(missing[best])}.")
    known = "; ".join(f"{form.name} ({', '.join(form.needed)})" for form in FORMS)
    raise SkillFileError(f"{path.name}: no file of skills that we know, by its columns. We know: {known}.")


def _cells(line: str, delimiter: str) -> list[str]:
    # Read as the rows are, or a line that is one quoted cell would look like many columns.
    return next(csv.reader([line], delimiter=delimiter), [])


def _column(name: str) -> str:
    return name.strip().strip('"').strip().lower()


def _row(file: SkillFile, header: list[str], values: list[str]) -> Columns | str:
    if len(values) != len(header):
        return f"has {len(values)} columns in place of {len(header)}"
    return file.form.read({name: value.strip() for name, value in zip(header, values, strict=True)}, file.language)


def _esco(fields: Fields, language: str) -> Columns | str:
    address, label = fields["concepturi"], _one_line(fields["preferredlabel"])
    if not is_esco(address) or "/skill/" not in address:
        return "has no address of an ESCO skill"
    if fields.get("status", "") not in {"", "released"}:
        return f"is {fields['status'][:20]}, not released"
    named = _named(label, fields.get("altlabels", ""), language)
    if isinstance(named, str) or language == "en":
        return named if isinstance(named, str) else {"source": "esco", "uri": address, "checked": True} | named
    described = {"description": fields.get("description", "")[:2000]}
    return {"source": "esco", "uri": address, "checked": True} | named | described


def _competent_nl(fields: Fields, language: str) -> Columns | str:
    address = fields["uri"]
    if not is_competent_nl(address) or len(address) > 300:
        return "has no address of CompetentNL"
    named = _named(_one_line(fields["label"]), fields.get("alternatives", "").replace("|", "\n"), language)
    if isinstance(named, str):
        return named
    described = {"description": fields.get("description", "")[:2000]}
    return {"source": "competentnl", "uri": address, "checked": True} | named | described


def _work_process(fields: Fields, _language: str) -> Columns | str:
    crebo, code = fields["crebo"].upper(), fields["code"].upper()
    if not is_crebo(crebo):
        return "has no crebonummer of 5 digits, or a K and 4 digits"
    if not is_work_process(code):
        return "has no code such as B1-K1-W1"
    named = _named(_one_line(fields["naam"]), "", "nl")
    if isinstance(named, str):
        return named
    place = {"source": "sbb", "uri": f"{crebo}/{code}", "code": code, "crebo": crebo, "checked": True}
    return place | named | {"description": fields["kwalificatie"][:2000]}


def _example(fields: Fields, _language: str) -> Columns | str:
    named = _named(_one_line(fields["label_nl"]), fields["alternatives"].replace("|", "\n"), "nl")
    if isinstance(named, str):
        return named
    if len(fields["key"]) > LONGEST_KEY or len(fields["label_en"]) > LONGEST_LABEL:
        return "has a key or an English name that is too long"
    place = {"source": "voorbeeld", "uri": f"voorbeeld:{fields['key']}", "checked": False}
    return place | named | {"label_en": fields["label_en"], "description": fields["behaviour"][:2000]}


def _named(label: str, alternatives: str, language: str) -> Columns | str:
    if not label:
        return "has no name"
    if len(label) > LONGEST_LABEL:
        return f"has a name of more than {LONGEST_LABEL} characters"
    if CONTROL.search(label):
        return "has invisible characters in its name"
    return {f"label_{language}": label, f"alternatives_{language}": alternatives[:4000]}


def _one_line(text: str) -> str:
    return " ".join(text.split())


ESCO = Form("the ESCO file of skills", ("conceptUri", "preferredLabel", "altLabels", "description"), _esco, True)
COMPETENT_NL = Form("a file of CompetentNL", ("uri", "label", "alternatives", "description"), _competent_nl)
PROCESSES = Form("a file of werkprocessen", ("crebo", "kwalificatie", "code", "naam"), _work_process)
EXAMPLES = Form("our own examples", ("key", "label_nl", "label_en", "alternatives", "behaviour"), _example)
FORMS = (ESCO, COMPETENT_NL, PROCESSES, EXAMPLES)
