"""How does a praktijkopleider without an account judge one person: a link, one page on the phone, one button?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing import assessing as use_cases
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.mandated import own_of
from badgeservice.model.achievement import Kind
from badgeservice.organisations.one_time_links import ASSESS, find_link
from badgeservice.storage import organisations
from badgeservice.storage.tables import AwardDraftRow, OneTimeLinkRow, OwnBehaviourRow
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.issuer.days import today
from badgeservice.web.issuer.give_forms import WhatForm, known_what, order_from, tick_rows, what_form
from badgeservice.web.learner.keeping import misses
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.protection import limiter
from badgeservice.web.words import lazy_gettext

assessing = Blueprint("assessing", __name__)
tries = limiter.limit("20 per minute; 200 per hour")


class AssessFields(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The fields that are called otherwise for a praktijkopleider."""

    assessor = StringField(lazy_gettext("Je naam"), render_kw={"maxlength": 120})
    judged_on = StringField(lazy_gettext("Wanneer heb je dit gezien?"), render_kw={"inputmode": "numeric"})
    evidence = TextAreaField(lazy_gettext("Wil je er iets bij schrijven?"))


class ReturnForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Why somebody cannot judge."""

    reason = TextAreaField(lazy_gettext("Waarom niet?"), render_kw={"maxlength": 300})


@route(assessing, "/beoordelen/<token>", PUBLIC)
@misses
def assess(token: str) -> ResponseReturnValue:
    """The tick list. Opening it uses nothing up: mail scanners open links too."""
    link = find_link(database.reading(), token, ASSESS)
    draft = use_cases.waiting_draft(database.reading(), link, now()) if link is not None else None
    if link is None or draft is None:
        return _over(link)
    name = draft.answers.get(use_cases.ASSESSMENT, {}).get("name", "")
    kept = replace(order_of(draft), levels={}, own=(), evidence="", assessor=name, judged_on=None)
    return _page(bind(_form(draft), **known_what(kept, today(now()))), draft, token)


@route(assessing, "/beoordelen/<token>", PUBLIC, "POST")
@misses
@tries
def assess_now(token: str) -> ResponseReturnValue:
    """The button: what was ticked goes to who gives the badge."""
    link = find_link(database.writing(), token, ASSESS)
    draft = use_cases.waiting_draft(database.writing(), link, now()) if link is not None else None
    if link is None or draft is None:
        return _over(link)
    form = bind(_form(draft))
    try:
        order = order_from(form, draft, today(now()), _own(draft))
        use_cases.judge(database.writing(), link, order, order.evidence, tools().addresses, now())
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return _page(form, draft, token)
    except ConflictError:
        return _over(link)
    return render_template("assess_done.html", assess=_view(draft), judged=True)


@route(assessing, "/beoordelen/<token>/niet", PUBLIC)
@misses
def cannot_assess(token: str) -> ResponseReturnValue:
    """Where a praktijkopleider says that they cannot judge this."""
    link = find_link(database.reading(), token, ASSESS)
    draft = use_cases.waiting_draft(database.reading(), link, now()) if link is not None else None
    if draft is None:
        return _over(link)
    return render_template("assess_not.html", form=bind(ReturnForm), assess=_view(draft) | {"token": token})


@route(assessing, "/beoordelen/<token>/niet", PUBLIC, "POST")
@misses
@tries
def cannot_assess_now(token: str) -> ResponseReturnValue:
    """It goes back to who gives the badge, with the reason."""
    link = find_link(database.writing(), token, ASSESS)
    draft = use_cases.waiting_draft(database.writing(), link, now()) if link is not None else None
    if link is None or draft is None:
        return _over(link)
    form, words = bind(ReturnForm), "\n".join((request.form.get("reason") or "").splitlines())
    try:
        use_cases.hand_back(database.writing(), link, words, tools().addresses, now())
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return render_template("assess_not.html", form=form, assess=_view(draft) | {"token": token}), 400
    except ConflictError:
        return _over(link)
    return render_template("assess_done.html", assess=_view(draft), judged=False)


def _form(draft: AwardDraftRow) -> type[WhatForm]:
    return type("AssessForm", (AssessFields, what_form(draft.version, _own(draft))), {})


def _own(draft: AwardDraftRow) -> Sequence[OwnBehaviourRow]:
    return own_of(database.reading(), draft.version, draft.organisation_id)


def _page(form: WhatForm, draft: AwardDraftRow, token: str) -> ResponseReturnValue:
    kind = Kind(draft.version.badge_class.kind)
    view = _view(draft)
    view |= {
        "token": token,
        "with_levels": kind.has_levels,
        "asks_period": kind is Kind.PRAKTIJKVERKLARING,
        "behaviours": tick_rows(form, draft.version, _own(draft), view["giver"]),
    }
    return render_template("assess.html", form=form, assess=view), 400 if form.errors else 200


def _view(draft: AwardDraftRow) -> dict[str, Any]:
    giver = organisations.by_id(database.reading(), draft.organisation_id)
    return {
        "person": use_cases.first_name(draft),
        "giver": giver.name if giver is not None else "",
        "badge": picture_of(draft.version),
        "name": draft.version.name,
    }


def _over(link: OneTimeLinkRow | None) -> ResponseReturnValue:
    if link is None:
        return render_template("assess_over.html", why="unknown"), 404
    why = "used" if link.used_at is not None else "old" if now() >= link.expires_at else "gone"
    return render_template("assess_over.html", why=why), 410
