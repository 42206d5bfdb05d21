"""How does a learner come back to their badges: a link or a code by mail, no passphrase?"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField

from badgeservice.errors import ConflictError
from badgeservice.organisations import typed_text
from badgeservice.organisations.one_time_links import LEARNER as LEARNER_LINK
from badgeservice.organisations.one_time_links import find_link, is_fresh
from badgeservice.portfolio import passkeys as keys
from badgeservice.portfolio.come_back import ask_to_come_back, come_back, come_back_by_code
from badgeservice.storage import oauth
from badgeservice.web import afterwards, database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner import challenges, known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.entering import entered
from badgeservice.web.learner.keeping import misses
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

POST = ["POST"]
WRONG_CODE = N_("Deze code klopt niet, of hij is te oud. Kijk in de laatste mail. Of vraag een nieuwe code.")
# A whole class may come in from one school: how often a code can be tried is counted at the code itself.
tries = limiter.shared_limit("30 per minute; 300 per hour", scope="learner-codes", methods=POST)


class SignInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Where the link and the code may be mailed to."""

    email = EmailField(lazy_gettext("Je mailadres"))


class CodeForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The code from the mail."""

    code = StringField(lazy_gettext("Code uit de mail"), render_kw={"maxlength": 12})


def _typed_address() -> str:
    return "learner:" + request.form.get("email", "").strip().lower()[:254]


@route(learner, "/mijn/inloggen", PUBLIC, "GET", "POST")
@limiter.limit("10 per minute; 60 per hour", methods=POST)
@limiter.limit("4 per hour; 12 per day", key_func=_typed_address, methods=POST)
def sign_in() -> ResponseReturnValue:
    """Ask for a mail; the answer does not tell whether the address is known."""
    form = bind(SignInForm)
    if request.method != "POST":
        return sign_in_page(form)
    typed = (form.email.data or "").strip()
    problem = typed_text.own_email_problem(typed)
    if problem:
        show_problems(form, {"email": problem})
        return sign_in_page(form)
    asked = ask_to_come_back(database.writing(), typed, str(get_locale()), now())
    known.remember_code(known.SIGN_IN_CODE, asked)
    return redirect(url_for("learner.sign_in_code"), 303)


@route(learner, "/mijn/inloggen/code", PUBLIC, "GET", "POST")
@tries
def sign_in_code() -> ResponseReturnValue:
    """Type the code of the mail."""
    asked = known.asked_code(known.SIGN_IN_CODE)
    if asked is None:
        return redirect(url_for("learner.sign_in"), 303)
    form = bind(CodeForm)
    if request.method == "POST":
        whose = come_back_by_code(database.writing(), asked, form.code.data or "", now())
        if whose is not None:
            return entered(whose)
        show_problems(form, {"code": WRONG_CODE})
    page = render_template("learner_code.html", form=form, dev_link_href=development_mail())
    return page, 400 if form.errors else 200


@route(learner, "/mijn/inloggen/<token>", PUBLIC)
@misses
def return_page(token: str) -> ResponseReturnValue:
    """The page behind the link; opening it changes nothing."""
    link = find_link(database.reading(), token, LEARNER_LINK)
    works = link is not None and is_fresh(link, now())
    return _return_page("works" if works else "over" if link is not None else "unknown")


@route(learner, "/mijn/inloggen/<token>", PUBLIC, "POST")
@misses
def return_now(token: str) -> ResponseReturnValue:
    """The button: this browser belongs to the learner of the link."""
    link = find_link(database.writing(), token, LEARNER_LINK)
    if link is None:
        return _return_page("unknown")
    try:
        whose = come_back(database.writing(), link, now())
    except ConflictError:
        return _return_page("over")
    return entered(whose)


@route(learner, "/mijn/uitloggen", PUBLIC, "POST")
def sign_out() -> ResponseReturnValue:
    """Forget who this browser belongs to."""
    known.forget()
    flash(_("Je bent uitgelogd."))
    return redirect(url_for("pages.home"), 303)


def sign_in_page(form: SignInForm, sentence: str | None = None) -> ResponseReturnValue:
    """The page that asks for an address, or for a finger; with what went wrong."""
    challenge = challenges.new_challenge(challenges.ENTER, now())
    options = keys.entering_options(keys.site_of(tools().settings.base_url), challenge)
    page = render_template("learner_sign_in.html", form=form, sentence=sentence, options=options, asks=_program())
    return page, 400 if form.errors or sentence else 200


def development_mail() -> str | None:
    """Where a developer reads mail that was not sent."""
    settings = tools().settings
    return None if settings.production or settings.smtp_url else url_for("development.mail")


def _program() -> str | None:
    """The name of the program that sent somebody here, to be let in."""
    path = urlsplit(afterwards.wanted(now()) or "")
    if path.path != url_for("ob3.authorize"):
        return None
    program = oauth.client(database.reading(), parse_qs(path.query).get("client_id", [""])[0])
    return program.name if program is not None else None


def _return_page(state: str) -> ResponseReturnValue:
    status = {"works": 200, "over": 410, "unknown": 404}[state]
    return render_template("learner_return.html", state=state), status
