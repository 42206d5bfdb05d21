"""How is a microcredential drawn: the front sheet of a stack, because it is a unit of more?"""

from __future__ import annotations

from collections.abc import Mapping
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
from badgeservice.drawing.outlines import MIDDLE, Hole, Silhouette, circle, rounded_polygon
from badgeservice.drawing.pairs import Pair

_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 338.0, 60.0, 384.0
_STEP = 21.0
_BAND_TOP = 330.0
_HOLE = Hole(MIDDLE, 96, 12.5)


def _sheet(behind: int) -> str:
    """The edge of a sheet, so many places behind the front one: each a step to the right and up."""
    right, up = behind * _STEP, behind * _STEP
    corners = ((_LEFT, _TOP), (_RIGHT, _TOP), (_RIGHT, _BOTTOM), (_LEFT, _BOTTOM))
    return rounded_polygon([(x + right, y - up, 22) for x, y in corners])


_FRONT = Silhouette(_sheet(0), _HOLE)
_SECOND, _LAST = _sheet(1), _sheet(2)

SILHOUETTES: Mapping[str, Silhouette] = MappingProxyType({"stapel": Silhouette(_FRONT.edge + _SECOND + _LAST, _HOLE)})


def full(design: BadgeDesign, pair: Pair) -> str:
    """The full cut: two sheets behind, and the front one with icon, lines and band."""
    return "".join(
        (
            _behind(pair, LINE_WIDTH),
            ground(_FRONT, pair),
            fill(_FRONT.strip(_BAND_TOP, _BOTTOM), pair.band),
            dark_line(_FRONT, pair),
            icon(design.icon, Box(MIDDLE, 171, 112, 102), pair.text),
            _title(design, pair),
            caption(design.band_text, _FRONT, 364, 22, pair.band_text),
        )
    )


def small(design: BadgeDesign, pair: Pair) -> str:
    """The small cut: the stack, with a larger icon on the front sheet."""
    return "".join(
        (
            _behind(pair, LINE_WIDTH + 3),
            ground(_FRONT, pair),
            dark_line(_FRONT, pair, LINE_WIDTH + 3),
            icon(design.icon, Box(MIDDLE, 248, 196, 190), pair.text),
        )
    )


def _behind(pair: Pair, line: float) -> str:
    """The white rim of the whole stack, then the last sheet in the colour of the band and a white one."""
    around = 2 * RIM_WIDTH + (LINE_WIDTH if pair.is_light else 0)
    white = stroke(SILHOUETTES["stapel"].edge, RIM, around)
    last = _pierced(_LAST, pair.band) + (stroke(_LAST, pair.ink, line) if pair.is_light else "")
    second = stroke(_SECOND, RIM, 10) + _pierced(_SECOND, RIM) + stroke(_SECOND, pair.ink, line)
    return white + last + second + stroke(_FRONT.edge, RIM, 10)


def _pierced(edge: str, colour: str) -> str:
    hole = circle(_HOLE.x, _HOLE.y, _HOLE.radius)
    return f'<path fill="{colour}" fill-rule="evenodd" d="{edge}{hole}"/>'


def _title(design: BadgeDesign, pair: Pair) -> str:
    if len(design.lines) == 2:
        return title(design.lines, _FRONT, (266, 304), 37, pair.text)
    return title(design.lines, _FRONT, [286] * len(design.lines), 43, pair.text)
