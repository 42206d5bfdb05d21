"""Which choices does the designer offer, and how do they become a picture?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import RadioField, StringField

from badgeservice.drawing.badge_svg import badge_svg
from badgeservice.drawing.design import ICONS, MISSING_LETTERS, PAIRS, SHAPES, BadgeDesign, design_problems
from badgeservice.drawing.first_design import first_design
from badgeservice.drawing.raster import png_from_svg
from badgeservice.errors import InvalidInputError
from badgeservice.issuing.class_content import ClassContent, Picture
from badgeservice.model.achievement import Kind
from badgeservice.organisations import typed_text
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.pictures import CHOICES
from badgeservice.web.words import gettext, lazy_gettext
from badgeservice.wording import N_, translator

SIDE = 600
SHAPE_WORDS = {
    "rond": N_("Ronde badge"),
    "zeskant": N_("Zeshoek"),
    "schild": N_("Schild"),
    "boog": N_("Boog"),
    "achtkant": N_("Achthoek"),
    "ring": N_("Ring in delen"),
    "werklabel": N_("Werklabel"),
    "zegel": N_("Zegel met tanden"),
    "jaarringen": N_("Jaarringen"),
    "stapel": N_("Stapel bladen"),
    "vel": N_("Vel met een omgevouwen hoek"),
    "kaartje": N_("Toegangskaartje"),
}
LOOKS = N_("{shape} in {pair} met {icon}")


class DesignForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The choices of the designer."""

    shape = RadioField(
        lazy_gettext("Vorm"), choices=choices_of({shape: lazy_gettext(shape) for shape in SHAPES[Kind.SKILLSBADGE]})
    )
    pair = RadioField(lazy_gettext("Kleuren"), choices=choices_of({pair: lazy_gettext(pair) for pair in PAIRS}))
    icon = RadioField(
        lazy_gettext("Plaatje"), choices=choices_of({icon: lazy_gettext(words) for icon, words in ICONS.items()})
    )
    line1 = StringField(lazy_gettext("Tekst, regel 1"), render_kw={"maxlength": 12})
    line2 = StringField(lazy_gettext("Tekst, regel 2"), render_kw={"maxlength": 12})
    band = StringField(lazy_gettext("Naam in de band"), render_kw={"maxlength": 18})
    caption = StringField(lazy_gettext("Beschrijving van het plaatje"), render_kw={"maxlength": 200})


class UploadForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A picture of one's own."""

    picture = FileField(lazy_gettext("Plaatje"))
    caption = StringField(lazy_gettext("Beschrijving van het plaatje"), render_kw={"maxlength": 200})


def design_of(choices: Mapping[str, str | None], version: BadgeClassVersionRow) -> BadgeDesign:
    """What was chosen, as a design; kind and part come from the badge class. Raises InvalidInputError."""
    kind = Kind(version.badge_class.kind)
    chosen = {name: choices.get(name) or "" for name in CHOICES}
    if len(SHAPES[kind]) == 1:
        chosen["shape"] = SHAPES[kind][0]
    design = BadgeDesign(kind=kind, part=_part(version), **chosen)
    problems = design_problems(design) or _texts_to_refuse(design)
    if problems:
        raise InvalidInputError({field: _said(sentence) for field, sentence in problems.items()})
    return design


def saved_design(version: BadgeClassVersionRow) -> BadgeDesign | None:
    """The design a version has; None for an uploaded picture."""
    if version.design is None:
        return None
    chosen = {name: str(version.design[name]) for name in CHOICES}
    return BadgeDesign(kind=Kind(version.badge_class.kind), part=_part(version), **chosen)


def suggested_design(version: BadgeClassVersionRow) -> BadgeDesign:
    """The design a version has, or one to begin with."""
    kind, organisation = Kind(version.badge_class.kind), version.badge_class.organisation.name
    return saved_design(version) or first_design(kind, version.name, organisation, _part(version))


def first_picture(content: ClassContent, organisation: str) -> Picture:
    """The picture with which a new badge class starts; the content has no problems."""
    part = (content.part_number, content.part_total) if content.part_number and content.part_total else None
    design = first_design(Kind(content.kind), content.name, organisation, part)
    return drawn(design, caption_for(design, content.language))


def drawn(design: BadgeDesign, caption: str) -> Picture:
    """A design as a picture."""
    svg = badge_svg(design)
    return Picture(png_from_svg(svg, SIDE), svg, asdict(design), caption)


def caption_for(design: BadgeDesign, language: str) -> str:
    """A description to start from, in the language of the badge, for people who cannot see the picture."""
    translate = translator(language)
    looks = translate(LOOKS).format(
        shape=translate(SHAPE_WORDS[design.shape]), pair=translate(design.pair), icon=translate(ICONS[design.icon])
    )
    parts = [looks, " ".join(design.lines), design.band.strip()]
    return ", ".join(part for part in parts if part)


def caption_after(typed: str, version: BadgeClassVersionRow, design: BadgeDesign) -> str:
    """The description that goes with a design: the new suggestion when the old one was left as it was."""
    is_untouched = typed.strip() == caption_for(suggested_design(version), version.language)
    return caption_for(design, version.language) if is_untouched else typed


def known_choices(version: BadgeClassVersionRow) -> dict[str, Any]:
    """What the designer shows at first."""
    design = suggested_design(version)
    choices = {name: getattr(design, name) for name in CHOICES}
    return {**choices, "caption": version.picture_caption or caption_for(design, version.language)}


def _part(version: BadgeClassVersionRow) -> tuple[int, int] | None:
    return (version.part_number, version.part_total) if version.part_number and version.part_total else None


def _said(sentence: str) -> str:
    # The letters that cannot be drawn stand behind the words; the catalogue knows the words alone.
    letters = sentence.removeprefix(MISSING_LETTERS)
    return sentence if letters == sentence else f"{gettext(MISSING_LETTERS)}{letters}"


def _texts_to_refuse(design: BadgeDesign) -> dict[str, str]:
    return typed_text.found(
        {name: typed_text.line_problem(getattr(design, name), 40) for name in ("line1", "line2", "band")}
    )
