"""How is a deelcertificaat drawn: a disc in a ring of as many parts as the stack has, its own part filled?"""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, pi, sin
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.elements import (
    LINE_WIDTH,
    RIM,
    RIM_WIDTH,
    Box,
    caption,
    dark_line,
    fill,
    ground,
    icon,
    stroke,
    title,
)
from badgeservice.drawing.lettering import Line, Typeface, line_path
from badgeservice.drawing.numbers import number
from badgeservice.drawing.outlines import MIDDLE, Hole, Silhouette, circle
from badgeservice.drawing.pairs import Pair

_OUTER, _INNER, _DISC, _RIM_RADIUS = 180.0, 151.0, 138.0, 189.0
_GAP = 20.0
_RING_LINE = 4.0
_HOLE = Hole(MIDDLE, 85, 11)
_DISC_SHAPE = Silhouette(circle(MIDDLE, MIDDLE, _DISC), _HOLE)

SILHOUETTES: Mapping[str, Silhouette] = MappingProxyType(
    {"ring": Silhouette(circle(MIDDLE, MIDDLE, _RIM_RADIUS - RIM_WIDTH), _HOLE)}
)


def full(design: BadgeDesign, pair: Pair) -> str:
    """The full cut: ring in parts around a disc with icon, lines, giver and "deel 2 van 4"."""
    return "".join(
        (
            _plate(),
            _ring(design.part, pair, _RING_LINE),
            ground(_DISC_SHAPE, pair),
            dark_line(_DISC_SHAPE, pair),
            icon(design.icon, Box(MIDDLE, 146, 84, 76), pair.text),
            _title(design, pair),
            caption(design.band_text, _DISC_SHAPE, 279, 18, pair.text),
            _part_text(design.part, pair),
        )
    )


def small(design: BadgeDesign, pair: Pair) -> str:
    """The small cut: the ring and a larger icon in the disc."""
    return "".join(
        (
            _plate(),
            _ring(design.part, pair, _RING_LINE + 3),
            ground(_DISC_SHAPE, pair),
            dark_line(_DISC_SHAPE, pair, LINE_WIDTH + 2),
            icon(design.icon, Box(MIDDLE, 208, 158, 150), pair.text),
        )
    )


def _plate() -> str:
    wider_hole = circle(_HOLE.x, _HOLE.y, _HOLE.radius + 1)
    plate = circle(MIDDLE, MIDDLE, _RIM_RADIUS)
    return f'<path fill="{RIM}" fill-rule="evenodd" d="{plate}{wider_hole}"/>'


def _ring(part: tuple[int, int] | None, pair: Pair, width: float) -> str:
    own, total = part or (1, 1)
    colour = pair.text if pair.is_light else pair.ground
    others = "".join(_segment(each, total) for each in range(1, total + 1) if each != own)
    filled = _segment(own, total)
    return (stroke(others, colour, width) if others else "") + fill(filled, pair.ground) + stroke(filled, colour, width)


def _segment(part: int, total: int) -> str:
    """One part of the ring, clockwise from the top; the gaps are as wide inside as outside."""
    start, end = 2 * pi * (part - 1) / total, 2 * pi * part / total
    outer, inner = _OUTER - _RING_LINE / 2, _INNER + _RING_LINE / 2
    half = (_GAP + _RING_LINE) / 2
    out, into = asin(half / outer), asin(half / inner)
    large = int(end - start > pi)
    return (
        f"M{_on(outer, start + out)}A{number(outer)} {number(outer)} 0 {large} 1 {_on(outer, end - out)}"
        f"L{_on(inner, end - into)}A{number(inner)} {number(inner)} 0 {large} 0 {_on(inner, start + into)}z"
    )


def _on(radius: float, angle: float) -> str:
    return f"{number(MIDDLE + radius * sin(angle))} {number(MIDDLE - radius * cos(angle))}"


def _title(design: BadgeDesign, pair: Pair) -> str:
    if len(design.lines) == 2:
        return title(design.lines, _DISC_SHAPE, (217, 249), 31, pair.text)
    return title(design.lines, _DISC_SHAPE, [235] * len(design.lines), 36, pair.text)


def _part_text(part: tuple[int, int] | None, pair: Pair) -> str:
    if part is None:
        return ""
    text = f"deel {part[0]} van {part[1]}"
    return fill(line_path(Line(text, Typeface.DISPLAY, 20, MIDDLE, 306)), pair.text)
