"""How do the level and the European elements of a badge class read on its pages?"""

from __future__ import annotations

from flask_babel import get_locale

from badgeservice.formats.ob3_microcredential import microcredential_members, read_microcredential
from badgeservice.issuing.microcredential_content import elements_of
from badgeservice.issuing.microcredential_words import element_rows
from badgeservice.issuing.signed_values import level_words
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web.words import gettext as _


def element_rows_of(version: BadgeClassVersionRow) -> list[tuple[str, str]]:
    """A label and its value for each; none for a badge class without them."""
    elements, level = elements_of(version.details), level_words(version)
    told = read_microcredential(microcredential_members(elements)) if elements is not None else ()
    return ([(_("Niveau"), level)] if level else []) + element_rows(told, _, get_locale())
