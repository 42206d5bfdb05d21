"""How is a branchecertificaat drawn: a toothed seal with the name of the branch in its rim?"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.elements import LINE_WIDTH, Box, dark_line, fill, ground, icon, rim, stroke, title
from badgeservice.drawing.lettering import Line, Typeface, arc_path, width_in_em
from badgeservice.drawing.numbers import number
from badgeservice.drawing.outlines import MIDDLE, Hole, Silhouette, circle
from badgeservice.drawing.pairs import Pair

_TEETH, _VALLEY, _TOOTH = 20, 163.0, 26.5
_DISC, _SMALL_DISC, _LINE = 112.0, 126.0, 131.0
_LETTERS, _LETTER_SIZE, _SPACING = 146.0, 23.0, 0.1
_FARTHEST = 1.65
_HOLE = Hole(MIDDLE, 46, 12)


def _seal() -> str:
    step = 2 * pi / _TEETH
    valleys = [_on(_VALLEY, (each - 0.5) * step) for each in range(_TEETH)]
    tooth = f"A{number(_TOOTH)} {number(_TOOTH)} 0 0 1 "
    return f"M{valleys[0]}" + "".join(f"{tooth}{valley}" for valley in [*valleys[1:], valleys[0]]) + "z"


def full(design: BadgeDesign, pair: Pair) -> str:
    """The full cut: seal, thin line, disc with icon and lines, the branch along the bottom of the rim."""
    return "".join(
        (
            rim(_SEAL, pair),
            ground(_SEAL, pair),
            dark_line(_SEAL, pair),
            _name(design.band_text, pair),
            fill(circle(MIDDLE, MIDDLE, _DISC), pair.band),
            icon(design.icon, Box(MIDDLE, 146, 84, 78), pair.band_text),
            _title(design, pair),
        )
    )


def small(design: BadgeDesign, pair: Pair) -> str:
    """The small cut: seal and disc with a larger icon."""
    return "".join(
        (
            rim(_SEAL, pair),
            ground(_SEAL, pair),
            dark_line(_SEAL, pair, LINE_WIDTH + 2),
            fill(circle(MIDDLE, MIDDLE + 4, _SMALL_DISC), pair.band),
            icon(design.icon, Box(MIDDLE, MIDDLE + 4, 156, 150), pair.band_text),
        )
    )


def _name(text: str, pair: Pair) -> str:
    """The letters along the bottom, and the thin line from beside them to beside the hole."""
    width = width_in_em(text, Typeface.TEXT, _SPACING)
    size = min(_LETTER_SIZE, 2 * _FARTHEST * _LETTERS / max(width, 0.01))
    beside = size * width / 2 / _LETTERS + 0.12 if text else 0.0
    letters = arc_path(Line(text, Typeface.TEXT, size, MIDDLE, MIDDLE, _SPACING), _LETTERS)
    return stroke(_thin_line(pi - beside), pair.band, 4) + fill(letters, pair.text)


def _thin_line(end: float) -> str:
    radius = number(_LINE)
    start, large = 0.16, int(end > pi)
    right = f"M{_on(_LINE, start)}A{radius} {radius} 0 {large} 1 {_on(_LINE, end)}"
    return f"{right}M{_on(_LINE, -start)}A{radius} {radius} 0 {large} 0 {_on(_LINE, -end)}"


def _title(design: BadgeDesign, pair: Pair) -> str:
    if len(design.lines) == 2:
        return title(design.lines, _DISC_SHAPE, (220, 252), 33, pair.band_text)
    return title(design.lines, _DISC_SHAPE, [236] * len(design.lines), 38, pair.band_text)


def _on(radius: float, angle: float) -> str:
    return f"{number(MIDDLE + radius * sin(angle))} {number(MIDDLE - radius * cos(angle))}"


SILHOUETTES: Mapping[str, Silhouette] = MappingProxyType({"zegel": Silhouette(_seal(), _HOLE)})
_SEAL = SILHOUETTES["zegel"]
_DISC_SHAPE = Silhouette(circle(MIDDLE, MIDDLE, _DISC), _HOLE)
