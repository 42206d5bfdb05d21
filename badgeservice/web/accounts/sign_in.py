"""How do staff sign in and out, and choose where they work?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField

from badgeservice.organisations import passphrases as use_cases
from badgeservice.storage import accounts as rows
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, STAFF, account_id, route
from badgeservice.web.accounts import entering, limits
from badgeservice.web.accounts.blueprint import accounts
from badgeservice.web.accounts.passphrases import account_with
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

WRONG = N_("Dit e-mailadres en deze wachtzin horen niet bij elkaar. Kijk of je ze goed hebt getypt.")


class SignInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """E-mail address and passphrase."""

    email = EmailField(lazy_gettext("E-mailadres"))
    password = PasswordField(lazy_gettext("Wachtzin"))


@route(accounts, "/inloggen", PUBLIC, "GET", "POST")
@limits.per_browser
@limits.per_account
def sign_in() -> ResponseReturnValue:
    """The sign-in page; `next` in the address is where to go afterwards."""
    wanted = entering.own_path(request.args.get("next"))
    if request.method != "POST" and current_user.is_authenticated:
        return redirect(wanted or url_for("accounts.organisations"))
    form = bind(SignInForm)
    if request.method != "POST":
        return render_template("accounts/sign_in.html", form=form)
    account = account_with(database.reading(), form.email.data or "", form.password.data or "")
    if account is None:
        show_problems(form, {"email": WRONG})
        return render_template("accounts/sign_in.html", form=form), 400
    return entering.go_on(account, wanted)


@route(accounts, "/uitloggen", PUBLIC, "POST")
def sign_out() -> ResponseReturnValue:
    """Sign out everywhere: a copy of the cookie that somebody kept is worth nothing afterwards."""
    if current_user.is_authenticated:
        use_cases.end_sessions(database.writing(), account_id())
    entering.renew_session()
    session.pop("kept_input", None)
    flash(_("Je bent uitgelogd, op al je apparaten."))
    return redirect(url_for("accounts.sign_in"), 303)


@route(accounts, "/organisaties", STAFF)
def organisations() -> ResponseReturnValue:
    """The organisations somebody works in; straight on when there is one."""
    theirs = rows.organisations(database.reading(), account_id())
    if not current_user.is_operator and [one.state for one in theirs] == ["approved"]:
        return redirect(url_for("issuer.overview", slug=theirs[0].slug))
    return render_template("accounts/organisations.html", organisations=theirs, is_operator=current_user.is_operator)
