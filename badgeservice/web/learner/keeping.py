"""How does a learner keep a badge: the link from the mail or the paper, one page, one button?"""

from __future__ import annotations

import re
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField

from badgeservice.errors import ConflictError
from badgeservice.organisations.one_time_links import KEEP, PAPER, find_link, is_fresh
from badgeservice.portfolio import keep as use_cases
from badgeservice.storage import awards
from badgeservice.storage.tables import AwardRow, OneTimeLinkRow
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, learner_id, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.known import is_own, remember_badge, remember_learner
from badgeservice.web.presenters.learner import keep_page, over_page
from badgeservice.web.protection import limiter
from badgeservice.wording import N_

TOKEN = re.compile(r"(?:.*/bewaren/)?([A-Za-z0-9_-]{22})/?")
NO_CODE = N_("Deze bewaarcode klopt niet. Typ hem over van het papier. Let op grote en kleine letters.")
misses = limiter.shared_limit(
    "40 per minute; 400 per hour", scope="unknown-links", deduct_when=lambda answer: answer.status_code == 404
)


class KeepCodeForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The code on the tear-off strip."""

    code = StringField(lazy_gettext("Bewaarcode"))


@route(learner, "/bewaren", PUBLIC, "GET", "POST")
def keep_code() -> ResponseReturnValue:
    """Where somebody types the code of the paper."""
    form = bind(KeepCodeForm)
    typed = TOKEN.fullmatch("".join((form.code.data or "").split()))
    if request.method == "POST" and typed:
        return redirect(url_for("learner.keep", token=typed.group(1)), 303)
    if request.method == "POST":
        show_problems(form, {"code": NO_CODE})
    return render_template("keep_code.html", form=form), 400 if form.errors else 200


@route(learner, "/bewaren/<token>", PUBLIC)
@misses
def keep(token: str) -> ResponseReturnValue:
    """The page of the gift. Opening it changes nothing: mail scanners open links too."""
    link = find_link(database.reading(), token, KEEP, PAPER)
    award = _award(link)
    if link is None or award is None:
        return _over("unknown", None)
    if award.revoked_at is not None or not is_fresh(link, now()):
        return _over(_why_over(award), award)
    return render_template("keep.html", keep=keep_page(award, token))


@route(learner, "/bewaren/<token>", PUBLIC, "POST")
@misses
def keep_now(token: str) -> ResponseReturnValue:
    """The button: from now on the badge is kept, and this browser may show it."""
    link = find_link(database.writing(), token, KEEP, PAPER)
    if link is None:
        return _over("unknown", None)
    try:
        kept = use_cases.keep(database.writing(), link, learner_id(), now())
    except ConflictError:
        database.writing().rollback()
        return keep(token)
    if kept.learner is not None:
        remember_learner(kept.learner)
    remember_badge(kept.award.id)
    flash(_("Je badge is bewaard."))
    return redirect(url_for("learner.badge", badge=kept.award.id), 303)


@route(learner, "/bewaren/<token>/niet-van-mij", PUBLIC)
@misses
def not_me(token: str) -> ResponseReturnValue:
    """Whether it really is not theirs."""
    link = find_link(database.reading(), token, KEEP, PAPER)
    award = _award(link)
    if link is None or award is None or not is_fresh(link, now()):
        return keep(token)
    return _over("not_me", award, not_me_action=url_for("learner.not_me_now", token=token))


@route(learner, "/bewaren/<token>/niet-van-mij", PUBLIC, "POST")
@misses
def not_me_now(token: str) -> ResponseReturnValue:
    """It is not theirs: the link ends."""
    link = find_link(database.writing(), token, KEEP, PAPER)
    if link is None:
        return _over("unknown", None)
    use_cases.not_me(database.writing(), link, now())
    return _over("not_me_done", None)


def _award(link: OneTimeLinkRow | None) -> AwardRow | None:
    return awards.by_id(database.reading(), link.subject_id) if link is not None else None


def _why_over(award: AwardRow) -> str:
    if award.revoked_at is not None:
        return "withdrawn"
    if award.kept_at is None:
        return "old"
    return "kept" if is_own(award) else "used"


def _over(state: str, award: AwardRow | None, **more: Any) -> ResponseReturnValue:
    status = {"unknown": 404, "kept": 200, "not_me": 200, "not_me_done": 200}.get(state, 410)
    return render_template("kept_or_old.html", old=over_page(state, award) | more), status
