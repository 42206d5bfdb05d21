"""Of which pieces of SVG are badges made?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from badgeservice.drawing.icons import icon_drawing
from badgeservice.drawing.lettering import Line, Typeface, line_path, width_in_em
from badgeservice.drawing.numbers import number
from badgeservice.drawing.outlines import MIDDLE, Silhouette, circle
from badgeservice.drawing.pairs import Pair

RIM = "#FFFFFF"
RIM_WIDTH = 8.0
LINE_WIDTH = 5.0
BAND_SPACING = 0.08
_TEXT_MARGIN = 14.0


@dataclass(frozen=True)
class Box:
    """Where an icon goes: its middle and the most it may be wide and high."""

    x: float
    y: float
    width: float
    height: float


def rim(silhouette: Silhouette, pair: Pair, width: float = RIM_WIDTH) -> str:
    """The white edge outside the shape, on light grounds outside the dark line."""
    around = width + (LINE_WIDTH / 2 if pair.is_light else 0)
    return stroke(silhouette.edge, RIM, 2 * around)


def ground(silhouette: Silhouette, pair: Pair) -> str:
    """The shape filled, with a real hole."""
    return f'<path fill="{pair.ground}" fill-rule="evenodd" d="{silhouette.edge_with_hole}"/>'


def dark_line(silhouette: Silhouette, pair: Pair, width: float = LINE_WIDTH) -> str:
    """The dark line on the edge and outside the hole, on light grounds only; the hole stays as wide as it is."""
    hole = silhouette.hole
    around = stroke(circle(hole.x, hole.y, hole.radius + width / 2), pair.text, width)
    return dark_edge(silhouette, pair, width) + around if pair.is_light else ""


def dark_edge(silhouette: Silhouette, pair: Pair, width: float = LINE_WIDTH) -> str:
    """The dark line on the edge alone, for a shape that has a ring of its own around the hole."""
    return stroke(silhouette.edge, pair.text, width) if pair.is_light else ""


def stroke(path: str, colour: str, width: float) -> str:
    """A line along a path."""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path fill="none" stroke="{colour}" stroke-width="{number(width)}" {ends} d="{path}"/>'


def fill(path: str, colour: str) -> str:
    """A filled path."""
    return f'<path fill="{colour}" d="{path}"/>' if path else ""


def icon(name: str, box: Box, colour: str) -> str:
    """An icon as large as fits the box, its visible part in the middle of it."""
    drawing = icon_drawing(name)
    scale = min(box.width / drawing.width, box.height / drawing.height)
    x = box.x - scale * (drawing.x + drawing.width / 2)
    y = box.y - scale * (drawing.y + drawing.height / 2)
    place = f"translate({number(x)} {number(y)}) scale({scale:.3f})"
    return f'<g fill="{colour}" transform="{place}">{drawing.markup}</g>'


def title(lines: Sequence[str], silhouette: Silhouette, places: Sequence[float], size: float, colour: str) -> str:
    """The lines in display letters standing on `places`, all as large as the widest one allows."""
    wide = [_largest(text, Typeface.DISPLAY, silhouette, y, size) for text, y in zip(lines, places, strict=True)]
    drawn = (
        line_path(Line(text, Typeface.DISPLAY, min(wide), MIDDLE, y)) for text, y in zip(lines, places, strict=True)
    )
    return fill("".join(drawn), colour)


def caption(text: str, silhouette: Silhouette, y: float, size: float, colour: str) -> str:
    """One spaced line of text letters standing on `y`, smaller when the shape is narrow there."""
    fitting = _largest(text, Typeface.TEXT, silhouette, y, size, BAND_SPACING)
    lowered = y - (size - fitting) * 0.33
    return fill(line_path(Line(text, Typeface.TEXT, fitting, MIDDLE, lowered, BAND_SPACING)), colour)


def _largest(
    text: str, typeface: Typeface, silhouette: Silhouette, y: float, size: float, spacing: float = 0.0
) -> float:
    half = min(silhouette.half_width(y - 0.7 * size), silhouette.half_width(y)) - _TEXT_MARGIN
    return min(size, 2 * half / max(width_in_em(text, typeface, spacing), 0.01))
