"""How does a learner keep a badge: the link from the mail or the paper, one page, one button?"""

from __future__ import annotations

import re

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
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
from badgeservice.web.learner.entering import entered
from badgeservice.web.learner.known import is_own
from badgeservice.web.learner_session import keep_here
from badgeservice.web.presenters.learner import keep_page, over_page
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

TOKEN = re.compile(r"(?:.*/bewaren/)?([A-Za-z0-9_-]{22})/?")
NO_CODE = N_("Deze bewaarcode klopt niet. Typ hem over van het papier. Let op grote en kleine letters.")
CAN_ASK_AGAIN = frozenset({"old", "used", "kept_before"})
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
    award = award_of(link)
    if link is None or award is None:
        return over("unknown", None)
    if award.revoked_at is not None or award.kept_at is not None or not is_fresh(link, now()):
        return over(_why_over(award, link), award, token)
    return render_template("keep.html", keep=keep_page(award, token))


@route(learner, "/bewaren/<token>", PUBLIC, "POST")
@misses
def keep_now(token: str) -> ResponseReturnValue:
    """The button: from now on the badge is kept, and this browser may show it."""
    link = find_link(database.writing(), token, KEEP, PAPER)
    if link is None:
        return over("unknown", None)
    try:
        kept = use_cases.keep(database.writing(), link, learner_id(), now())
    except ConflictError:
        database.writing().rollback()
        return keep(token)
    flash(_("Je badge is bewaard."))
    page = url_for("learner.badge", badge=kept.award.id)
    answer = entered(kept.learner, page) if kept.learner is not None else redirect(page, 303)
    keep_here(kept.award)
    return answer


def award_of(link: OneTimeLinkRow | None) -> AwardRow | None:
    """The badge of a link."""
    return awards.by_id(database.reading(), link.subject_id) if link is not None else None


def _why_over(award: AwardRow, link: OneTimeLinkRow) -> str:
    if award.revoked_at is not None:
        return "withdrawn"
    if award.kept_at is None:
        return "old" if link.used_at is None else "used"
    return "kept" if is_own(award) else "kept_before"


def over(state: str, award: AwardRow | None, token: str = "") -> ResponseReturnValue:
    """The page for who has nothing to keep here, or not any more."""
    again = url_for("learner.link_again", token=token) if state in CAN_ASK_AGAIN else None
    status = {"unknown": 404, "kept": 200}.get(state, 410)
    return render_template("kept_or_old.html", old=over_page(state, award) | {"again_action": again}), status
