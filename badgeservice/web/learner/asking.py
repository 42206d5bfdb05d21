"""How does somebody ask for a badge: the link or the poster, one page, one button?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField, TextAreaField

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing import requests as use_cases
from badgeservice.issuing.asking import offered, version_of, why_shut
from badgeservice.issuing.requests import Wish
from badgeservice.model.check_code import read_code
from badgeservice.storage import asking
from badgeservice.storage.tables import AskingLinkRow, BadgeClassVersionRow, BadgeRequestRow
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.keeping import misses
from badgeservice.web.learner.known import Before
from badgeservice.web.presenters.asking import ask_page, asked_before_words, shut_page
from badgeservice.web.protection import limiter
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

NO_CODE = N_("Deze code klopt niet. Typ de code over van het papier.")


class AskCodeForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The code on the poster."""

    code = StringField(lazy_gettext("Code van het papier"))


class AskForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Who asks, and what they did; the names are those of `Wish`."""

    name = StringField(lazy_gettext("Naam"), render_kw={"maxlength": 120})
    email = EmailField(lazy_gettext("Mailadres"), render_kw={"maxlength": 254})
    evidence = TextAreaField(lazy_gettext("Wat heb je gedaan?"))
    evidence_url = StringField(lazy_gettext("Link naar een foto of tekst"), render_kw={"maxlength": 500})
    asked_by = StringField(lazy_gettext("Jouw eigen naam"), render_kw={"maxlength": 120})

    def wish(self) -> Wish:
        """What was typed."""
        # Only spaces are taken off an e-mail address: a line break in it must be seen.
        typed = {name: (self[name].data or "").strip(" ") for name in Wish.__dataclass_fields__}
        return Wish(**typed | {"evidence": "\n".join(typed["evidence"].splitlines())})


def _typed_address() -> str:
    return "ask:" + request.form.get("email", "").strip().lower()[:254]


def _no_address() -> bool:
    return not request.form.get("email", "").strip()


@route(learner, "/vraag", PUBLIC, "GET", "POST")
def ask_code() -> ResponseReturnValue:
    """Where somebody types the code of the poster."""
    form = bind(AskCodeForm)
    code = read_code(form.code.data or "")
    if request.method == "POST" and code:
        return redirect(url_for("learner.ask", code=code), 303)
    if request.method == "POST":
        show_problems(form, {"code": NO_CODE})
    return render_template("learner_ask_code.html", form=form), 400 if form.errors else 200


@route(learner, "/vraag/<code>", PUBLIC)
@misses
def ask(code: str) -> ResponseReturnValue:
    """The page behind the link and the poster."""
    clean = read_code(code)
    if clean is not None and clean != code:
        return redirect(url_for("learner.ask", code=clean), 301)
    link = asking.by_code(database.reading(), clean) if clean else None
    version = offered(database.reading(), link, now()) if link is not None else None
    if link is None or version is None or why_shut(link, now()) is not None:
        return _shut(link)
    return _page(bind(AskForm, email=known.own_email() or ""), link, version)


@route(learner, "/vraag/<code>", PUBLIC, "POST")
@misses
@limiter.limit("20 per minute; 200 per hour")
@limiter.limit("5 per hour", key_func=_typed_address, exempt_when=_no_address)
def ask_now(code: str) -> ResponseReturnValue:
    """The button. The answer does not tell whether somebody asked with this address before."""
    link = asking.by_code(database.writing(), read_code(code) or "")
    version = offered(database.writing(), link, now()) if link is not None else None
    if link is None or version is None:
        return _shut(link)
    form, before = bind(AskForm), known.asked_before(link)
    try:
        _remember(use_cases.ask(database.writing(), link, form.wish(), now()), before)
    except ConflictError:
        return _shut(link)
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return _page(form, link, version)
    return redirect(url_for("learner.asked", code=link.code), 303)


@route(learner, "/vraag/<code>/gevraagd", PUBLIC)
@misses
def asked(code: str) -> ResponseReturnValue:
    """What happens after asking."""
    link = asking.by_code(database.reading(), read_code(code) or "")
    version = version_of(database.reading(), link) if link is not None else None
    if link is None or version is None:
        return _shut(None)
    return render_template("learner_asked.html", ask=ask_page(link, version, None))


def _remember(asked: BadgeRequestRow, before: Before | None) -> None:
    """Say that it was asked before only to who did so in this browser; to anybody else it is a new request."""
    if before is not None and before.request == asked.id:
        flash(asked_before_words(before.moment))
    else:
        known.remember_request(asked.id, now())


def _page(form: AskForm, link: AskingLinkRow, version: BadgeClassVersionRow) -> ResponseReturnValue:
    before = None if form.errors or form.form_errors else known.asked_before(link)
    moment = before.moment if before is not None else None
    page = render_template("learner_ask.html", form=form, ask=ask_page(link, version, moment))
    return page, 400 if form.errors else 200


def _shut(link: AskingLinkRow | None) -> ResponseReturnValue:
    if link is None:
        return render_template("learner_ask_shut.html", shut={"why": "unknown"}), 404
    why = why_shut(link, now()) or "stopped"
    return render_template("learner_ask_shut.html", shut=shut_page(link, why)), 200 if why == "early" else 410
