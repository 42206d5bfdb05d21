"""How is a praktijkverklaring drawn: a work label with cut corners, a double line and a signature stroke?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.elements import Box, caption, dark_edge, dark_line, ground, icon, rim, stroke, title
from badgeservice.drawing.outlines import MIDDLE, Hole, Silhouette, circle, rounded_polygon
from badgeservice.drawing.pairs import Pair

_HOLE = Hole(MIDDLE, 58, 13.5)
_EDGE = rounded_polygon(((124, 13, 20), (276, 13, 20), (334, 84, 24), (334, 387, 12), (66, 387, 12), (66, 84, 24)))
_INNER_LINE = rounded_polygon(
    ((131.5, 28, 14), (268.5, 28, 14), (319, 89.5, 18), (319, 372, 6), (81, 372, 6), (81, 89.5, 18))
)
_SIGNATURE = (
    "M109 318C117 300 127 292 135 292C154 292 138 323 151 323C176 323 173 290 188 290"
    "C204 290 198 318 211 318C222 318 232 312 240 302"
)
_SMALL_SIGNATURE = (
    "M106 336C118 310 128 302 138 302C160 302 144 342 160 342C188 342 184 300 204 300"
    "C224 300 216 340 236 340C256 340 274 332 294 312"
)

SILHOUETTES: Mapping[str, Silhouette] = MappingProxyType({"werklabel": Silhouette(_EDGE, _HOLE)})
_LABEL = SILHOUETTES["werklabel"]
_WITHIN = Silhouette(_INNER_LINE, _HOLE)


def full(design: BadgeDesign, pair: Pair) -> str:
    """The full cut: label, inner line, ringed hole, icon, lines, signature and giver."""
    return "".join(
        (
            rim(_LABEL, pair),
            ground(_LABEL, pair),
            dark_edge(_LABEL, pair),
            stroke(_INNER_LINE, pair.band, 4),
            stroke(circle(_HOLE.x, _HOLE.y, _HOLE.radius + 6.5), pair.band, 4),
            icon(design.icon, Box(MIDDLE, 139, 94, 82), pair.text),
            _title(design, pair),
            stroke(_SIGNATURE, pair.band, 5),
            stroke("M106 331L294 331", pair.band, 3),
            caption(design.band_text, _WITHIN, 356, 17, pair.text),
        )
    )


def small(design: BadgeDesign, pair: Pair) -> str:
    """The small cut: label, larger icon, larger signature."""
    return "".join(
        (
            rim(_LABEL, pair),
            ground(_LABEL, pair),
            dark_line(_LABEL, pair, 8.0),
            icon(design.icon, Box(MIDDLE, 186, 174, 168), pair.text),
            stroke(_SMALL_SIGNATURE, pair.band, 11),
        )
    )


def _title(design: BadgeDesign, pair: Pair) -> str:
    if len(design.lines) == 2:
        return title(design.lines, _WITHIN, (216, 249), 32, pair.text)
    return title(design.lines, _WITHIN, [236] * len(design.lines), 38, pair.text)
