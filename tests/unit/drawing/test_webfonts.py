"""The letters of the pages are small, complete for Dutch, and the same every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from badgeservice.drawing.webfonts import make_webfonts

TOKENS = Path(__file__).parents[3] / "badgeservice" / "web" / "static" / "tokens.css"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_webfonts(tmp_path_factory.mktemp("fonts"))


def test_a_dutch_page_needs_three_files_of_at_most_forty_kilobytes_together(made: list[Path]) -> None:
    assert [each.name for each in made[:3]] == [
        "redhat-display-800.woff2",
        "source-sans-400.woff2",
        "source-sans-600.woff2",
    ]
    assert [each.name for each in made[3:]] == [each.name.replace(".woff2", "-more.woff2") for each in made[:3]]
    assert sum(each.stat().st_size for each in made[:3]) <= 40_000
    assert sum(each.stat().st_size for each in made) <= 72_000


def test_every_letter_of_dutch_and_its_neighbours_is_in_them(made: list[Path]) -> None:
    for each, more in zip(made[:3], made[3:], strict=True):
        with TTFont(each) as font, TTFont(more) as rare:
            assert {ord(letter) for letter in "aZ09éëïöüÉßøç€’“”–…·×"} <= set(font.getBestCmap())
            assert {ord(letter) for letter in "ĳĲłğŞșź"} <= set(rare.getBestCmap())


def test_they_can_write_codes_with_a_slashed_zero(made: list[Path]) -> None:
    for each in made[:3]:
        with TTFont(each) as font:
            assert "zero" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
            assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_all_digits_can_be_equally_wide(made: list[Path]) -> None:
    """Red Hat Display by the feature tnum; Source Sans has no such feature because its digits already are."""
    for each in made[1:3]:
        with TTFont(each) as font:
            digits = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
            assert len({font["hmtx"][digit][0] for digit in digits}) == 1
    with TTFont(made[0]) as font:
        assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_the_stylesheet_says_of_every_letter_in_which_file_it_is(made: list[Path]) -> None:
    faces = re.findall(r'url\("/fonts/([^"]+)"\) format\("woff2"\); unicode-range: ([^;]+);', TOKENS.read_text())
    ranges = {name: [_span(one) for one in listed.split(", ")] for name, listed in faces}
    assert set(ranges) == {each.name for each in made}
    for each in made:
        with TTFont(each) as font:
            assert all(any(low <= letter <= high for low, high in ranges[each.name]) for letter in font.getBestCmap())


def _span(listed: str) -> tuple[int, int]:
    low, _, high = listed.removeprefix("U+").partition("-")
    return int(low, 16), int(high or low, 16)


def test_what_is_already_there_is_left_alone(made: list[Path]) -> None:
    before = [each.stat().st_mtime_ns for each in made]
    assert make_webfonts(made[0].parent) == made
    assert [each.stat().st_mtime_ns for each in made] == before


def test_they_have_the_same_bytes_when_made_again(made: list[Path], tmp_path: Path) -> None:
    kept = tmp_path / "again"
    kept.mkdir()
    for each in made[:2]:
        (kept / each.name).write_bytes(each.read_bytes())
    assert make_webfonts(kept)[2].read_bytes() == made[2].read_bytes()
