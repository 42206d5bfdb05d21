"""What do the choices of the designer look like: a shape, a pair of colours, an icon?"""

from __future__ import annotations

from functools import cache

from badgeservice.drawing.badge_svg import CANVAS
from badgeservice.drawing.elements import Box, fill, icon
from badgeservice.drawing.lettering import Line, Typeface, line_path
from badgeservice.drawing.pairs import PAIRS
from badgeservice.drawing.shapes import ARTISTS

_INK = "currentColor"


@cache
def shape_svg(shape: str) -> str:
    """The plain silhouette of a shape in the colour of the text around it."""
    silhouettes = {name: each for artist in ARTISTS.values() for name, each in artist.silhouettes.items()}
    return _svg(CANVAS, CANVAS, fill(silhouettes[shape].edge, _INK))


@cache
def icon_svg(name: str) -> str:
    """One of ICONS in the colour of the text around it."""
    return _svg(16, 16, icon(name, Box(8, 8, 16, 16), _INK))


@cache
def pair_svg(name: str) -> str:
    """One of PAIRS: "Aa" on the ground, the band below it."""
    pair = PAIRS[name]
    letters = line_path(Line("Aa", Typeface.DISPLAY, 26, 52, 32))
    ground = fill("M6 0H98Q104 0 104 6V46H0V6Q0 0 6 0z", pair.ground)
    band = fill("M0 46H104V62Q104 68 98 68H6Q0 68 0 62z", pair.band)
    return _svg(104, 68, ground + band + fill(letters, pair.text))


def _svg(width: int, height: int, body: str) -> str:
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" aria-hidden="true">'
    return f"{opening}{body}</svg>"
