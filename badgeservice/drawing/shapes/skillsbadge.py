"""How is a skillsbadge drawn: a filled shape of free form with a band across?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.elements import Box, caption, dark_line, fill, ground, icon, rim, title
from badgeservice.drawing.outlines import MIDDLE, Hole, Silhouette, circle, rounded_polygon
from badgeservice.drawing.pairs import Pair

_ONE_LINE_SIZE = 43.0
_TWO_LINES_SIZE = 35.0
_LINE_DISTANCE = 36.0
_BAND_TEXT_SIZE = 23.0
_BAND_HEIGHT = 43.0


@dataclass(frozen=True)
class _Layout:
    """Heights within a shape: the icon, the first of two lines, the top of the band; the small cut's icon."""

    icon: Box
    first_line: float
    band: float
    small_icon: Box


_SHIELD = (
    "M200 17C236 36 290 47 348 51Q361 52 361 65L361 176C361 262 304 342 200 385"
    "C96 342 39 262 39 176L39 65Q39 52 52 51C110 47 164 36 200 17z"
)
_ARCH = "M34 183A166 166 0 0 1 366 183L366 369Q366 383 352 383L48 383Q34 383 34 369z"
_HEXAGON = ((200, 9, 40), (363, 103, 40), (363, 297, 40), (200, 391, 40), (37, 297, 40), (37, 103, 40))
_OCTAGON = (
    (127, 19, 24), (273, 19, 24), (381, 127, 24), (381, 273, 24),
    (273, 381, 24), (127, 381, 24), (19, 273, 24), (19, 127, 24),
)  # fmt: skip

SILHOUETTES: Mapping[str, Silhouette] = MappingProxyType(
    {
        "rond": Silhouette(circle(200, 200, 180), Hole(200, 51, 13)),
        "zeskant": Silhouette(rounded_polygon(_HEXAGON), Hole(200, 56, 13)),
        "schild": Silhouette(_SHIELD, Hole(200, 57, 13)),
        "boog": Silhouette(_ARCH, Hole(200, 52, 13)),
        "achtkant": Silhouette(rounded_polygon(_OCTAGON), Hole(200, 52, 13)),
    }
)

_LAYOUTS: Mapping[str, _Layout] = MappingProxyType(
    {
        "rond": _Layout(Box(MIDDLE, 139, 118, 108), 236, 289, Box(MIDDLE, 212, 212, 212)),
        "zeskant": _Layout(Box(MIDDLE, 142, 118, 108), 238, 289, Box(MIDDLE, 214, 212, 212)),
        "schild": _Layout(Box(MIDDLE, 137, 114, 104), 230, 281, Box(MIDDLE, 200, 204, 204)),
        "boog": _Layout(Box(MIDDLE, 146, 124, 114), 250, 312, Box(MIDDLE, 218, 212, 212)),
        "achtkant": _Layout(Box(MIDDLE, 142, 118, 108), 239, 297, Box(MIDDLE, 213, 212, 212)),
    }
)


def full(design: BadgeDesign, pair: Pair) -> str:
    """The full cut: rim, ground, band, icon and two lines."""
    silhouette, layout = SILHOUETTES[design.shape], _LAYOUTS[design.shape]
    band_letters = layout.band + _BAND_HEIGHT / 2 + 0.33 * _BAND_TEXT_SIZE
    return "".join(
        (
            rim(silhouette, pair),
            ground(silhouette, pair),
            fill(silhouette.strip(layout.band, layout.band + _BAND_HEIGHT), pair.band),
            dark_line(silhouette, pair),
            icon(design.icon, layout.icon, pair.text),
            _title(design, silhouette, layout, pair),
            caption(design.band_text, silhouette, band_letters, _BAND_TEXT_SIZE, pair.band_text),
        )
    )


def small(design: BadgeDesign, pair: Pair) -> str:
    """The small cut: silhouette and a larger icon."""
    silhouette, layout = SILHOUETTES[design.shape], _LAYOUTS[design.shape]
    return "".join(
        (
            rim(silhouette, pair),
            ground(silhouette, pair),
            dark_line(silhouette, pair, 8.0),
            icon(design.icon, layout.small_icon, pair.text),
        )
    )


def _title(design: BadgeDesign, silhouette: Silhouette, layout: _Layout, pair: Pair) -> str:
    first = layout.first_line
    if len(design.lines) == 2:
        return title(design.lines, silhouette, (first, first + _LINE_DISTANCE), _TWO_LINES_SIZE, pair.text)
    return title(design.lines, silhouette, [first + 18] * len(design.lines), _ONE_LINE_SIZE, pair.text)
