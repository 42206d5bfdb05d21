"""Which fields describe a badge class, and how do they become its content?"""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from badgeservice.issuing.class_content import ClassContent
from badgeservice.model.achievement import Kind
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web.forms import lines_of, whole_number
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.microcredential_forms import (
    NOTHING,
    MicrocredentialForm,
    elements_from,
    known_elements,
)
from badgeservice.web.presenters.words import KIND_NAMES
from badgeservice.web.words import lazy_gettext

KIND_LINES = {
    "skillsbadge": lazy_gettext("Eén ding dat iemand kan, zoals gasten ontvangen."),
    "deelcertificaat": lazy_gettext("Een deel van een groter geheel. De delen vormen samen een stapel."),
    "praktijkverklaring": lazy_gettext(
        "Werkprocessen die iemand volgens de praktijkopleider kan, bij een erkend leerbedrijf."
    ),
    "branchecertificaat": lazy_gettext("Wat iemand kan, volgens de standaard van een branche."),
    "ervaringscertificaat": lazy_gettext("Wat iemand door ervaring al kan, met bij elk gedrag een onderbouwing."),
    "microcredential": lazy_gettext("Een korte opleiding, met de gegevens die in heel Europa gelijk zijn."),
    "mbo-certificaat": lazy_gettext("Hoort bij een mbo-certificaat op papier, en vervangt dat niet."),
    "bewijs-van-deelname": lazy_gettext("Iemand was erbij. Het zegt niet wat iemand kan."),
}
LANGUAGE_NAMES = {"nl": lazy_gettext("Nederlands"), "en": lazy_gettext("Engels")}


class KindForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Which kind of badge it will be."""

    kind = RadioField(lazy_gettext("Soort badge"), choices=choices_of(KIND_NAMES))


class WordsForm(MicrocredentialForm):
    """The words of a badge class."""

    name = StringField(lazy_gettext("Naam van de badge"), render_kw={"maxlength": 80})
    description = TextAreaField(lazy_gettext("Waar gaat deze badge over?"))
    behaviours = TextAreaField(lazy_gettext("Gedragsvoorbeelden"))
    crebo = StringField(lazy_gettext("Crebonummer"))
    work_processes = TextAreaField(lazy_gettext("Werkprocessen"))
    skills = TextAreaField(lazy_gettext("Skills uit ESCO of CompetentNL"))
    process_query = StringField(lazy_gettext("Zoek een werkproces"), render_kw={"maxlength": 100})
    skill_query = StringField(lazy_gettext("Zoek een skill"), render_kw={"maxlength": 100})
    part_number = StringField(lazy_gettext("Dit is deel"))
    part_total = StringField(lazy_gettext("Van hoeveel delen?"))
    valid_months = StringField(lazy_gettext("Hoeveel maanden is de badge geldig?"))
    language = SelectField(lazy_gettext("Taal van de badge"), choices=choices_of(LANGUAGE_NAMES))
    can_be_suspended = BooleanField(lazy_gettext("Deze badge kan tijdelijk worden stopgezet"))
    eqf_level = SelectField(
        lazy_gettext("Europees niveau (EQF)"),
        choices=choices_of(NOTHING | {str(level): str(level) for level in range(1, 9)}),
    )
    level_is_official = BooleanField(lazy_gettext("Dit niveau is officieel vastgesteld"))


def content_of(form: WordsForm, kind: str) -> ClassContent:
    """What was typed, as the content of a badge class of this kind."""
    return ClassContent(
        kind=kind,
        name=_line(form.name.data),
        description="\n".join(_line(form.description.data).splitlines()),
        language=form.language.data or "",
        behaviours=lines_of(form.behaviours.data),
        crebo=_line(form.crebo.data).upper(),
        work_processes=lines_of(form.work_processes.data),
        skills=lines_of(form.skills.data),
        valid_months=whole_number(form.valid_months.data),
        can_be_suspended=bool(form.can_be_suspended.data),
        part_number=whole_number(form.part_number.data),
        part_total=whole_number(form.part_total.data),
        eqf_level=whole_number(form.eqf_level.data),
        level_is_official=bool(form.level_is_official.data),
        microcredential=elements_from(form) if kind == Kind.MICROCREDENTIAL else None,
    )


def known_words(version: BadgeClassVersionRow) -> dict[str, Any]:
    """What a version says, as it stands in the fields."""
    processes = [one for one in version.alignments if one["target_type"] == "ext:SBBWerkproces"]
    skills = [one for one in version.alignments if one["target_type"] != "ext:SBBWerkproces"]
    return {
        "name": version.name,
        "description": version.description,
        "behaviours": "\n".join(behaviour["text"] for behaviour in version.behaviours),
        "crebo": version.crebo or "",
        "work_processes": "\n".join(f"{_code(one)} {one['target_name']}" for one in processes),
        "skills": "\n".join(f"{one['target_url']} {one['target_name']}" for one in skills),
        "part_number": version.part_number or "",
        "part_total": version.part_total or "",
        "valid_months": version.valid_months or "",
        "language": version.language,
        "can_be_suspended": version.can_be_suspended,
        "eqf_level": str(version.eqf_level or ""),
        "level_is_official": (version.details or {}).get("level_is_official", False),
        **known_elements(version),
    }


def _code(alignment: dict[str, Any]) -> str:
    return str(alignment["target_code"]).rpartition("/")[2]


def _line(text: str | None) -> str:
    return (text or "").strip()
