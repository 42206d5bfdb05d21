"""How does a badge class look on a page of the staff?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web.issuer.class_forms import LANGUAGE_NAMES
from badgeservice.web.issuer.pictures import staff_picture
from badgeservice.web.presenters.elements import element_rows_of
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.words import diploma_words, kind_name
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

View = dict[str, Any]


def class_view(version: BadgeClassVersionRow) -> View:
    """One version, for its own page and for the page on which it is released; `codes` are for professionals."""
    is_draft = version.state == "draft"
    return {
        "id": version.id,
        "name": version.name,
        "kind_name": kind_name(version.badge_class.kind),
        "version": version.number,
        "slug": version.badge_class.slug,
        "is_draft": is_draft,
        "is_automatic": version.stack_automatic,
        "is_archived": version.badge_class.archived_at is not None,
        "badge": staff_picture(version),
        "description": version.description,
        "no_diploma": diploma_words(version.badge_class.kind),
        "behaviours": [{"text": behaviour["text"], "level": None} for behaviour in version.behaviours],
        "facts": _facts(version),
        "codes": _codes(version),
        "public_href": None if is_draft else f"/badge-classes/{version.badge_class.slug}/v{version.number}",
    }


def class_lines(versions: Sequence[BadgeClassVersionRow], given: Mapping[UUID, int]) -> list[View]:
    """One line for each class, with its newest version."""
    return [
        {
            "badge": staff_picture(version, small=True),
            "name": version.name,
            "href": _address(version),
            "kind_name": kind_name(version.badge_class.kind),
            "version": version.number,
            "given": given.get(version.badge_class_id, 0),
            **_state(version),
        }
        for version in versions
    ]


def rail_cards(versions: Sequence[BadgeClassVersionRow], given: Mapping[UUID, int]) -> list[View]:
    """The released badges of an organisation, on its rail."""
    return [
        {
            "badge": staff_picture(version),
            "name": version.name,
            "href": _address(version),
            "below": ngettext("%(num)s gegeven", "%(num)s gegeven", given.get(version.badge_class_id, 0)),
        }
        for version in versions
    ]


def version_lines(versions: Sequence[BadgeClassVersionRow], shown: BadgeClassVersionRow) -> list[View]:
    """Every version of a class, newest first; the one that is shown has no address."""
    return [
        {
            "version": version.number,
            "href": None if version.id == shown.id else _address(version),
            "day": day(version.released_at) if version.released_at else None,
            **_state(version),
        }
        for version in versions
    ]


def _facts(version: BadgeClassVersionRow) -> list[View]:
    months = version.valid_months
    validity = ngettext("%(num)s maand", "%(num)s maanden", months) if months else _("Altijd")
    rows = [(_("Taal"), LANGUAGE_NAMES[version.language]), (_("Geldig"), validity)]
    if version.part_number and version.part_total:
        part = _("Deel %(number)s van %(total)s", number=version.part_number, total=version.part_total)
        rows.append((_("Onderdeel"), part))
    rows += element_rows_of(version)
    if version.can_be_suspended:
        rows.append((_("Stopzetten"), _("Kan tijdelijk worden stopgezet")))
    return [{"label": label, "value": value} for label, value in rows]


def _codes(version: BadgeClassVersionRow) -> list[View]:
    rows = [{"label": _("Crebonummer"), "value": version.crebo}] if version.crebo else []
    return rows + [
        {"label": one["target_code"] or one["target_framework"], "value": one["target_name"]}
        for one in version.alignments
    ]


def _state(version: BadgeClassVersionRow) -> View:
    if version.badge_class.archived_at is not None:
        return {"state": "open", "state_word": _("In het archief")}
    if version.state == "draft":
        return {"state": "open", "state_word": _("Nog niet vrijgegeven")}
    return {"state": "valid", "state_word": _("Vrijgegeven")}


def _address(version: BadgeClassVersionRow) -> str:
    slug = version.badge_class.organisation.slug
    return url_for("issuer.badge_class", slug=slug, version_id=version.id)
