"""Does a page turn around by itself for a language that is read from right to left?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).resolve().parents[2] / "badgeservice/web/static").glob("*.css"))

ONE_SIDED = re.compile(r"(?<![\w-])(?:margin-|padding-|border-|border-(?:top|bottom)-)?(?:left|right)(?:-[a-z]+)?\s*:")
ALIGNED = re.compile(r"text-align:\s*(?:left|right)")
FOUR = re.compile(r"(?<![\w-])(?:margin|padding|inset|scroll-margin):\s*([^;}]+)")
ROUNDED = re.compile(r"border-radius:\s*([^\s;}]+) ([^\s;}]+) ([^\s;}]+) ([^\s;}]+)")


def rules(sheet: Path) -> list[str]:
    """The rules of a sheet, without those that are for one direction on purpose."""
    found = re.findall(r"[^{}]+\{[^{}]*\}", re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL))
    return [rule for rule in found if "[dir=" not in rule]


def test_the_style_sheets_are_found() -> None:
    assert len(SHEETS) >= 7


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_speaks_of_left_or_right(sheet: Path) -> None:
    assert [rule for rule in rules(sheet) if ONE_SIDED.search(rule) or ALIGNED.search(rule)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_shorthand_makes_one_side_different(sheet: Path) -> None:
    lopsided = [
        rule
        for rule in rules(sheet)
        for found in FOUR.finditer(rule)
        if len(sides := re.sub(r"\([^;]*\)", "()", found[1]).split()) == 4 and sides[1] != sides[3]
    ]
    assert lopsided == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_corner_is_round_on_one_side_only(sheet: Path) -> None:
    uneven = [rule for rule in rules(sheet) for one in ROUNDED.finditer(rule) if (one[1], one[4]) != (one[2], one[3])]
    assert uneven == []
