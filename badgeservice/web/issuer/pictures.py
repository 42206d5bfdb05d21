"""Where is the picture of a badge class for its own staff, released or not?"""

from __future__ import annotations

from typing import Any

from flask import url_for

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.hanging import hole_of
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web.presenters.pictures import Picture, picture_of

CHOICES = ("shape", "pair", "icon", "line1", "line2", "band")


def staff_picture(version: BadgeClassVersionRow, *, small: bool = False, giver: str | None = None) -> Picture:
    """The picture of a version; of a draft and its small cut, by an address that only its staff may open.

    `giver` is the slug of who gives it, when that is another than whose class it is.
    """
    if version.state == "released" and not small:
        return picture_of(version)
    form = "png" if version.design is None else "small.svg" if small else "svg"
    slug = giver or version.badge_class.organisation.slug
    src = url_for("issuer.saved_picture", slug=slug, version_id=version.id, form=form)
    return {"src": src, "alt": version.picture_caption, "hole": hole_of(version.design)}


def previewed(design: BadgeDesign, version: BadgeClassVersionRow, cut: str | None = None) -> Picture:
    """The picture of a design that is not saved yet."""
    choices: dict[str, Any] = {name: getattr(design, name) for name in CHOICES}
    slug = version.badge_class.organisation.slug
    src = url_for("issuer.preview", slug=slug, version_id=version.id, cut=cut, **choices)
    return {"src": src, "alt": "", "hole": hole_of({"shape": design.shape})}
