"""How do an organisation and its badge classes read to the public?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from badgeservice.storage.tables import BadgeClassVersionRow, MandateRow, OrganisationRow
from badgeservice.web.presenters.elements import element_rows_of
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import diploma_words, kind_name, organisation_line
from badgeservice.web.words import gettext as _

Page = dict[str, Any]
Rows = list[Page]
PAGE_SIZE = 50


def organisation_page(organisation: OrganisationRow, released: Sequence[BadgeClassVersionRow], did: str) -> Page:
    """What organisation.html shows."""
    website = organisation.website if (organisation.website or "").startswith("https://") else None
    last = released[-1].badge_class.slug if len(released) == PAGE_SIZE else None
    return {
        "name": organisation.name,
        "line": organisation_line(organisation),
        "website": website,
        "did": did,
        "cards": [_card(version) for version in released],
        "more_href": url_for("documents.organisation", slug=organisation.slug, na=last) if last else None,
    }


def mandated_cards(versions: Sequence[BadgeClassVersionRow]) -> Rows:
    """The badges of branches that an organisation may give now."""
    return [_card(one) | {"below": one.badge_class.organisation.name} for one in versions]


def class_page(version: BadgeClassVersionRow, holders: Sequence[MandateRow] = ()) -> Page:
    """What class_page.html shows to the public; `holders` may give it now besides whose class it is."""
    badge_class = version.badge_class
    return {
        "badge": picture_of(version),
        "kind_name": kind_name(badge_class.kind),
        "name": version.name,
        "giver": badge_class.organisation.name,
        "description": version.description,
        "version": version.number,
        "facts": _facts(version),
        "behaviours": [
            {"text": one["text"], "language": version.language, "level": None} for one in version.behaviours
        ],
        "codes": _codes(version),
        "holders": [
            {"name": one.organisation.name, "href": url_for("documents.organisation", slug=one.organisation.slug)}
            for one in holders
        ],
        "no_diploma": diploma_words(badge_class.kind),
    }


def _card(version: BadgeClassVersionRow) -> Page:
    slug = version.badge_class.slug
    return {
        "badge": picture_of(version),
        "name": version.name,
        "below": kind_name(version.badge_class.kind),
        "href": url_for("documents.class_version", slug=slug, number=version.number),
    }


def _facts(version: BadgeClassVersionRow) -> Rows:
    organisation = version.badge_class.organisation
    valid = _("%(months)s maanden", months=version.valid_months) if version.valid_months else _("Geen einddatum")
    rows = [_row(_("Gegeven door"), organisation.name, organisation_line(organisation)), _row(_("Geldig"), valid)]
    if version.part_number and version.part_total:
        part = _("%(number)s van %(total)s", number=version.part_number, total=version.part_total)
        rows.append(_row(_("Deel van een geheel"), part))
    return rows + [_row(label, value) for label, value in element_rows_of(version)]


def _codes(version: BadgeClassVersionRow) -> Rows:
    crebo = [_row(_("Crebonummer"), version.crebo)] if version.crebo else []
    return crebo + [
        _row(one.get("target_code") or one.get("target_framework") or _("Skill"), one["target_name"], one["target_url"])
        for one in version.alignments
    ]


def _row(label: str, value: str, note: str | None = None) -> Page:
    return {"label": label, "value": value, "note": note}
