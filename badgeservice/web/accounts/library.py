"""How is the account library joined to our rows, and when does a staff session end?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, Request, g, request, session, url_for
from flask_security import Security, UserDatastore, UserMixin, current_user, logout_user

from badgeservice.storage import accounts
from badgeservice.storage.tables import AccountRow, RoleRow
from badgeservice.web import database
from badgeservice.web.collaborators import now
from badgeservice.web.language import asked_by_program
from badgeservice.web.words import gettext as _

UNUSED_FOR = timedelta(hours=12)
# The moment of last use lies in the cookie; writing it at every request would send the cookie every time.
NOTED_EVERY = timedelta(minutes=5)
SEEN = "staff_seen"


@dataclass(frozen=True)
class Account(UserMixin):  # type: ignore[misc]  # the library has no types
    """Who is signed in: the values of an account row that the library and the guards ask for."""

    id: UUID
    email: str
    name: str
    active: bool
    is_operator: bool
    # The library looks for this name on the class, and a default puts it there.
    fs_uniquifier: str = ""


class Accounts(UserDatastore):  # type: ignore[misc]  # the library has no types
    """Where the library finds the account of a session; it changes nothing, use cases do."""

    def find_user(self, case_insensitive: bool = False, **asked: Any) -> Account | None:
        """The account of a session (`fs_uniquifier`); nobody's on a page that may not ask the database."""
        del case_insensitive
        if g.get("database_failed"):
            return None
        row = accounts.by_session(database.reading(), str(asked["fs_uniquifier"]))
        return account_of(row) if row is not None else None


def use_account_library(app: Flask) -> None:
    """Put the library on the app without any page of its own."""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of a way to hash
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
        # Argon2 salts by itself; a pepper from the secret key would lock everybody out when that key changes.
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},
        SECURITY_PASSWORD_COMPLEXITY_CHECKER="zxcvbn",  # noqa: S106 - the name of a judge
        SECURITY_ZXCVBN_MINIMUM_SCORE=2,
        SECURITY_USE_REGISTER_V2=True,
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
        # A phone on the work floor changes networks all day, so an address is no part of a session.
        SESSION_PROTECTION="basic",
    )
    Security(app, Accounts(Account, RoleRow), register_blueprint=False)
    app.login_manager.request_loader(_nobody)  # type: ignore[attr-defined]  # put there by the library
    app.before_request(_end_an_old_session)
    app.context_processor(_viewer)


def account_of(row: AccountRow) -> Account:
    """The values of a row, free of its database session."""
    return Account(row.id, row.email, row.name, row.active, row.is_operator, row.fs_uniquifier)


def _nobody(_request: Request) -> None:
    """Only a cookie says who somebody is: the library would read every body, however large, to find a token in it."""


def _end_an_old_session() -> None:
    if asked_by_program() or "_user_id" not in session or (request.endpoint or "").endswith("static"):
        return
    moment = now()
    seen = datetime.fromtimestamp(float(session.get(SEEN, 0)), UTC)
    if moment - seen > UNUSED_FOR:
        logout_user()
        session.pop(SEEN, None)
    elif moment - seen > NOTED_EVERY:
        session[SEEN] = moment.timestamp()


def _viewer() -> dict[str, Any]:
    if "_user_id" not in session or not current_user.is_authenticated:
        return {}
    label = _("Beheer") if current_user.is_operator else _("Mijn organisaties")
    home = url_for("admin.organisations" if current_user.is_operator else "accounts.organisations")
    return {
        "viewer": {
            "name": current_user.name or current_user.email,
            "home_url": home,
            "home_label": label,
            "sign_out_url": url_for("accounts.sign_out"),
        }
    }
