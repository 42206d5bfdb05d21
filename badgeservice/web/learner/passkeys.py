"""How does a learner use a finger or face, that the phone knows, instead of a code?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from webauthn.helpers import bytes_to_base64url
from wtforms import StringField

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.portfolio import passkeys as use_cases
from badgeservice.portfolio.passkeys import Answer, Site
from badgeservice.storage import passkeys as rows
from badgeservice.web import database, learner_session
from badgeservice.web.access import KNOWN_LEARNER, PUBLIC, own_learner, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner import challenges
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.learner.coming_back import SignInForm, sign_in_page, tries
from badgeservice.web.learner.entering import entered
from badgeservice.web.presenters.moments import day
from badgeservice.web.said import said, said_by
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext


class KeyForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What the learner calls the device."""

    name = StringField(lazy_gettext("Naam van je telefoon of computer"), render_kw={"maxlength": 60})


@route(learner, "/mijn/gegevens/sleutels", KNOWN_LEARNER)
def passkeys() -> ResponseReturnValue:
    """The devices with which this learner can come in."""
    return _page(bind(KeyForm, name=_("Mijn telefoon")))


@route(learner, "/mijn/gegevens/sleutels", KNOWN_LEARNER, "POST")
@tries
def add_passkey() -> ResponseReturnValue:
    """Keep what the device made."""
    form = bind(KeyForm)
    try:
        answer = _answer(challenges.ADD)
        use_cases.add(database.writing(), own_learner(), _site(), answer, form.name.data or "", now())
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return _page(form)
    except ConflictError as problem:
        show_problems(form, {"name": said_by(problem)})
        return _page(form)
    flash(_("Gelukt. Je kunt nu zo inloggen."))
    return redirect(url_for("learner.passkeys"), 303)


@route(learner, "/mijn/gegevens/sleutels/weg", KNOWN_LEARNER, "POST")
def remove_passkey() -> ResponseReturnValue:
    """Take one away."""
    credential = use_cases.read_id(request.form.get("key", ""))
    use_cases.remove(database.writing(), own_learner(), credential, now())
    learner_session.stay(database.writing(), own_learner())
    flash(_("De sleutel is weg."))
    return redirect(url_for("learner.passkeys"), 303)


@route(learner, "/mijn/inloggen/sleutel", PUBLIC, "POST")
@tries
def enter_with_passkey() -> ResponseReturnValue:
    """Come in with what the device answered."""
    try:
        whose = use_cases.enter(database.writing(), _site(), _answer(challenges.ENTER), now())
    except ConflictError as problem:
        return sign_in_page(SignInForm(formdata=None), said_by(problem))
    return entered(whose)


def _answer(what: str) -> Answer:
    challenge = challenges.taken_challenge(what, now())
    if challenge is None:
        raise ConflictError(use_cases.NOT_WORKED)
    return Answer(request.form.get("credential", ""), challenge)


def _site() -> Site:
    return use_cases.site_of(tools().settings.base_url)


def _page(form: KeyForm) -> ResponseReturnValue:
    reading, whose = database.reading(), own_learner()
    challenge = challenges.new_challenge(challenges.ADD, now())
    keys = [
        {
            "id": bytes_to_base64url(key.credential_id),
            "name": said(key.name),
            "added": day(key.created_at),
            "used": day(key.used_at) if key.used_at is not None else None,
        }
        for key in rows.of_learner(reading, whose)
    ]
    options = use_cases.creation_options(reading, whose, _site(), challenge)
    page = render_template("learner_passkeys.html", form=form, keys=keys, options=options)
    return page, 400 if form.errors else 200
