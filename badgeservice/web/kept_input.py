"""What happens to what somebody typed when the session had ended? It is kept, and given back after signing in."""

from __future__ import annotations

from uuid import UUID

from flask import abort, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from badgeservice.storage import service_facts
from badgeservice.web import database
from badgeservice.web.collaborators import now, tools
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _

KEPT, GIVEN_BACK = "kept_input", "given_back"
LARGEST, LONGEST_PATH = 64 * 1024, 300
MOST_KEPT = "20 per minute; 200 per hour"
NEVER_KEPT = frozenset({"csrf_token", "password", "password_confirm", "code"})


def keep_and_go_back(*, to_sign_in: bool) -> ResponseReturnValue:
    """Keep the form and go to the page it stands on, by way of the sign-in page when that is asked."""
    path = request.full_path.rstrip("?")
    if _comes_from_another_site():
        abort(400, _("Deze pagina stond te lang open. Ga terug, ververs de pagina en probeer het opnieuw."))
    if not _is_a_page(request.path):
        if to_sign_in:
            return redirect(url_for("accounts.sign_in"), 303)
        abort(400, _("Deze pagina stond te lang open. Ga terug, ververs de pagina en probeer het opnieuw."))
    _keep()
    flash(_("Je was te lang weg. Kijk je antwoorden na en druk nog een keer op de knop."))
    return redirect(url_for("accounts.sign_in", next=path) if to_sign_in else path, 303)


def keep_for_learner() -> str | None:
    """Keep the form that a learner sent when the session had ended; the address of the page it stands on, if any."""
    if _comes_from_another_site() or not _is_a_page(request.path):
        return None
    if _keep():
        flash(_("Log eerst in. Wat je hebt getypt, is bewaard."))
    return request.full_path.rstrip("?")


def given_back() -> MultiDict[str, str] | None:
    """What this browser typed into the form on this page before; it is given back once."""
    kept = session.get(KEPT)
    if not isinstance(kept, str) or request.method != "GET":
        return None
    fields = service_facts.kept_input(database.reading(), UUID(kept), request.path)
    if fields is None:
        return None
    # The row stays a day, for a page that did not arrive; where it lies is known, so that it can be erased.
    session[GIVEN_BACK] = session.pop(KEPT)
    return MultiDict([(name, value) for name, value in fields])


def forget_typed(writing: Session) -> None:
    """Delete what somebody typed in this browser before, given back or not."""
    for name in (KEPT, GIVEN_BACK):
        if (kept := session.pop(name, None)) is not None:
            service_facts.forget_one_input(writing, UUID(kept))


# Anybody may send a form without its token, so what is kept of those has a limit of its own.
@limiter.shared_limit(MOST_KEPT, scope="kept-input")
def _keep() -> bool:
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_KEPT]
    size = sum(len(name) + len(value) for name, value in fields)
    if not any(value for _name, value in fields) or size > LARGEST or len(request.path) > LONGEST_PATH:
        return False
    with tools().database.writing() as writing:
        forget_typed(writing)
        session[KEPT] = str(service_facts.keep_input(writing, request.path, fields, now()))
    return True


def _comes_from_another_site() -> bool:
    """Whether another site sent this form: it comes without our cookie, and answering with one would sign out."""
    return request.headers.get("Sec-Fetch-Site") == "cross-site"


def _is_a_page(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter is not None and bool(adapter.match(path, method="GET"))
    except (HTTPException, RequestRedirect):
        return False
