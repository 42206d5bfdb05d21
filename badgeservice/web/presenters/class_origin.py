"""In which words do we say where a badge class comes from, and what came from it?"""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.storage import class_copies, stacks
from badgeservice.storage.tables import BadgeClassRow, BadgeClassVersionRow
from badgeservice.web.words import gettext as _

View = dict[str, Any]


def origin_of(session: Session, badge_class: BadgeClassRow) -> View:
    """The example a class was made after, and the released classes that were made after it."""
    example = class_copies.example_of(session, badge_class.id)
    copies = class_copies.released_copies(session, badge_class.id)
    newest = stacks.newest_of(session, [copy.id for copy in copies])
    return {
        "example": _example(example) if example is not None else None,
        "copies": [_link(newest[copy.id]) for copy in copies],
    }


def _example(version: BadgeClassVersionRow) -> View:
    giver = version.badge_class.organisation
    not_theirs = (
        _("%(giver)s heeft hier geen mandaat voor gegeven.", giver=giver.name)
        if giver.kind == "branche"
        else _("%(giver)s heeft deze badge niet gemaakt en niet bekeken.", giver=giver.name)
    )
    return _link(version) | {"note": not_theirs}


def _link(version: BadgeClassVersionRow) -> View:
    organisation = version.badge_class.organisation.name
    return {
        "words": _("%(name)s van %(giver)s", name=version.name, giver=organisation),
        "href": url_for("documents.class_version", slug=version.badge_class.slug, number=version.number),
    }
