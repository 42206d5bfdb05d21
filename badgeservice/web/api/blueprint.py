"""Under which addresses do programs ask, how often may they, and in which form are they answered?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import Blueprint, Response, abort, request
from flask_limiter.util import get_remote_address
from pydantic import BaseModel

from badgeservice.organisations.api_tokens import hash_of
from badgeservice.web.api.bodies import JSON
from badgeservice.web.protection import limiter

VERSION = "/api/v1"
CALLS = "300 per minute; 6000 per hour"
CHECKS = "120 per minute"
# Who tries tokens is stopped by address: a token that is not one has no limit of its own.
UNKNOWN_TOKENS = "60 per minute; 600 per hour"

api = Blueprint("api", __name__, url_prefix=VERSION)

View = TypeVar("View", bound=Callable[..., object])


def _token_or_address() -> str:
    shown = request.headers.get("Authorization")
    return hash_of(shown) if shown else str(get_remote_address())


def _is_unknown(response: Response) -> bool:
    return response.status_code == 401


def limited(view: View) -> View:
    """So many calls a token, and so many wrong tokens an address."""
    calls = limiter.shared_limit(CALLS, scope="api-calls", key_func=_token_or_address)
    tokens = limiter.shared_limit(UNKNOWN_TOKENS, scope="api-tokens", deduct_when=_is_unknown)
    return calls(tokens(view))  # type: ignore[return-value]  # the library gives back the same kind of view


def answer(document: BaseModel | Mapping[str, object], status: int = 200) -> Response:
    """A JSON answer."""
    members = document.model_dump(mode="json") if isinstance(document, BaseModel) else document
    return Response(json.dumps(members, allow_nan=False), status, mimetype=JSON)


@api.before_request
def refuse_other_forms() -> None:
    """Every answer is JSON: who can't take that is told so before anything happens."""
    accepted = request.accept_mimetypes
    if accepted and accepted.best_match([JSON]) is None:
        abort(406)
