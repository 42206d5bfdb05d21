"""What is the edge of a shape, and how wide is the shape at a height?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import dist

from fontTools.misc.bezierTools import cubicPointAtT
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

from badgeservice.drawing.numbers import number

Point = tuple[float, float]
MIDDLE = 200.0
_STEPS = 24


@dataclass(frozen=True)
class Hole:
    """Where the cord ends: the middle of the hole and its radius, in units of the canvas."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Silhouette:
    """A shape that is the same left and right of x = 200: its closed edge as SVG path data, and its hole."""

    edge: str
    hole: Hole

    @property
    def _points(self) -> tuple[Point, ...]:
        return _flattened(self.edge)

    @property
    def edge_with_hole(self) -> str:
        """Edge and hole as one path for `fill-rule="evenodd"`."""
        return f"{self.edge}{circle(self.hole.x, self.hole.y, self.hole.radius)}"

    @property
    def top(self) -> float:
        """The highest point of the edge."""
        return min(y for _, y in self._points)

    def half_width(self, y: float) -> float:
        """How far the shape reaches from the middle at a height; 0 above and below it."""
        points = self._points
        crossings = (_crossing(*pair, y) for pair in zip(points, points[1:] + points[:1], strict=True))
        return max((x - MIDDLE for x in crossings if x is not None), default=0.0)

    def strip(self, top: float, bottom: float) -> str:
        """The part of the shape between two heights, as a path: what a band across it covers."""
        return _strip(self, top, bottom)


@cache
def _strip(silhouette: Silhouette, top: float, bottom: float) -> str:
    heights = [top + (bottom - top) * step / _STEPS for step in range(_STEPS + 1)]
    right = [(MIDDLE + silhouette.half_width(y), y) for y in heights]
    left = [(2 * MIDDLE - x, y) for x, y in reversed(right)]
    return polyline([*right, *left])


def circle(x: float, y: float, radius: float) -> str:
    """A circle as path data."""
    span = number(2 * radius)
    arc = f"a{number(radius)} {number(radius)} 0 1 "
    return f"M{number(x - radius)} {number(y)}{arc}1 {span} 0{arc}1 -{span} 0z"


def polyline(points: Sequence[Point]) -> str:
    """A closed polygon with sharp corners as path data."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def rounded_polygon(corners: Sequence[tuple[float, float, float]]) -> str:
    """A closed polygon of corners (x, y, how far from the corner the rounding starts), clockwise."""
    parts = []
    for at, (x, y, start) in enumerate(corners):
        before, after = corners[at - 1][:2], corners[(at + 1) % len(corners)][:2]
        first, last = _towards((x, y), before, start), _towards((x, y), after, start)
        one, two = _towards((x, y), before, start * 0.42), _towards((x, y), after, start * 0.42)
        parts.append(f"{_pair(first)}C{_pair(one)} {_pair(two)} {_pair(last)}")
    return "M" + "L".join(parts) + "z"


def _towards(start: Point, end: Point, length: float) -> Point:
    part = length / dist(start, end)
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


@cache
def _flattened(path: str) -> tuple[Point, ...]:
    pen = RecordingPen()
    parse_path(path, pen)
    points: list[Point] = []
    for operator, operands in pen.value:
        if operator in ("moveTo", "lineTo"):
            points.append(operands[0])
        elif operator == "curveTo":
            start = points[-1]
            points += [cubicPointAtT(start, *operands, step / _STEPS) for step in range(1, _STEPS + 1)]
    return tuple(points)


def _crossing(start: Point, end: Point, y: float) -> float | None:
    (x1, y1), (x2, y2) = start, end
    if not min(y1, y2) <= y <= max(y1, y2):
        return None
    return max(x1, x2) if y1 == y2 else x1 + (x2 - x1) * (y - y1) / (y2 - y1)
