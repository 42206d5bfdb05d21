"""Which rows are on the first filled sheet of a workbook, and which of its cells hold no plain value?"""

from __future__ import annotations

from badgeservice.isolation.xlsx import Sheet, SheetRefusedError, first_sheet
from badgeservice.issuing.batches.file_kinds import BROKEN, OF_WORKBOOK, refused
from badgeservice.issuing.batches.records import Problems, Records, read_records, with_problems
from badgeservice.marking import Filled
from badgeservice.wording import N_

FORMULA = N_("In deze cel staat een formule. Zet in deze cel de uitkomst: kopieer de kolom en plak hem als waarden.")
FAULT = N_("In deze cel staat een fout van Excel. Zet er de goede waarde in.")
MERGED = N_("Deze cel is samengevoegd met andere cellen. Hef dat op in Excel, en vul elke cel zelf in.")
_SENTENCES = {"formula": FORMULA, "fault": FAULT, "merged": MERGED}

OTHER_SHEETS = N_("We lezen alleen het blad “%(sheet)s”. Wat op andere bladen staat, telt niet mee.")
HIDDEN_ROWS = N_("Op dit blad zijn rijen verborgen, bijvoorbeeld door een filter. Ook die rijen tellen mee.")


def read_workbook(data: bytes) -> Records:
    """The rows of an XLSX. Raises InvalidInputError with what to do when it cannot be read."""
    try:
        sheet = first_sheet(data)
    except SheetRefusedError as problem:
        raise refused(OF_WORKBOOK.get(str(problem), BROKEN)) from problem
    # What a child says may hold half a character, which nothing can keep.
    records = read_records(sheet.text.encode("utf-8", "replace"), "utf-8", ",")
    return with_problems(records, _problems(sheet), _notes(sheet))


def _problems(sheet: Sheet) -> Problems:
    problems: Problems = {}
    for mark in sheet.marks:
        problems.setdefault(mark.row, {})[mark.column - 1] = _SENTENCES.get(mark.what, FAULT)
    return problems


def _notes(sheet: Sheet) -> tuple[str, ...]:
    other = () if sheet.is_alone else (Filled(OTHER_SHEETS, sheet=sheet.title),)
    return (*other, HIDDEN_ROWS) if sheet.has_hidden else other
