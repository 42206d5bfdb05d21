"""Which fields describe the European elements of a microcredential, and how do they become its content?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import format_decimal
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField

from badgeservice.issuing.microcredential_content import elements_of
from badgeservice.issuing.microcredential_words import PARTICIPATION, STACKABILITY, SUPERVISION
from badgeservice.model.microcredential import Microcredential, Participation, Stackability, Supervision
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web.forms import whole_number
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.words import lazy_gettext

NOTHING = {"": lazy_gettext("Niet ingevuld")}
CREDITS = re.compile(r"[0-9]{1,3}([.,][0-9]{1,2})?")

Choice = TypeVar("Choice", bound=StrEnum)


def _said(words: Mapping[Any, str]) -> dict[Any, Any]:
    return {choice: lazy_gettext(said) for choice, said in words.items()}


class MicrocredentialForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What a microcredential says beside what every badge says."""

    country = StringField(lazy_gettext("Land"), render_kw={"maxlength": 2})
    hours = StringField(lazy_gettext("Studielast in uren"), render_kw={"maxlength": 5})
    ects = StringField(lazy_gettext("Studiepunten (ECTS)"), render_kw={"maxlength": 6})
    assessment = StringField(lazy_gettext("Hoe wordt het beoordeeld?"), render_kw={"maxlength": 300})
    participation = RadioField(lazy_gettext("Hoe doet iemand mee?"), choices=choices_of(_said(PARTICIPATION)))
    supervision = SelectField(
        lazy_gettext("Is er toezicht bij de beoordeling?"), choices=choices_of(NOTHING | _said(SUPERVISION))
    )
    quality_assurance = StringField(lazy_gettext("Wie bewaakt de kwaliteit, en hoe?"), render_kw={"maxlength": 300})
    prerequisites = TextAreaField(lazy_gettext("Wat moet iemand vooraf kunnen?"))
    stackability = SelectField(
        lazy_gettext("Telt het mee voor iets groters?"), choices=choices_of(NOTHING | _said(STACKABILITY))
    )


def elements_from(form: MicrocredentialForm) -> Microcredential:
    """What was typed; what is no number is -1, and what is no choice is left as it is, to be refused in words."""
    hours = whole_number(form.hours.data)
    return Microcredential(
        country=_line(form.country.data).upper(),
        hours=-1 if hours is None else hours,
        assessment=_line(form.assessment.data),
        participation=_chosen(Participation, form.participation.data),  # type: ignore[arg-type]  # refused in words
        quality_assurance=_line(form.quality_assurance.data),
        ects=_credits(_line(form.ects.data)),
        supervision=_chosen(Supervision, form.supervision.data),
        prerequisites="\n".join(_line(form.prerequisites.data).splitlines()),
        stackability=_chosen(Stackability, form.stackability.data),
    )


def known_elements(version: BadgeClassVersionRow) -> dict[str, Any]:
    """What a version says of them, as it stands in the fields."""
    elements = elements_of(version.details)
    if elements is None:
        return {}
    return {
        "country": elements.country,
        "hours": elements.hours,
        "ects": format_decimal(elements.ects) if elements.ects is not None else "",
        "assessment": elements.assessment,
        "participation": elements.participation,
        "supervision": elements.supervision or "",
        "quality_assurance": elements.quality_assurance,
        "prerequisites": elements.prerequisites,
        "stackability": elements.stackability or "",
    }


def _chosen(choices: type[Choice], typed: str | None) -> Choice | None:
    return choices(typed) if typed in set(choices) else None


def _credits(typed: str) -> float | None:
    if not typed:
        return None
    return float(typed.replace(",", ".")) if CREDITS.fullmatch(typed) else -1.0


def _line(text: str | None) -> str:
    return (text or "").strip()
