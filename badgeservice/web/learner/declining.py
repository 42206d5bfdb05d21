"""How does somebody say that a badge is not theirs or not wanted, or ask for a new link?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from badgeservice.errors import ConflictError, NotFoundError
from badgeservice.organisations.one_time_links import KEEP, PAPER, find_link, is_fresh
from badgeservice.portfolio import declining as use_cases
from badgeservice.storage import awards
from badgeservice.web import database
from badgeservice.web.access import KNOWN_LEARNER, PUBLIC, own_learner, route
from badgeservice.web.collaborators import now
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.keeping import award_of, keep, misses, over
from badgeservice.web.presenters.declining import ask_page, done_page
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _


def _token() -> str:
    return "again:" + str((request.view_args or {}).get("token", ""))[:30]


@route(learner, "/bewaren/<token>/niet-van-mij", PUBLIC)
@misses
def not_me(token: str) -> ResponseReturnValue:
    """Whether it really is not theirs."""
    return _ask("not_me", token)


@route(learner, "/bewaren/<token>/niet-van-mij", PUBLIC, "POST")
@misses
def not_me_now(token: str) -> ResponseReturnValue:
    """It is not theirs: the link ends."""
    return _decline("not_me", token)


@route(learner, "/bewaren/<token>/niet-nodig", PUBLIC)
@misses
def refuse(token: str) -> ResponseReturnValue:
    """Whether they really do not want it."""
    return _ask("refused", token)


@route(learner, "/bewaren/<token>/niet-nodig", PUBLIC, "POST")
@misses
def refuse_now(token: str) -> ResponseReturnValue:
    """They do not want it: the links end and nothing is kept."""
    return _decline("refused", token)


@route(learner, "/bewaren/<token>/opnieuw", PUBLIC, "POST")
@misses
@limiter.limit("4 per hour", key_func=_token)
@limiter.limit("10 per minute; 60 per hour")
def link_again(token: str) -> ResponseReturnValue:
    """Mail a new link to the address on the badge; the answer does not tell whether there is one."""
    link = find_link(database.writing(), token, KEEP, PAPER)
    award = award_of(link)
    if award is None:
        return over("unknown", None)
    locked = awards.locked(database.writing(), award.id)
    use_cases.ask_again(database.writing(), locked, str(get_locale()), now())
    return redirect(url_for("learner.link_asked"), 303)


@route(learner, "/bewaren/nieuwe-link", PUBLIC)
def link_asked() -> ResponseReturnValue:
    """What happens after asking for a new link."""
    return render_template("learner_declined.html", page=done_page("asked"))


@route(learner, "/mijn/badges/<uuid:badge>/niet-van-mij", KNOWN_LEARNER)
def give_back(badge: UUID) -> ResponseReturnValue:
    """Whether a kept badge really is somebody else's."""
    award = known.kept_badge(badge)
    action = url_for("learner.give_back_now", badge=badge)
    page = ask_page("give_back", award, action, url_for("learner.badge", badge=badge))
    return render_template("learner_declined.html", page=page)


@route(learner, "/mijn/badges/<uuid:badge>/niet-van-mij", KNOWN_LEARNER, "POST")
def give_back_now(badge: UUID) -> ResponseReturnValue:
    """It is: the giver hears of it."""
    award = awards.locked(database.writing(), known.kept_badge(badge).id)
    if award.learner_id != own_learner():
        raise NotFoundError(known.NOT_YOURS)
    use_cases.give_back(database.writing(), award, now())
    known.forget_badge(badge)
    flash(_("De badge is weg bij jou. De gever ziet dat."))
    return redirect(url_for("learner.badges"), 303)


def _ask(why: str, token: str) -> ResponseReturnValue:
    link = find_link(database.reading(), token, KEEP, PAPER)
    award = award_of(link)
    if link is None or award is None or award.revoked_at or award.kept_at or not is_fresh(link, now()):
        return keep(token)
    endpoint = {"not_me": "learner.not_me_now", "refused": "learner.refuse_now"}[why]
    page = ask_page(why, award, url_for(endpoint, token=token), url_for("learner.keep", token=token))
    return render_template("learner_declined.html", page=page)


def _decline(why: str, token: str) -> ResponseReturnValue:
    link = find_link(database.writing(), token, KEEP, PAPER)
    if link is None:
        return over("unknown", None)
    try:
        {"not_me": use_cases.not_me, "refused": use_cases.refuse}[why](database.writing(), link, now())
    except ConflictError:
        database.writing().rollback()
        return keep(token)
    return render_template("learner_declined.html", page=done_page(why))
