"""How does somebody get in with a one-time link, and get a new one?"""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField

from badgeservice.organisations import passphrases as use_cases
from badgeservice.organisations.accounts import ask_for_link
from badgeservice.organisations.typed_text import email_problem
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.accounts import entering, limits
from badgeservice.web.accounts.blueprint import accounts
from badgeservice.web.accounts.passphrases import hashed, passphrase_problems
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.words import lazy_gettext


class PassphraseForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A new passphrase, twice."""

    password = PasswordField(lazy_gettext("Nieuwe wachtzin"))
    password_confirm = PasswordField(lazy_gettext("Dezelfde wachtzin nog een keer"))


class AskLinkForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Where a new link goes."""

    email = EmailField(lazy_gettext("E-mailadres"))


@route(accounts, "/inloggen/<token>", PUBLIC, "GET", "POST")
@limits.per_browser
def first_link(token: str) -> ResponseReturnValue:
    """Choose a passphrase with a one-time link; looking at it (as mail scanners do) uses nothing up."""
    form = bind(PassphraseForm)
    account = use_cases.account_of_link(database.reading(), token, now())
    if account is None:
        return render_template("accounts/link_over.html"), 410
    if request.method != "POST":
        return render_template("accounts/first_link.html", form=form, email=account.email)
    typed = form.password.data or ""
    problems = passphrase_problems(typed, form.password_confirm.data or "", account)
    if problems:
        show_problems(form, problems)
        return render_template("accounts/first_link.html", form=form, email=account.email), 400
    entered = use_cases.choose_passphrase(database.writing(), token, hashed(typed), now())
    return entering.go_on(entered, None) if entered else (render_template("accounts/link_over.html"), 410)


@route(accounts, "/inloggen/vergeten", PUBLIC, "GET", "POST")
@limits.per_browser
@limits.mail_per_account
def ask_link() -> ResponseReturnValue:
    """Ask for a new link; the answer is the same whether an address has an account or not."""
    form = bind(AskLinkForm)
    if request.method != "POST":
        return render_template("accounts/ask_link.html", form=form)
    email = (form.email.data or "").strip()
    problem = email_problem(email)
    if problem:
        show_problems(form, {"email": problem})
        return render_template("accounts/ask_link.html", form=form), 400
    ask_for_link(database.writing(), email, str(get_locale()), now())
    return redirect(url_for("accounts.link_asked"), 303)


@route(accounts, "/inloggen/link-onderweg", PUBLIC)
def link_asked() -> ResponseReturnValue:
    """What happens after asking for a link."""
    return render_template("accounts/link_asked.html")
