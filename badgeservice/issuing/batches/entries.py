"""What does one row of a list say about one person, and what is wrong with it?"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from badgeservice.formats.csv_table import FORMULA
from badgeservice.issuing.batches import example
from badgeservice.issuing.batches.columns import name_of
from badgeservice.issuing.batches.headings import DAYS, EMAIL, NAME, NAME_PARTS, TEXTS
from badgeservice.issuing.batches.mailboxes import name_and_address
from badgeservice.issuing.batches.tables import WHOLE_ROW, Row, Table
from badgeservice.issuing.drafts import order_from
from badgeservice.issuing.order import NOT_A_DAY, what_problems, who_problems
from badgeservice.model.days import typed_day
from badgeservice.model.identifiers import holds_bsn
from badgeservice.organisations.typed_text import CONTROL
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.wording import N_

# The field of what is wrong with a row and with no field of it in particular.
ROW = "row"
# Where a row keeps what was typed for a day and is none, so that it can be mended.
TYPED = "typed"

HOLDS_BSN = N_("In deze rij staat een BSN, of een nummer dat daarop lijkt. Haal het uit de lijst.")
HOLDS_CONTROL = N_("In deze rij staan onzichtbare tekens. Typ de tekst opnieuw.")
LIKE_FORMULA = N_("Een naam begint niet met = + - of @. Haal dat teken weg.")
IS_ADDRESS = N_("Hier staat een e-mailadres. Vul een naam in.")
GARBLED = N_("In deze tekst staan vreemde tekens. Typ de tekst over, of sla het bestand op als “CSV UTF-8”.")

# Signs that stand in no name, but do in one that was read in the wrong letters: Joëlle as Jo‰lle.
_STRANGE = frozenset({"So", "Sm", "Sc", "No", "Cn", "Co", "Cs"})
_STRANGE_MARKS = frozenset("†‡•…‰")
_REMEMBERED = 1_024

_Judge = Callable[[tuple[tuple[str, str], ...]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on a list. `values` holds for this person only, as AwardDraftRow.answers keeps it; `problems` is
    field → sentence, with ROW for the row as a whole. What may be a BSN is in neither."""

    number: int
    name: str
    email: str
    values: Mapping[str, Any]
    problems: Mapping[str, str]


def read_entries(table: Table, columns: Mapping[str, int], shared: Mapping[str, Any], version: BadgeClassVersionRow,
                 today: date) -> Iterator[Entry]:  # fmt: skip
    """Every row of a list, as `read_entry` reads it; the same answers are looked at once."""
    judge = lru_cache(_REMEMBERED)(_judge(shared, version, today))
    return (_read(row, columns, judge) for row in table.rows)


def read_entry(row: Row, columns: Mapping[str, int], shared: Mapping[str, Any], version: BadgeClassVersionRow,
               today: date) -> Entry:  # fmt: skip
    """One row, by the column of each field (`guess_columns`); `shared` are the answers that hold for the whole list
    (AwardDraftRow.answers without name and email), which a cell that is filled in overrules."""
    return _read(row, columns, _judge(shared, version, today))


def mended_entry(number: int, typed: Mapping[str, str], shared: Mapping[str, Any], version: BadgeClassVersionRow,
                 today: date) -> Entry:  # fmt: skip
    """One row as somebody typed it anew: field → text."""
    private = dict.fromkeys((field for field, text in typed.items() if holds_bsn(text)), HOLDS_BSN)
    return _entry(number, typed, private, _judge(shared, version, today))


def _judge(shared: Mapping[str, Any], version: BadgeClassVersionRow, today: date) -> _Judge:
    for_all = {NAME: "", EMAIL: "", **shared}

    def judge(values: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
        return what_problems(order_from({**for_all, **dict(values)}), version, today)

    return judge


def _read(row: Row, columns: Mapping[str, int], judge: _Judge) -> Entry:
    used = {field: column for field, column in columns.items() if field not in (NAME, *NAME_PARTS)}
    texts = {NAME: name_of(row.cells, columns), **{field: row.cells[column] for field, column in used.items()}}
    return _entry(row.number, texts, _as_it_lies(row, columns), judge)


def _as_it_lies(row: Row, columns: Mapping[str, int]) -> dict[str, str]:
    """What is wrong with the row before anything in it is understood: field → sentence."""
    problems: dict[str, str] = {}
    private = {column for column, cell in enumerate(row.cells) if holds_bsn(cell)}
    used = set(columns.values())
    if private - used:
        problems[ROW] = HOLDS_BSN
    elif any(CONTROL.search(cell) for column, cell in enumerate(row.cells) if column not in used):
        problems[ROW] = HOLDS_CONTROL
    elif WHOLE_ROW in row.problems:
        problems[ROW] = row.problems[WHOLE_ROW]
    for field, column in columns.items():
        place = NAME if field in NAME_PARTS else field
        if column in private:
            problems[place] = HOLDS_BSN
        elif column in row.problems:
            problems.setdefault(place, row.problems[column])
    return problems


def _entry(number: int, texts: Mapping[str, str], found: Mapping[str, str], judge: _Judge) -> Entry:
    known = {field: text for field, text in texts.items() if found.get(field) != HOLDS_BSN}
    name, email = _one_line(known.get(NAME, "")), _address(known.get(EMAIL, ""))
    values, typed = _values(known)
    problems = {
        **who_problems(name, email),
        **judge(tuple(values.items())),
        **_letter_problems({**values, NAME: name}),
        **({EMAIL: example.LEFT} if email == example.EMAIL else {}),
        **dict.fromkeys(typed, NOT_A_DAY),
        **found,
    }
    return Entry(number, name, email, {**values, TYPED: typed} if typed else values, problems)


def _values(texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The answers in a row as they are kept, and by field what was typed for a day and is none."""
    values, typed = {}, {}
    for field in TEXTS:
        if text := texts.get(field, "").strip():
            values[field] = "\n".join(_composed(text).splitlines()) if field == "evidence" else _composed(text)
    for field in DAYS:
        if text := texts.get(field, "").strip():
            if day := typed_day(text):
                values[field] = day.isoformat()
            else:
                typed[field] = text
    return values, typed


def _letter_problems(texts: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the letters of a name, and of what is told about it."""
    problems = {field: GARBLED for field in ("evidence",) if _is_misread(texts.get(field, ""))}
    for field in (NAME, "assessor"):
        text = texts.get(field, "")
        if text.startswith(FORMULA):
            problems[field] = LIKE_FORMULA
        elif "@" in text:
            problems[field] = IS_ADDRESS
        elif not text.isascii() and (_is_misread(text) or _is_strange(text)):
            problems[field] = GARBLED
    return problems


def _is_misread(text: str) -> bool:
    """Whether this is UTF-8 that was read as Windows text: FÃ¡tima."""
    if text.isascii():
        return False
    try:
        text.encode("cp1252").decode()
    except UnicodeError:
        return False
    return True


def _is_strange(text: str) -> bool:
    return any(unicodedata.category(one) in _STRANGE or one in _STRANGE_MARKS for one in text)


def _one_line(text: str) -> str:
    """A name without spaces too many; a line break in it is left to be seen."""
    return " ".join(part for part in _composed(text).replace("\u00a0", " ").replace("\t", " ").split(" ") if part)


def _address(text: str) -> str:
    # A line break is left to be seen.
    plain = text.strip(" ;,").removeprefix("mailto:")
    return name_and_address(plain)[1] if "<" in plain and "\n" not in plain else plain


def _composed(text: str) -> str:
    """Letters with their accents as one sign, as most keyboards give them."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
