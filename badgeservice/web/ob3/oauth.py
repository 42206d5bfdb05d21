"""Where does a program register, exchange its code, renew its token and give it back?"""

from __future__ import annotations

import base64
import json
import re

from flask import Response, request
from flask.typing import ResponseReturnValue

from badgeservice.web.access import PUBLIC_API, route
from badgeservice.web.ob3.authorization_server import authorization_server
from badgeservice.web.ob3.blueprint import ob3
from badgeservice.web.protection import limiter

REGISTRATIONS = "10 per minute; 60 per hour"
EXCHANGES = "60 per minute; 1000 per hour"
MOST = 20_000
FORM = "application/x-www-form-urlencoded"
# Authlib writes these into its errors, which may hold nothing else (RFC 6749 §5.2).
QUOTED = ("grant_type", "client_id", "redirect_uri", "scope", "response_type", "code_challenge_method")
_QUOTABLE = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*")


@route(ob3, "/oauth/register", PUBLIC_API, "POST")
@limiter.limit(REGISTRATIONS)
def register() -> ResponseReturnValue:
    """A program registers itself (RFC 7591)."""
    if request.mimetype != "application/json":
        return _refused("invalid_client_metadata", "Send JSON, with Content-Type: application/json.")
    return _answered(authorization_server().create_endpoint_response("client_registration"))


@route(ob3, "/oauth/token", PUBLIC_API, "POST")
@limiter.limit(EXCHANGES)
def token() -> ResponseReturnValue:
    """A code or a refresh token becomes a token."""
    return _refused_form() or _answered(authorization_server().create_token_response())


@route(ob3, "/oauth/revoke", PUBLIC_API, "POST")
@limiter.limit(EXCHANGES)
def revoke() -> ResponseReturnValue:
    """A program needs a token no more (RFC 7009)."""
    return _refused_form() or _answered(authorization_server().create_endpoint_response("revocation"))


def is_quotable() -> bool:
    """Whether what is asked can be told back in an error."""
    return all(_QUOTABLE.fullmatch(value) for name in QUOTED for value in request.values.getlist(name))


def _refused_form() -> Response | None:
    if request.args:
        return _refused("invalid_request", "Send everything in the body (RFC 6749 section 3.2).")
    # A form is read only after this, and never more of it than this.
    request.max_content_length = MOST
    if (request.content_length or 0) > MOST or request.mimetype != FORM:
        return _refused("invalid_request", f"Send a form, with Content-Type: {FORM}, of at most {MOST} bytes.")
    if not is_quotable() or any(len(values) > 1 for _name, values in request.form.lists()):
        return _refused("invalid_request", "Send every parameter once, in ASCII.")
    if not _is_legible(request.headers.get("Authorization", "")):
        refusal = _refused("invalid_client", "Send the id and the secret in Base64, of UTF-8 (RFC 7617).", 401)
        refusal.headers["WWW-Authenticate"] = 'Basic realm="badgeservice"'
        return refusal
    return None


def _is_legible(authorization: str) -> bool:
    """Whether Authlib, which takes the header apart and decodes it without looking, can read it."""
    parts = authorization.split(None, 1)
    if len(parts) < 2:
        return " " not in authorization
    scheme, encoded = parts
    if scheme.lower() != "basic":
        return True
    try:
        base64.b64decode(encoded).decode()
    except ValueError:
        return False
    return True


def _refused(error: str, description: str, status: int = 400) -> Response:
    document = {"error": error, "error_description": description}
    return _answered(Response(json.dumps(document), status, mimetype="application/json"))


def _answered(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
