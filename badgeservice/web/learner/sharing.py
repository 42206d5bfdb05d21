"""How does a learner share badges: which pages are there, what does a new one show, how is it sent?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.portfolio import sharing as use_cases
from badgeservice.portfolio.sharing import can_be_seen, own_share
from badgeservice.storage import shares
from badgeservice.storage.tables import ShareRow
from badgeservice.web import database
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.share_form import USUALLY_SHOWN, ShareForm, about_choices, badge_choices
from badgeservice.web.presenters.sharing import share_code_page, share_line, ways_to_share
from badgeservice.web.protection import limiter
from badgeservice.web.said import said_by
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

MOST_ENDED = 20


@route(learner, "/mijn/delen", KNOWN_LEARNER)
def shares_list() -> ResponseReturnValue:
    """The pages that a learner shares, and the last that are over."""
    reading, whose, addresses = database.reading(), own_learner(), tools().addresses
    numbers = shares.number_of_badges(reading, whose)
    running = [share_line(one, numbers.get(one.id, 0), addresses) for one in shares.running(reading, whose, now())]
    over = shares.ended(reading, whose, now(), MOST_ENDED)
    ended = [share_line(one, numbers.get(one.id, 0), addresses) for one in over]
    return render_template("learner_shares.html", shares=running, ended=ended)


@route(learner, "/mijn/delen/nieuw", KNOWN_LEARNER, "GET", "POST")
@limiter.limit("30 per minute; 120 per hour", methods=["POST"])
def new_share() -> ResponseReturnValue:
    """Choose badges, what of each may be seen, and until when."""
    own = shares.can_be_shared(database.reading(), own_learner())
    chosen = request.args.getlist("badge")
    form = bind(ShareForm, badges=chosen, shown=USUALLY_SHOWN, lasts=use_cases.USUAL)
    form.badges.choices = badge_choices(own)
    if request.method == "POST" and (made := _make(form)) is not None:
        flash(_("Je pagina is klaar. Nu kun je hem delen."))
        return redirect(url_for("learner.share_page", share=made.id), 303)
    page = render_template("learner_share_new.html", form=form, about=about_choices(own))
    return page, 400 if form.errors or form.form_errors else 200


@route(learner, "/mijn/delen/<uuid:share>", KNOWN_LEARNER)
def share_page(share: UUID) -> ResponseReturnValue:
    """One page: its link and the ways to send it."""
    row = own_share(database.reading(), own_learner(), share)
    if not can_be_seen(row, now()):
        flash(_("Deze pagina is niet meer te zien."), "error")
        return redirect(url_for("learner.shares_list"), 303)
    badges = shares.badges_on(database.reading(), row)
    return render_template("learner_share.html", share=ways_to_share(row, badges, tools().addresses))


@route(learner, "/mijn/delen/<uuid:share>/laat-zien", KNOWN_LEARNER)
def show_share(share: UUID) -> ResponseReturnValue:
    """The QR of a page, large, for somebody else's phone or for paper."""
    row = own_share(database.reading(), own_learner(), share)
    if not can_be_seen(row, now()):
        raise NotFoundError(N_("Deze pagina is niet meer te zien. Maak een nieuwe."))
    badges = shares.badges_on(database.reading(), row)
    return render_template("learner_share_show.html", show=share_code_page(row, badges, tools().addresses))


@route(learner, "/mijn/delen/<uuid:share>/stoppen", KNOWN_LEARNER)
def stop_sharing(share: UUID) -> ResponseReturnValue:
    """Whether nobody may see the page any more."""
    row = own_share(database.reading(), own_learner(), share)
    return render_template("learner_share_stop.html", share=share_line(row, 0, tools().addresses))


@route(learner, "/mijn/delen/<uuid:share>/stoppen", KNOWN_LEARNER, "POST")
def stop_sharing_now(share: UUID) -> ResponseReturnValue:
    """The button: the link is dead from now on."""
    use_cases.stop(database.writing(), own_learner(), share, now())
    flash(_("Niemand kan deze pagina nu nog zien."))
    return redirect(url_for("learner.shares_list"), 303)


def _make(form: ShareForm) -> ShareRow | None:
    try:
        return use_cases.share(database.writing(), own_learner(), form.wish(), now())
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
    except ConflictError as problem:
        form.form_errors.append(said_by(problem))
    return None
