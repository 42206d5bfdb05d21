"""Letters keep their shape, on a straight line and along a circle."""

from __future__ import annotations

from math import hypot

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

from badgeservice.drawing.lettering import Line, Typeface, arc_path, line_path


def corners(path: str) -> list[tuple[float, float]]:
    pen = RecordingPen()
    parse_path(path, pen)
    return [point for _, operands in pen.value for point in operands]


def bounds(path: str) -> tuple[float, float, float, float]:
    pen = BoundsPen(None)
    parse_path(path, pen)
    assert pen.bounds is not None
    return pen.bounds


def test_letters_along_a_circle_stand_between_their_line_and_the_middle() -> None:
    path = arc_path(Line("BRANCHE TECHNIEK", Typeface.TEXT, 22, 200, 200, 0.1), 146)
    distances = [hypot(x - 200, y - 200) for x, y in corners(path)]
    assert max(distances) == pytest.approx(146, abs=2)
    assert min(distances) > 146 - 22


def test_a_line_along_a_circle_is_in_the_middle_of_its_bottom_and_reads_from_left_to_right() -> None:
    left, top, right, bottom = bounds(arc_path(Line("OOOOO", Typeface.TEXT, 22, 200, 200), 146))
    assert 200 - left == pytest.approx(right - 200, abs=1)
    assert top > 300
    assert bottom == pytest.approx(346, abs=1)
    first, whole = (bounds(arc_path(Line(text, Typeface.TEXT, 22, 200, 200), 146)) for text in ("I    .", "I"))
    assert first[0] < whole[0]


def test_one_letter_at_the_bottom_of_a_large_circle_is_the_letter_of_a_line() -> None:
    curved = bounds(arc_path(Line("H", Typeface.DISPLAY, 30, 200, 200), 5000))
    straight = bounds(line_path(Line("H", Typeface.DISPLAY, 30, 200, 5200)))
    assert curved == pytest.approx(straight, abs=0.1)


def test_no_letters_are_no_path() -> None:
    assert arc_path(Line("", Typeface.TEXT, 20, 0, 0), 100) == ""
