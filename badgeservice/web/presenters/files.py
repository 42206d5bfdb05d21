"""Which files of a badge can be taken along, and what are they called?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from badgeservice.issuing.derived_forms import forms_on_offer
from badgeservice.storage.tables import AwardRow
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

# In the order in which people reach for them: paper, a picture, and then what other programs ask for.
NAMES = {
    "pdf": lazy_gettext("Blad om te printen (PDF)"),
    "png": lazy_gettext("Plaatje (PNG)"),
    "svg": lazy_gettext("Tekening (SVG)"),
    "jwt": lazy_gettext("Voor een wallet (JWT)"),
    "ob.jwt": lazy_gettext("Open Badges 3.0 (JWT)"),
    "ob2.json": lazy_gettext("Open Badges 2.0 (JSON)"),
    "ob2.jwt": lazy_gettext("Open Badges 2.0 (JWT)"),
    "ob2.png": lazy_gettext("Open Badges 2.0 (PNG)"),
    "ob2.svg": lazy_gettext("Open Badges 2.0 (SVG)"),
}
FIRST = ("pdf", "png")


@dataclass(frozen=True)
class File:
    """A file to take along: what it is called on the page, where it is, and its name once it is saved."""

    label: str
    href: str
    name: str


@dataclass(frozen=True)
class Files:
    """The files of one badge: the one or two that people want, and all others."""

    first: list[File]
    others: list[File]


def files_of(award: AwardRow) -> Files:
    """All files of a badge; of one that was withdrawn only the signed document itself."""
    signed = File(_("Bestand (JSON)"), url_for("badges.as_json", badge=award.id), "badge.json")
    if award.revoked_at is not None:
        return Files([signed], [])
    on_offer = forms_on_offer(award)
    offered = [form for form in NAMES if form in on_offer]
    first = [_file(award, form) for form in offered if form in FIRST]
    return Files(first, [signed, *(_file(award, form) for form in offered if form not in FIRST)])


def _file(award: AwardRow, form: str) -> File:
    return File(str(NAMES[form]), url_for("badges.as_form", badge=award.id, form=form), f"badge.{form}")
