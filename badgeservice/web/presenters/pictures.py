"""Which picture does a badge have on a page?"""

from __future__ import annotations

from typing import Any

from flask import url_for

from badgeservice.drawing.hanging import hole_of
from badgeservice.storage.tables import BadgeClassVersionRow

Picture = dict[str, Any]


def picture_of(version: BadgeClassVersionRow) -> Picture:
    """The picture of a released version as the badge macros want it."""
    slug, form = version.badge_class.slug, "png" if version.design is None else "svg"
    address = url_for("documents.class_picture", slug=slug, number=version.number, form=form)
    return {"src": address, "alt": version.picture_caption, "hole": hole_of(version.design)}
