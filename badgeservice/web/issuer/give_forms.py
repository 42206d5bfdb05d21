"""Which fields do the screens of giving have, and how do they become an order?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, SelectMultipleField, StringField, TextAreaField

from badgeservice.errors import InvalidInputError
from badgeservice.issuing.drafts import DAYS, Who
from badgeservice.issuing.order import NOT_A_DAY, Order, OwnSeen, what_problems
from badgeservice.model.achievement import Kind, Level
from badgeservice.model.days import as_typed, typed_day
from badgeservice.storage.tables import AwardDraftRow, BadgeClassVersionRow, OwnBehaviourRow
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

LEVEL_MISSING = lazy_gettext("Kies: zelf of met hulp.")
LEVELS = {Level.SELF: lazy_gettext("zelf"), Level.WITH_HELP: lazy_gettext("met hulp")}


class WhoForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The first screen: which badge, for whom."""

    name = StringField(lazy_gettext("Naam"), render_kw={"maxlength": 120, "autocomplete": "off"})
    email = EmailField(lazy_gettext("E-mailadres"), render_kw={"maxlength": 254, "autocomplete": "off"})
    version = RadioField(lazy_gettext("Welke badge?"), choices=[])


class WhatForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The second screen; `what_form` adds the levels of one badge."""

    # The id is that of the first row, where a link in the error summary has to lead.
    behaviours = SelectMultipleField(id="behaviour-b1", validate_choice=False)
    assessor = StringField(lazy_gettext("Wie heeft dit beoordeeld?"), render_kw={"maxlength": 120})
    judged_on = StringField(lazy_gettext("Wanneer?"), render_kw={"inputmode": "numeric"})
    activity_start = StringField(lazy_gettext("Eerste dag van de periode"), render_kw={"inputmode": "numeric"})
    activity_end = StringField(lazy_gettext("Laatste dag van de periode"), render_kw={"inputmode": "numeric"})
    license_number = StringField(lazy_gettext("Documentnummer"), render_kw={"maxlength": 60})
    evidence = TextAreaField(lazy_gettext("Bewijs"))
    evidence_url = StringField(lazy_gettext("Link naar het bewijs"), render_kw={"maxlength": 500})


def what_form(version: BadgeClassVersionRow, own: Sequence[OwnBehaviourRow] = ()) -> type[WhatForm]:
    """The second screen for one badge: a choice of level beside each behaviour, where its kind has levels."""
    kind = Kind(version.badge_class.kind)
    behaviours = [one["id"] for one in version.behaviours]
    fields: dict[str, Any] = {}
    if kind.has_levels:
        ids = [*behaviours, *(str(one.id) for one in own)]
        fields |= {_level_name(one): RadioField(choices=choices_of(LEVELS)) for one in ids}
    if kind.needs_proofs:
        fields |= {_proof_name(one): TextAreaField(lazy_gettext("Waaraan zag je dit?")) for one in behaviours}
    return type("WhatForm", (WhatForm,), fields) if fields else WhatForm


def who_of(form: WhoForm) -> Who:
    """The answers of the first screen."""
    # Only spaces are taken off an e-mail address: a line break in it must be seen.
    return Who(_uuid(form.version.data), (form.name.data or "").strip(), (form.email.data or "").strip(" "))


def order_from(form: WhatForm, draft: AwardDraftRow, today: date, own: Sequence[OwnBehaviourRow] = ()) -> Order:
    """The answers of the second screen. Raises InvalidInputError with a sentence per field."""
    order = replace(typed_order(form, draft.version, own), name=draft.answers["name"], email=draft.answers["email"])
    problems = what_problems(order, draft.version, today) | unreadable_days(form)
    if problems:
        raise InvalidInputError(problems)
    return order


def typed_order(form: WhatForm, version: BadgeClassVersionRow, own: Sequence[OwnBehaviourRow] = ()) -> Order:
    """The answers of the second screen as they stand there, for nobody in particular."""
    days = {name: typed_day(_text(form, name)) for name in DAYS}
    ticked, added = form.behaviours.data or [], {str(one.id): one.text for one in own}
    return Order(
        name="",
        email="",
        levels={behaviour: _level(form, behaviour) for behaviour in ticked if behaviour not in added},
        own=tuple(OwnSeen(one, added[one], _level(form, one)) for one in ticked if one in added),
        assessor=_text(form, "assessor"),
        license_number=_text(form, "license_number"),
        evidence="\n".join(_text(form, "evidence").splitlines()),
        evidence_url=_text(form, "evidence_url"),
        judged_on=days["judged_on"],
        activity_start=days["activity_start"],
        activity_end=days["activity_end"],
        proofs=_proofs(form, version),
    )


def unreadable_days(form: WhatForm) -> dict[str, str]:
    """What was typed for a day and is none: field → sentence."""
    typed = {name: _text(form, name) for name in DAYS}
    return {name: NOT_A_DAY for name, text in typed.items() if text and typed_day(text) is None}


def known_what(order: Order, today: date) -> dict[str, Any]:
    """What the second screen shows at first."""
    ticked = order.levels | {one.id: one.level for one in order.own}
    levels = {_level_name(id_): level for id_, level in ticked.items() if level}
    days = {name: as_typed(getattr(order, name)) for name in DAYS}
    return {
        **levels,
        **{_proof_name(id_): proof for id_, proof in order.proofs.items()},
        **days,
        "judged_on": days["judged_on"] or as_typed(today),
        "behaviours": list(ticked),
        "assessor": order.assessor,
        "license_number": order.license_number,
        "evidence": order.evidence,
        "evidence_url": order.evidence_url,
    }


def tick_rows(
    form: WhatForm, version: BadgeClassVersionRow, own: Sequence[OwnBehaviourRow] = (), giver: str = ""
) -> list[dict[str, object]]:
    """The rows of the tick list, what the giver added below; a ticked row without its level says so itself."""
    has_levels = Kind(version.badge_class.kind).has_levels
    added = _("van %(giver)s zelf", giver=giver)
    listed = [_tick_row(form, has_levels, one["id"], one["text"], None) for one in version.behaviours]
    return listed + [_tick_row(form, has_levels, str(one.id), one.text, added) for one in own]


def _tick_row(form: WhatForm, has_levels: bool, behaviour: str, text: str, own: str | None) -> dict[str, object]:
    is_ticked, level = behaviour in (form.behaviours.data or []), _level(form, behaviour)
    misses = bool(form.errors) and has_levels and is_ticked and level is None
    return {
        "id": behaviour,
        "text": text,
        "checked": is_ticked,
        "level": level,
        "own": own,
        "proof": form._fields.get(_proof_name(behaviour)),
        "error": LEVEL_MISSING if misses else None,
    }


def _level(form: WhatForm, behaviour: str) -> Level | None:
    field = form._fields.get(_level_name(behaviour))
    return Level(field.data) if field is not None and field.data in set(Level) else None


def _proofs(form: WhatForm, version: BadgeClassVersionRow) -> dict[str, str]:
    """What was typed beside each behaviour, also of what is not ticked now, so that it is not lost."""
    names = {one["id"]: _proof_name(one["id"]) for one in version.behaviours}
    typed = {id_: "\n".join(_text(form, name).splitlines()) for id_, name in names.items() if name in form._fields}
    return {id_: text for id_, text in typed.items() if text}


def _proof_name(behaviour: str) -> str:
    return f"proof-{behaviour}"


def _level_name(behaviour: str) -> str:
    return f"level-{behaviour}"


def _text(form: WhatForm, name: str) -> str:
    return (form[name].data or "").strip()


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
