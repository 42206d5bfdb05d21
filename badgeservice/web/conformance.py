"""Does this instance work as the standards ask? It tests itself, in sight of everybody."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from badgeservice.selftest.results import as_json
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.presenters.conformance import conformance_page
from badgeservice.web.protection import limiter
from badgeservice.web.public_answers import asked_type

conformance = Blueprint("conformance", __name__)

HTML, JSON = "text/html", "application/json"
VISITS = "60 per minute"


@route(conformance, "/conformance", PUBLIC)
@limiter.limit(VISITS)
def self_test() -> ResponseReturnValue:
    """What came of the self-test of this minute, as a page or as JSON."""
    test = tools().self_test(now())
    if asked_type([HTML, JSON]) == JSON:
        response = jsonify(as_json(test))
    else:
        response = Response(render_template("conformance.html", page=conformance_page(test)))
        response.headers["X-Robots-Tag"] = "all"
    response.vary.add("Accept")
    return response
