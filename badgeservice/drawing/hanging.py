"""Where in the picture of a badge does its cord end?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.drawing.badge_svg import CANVAS, HOLES

# An uploaded picture has no hole: the cord ends at its top edge.
NO_HOLE = 4


def hole_of(design: Mapping[str, Any] | None) -> int:
    """How far from the top the cord ends, in whole percents of the picture; `design` as it is kept."""
    return hole_of_shape(str(design["shape"])) if design else NO_HOLE


def hole_of_shape(shape: str) -> int:
    """Where the cord ends in a shape."""
    return round(HOLES[shape].y * 100 / CANVAS)
