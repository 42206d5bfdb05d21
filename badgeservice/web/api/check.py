"""How does a program have a badge checked?"""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from badgeservice.errors import InvalidInputError
from badgeservice.formats.recognise import MAX_UPLOAD
from badgeservice.organisations import typed_text
from badgeservice.verification.report import as_json
from badgeservice.web.access import PUBLIC_API, route
from badgeservice.web.api.blueprint import CHECKS, answer, api
from badgeservice.web.api.bodies import read_json, whole_body
from badgeservice.web.api.schemas import CheckAsked
from badgeservice.web.check_input import NOTHING, Entered, check_entered, from_file, from_typed
from badgeservice.web.checking import Checked
from badgeservice.web.protection import limiter
from badgeservice.web.verifier import COMPARISONS, MISSES, WRONG_ADDRESS
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_, sentence_for

# The body is a JSON object with the input in it. Any other JSON is the badge itself.
QUESTION = "application/vnd.badgeservice.check+json"
TEXT = "text/plain"
BADGES = (
    "application/json",
    "application/ld+json",
    "application/vc",
    "application/jwt",
    "application/vc+jwt",
    "image/png",
    "image/svg+xml",
    "image/jpeg",
    "application/pdf",
    "application/octet-stream",
)


def _is_miss(response: Response) -> bool:
    return response.status_code == 404


@route(api, "/check", PUBLIC_API, "POST")
@limiter.limit(CHECKS)
@limiter.shared_limit(MISSES, scope="unknown-codes", deduct_when=_is_miss)
def check() -> ResponseReturnValue:
    """The report on a badge."""
    body = whole_body(MAX_UPLOAD)
    if request.mimetype == QUESTION:
        checked = _check_question(read_json(CheckAsked, body))
    else:
        checked = check_entered(_as_member("body", lambda: _handed_in(body)), None)
    response = answer(as_json(checked.report, lambda check: sentence_for(check, _), checked.seconds))
    response.vary.add("Accept-Language")
    return response


def _check_question(asked: CheckAsked) -> Checked:
    recipient = (asked.recipient or "").strip()
    if recipient and typed_text.email_problem(recipient):
        raise InvalidInputError({"recipient": WRONG_ADDRESS})
    what = _as_member("input", lambda: _typed(asked.input))
    return _compare(what, recipient) if recipient else check_entered(what, None)


@limiter.shared_limit(COMPARISONS, scope="mail-addresses")
def _compare(what: Entered, recipient: str) -> Checked:
    return check_entered(what, recipient)


def _handed_in(body: bytes) -> Entered:
    if request.mimetype == TEXT:
        try:
            return _typed(body.decode())
        except UnicodeDecodeError:
            return from_file(body)
    if request.mimetype not in BADGES:
        abort(415, N_("Zet bij Content-Type wat je stuurt: een badge als JSON, JWT, PNG of SVG, of text/plain."))
    if not body.strip():
        raise InvalidInputError({"body": NOTHING})
    return from_file(body)


def _typed(text: str) -> Entered:
    if not text.strip():
        raise InvalidInputError({"body": NOTHING})
    return from_typed(text.strip())


def _as_member(name: str, enter: Callable[[], Entered]) -> Entered:
    """What came in; what is wrong with it is said of the member in which it came."""
    try:
        return enter()
    except InvalidInputError as problem:
        raise type(problem)({name: next(iter(problem.problems.values()))}) from problem
