"""Skills hang on rails: as many penningen as badges, names that fit, and the same in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeservice.drawing.skills_rail import LONGEST_CHAIN, MOST_LINES, NARROW, WIDE, Hook, Wall, skills_picture, told

SVG = "{http://www.w3.org/2000/svg}"


def drawn(hooks: list[Hook], wall: Wall = WIDE) -> ET.Element:
    return ET.fromstring(skills_picture(hooks, wall, "rail", "Je skills", told(hooks)))  # noqa: S314  # our own drawing


def count(picture: ET.Element, kind: str) -> int:
    return sum(1 for each in picture.iter(f"{SVG}path") if each.get("class") == kind)


def texts(picture: ET.Element, kind: str) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text") if each.get("class") == kind]


def test_each_skill_has_a_cord_with_as_many_penningen_as_badges() -> None:
    picture = drawn([Hook("Koken", 3, "3 badges"), Hook("Dekken", 1, "1 badge")])
    assert (count(picture, "rail-line"), count(picture, "rail-cord"), count(picture, "rail-disc")) == (1, 2, 4)
    assert texts(picture, "rail-name") == ["Koken", "Dekken"]
    assert texts(picture, "rail-below") == ["3 badges", "1 badge"]


def test_of_very_many_badges_the_words_tell_how_many() -> None:
    picture = drawn([Hook("Koken", 500, "500 badges")])
    assert count(picture, "rail-disc") == LONGEST_CHAIN
    assert texts(picture, "rail-below") == ["500 badges"]


@pytest.mark.parametrize(("wall", "rails"), [(NARROW, 4), (WIDE, 2)])
def test_what_does_not_fit_on_a_rail_hangs_on_the_next(wall: Wall, rails: int) -> None:
    assert count(drawn([Hook(f"Skill {one}", 1, "1 badge") for one in range(7)], wall), "rail-line") == rails


def test_a_long_name_takes_lines_and_then_ends_in_an_ellipsis() -> None:
    [first, *_rest, last] = texts(drawn([Hook("gasten ontvangen " * 6, 1, "1 badge")], NARROW), "rail-name")
    assert first == "gasten ontvangen"
    assert last.endswith("…")
    [one] = texts(drawn([Hook("W" * 100, 1, "1 badge")], NARROW), "rail-name")
    assert re.fullmatch("W{5,15}…", one)


def test_it_has_a_title_and_a_description_for_who_does_not_see_it() -> None:
    picture = drawn([Hook("Koken", 2, "2 badges"), Hook("Dekken", 1, "1 badge")])
    said = {each.get("id"): each.text for each in picture if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert picture.get("role") == "img"
    assert said == {"rail-title": "Je skills", "rail-desc": "Koken: 2 badges. Dekken: 1 badge."}
    assert picture.get("aria-labelledby") == " ".join(said)


def test_words_of_others_are_text_and_nothing_has_a_style_or_a_colour_of_its_own() -> None:
    svg = skills_picture([Hook("<b>&", 1, "<i>")], NARROW, "rail", "<script>", '"')
    ET.fromstring(svg)  # noqa: S314  # our own drawing
    assert not re.search(r"<script|<b>|<i>", svg)
    assert not re.search(r"style=|fill=|stroke=|#[0-9a-fA-F]{3}", svg)


@given(
    st.lists(st.tuples(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Z")), max_size=300),
                       st.integers(1, 10**6)), max_size=30),
    st.sampled_from([NARROW, WIDE]),
)  # fmt: skip
def test_everything_stays_on_the_canvas(skills: list[tuple[str, int]], wall: Wall) -> None:
    picture = drawn([Hook(name, badges, f"{badges} badges") for name, badges in skills], wall)
    high = float(picture.get("height", ""))
    assert all(0 < float(each.get("y", "")) <= high for each in picture.iter(f"{SVG}text"))
    assert len(texts(picture, "rail-name")) <= MOST_LINES * len(skills)
