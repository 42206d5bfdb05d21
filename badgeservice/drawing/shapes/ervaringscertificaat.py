"""How is an ervaringscertificaat drawn: the growth rings of a tree, because somebody grew in practice?"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.elements import LINE_WIDTH, Box, caption, dark_line, fill, ground, icon, rim, stroke, title
from badgeservice.drawing.numbers import number
from badgeservice.drawing.outlines import MIDDLE, Hole, Silhouette, circle
from badgeservice.drawing.pairs import Pair

_CORNERS = 16
_BARK = 177.0
_DISC = 120.0
_TURN = -0.5
_HOLE = Hole(MIDDLE, 41.5, 10.5)


def _grown(radius: float, wobble: float) -> str:
    """A closed line that is nearly a circle, as a tree grows: about `wobble` units out and in."""
    points = [_at(radius, wobble, 2 * pi * each / _CORNERS) for each in range(_CORNERS)]
    curves = []
    for at, (x, y) in enumerate(points):
        (x0, y0), (x2, y2) = points[at - 1], points[(at + 1) % _CORNERS]
        x3, y3 = points[(at + 2) % _CORNERS]
        curves.append(
            f"C{number(x + (x2 - x0) / 6)} {number(y + (y2 - y0) / 6)} "
            f"{number(x2 - (x3 - x) / 6)} {number(y2 - (y3 - y) / 6)} {number(x2)} {number(y2)}"
        )
    return f"M{number(points[0][0])} {number(points[0][1])}{''.join(curves)}z"


def _at(radius: float, wobble: float, angle: float) -> tuple[float, float]:
    reach = radius + wobble * (cos(2 * angle + _TURN) + 0.6 * sin(3 * angle - _TURN))
    return MIDDLE + reach * sin(angle), MIDDLE - reach * cos(angle)


def full(design: BadgeDesign, pair: Pair) -> str:
    """The full cut: bark, rings of unequal width, and the heart with icon, lines and giver."""
    return "".join(
        (
            rim(_TREE, pair),
            ground(_TREE, pair),
            dark_line(_TREE, pair),
            *(stroke(path, pair.band, width) for path, width in _RINGS),
            fill(_HEART.edge, pair.band),
            icon(design.icon, Box(MIDDLE, 133, 82, 74), pair.band_text),
            _title(design, pair),
            caption(design.band_text, _HEART, 263, 18, pair.band_text),
        )
    )


def small(design: BadgeDesign, pair: Pair) -> str:
    """The small cut: bark, one thick ring and the heart with a larger icon."""
    return "".join(
        (
            rim(_TREE, pair),
            ground(_TREE, pair),
            dark_line(_TREE, pair, LINE_WIDTH + 2),
            stroke(_grown(138, 1.5), pair.band, 8),
            fill(_HEART.edge, pair.band),
            icon(design.icon, Box(MIDDLE, MIDDLE, 152, 146), pair.band_text),
        )
    )


def _title(design: BadgeDesign, pair: Pair) -> str:
    if len(design.lines) == 2:
        return title(design.lines, _HEART, (205, 236), 32, pair.band_text)
    return title(design.lines, _HEART, [225] * len(design.lines), 38, pair.band_text)


SILHOUETTES: Mapping[str, Silhouette] = MappingProxyType({"jaarringen": Silhouette(_grown(_BARK, 5.5), _HOLE)})
_TREE = SILHOUETTES["jaarringen"]
_HEART = Silhouette(circle(MIDDLE, MIDDLE, _DISC), _HOLE)
_RINGS = ((_grown(126, 0.8), 3.0), (_grown(133, 1.4), 5.0), (_grown(140.5, 2.2), 2.5))
