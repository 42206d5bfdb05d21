"""How does a learner come back to their badges: a link by mail, no passphrase?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField

from badgeservice.errors import ConflictError
from badgeservice.organisations import typed_text
from badgeservice.organisations.one_time_links import LEARNER as LEARNER_LINK
from badgeservice.organisations.one_time_links import find_link, is_fresh
from badgeservice.portfolio.keep import ask_to_come_back, come_back
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.protection import limiter


class SignInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Where the link may be mailed to."""

    email = EmailField(lazy_gettext("Je mailadres"))


def _typed_address() -> str:
    return "learner:" + request.form.get("email", "").strip().lower()[:254]


@route(learner, "/mijn/inloggen", PUBLIC, "GET", "POST")
@limiter.limit("10 per minute; 60 per hour", methods=["POST"])
@limiter.limit("4 per hour", key_func=_typed_address, methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for a link; the answer does not tell whether the address is known."""
    form = bind(SignInForm)
    if request.method != "POST":
        return render_template("learner_sign_in.html", form=form, sent=False)
    typed = (form.email.data or "").strip()
    problem = typed_text.email_problem(typed)
    if problem:
        show_problems(form, {"email": problem})
        return render_template("learner_sign_in.html", form=form, sent=False), 400
    ask_to_come_back(database.writing(), typed, str(get_locale()), now())
    settings = tools().settings
    mail = None if settings.production or settings.smtp_url else url_for("development.mail")
    return render_template("learner_sign_in.html", form=form, sent=True, dev_link_href=mail)


@route(learner, "/mijn/inloggen/<token>", PUBLIC)
def return_page(token: str) -> ResponseReturnValue:
    """The page behind the link; opening it changes nothing."""
    link = find_link(database.reading(), token, LEARNER_LINK)
    works = link is not None and is_fresh(link, now())
    return render_template("learner_return.html", works=works), 200 if works else 410


@route(learner, "/mijn/inloggen/<token>", PUBLIC, "POST")
def return_now(token: str) -> ResponseReturnValue:
    """The button: this browser belongs to the learner of the link."""
    link = find_link(database.writing(), token, LEARNER_LINK)
    try:
        whose = come_back(database.writing(), link, now()) if link is not None else None
    except ConflictError:
        whose = None
    if whose is None:
        return render_template("learner_return.html", works=False), 410
    known.remember_learner(whose)
    return redirect(url_for("learner.badges"), 303)


@route(learner, "/mijn/uitloggen", PUBLIC, "POST")
def sign_out() -> ResponseReturnValue:
    """Forget who this browser belongs to."""
    known.forget()
    flash(_("Je bent uitgelogd."))
    return redirect(url_for("pages.home"), 303)
