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


def picture_of(version: BadgeClassVersionRow) -> Picture:
    """The picture of a released version as the badge macros want it."""
    slug, form = version.badge_class.slug, "png" if version.design is None else "svg"
    address = url_for("documents.class_picture", slug=slug, number=version.number, form=form)
    return {"src": address, "alt": version.picture_caption, "hole": hole_of(version.design)}


def hole_of(design: Mapping[str, Any] | None) -> int:
    """How far from the top the cord ends, in whole percents of the picture."""
    return hole_of_shape(str(design["shape"])) if design else NO_HOLE


def hole_of_shape(shape: str) -> int:
    """Where the cord ends in a shape."""
    return round(HOLES[shape].y * 100 / CANVAS)
