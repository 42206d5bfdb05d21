"""A chart of bars says its numbers in shape and in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeservice.drawing.charts import BOTTOM, TALLEST, TOP, Bar, bar_chart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*bars: Bar) -> ET.Element:
    return ET.fromstring(bar_chart(bars, "maanden", "Gegeven", "Wat er is gegeven"))  # noqa: S314  # our own drawing


def heights(chart: ET.Element, kind: str) -> list[float]:
    paths = [each.get("d", "") for each in chart.iter(f"{SVG}path") if each.get("class") == kind]
    return [
        float(first) - float(top) for first, top in (re.findall(r"(?:M\S+ |V)([\d.]+)", path)[:2] for path in paths)
    ]


def texts(chart: ET.Element, kind: str) -> list[str]:
    return [each.text or "" for each in chart.iter(f"{SVG}text") if each.get("class") == kind]


def test_what_is_done_is_filled_and_the_whole_is_an_outline() -> None:
    chart = drawn(Bar("okt", 4, 4), Bar("nov", 8, 2), Bar("dec", 2, 0))
    assert heights(chart, "chart-done") == [TALLEST / 2, TALLEST / 4]
    assert heights(chart, "chart-open") == pytest.approx([TALLEST - 1, TALLEST / 4 - 1])


def test_each_bar_has_its_number_and_its_word_and_an_empty_one_only_its_word() -> None:
    chart = drawn(Bar("okt", 4, 4), Bar("nov", 0, 0))
    assert texts(chart, "chart-number") == ["4"]
    assert texts(chart, "chart-label") == ["okt", "nov"]


def test_it_has_a_title_and_a_description_for_who_does_not_see_it() -> None:
    chart = drawn(Bar("nov", 1, 1))
    assert chart.get("role") == "img"
    told = {each.get("id"): each.text for each in chart if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert told == {"maanden-title": "Gegeven", "maanden-desc": "Wat er is gegeven"}
    assert chart.get("aria-labelledby") == " ".join(told)


def test_words_of_others_are_text_and_nothing_has_a_style_or_a_colour_of_its_own() -> None:
    svg = bar_chart([Bar("<b>&", 1, 0)], "een", "<script>", '"')
    ET.fromstring(svg)  # noqa: S314  # our own drawing
    assert "<script" not in svg
    assert "<b>" not in svg
    assert not re.search(r"style=|fill=|stroke=|#[0-9a-fA-F]{3}", svg)


def test_no_bars_are_an_empty_chart() -> None:
    assert heights(drawn(), "chart-done") == []


@given(
    st.lists(st.integers(0, 10**6).flatmap(lambda total: st.tuples(st.just(total), st.integers(0, total))), max_size=24)
)
def test_every_bar_stays_on_the_canvas(pairs: list[tuple[int, int]]) -> None:
    chart = drawn(*(Bar("x", total, done) for total, done in pairs))
    assert all(
        0 <= height <= TALLEST + 0.01 for kind in ("chart-done", "chart-open") for height in heights(chart, kind)
    )
    numbers = [float(each.get("y", "")) for each in chart.iter(f"{SVG}text")]
    assert all(20 <= y <= TOP + TALLEST + BOTTOM for y in numbers)
