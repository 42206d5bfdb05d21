"""Which picture does a badge have on a page, and where is its hole?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from badgeservice.drawing.badge_svg import CANVAS, HOLES
from badgeservice.storage.tables import BadgeClassVersionRow

# An uploaded picture has no hole: the cord ends at its top edge.
NO_HOLE = 4

Picture = dict[str, Any]


def picture_of(version: BadgeClassVersionRow, *, small: bool = False) -> Picture:
    """The picture of a released version as the badge macros want it; `small` is the cut for less than 64 px."""
    return {"src": _address(version, small), "alt": version.picture_caption, "hole": hole_of(version.design)}


def hole_of(design: Mapping[str, Any] | None) -> int:
    """How far from the top the cord ends, in whole percents of the picture."""
    hole = HOLES.get(str(design["shape"])) if design else None
    return round(hole.y * 100 / CANVAS) if hole else NO_HOLE


def _address(version: BadgeClassVersionRow, small: bool) -> str:
    form = "png" if version.picture_svg is None else "small.svg" if small and version.design else "svg"
    return url_for(
        "documents.class_picture", slug=version.badge_class.slug, number=version.number, form=form
    )
