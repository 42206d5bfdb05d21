"""What stands on the first filled sheet of this XLSX?"""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from badgeservice.errors import BadgeServiceError
from badgeservice.isolation.run import PARSERS, Bounds, ChildFailedError, parse_in_child

READER = PARSERS / "read_xlsx.py"
# 100,000 rows take 10 seconds of a processor, and longer on a busy machine. What JSON adds to 25 MB of text is little,
# unless every letter has an accent.
BOUNDS = Bounds(seconds=120, memory=400 * 1024 * 1024, answer=80_000_000, processor=40)
# A turn of its own: whoever checks a badge does not wait for a long list.
AT_ONCE = BoundedSemaphore(1)

BROKEN = "broken"


class SheetRefusedError(BadgeServiceError):
    """The file is not read; the text is a word of `read_xlsx`, or BROKEN."""


@dataclass(frozen=True)
class Mark:
    """A cell that holds no plain value, by row and column from 1: `what` is formula, fault or merged."""

    row: int
    column: int
    what: str


@dataclass(frozen=True)
class Sheet:
    """A sheet as CSV, with an empty line for an empty row. `has_hidden`: whether rows are hidden in it; `is_alone`:
    whether there is no other sheet."""

    text: str
    marks: tuple[Mark, ...]
    title: str
    has_hidden: bool
    is_alone: bool


def first_sheet(xlsx: bytes) -> Sheet:
    """The first sheet on which something stands. Raises SheetRefusedError."""
    try:
        answer = parse_in_child(READER, xlsx, BOUNDS, AT_ONCE)
    except ChildFailedError as problem:
        raise SheetRefusedError(BROKEN) from problem
    return _sheet(answer)


def _sheet(answer: Any) -> Sheet:
    # A child taken over by a hostile file may say anything.
    if not isinstance(answer, dict):
        raise SheetRefusedError(BROKEN)
    if "problem" in answer:
        raise SheetRefusedError(str(answer["problem"]))
    text, title, marks = answer.get("text"), answer.get("title"), answer.get("marks")
    if not isinstance(text, str) or not isinstance(title, str) or not isinstance(marks, list):
        raise SheetRefusedError(BROKEN)
    return Sheet(text, tuple(map(_mark, marks)), title, bool(answer.get("hidden")), bool(answer.get("alone")))


def _mark(said: Any) -> Mark:
    if not isinstance(said, list) or [type(one) for one in said] != [int, int, str]:
        raise SheetRefusedError(BROKEN)
    return Mark(*said)
