"""How is an mbo-certificaat drawn: a sheet with a folded corner, because it goes with a paper?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.elements import LINE_WIDTH, Box, caption, dark_line, fill, ground, icon, rim, stroke, title
from badgeservice.drawing.outlines import MIDDLE, Hole, Silhouette, rounded_polygon
from badgeservice.drawing.pairs import Pair

_HOLE = Hole(MIDDLE, 58, 13.5)
_EDGE = rounded_polygon(((60, 14, 18), (274, 14, 6), (340, 80, 6), (340, 386, 18), (60, 386, 18)))
_FOLD = "M274 14L340 80L290 80C279 80 274 75 274 64z"

SILHOUETTES: Mapping[str, Silhouette] = MappingProxyType({"vel": Silhouette(_EDGE, _HOLE)})
_SHEET = SILHOUETTES["vel"]


def full(design: BadgeDesign, pair: Pair) -> str:
    """The full cut: sheet, folded corner, icon, lines, a double line and the giver."""
    return "".join(
        (
            rim(_SHEET, pair),
            ground(_SHEET, pair),
            fill(_FOLD, pair.band),
            dark_line(_SHEET, pair),
            icon(design.icon, Box(MIDDLE, 146, 112, 100), pair.text),
            _title(design, pair),
            stroke("M92 311L308 311M92 321L308 321", pair.band, 4),
            caption(design.band_text, _SHEET, 356, 20, pair.text),
        )
    )


def small(design: BadgeDesign, pair: Pair) -> str:
    """The small cut: sheet, folded corner, a larger icon and one thick line."""
    return "".join(
        (
            rim(_SHEET, pair),
            ground(_SHEET, pair),
            fill(_FOLD, pair.band),
            dark_line(_SHEET, pair, LINE_WIDTH + 3),
            icon(design.icon, Box(MIDDLE, 204, 186, 178), pair.text),
            stroke("M104 336L296 336", pair.band, 13),
        )
    )


def _title(design: BadgeDesign, pair: Pair) -> str:
    if len(design.lines) == 2:
        return title(design.lines, _SHEET, (242, 280), 37, pair.text)
    return title(design.lines, _SHEET, [262] * len(design.lines), 43, pair.text)
