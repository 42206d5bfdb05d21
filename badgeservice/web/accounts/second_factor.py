"""How does somebody give the code of their code app, and set that app up the first time?"""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import StringField

from badgeservice.drawing.qr import qr_svg
from badgeservice.organisations.passphrases import keep_second_factor
from badgeservice.storage import accounts as rows
from badgeservice.storage.tables import AccountRow
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.accounts import codes, entering, limits
from badgeservice.web.accounts.blueprint import accounts
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

WRONG = N_("Deze code klopt niet. Neem de code over die nu in je code-app staat.")


class CodeForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Six digits."""

    code = StringField(lazy_gettext("Code van 6 cijfers"))


@route(accounts, "/inloggen/code", PUBLIC, "GET", "POST")
@limits.per_code
def enter_code() -> ResponseReturnValue:
    """The second step of signing in; every code works once."""
    account = entering.half_entered()
    if account is None or account.tf_totp_secret is None:
        return redirect(url_for("accounts.sign_in"), 303)
    form = bind(CodeForm)
    if request.method != "POST":
        return render_template("accounts/code.html", form=form)
    number = codes.number_of(tools().settings, account.tf_totp_secret, form.code.data or "", now())
    if number is None or not rows.use_code(database.writing(), account.id, number):
        show_problems(form, {"code": WRONG})
        return render_template("accounts/code.html", form=form), 400
    return entering.enter(account, session[entering.STEP]["next"])


@route(accounts, "/inloggen/code-instellen", PUBLIC, "GET", "POST")
@limits.per_code
def set_up_code() -> ResponseReturnValue:
    """Set a code app up; kept once a first code of it is right."""
    account = entering.half_entered()
    if account is None or account.tf_totp_secret is not None:
        return redirect(url_for("accounts.sign_in"), 303)
    form = bind(CodeForm)
    secret = _secret()
    if request.method != "POST":
        return _setup_page(form, account, secret)
    number = codes.number_of(tools().settings, secret, form.code.data or "", now())
    if number is None:
        show_problems(form, {"code": WRONG})
        return _setup_page(form, account, secret), 400
    keep_second_factor(database.writing(), account.id, secret, number, now())
    return entering.enter(account, session[entering.STEP]["next"])


def _secret() -> str:
    # Kept, encrypted, in the session until a first code proves that the app has it.
    step = dict(session[entering.STEP])
    step.setdefault("secret", codes.new_secret(tools().settings))
    session[entering.STEP] = step
    return str(step["secret"])


def _setup_page(form: CodeForm, account: AccountRow, secret: str) -> str:
    settings = tools().settings
    # Our own drawing, made from our own address.
    qr = Markup(qr_svg(codes.setup_address(settings, secret, account.email)))  # noqa: S704
    return render_template("accounts/set_up_code.html", form=form, qr=qr, key=codes.setup_key(settings, secret))
