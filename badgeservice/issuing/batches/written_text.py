"""How was a list of people written down as text: in which letters, and with what between its cells?"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from badgeservice.issuing.batches.file_kinds import TOO_MANY_ROWS, refused
from badgeservice.issuing.batches.headings import field_of
from badgeservice.issuing.batches.mailboxes import ADDRESS, MAILBOX
from badgeservice.issuing.batches.records import MOST_ROWS, Record, Records, read_records, with_problems
from badgeservice.wording import N_

BAD_LETTERS = N_("De letters in dit bestand kunnen we niet lezen. Sla het in Excel op als “CSV UTF-8”.")
OLD_LETTERS = N_(
    "Dit bestand is niet opgeslagen als UTF-8. Kijk goed of letters als é en ö kloppen in de namen hieronder."
)

# The longer marks first: that of UTF-32 begins as that of UTF-16 does.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets on Windows and older ones on a Mac write; the letters with accents in names here tell which.
OLD_ENCODINGS = ("cp1252", "mac_roman")
ACCENTED = "éëïöüáóèêçàâîôûäñíúÉËÏÖÜÁÓÈÊÇÀÂÄ"

CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\v\f"]
# One in so many, and it is no text.
MOST_CONTROLS = 20

SEPARATOR = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)
# The fewest cells that each makes of a line, when nothing else tells; “Vries, Jan de” is one name.
DELIMITERS = {"\t": 2, ";": 2, ",": 3}
# Stands in no list: every line is one cell.
NONE = "\x1f"
SAMPLE = 65_536
SAMPLE_ROWS = 200
# How many of the rows have to have the same number of cells, when nothing else tells that these are cells.
SAME_WIDTH = 0.8


@dataclass(frozen=True)
class _Cells:
    """How a sample looks when it is read with one delimiter; `least_width`: how many cells it has to give."""

    least_width: int
    headings: int
    addresses: int
    same_width: float
    width: int

    @property
    def is_a_table(self) -> bool:
        """Whether these are cells, and not lines with a comma in them."""
        told = self.headings > 1 or self.addresses > 0
        return told or (self.same_width >= SAME_WIDTH and self.width >= self.least_width)


def read_text(data: bytes, no_text: str) -> Records:
    """The rows of a list in text; `no_text` is what to say when it is none. Raises InvalidInputError."""
    encoding, text = _read_letters(data)
    if sum(map(text.count, CONTROLS)) * MOST_CONTROLS > len(text):
        raise refused(no_text)
    if people := _people_on_one_line(text):
        return people
    first = SEPARATOR.match(text)
    sample = text[first.end() if first else 0 :][:SAMPLE]
    del text
    delimiter = first[1] if first else guess_delimiter(sample)
    records = read_records(data, encoding, delimiter, lines_before=1 if first else 0)
    notes = (OLD_LETTERS,) if encoding in OLD_ENCODINGS and not data.isascii() else ()
    return with_problems(records, {}, notes)


def guess_delimiter(sample: str) -> str:
    """What stands between the cells; NONE when every line is one cell."""
    lines = [line for line in sample.splitlines() if line.strip()]
    if sum(bool(MAILBOX.fullmatch(line.strip())) for line in lines) > len(lines) / 2:
        return NONE
    seen = {one: _cells(sample, one) for one in DELIMITERS}
    tables = [one for one in DELIMITERS if seen[one].is_a_table]
    # Of two that are as likely, the one that is less often part of a text.
    return max(tables, key=lambda one: (seen[one].headings, seen[one].addresses, seen[one].same_width), default=NONE)


def _read_letters(data: bytes) -> tuple[str, str]:
    """(encoding, text). Raises InvalidInputError."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    try:
        return marked or "utf-8", data.decode(marked or "utf-8")
    except UnicodeError as problem:
        if marked:
            raise refused(BAD_LETTERS) from problem
    texts = {encoding: data.decode(encoding, "replace") for encoding in OLD_ENCODINGS}
    likely = max(texts, key=lambda encoding: sum(map(texts[encoding].count, ACCENTED)))
    if "\ufffd" in texts[likely]:
        raise refused(BAD_LETTERS)
    return likely, texts[likely]


def _cells(sample: str, delimiter: str) -> _Cells:
    reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows = list(islice(([cell.strip() for cell in row] for row in reader if any(map(str.strip, row))), SAMPLE_ROWS))
    # The last one may have been cut off.
    rows = rows[:-1] if len(rows) > 1 and len(sample) == SAMPLE else rows
    cut = [row for row in rows if any(row[1:])]
    widths = Counter(map(len, cut)).most_common(1)
    return _Cells(
        least_width=DELIMITERS[delimiter],
        headings=max((sum(field_of(cell) is not None for cell in row) for row in cut[:10]), default=0),
        addresses=sum(any(map(ADDRESS.fullmatch, row)) for row in cut),
        same_width=widths[0][1] / len(rows) if widths else 0.0,
        width=widths[0][0] if widths else 0,
    )


def _people_on_one_line(text: str) -> Records | None:
    """People on one line, as somebody copies them out of a mail, as a row each."""
    line = text.strip()
    if line.count("@") < 2 or "\n" in line or "\r" in line:
        return None
    try:
        cells = next(csv.reader([line], delimiter=";" if ";" in line else ",", skipinitialspace=True))
    except csv.Error:
        return None
    people = [cell.strip() for cell in cells if cell.strip()]
    if not all(ADDRESS.fullmatch(one) or MAILBOX.fullmatch(one) for one in people):
        return None
    if len(people) > MOST_ROWS:
        raise refused(TOO_MANY_ROWS)
    rows: list[Record] = [(number, [one]) for number, one in enumerate(people, 1)]
    return Records(rows)
