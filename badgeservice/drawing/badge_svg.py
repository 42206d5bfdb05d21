"""What is the picture of a badge, as SVG that looks the same everywhere?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.elements import RIM_WIDTH
from badgeservice.drawing.outlines import Hole
from badgeservice.drawing.pairs import PAIRS, WITHDRAWN
from badgeservice.drawing.shapes import ARTISTS

CANVAS = 400

HOLES: Mapping[str, Hole] = MappingProxyType(
    {name: each.hole for artist in ARTISTS.values() for name, each in artist.silhouettes.items()}
)

# Tilted and a little smaller, so that the corners of the label stay on the canvas.
_FALLEN = "translate(200 202) rotate(8) scale(.91) translate(-200 -200)"


def badge_svg(design: BadgeDesign) -> str:
    """The full cut, for 64 px and larger; the design has no `design_problems`."""
    return _document(ARTISTS[design.kind].full(design, PAIRS[design.pair]))


def small_svg(design: BadgeDesign) -> str:
    """The small cut without text, for less than 64 px."""
    return _document(ARTISTS[design.kind].small(design, PAIRS[design.pair]))


def withdrawn_svg(design: BadgeDesign) -> str:
    """The full cut as it lies when it fell from its cord: grey and tilted."""
    return _document(f'<g transform="{_FALLEN}">{ARTISTS[design.kind].full(design, WITHDRAWN)}</g>')


def silhouette_top(shape: str) -> float:
    """The highest point of a shape with its white rim, where the cord comes in front of it."""
    tops = (artist.silhouettes[shape].top for artist in ARTISTS.values() if shape in artist.silhouettes)
    return next(tops) - RIM_WIDTH


def _document(body: str) -> str:
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {CANVAS} {CANVAS}" aria-hidden="true">'
    return f"{opening}{body}</svg>"
