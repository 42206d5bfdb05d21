"""Does the learner let this program in? The one page of this API that is for people."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from authlib.oauth2.rfc6749 import OAuth2Error
from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from badgeservice.web.access import PUBLIC, learner_id, learners_sign_in, own_learner, route
from badgeservice.web.ob3.authorization_server import authorization_server
from badgeservice.web.ob3.blueprint import ob3
from badgeservice.web.ob3.oauth import is_quotable
from badgeservice.web.presenters.programs import consent_page
from badgeservice.web.protection import CONTENT_POLICY, limiter
from badgeservice.web.words import gettext as _

LONGEST = 4000
YES, NO = "ja", "nee"


@route(ob3, "/oauth/authorize", PUBLIC, "GET", "POST")
@limiter.limit("60 per minute; 600 per hour")
def authorize() -> ResponseReturnValue:
    """Ask; the answer goes to the address that the program registered, and nowhere else.

    A program that we do not know is refused before anybody signs in for it.
    """
    if len(request.query_string) > LONGEST or not is_quotable():
        return _wrong()
    server = authorization_server()
    try:
        grant = server.get_consent_grant(end_user=learner_id())
    except OAuth2Error as problem:
        return _refused(server, problem)
    if learner_id() is None:
        return learners_sign_in()
    answer = request.form.get("answer") if request.method == "POST" else None
    if answer in (YES, NO):
        return _answered(server, grant, answer == YES)
    return _asking(grant)


def _answered(server: Any, grant: Any, lets_in: bool) -> ResponseReturnValue:
    response: ResponseReturnValue = server.create_authorization_response(
        grant=grant, grant_user=own_learner() if lets_in else None
    )
    return response


def _refused(server: Any, problem: OAuth2Error) -> ResponseReturnValue:
    """To the program, which made the mistake, once its address is known to be its own."""
    if not problem.redirect_uri:
        return _wrong()
    response: ResponseReturnValue = server.handle_error_response(None, problem)
    return response


def _asking(grant: Any) -> ResponseReturnValue:
    row, scopes = grant.request.client.row, grant.request.scope.split()
    asks = consent_page(row.name, grant.redirect_uri, scopes, request.query_string.decode("ascii", "replace"))
    page = make_response(render_template("program_asks.html", asks=asks, yes=YES, no=NO))
    # A browser holds where the form leads to, by way of us, against this too (CSP 3 §6.4.1 form-action).
    parts = urlsplit(grant.redirect_uri)
    leads_to = f"form-action 'self' {parts.scheme}://{parts.netloc}"
    page.headers["Content-Security-Policy"] = CONTENT_POLICY.replace("form-action 'self'", leads_to)
    return page


def _wrong() -> ResponseReturnValue:
    """No address that may be trusted with an answer, so the learner is told (RFC 6749 §4.1.2.1)."""
    words = _("De vraag van het programma klopt niet. Ga terug naar dat programma. Begin daar opnieuw.")
    page = render_template("error.html", title=_("Dit lukte niet"), text=words, status=400, request_id="")
    return page, 400
