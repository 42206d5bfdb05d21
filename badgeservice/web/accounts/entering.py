"""Where does somebody go who has proved who they are?"""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from flask import redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import login_user

from badgeservice.storage import accounts
from badgeservice.storage.tables import AccountRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.accounts.library import SEEN, account_of
from badgeservice.web.collaborators import now, tools

# What may stay in a browser's session when somebody else, or the same person with more rights, goes on in it.
CARRIED = ("language", "theme", "kept_input")
STEP = "second_step"
STEP_LASTS = timedelta(minutes=10)
OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def go_on(account: AccountRow, wanted: str | None) -> ResponseReturnValue:
    """Ask for the second factor where it is on, else sign in."""
    if not tools().settings.two_factor:
        return enter(account, wanted)
    until = (now() + STEP_LASTS).timestamp()
    session[STEP] = {"account": str(account.id), "session": account.fs_uniquifier, "until": until, "next": wanted}
    endpoint = "accounts.enter_code" if account.tf_totp_secret else "accounts.set_up_code"
    return redirect(url_for(endpoint), 303)


def half_entered() -> AccountRow | None:
    """Who gave the right passphrase in this browser, less than ten minutes ago, and has yet to give a code."""
    step = session.get(STEP)
    if not step or step["until"] < now().timestamp():
        return None
    account = accounts.by_id(database.reading(), UUID(step["account"]))
    is_still = account is not None and account.active and account.fs_uniquifier == step["session"]
    return account if is_still else None


def enter(account: AccountRow, wanted: str | None) -> ResponseReturnValue:
    """Sign in, in a session that starts afresh, and go to the page that was asked for."""
    renew_session()
    login_user(account_of(account), remember=False)
    session[SEEN] = now().timestamp()
    return redirect(own_path(wanted) or first_page(account), 303)


def renew_session() -> None:
    """Empty the session of this browser, but for what is carried over."""
    carried = {name: session[name] for name in CARRIED if name in session}
    session.clear()
    session.update(carried)


def own_path(wanted: str | None) -> str | None:
    """A path on this site, or None; never another site, and never the sign-in pages themselves."""
    if not wanted or not OWN_PATH.fullmatch(wanted) or wanted.startswith(("/inloggen", "/uitloggen")):
        return None
    return wanted


def first_page(account: AccountRow) -> str:
    """The page somebody starts on: operators their work, members their one organisation, others a choice."""
    if account.is_operator:
        return url_for("admin.organisations")
    theirs = approved_organisations(account.id)
    return url_for("issuer.overview", slug=theirs[0].slug) if len(theirs) == 1 else url_for("accounts.organisations")


def approved_organisations(account: UUID) -> list[OrganisationRow]:
    """The organisations in which somebody has a role and that may give badges."""
    return [one for one in accounts.organisations(database.reading(), account) if one.state == "approved"]
