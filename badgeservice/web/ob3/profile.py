"""How does another portfolio read who a learner is? (OB 3.0 §6.2.4 and §6.2.5)"""

from __future__ import annotations

import json
from typing import Any

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from badgeservice.errors import InvalidInputError, MalformedError
from badgeservice.formats import strict_json
from badgeservice.portfolio.letting_in import READ_PROFILE, WRITE_PROFILE, LetIn
from badgeservice.portfolio.ob3_profile import is_news, profile_of
from badgeservice.web import database
from badgeservice.web.access import by_scope, route
from badgeservice.web.api.bodies import JSON, ONE_OBJECT, whole_body
from badgeservice.web.collaborators import tools
from badgeservice.web.ob3.blueprint import limited, ob3

MOST = 20_000


@route(ob3, "/profile", by_scope(READ_PROFILE))
@limited
def get_profile(let_in: LetIn) -> ResponseReturnValue:
    """Who the learner is, for this program."""
    return _told(_profile(let_in))


@route(ob3, "/profile", by_scope(WRITE_PROFILE), "PUT")
@limited
def put_profile(let_in: LetIn) -> ResponseReturnValue:
    """A changed profile: 304 when it is what we hold, else 200 with what we hold, which stays as it is."""
    if request.mimetype != JSON:
        abort(415)
    try:
        sent = strict_json.loads(whole_body(MOST))
    except MalformedError as problem:
        raise InvalidInputError({"body": ONE_OBJECT}) from problem
    held = _profile(let_in)
    return _told(held) if is_news(held, sent) else Response(status=304)


def _profile(let_in: LetIn) -> dict[str, Any]:
    return profile_of(database.reading(), let_in.learner_id, let_in.client_id, tools().settings.secret_key)


def _told(profile: dict[str, Any]) -> Response:
    return Response(json.dumps(profile), mimetype=JSON)
