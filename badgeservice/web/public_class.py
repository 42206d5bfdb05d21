"""What does the public page of a badge class say besides its own words: versions, archive, parts, example?"""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_security import current_user

from badgeservice.storage import badge_classes, stacks
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web import database
from badgeservice.web.presenters.class_origin import origin_of
from badgeservice.web.presenters.pictures import picture_of

View = dict[str, Any]


def around(version: BadgeClassVersionRow) -> View:
    """What stands around the words of a released version."""
    reading, badge_class = database.reading(), version.badge_class
    released = [one for one in badge_classes.versions(reading, badge_class.id) if one.state == "released"]
    parts = stacks.parts_of(reading, version.id)
    newest = stacks.newest_of(reading, [part.id for part in parts])
    return {
        "newer_href": _address(released[0]) if released[0].number > version.number else None,
        "older": [{"number": one.number, "href": _address(one)} for one in released if one.number < version.number],
        "is_archived": badge_class.archived_at is not None,
        "parts": [
            {"badge": picture_of(newest[part.id]), "name": newest[part.id].name, "href": _address(newest[part.id])}
            for part in parts
        ],
        "origin": origin_of(reading, badge_class),
        "example_href": _example_address(version) if current_user.is_authenticated else None,
    }


def _address(version: BadgeClassVersionRow) -> str:
    return url_for("documents.class_version", slug=version.badge_class.slug, number=version.number)


def _example_address(version: BadgeClassVersionRow) -> str:
    return url_for("copying.use_as_example", slug=version.badge_class.slug, number=version.number)
