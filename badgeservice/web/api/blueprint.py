"""Under which addresses do programs ask, how often may they, and in which form are they answered?"""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Blueprint, Response, abort
from pydantic import BaseModel

from badgeservice.organisations.api_tokens import hash_of
from badgeservice.web.access import bearer
from badgeservice.web.api.bodies import JSON
from badgeservice.web.protection import limiter
from badgeservice.web.public_answers import asked_type

VERSION = "/api/v1"
CALLS = "300 per minute; 6000 per hour"
CHECKS = "120 per minute"

api = Blueprint("api", __name__, url_prefix=VERSION)


def _token() -> str:
    return hash_of(bearer())


limited = limiter.shared_limit(CALLS, scope="api-calls", key_func=_token)


def answer(document: BaseModel | Mapping[str, object], status: int = 200) -> Response:
    """A JSON answer."""
    members = document.model_dump(mode="json") if isinstance(document, BaseModel) else document
    return Response(json.dumps(members, allow_nan=False), status, mimetype=JSON)


@api.before_request
def refuse_other_forms() -> None:
    """Every answer is JSON: who can't take that is told so before anything happens."""
    if asked_type([JSON]) is None:
        abort(406)
