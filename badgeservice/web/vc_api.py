"""How do test suites of strangers ask to issue and to verify? (VC-API 1.0, in the conformance mode only)"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from secrets import randbelow
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, InternalServerError

from badgeservice.conformance.collaborators import Collaborators
from badgeservice.conformance.issue import issue
from badgeservice.conformance.own_status_list import PURPOSES, own_list, with_own_list
from badgeservice.conformance.presentation import presentation_problems
from badgeservice.conformance.problem import PARSING, Problem, RefusedError, problem_of
from badgeservice.conformance.signer import did_document
from badgeservice.conformance.verify import credential_problems
from badgeservice.errors import MalformedError
from badgeservice.formats import strict_json

NAME = "conformance"
ADDRESS = "/vc-api"
PROBLEM_TYPE = "application/problem+json"
VERIFYING = "/verify"
LIST_TYPES = ("application/vc", "application/ld+json", "application/json")
MOST_BYTES = 10_000_000
WHAT_THIS_IS = {
    "what": "The conformance mode of badgeservice: the VC-API, for test suites. Nothing is kept.",
    "endpoints": [
        f"POST {ADDRESS}/credentials/issue",
        f"POST {ADDRESS}/credentials/verify",
        f"POST {ADDRESS}/presentations/verify",
    ],
}

vc_api = Blueprint("vc_api", __name__)


def build(app: Flask, collaborators: Collaborators) -> None:
    """Put the VC-API, and what it refers to, into an app."""
    app.extensions[NAME] = collaborators
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.register_blueprint(vc_api)
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(HTTPException, _http)
    if collaborators.did_path is not None:
        app.add_url_rule(collaborators.did_path, view_func=_did_document)


@vc_api.before_request
def ask_for_the_token() -> Response | None:
    """Who posts must name the token, when one was set."""
    wanted = _collaborators().token
    given = request.headers.get("Authorization", "")
    if wanted is None or request.method != "POST" or hmac.compare_digest(f"Bearer {wanted}".encode(), given.encode()):
        return None
    response = _problem(401, "Unauthorized", [Problem("about:blank", "the bearer token is missing or another")])
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@vc_api.get("/")
def what_this_is() -> Response:
    """What this is, and who signs here."""
    return _answer({**WHAT_THIS_IS, "issuer": _collaborators().signer.id})


@vc_api.post(f"{ADDRESS}/credentials/issue")
def issue_credential() -> Response:
    """Sign a credential as the test issuer."""
    body, here = _body(), _collaborators()
    credential = _member(body, "credential")
    if not isinstance(credential, dict):
        raise RefusedError([Problem(PARSING, "credential is not an object")])
    options = with_own_list(_options(body), _address_of_list, randbelow)
    return _answer({"verifiableCredential": issue(credential, options, here.signer, here.one_check())}, 201)


@vc_api.post(f"{ADDRESS}/credentials/verify")
def verify_credential() -> Response:
    """Whether a credential holds."""
    body = _body()
    given = _member(body, "verifiableCredential")
    return _verdict(credential_problems(given, _options(body), _collaborators().one_check()))


@vc_api.post(f"{ADDRESS}/presentations/verify")
def verify_presentation() -> Response:
    """Whether a presentation and all that it holds hold."""
    body = _body()
    given = _member(body, "verifiablePresentation")
    return _verdict(presentation_problems(given, _options(body), _collaborators().one_check()))


@vc_api.get(f"{ADDRESS}/status-lists/<any{PURPOSES}:purpose>")
def status_list(purpose: str) -> Response:
    """The status list of credentials for which the request named none."""
    here = _collaborators()
    kind = request.accept_mimetypes.best_match(LIST_TYPES) or LIST_TYPES[0]
    return _answer(own_list(_address_of_list(purpose), purpose, here.signer, here.one_check()), kind=kind)


def _did_document() -> Response:
    return _answer(did_document(_collaborators().signer), kind="application/did+json")


def _address_of_list(purpose: str) -> str:
    return f"{request.host_url.rstrip('/')}{ADDRESS}/status-lists/{purpose}"


def _collaborators() -> Collaborators:
    found: Collaborators = current_app.extensions[NAME]
    return found


def _body() -> dict[str, Any]:
    try:
        return strict_json.loads(request.get_data(cache=False), MOST_BYTES)
    except MalformedError as problem:
        raise RefusedError([problem_of(problem)]) from problem


def _member(body: Mapping[str, Any], name: str) -> Any:
    if name not in body:
        raise RefusedError([Problem(PARSING, f"the request has no {name}")])
    return body[name]


def _options(body: Mapping[str, Any]) -> Mapping[str, Any]:
    options = body.get("options")
    if options is not None and not isinstance(options, Mapping):
        raise RefusedError([Problem(PARSING, "options is not an object")])
    return options or {}


def _verdict(problems: Sequence[Problem]) -> Response:
    if not problems:
        return _answer({"verified": True})
    return _answer({"verified": False, **_said(problems)}, 400)


def _said(problems: Sequence[Problem]) -> dict[str, Any]:
    details = [{"type": problem.type, "title": _title(problem), "detail": problem.detail} for problem in problems]
    return {"errors": [problem.detail for problem in problems], "problemDetails": details}


def _title(problem: Problem) -> str:
    return problem.type.rpartition("#")[2].replace("_", " ").capitalize()


def _refused(refused: RefusedError) -> Response:
    verdict = {"verified": False} if request.path.endswith(VERIFYING) else {}
    return _problem(400, _title(refused.problems[0]), refused.problems, verdict)


def _http(problem: HTTPException) -> Response:
    if isinstance(problem, InternalServerError):
        return _problem(500, problem.name, [Problem("about:blank", "a mistake of ours; see the log")])
    return _problem(problem.code or 400, problem.name, [Problem("about:blank", problem.description or problem.name)])


def _problem(
    status: int, title: str, problems: Sequence[Problem], verdict: Mapping[str, bool] | None = None
) -> Response:
    """A problem document (RFC 9457)."""
    first = problems[0]
    said = {"type": first.type, "title": title, "status": status, "detail": first.detail, **_said(problems)}
    return _answer({**(verdict or {}), **said}, status, PROBLEM_TYPE)


def _answer(said: Mapping[str, Any], status: int = 200, kind: str = "application/json") -> Response:
    return Response(strict_json.dumps(said), status, content_type=kind)
