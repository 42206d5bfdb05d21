"""Which fields do the pages of mandates have?"""

from __future__ import annotations

from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField

from badgeservice.model.days import typed_day
from badgeservice.organisations.mandate_period import Period
from badgeservice.web.words import lazy_gettext


class AskForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Why an organisation wants to give a badge of a branch."""

    motivation = TextAreaField(
        lazy_gettext("Waarom willen jullie deze badge geven?"), render_kw={"maxlength": 1000, "rows": 5}
    )


class PeriodForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """From which day until which day a mandate holds."""

    first = StringField(lazy_gettext("Eerste dag"), render_kw={"inputmode": "numeric", "autocomplete": "off"})
    last = StringField(lazy_gettext("Laatste dag"), render_kw={"inputmode": "numeric", "autocomplete": "off"})


class GrantForm(PeriodForm):
    """Which badge an organisation may give, from when until when."""

    badge_class = RadioField(lazy_gettext("Welke badge?"), choices=[], validate_choice=False)


class ReasonForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Why a mandate is declined or withdrawn."""

    reason = TextAreaField(lazy_gettext("Waarom?"), render_kw={"maxlength": 500, "rows": 4})


class OwnBehaviourForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """One gedragsvoorbeeld more."""

    text = StringField(lazy_gettext("Nieuw gedragsvoorbeeld"), render_kw={"maxlength": 200, "autocomplete": "off"})


def period_of(form: PeriodForm) -> Period:
    """The days that were typed."""
    return Period(typed_day(form.first.data or ""), typed_day(form.last.data or ""))


def id_of(text: str | None) -> UUID:
    """The id that was chosen; one that nothing has when it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return UUID(int=0)
