"""Which status and which page does an error get? The one place that knows."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from flask import Flask, Response, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError, OperationalError
from werkzeug.exceptions import BadHost, HTTPException, SecurityError

from badgeservice.errors import (
    BadgeServiceError,
    ConflictError,
    ErasedError,
    ForbiddenError,
    InvalidInputError,
    MalformedError,
    NotFoundError,
    UnknownProgramError,
)
from badgeservice.issuing.batches.file_kinds import TOO_BIG
from badgeservice.issuing.batches.fitness import NotNowError
from badgeservice.storage.full import is_full
from badgeservice.web import database
from badgeservice.web.api.problems import problem as problem_document
from badgeservice.web.check_input import NoSuchBadgeError
from badgeservice.web.language import asked_by_program, in_open_badges_api
from badgeservice.web.ob3.status_info import status_info
from badgeservice.web.protection import LIST_LIMIT
from badgeservice.web.public_answers import asked_type
from badgeservice.web.said import said, said_by
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

STATUS: dict[type[BadgeServiceError], int] = {
    NotFoundError: 404,
    NoSuchBadgeError: 404,
    UnknownProgramError: 401,
    ForbiddenError: 403,
    ErasedError: 410,
    ConflictError: 409,
    NotNowError: 409,
    InvalidInputError: 400,
    MalformedError: 400,
}
# What happened, and what to do about it.
WORDS = {
    400: (
        lazy_gettext("Dit lukte niet"),
        lazy_gettext("Er klopte iets niet in de aanvraag. Ga terug en probeer het opnieuw."),
    ),
    403: (
        lazy_gettext("Dit mag je niet doen"),
        lazy_gettext("Vraag de beheerder van je organisatie om een andere rol."),
    ),
    404: (
        lazy_gettext("Deze pagina is er niet"),
        lazy_gettext("Kijk of het adres klopt, of begin opnieuw bij de startpagina."),
    ),
    405: (lazy_gettext("Dit kan hier niet"), lazy_gettext("Ga terug naar de vorige pagina en gebruik de knop daar.")),
    409: (
        lazy_gettext("Dit kan nu niet"),
        lazy_gettext("Ga terug en ververs de pagina. Dan zie je hoe het er nu voor staat."),
    ),
    410: (
        lazy_gettext("Deze badge is gewist"),
        lazy_gettext("De eigenaar vroeg daarom. Vraag de eigenaar om een andere badge."),
    ),
    413: (
        lazy_gettext("Dit bestand is te groot"),
        lazy_gettext("Een bestand mag 10 MB zijn. Kies een kleiner bestand."),
    ),
    429: (
        lazy_gettext("Even wachten"),
        lazy_gettext("Dit is te vaak geprobeerd. Wacht een paar minuten en probeer het dan opnieuw."),
    ),
    500: (
        lazy_gettext("Er ging iets mis bij ons"),
        lazy_gettext("Er is niets half opgeslagen. Probeer het straks opnieuw."),
    ),
    503: (
        lazy_gettext("We zijn even niet bereikbaar"),
        lazy_gettext("Probeer het over een halve minuut opnieuw. Er is niets verloren."),
    ),
}
# Of these the one who refuses knows best what to say.
OWN_WORDS = frozenset({400, 406, 413, 415})
RETRY_SECONDS, RETRY_WHEN_FULL = "5", "60"
NO_ROOM = lazy_gettext(
    "Er is geen ruimte meer op de schijf van de dienst. Er is niets opgeslagen. "
    "Probeer het over een paar minuten opnieuw."
)
# What PostgreSQL says while another server takes over (SQLSTATE read_only_sql_transaction).
READS_ONLY = "25006"
# What it says to one of two who wait for each other (deadlock_detected, serialization_failure): nothing was written.
EACH_OTHER = frozenset({"40P01", "40001"})
MOST_DRAINED = 256 * 1024 * 1024

log = logging.getLogger("badgeservice.errors")


def handle_errors(app: Flask) -> None:
    """Give every error a page that says what to do."""
    app.register_error_handler(BadgeServiceError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(InternalError, _database_reads_only)
    app.register_error_handler(DBAPIError, _connection_broke)
    app.register_error_handler(IntegrityError, _at_the_same_moment)
    app.register_error_handler(500, _bug)


def error_page(status: int, sentence: str | None = None) -> Response:
    """The page for a status, with our own sentence when there is one; JSON for programs and who asks for JSON."""
    if asked_by_program():
        return _for_program(status, sentence)
    title, what_to_do = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    text = sentence or str(what_to_do)
    if asked_type(["text/html", "application/json"]) == "application/json":
        response = make_response({"title": str(title), "status": status, "detail": text})
        response.mimetype = "application/problem+json"
    else:
        page = render_template("error.html", title=title, text=text, status=status, request_id=g.get("request_id", ""))
        response = make_response(page)
    response.status_code = status
    return response


def _ours(problem: BadgeServiceError) -> ResponseReturnValue:
    status = next((code for kind, code in STATUS.items() if isinstance(problem, kind)), 500)
    if status == 500:
        log.error("refused by ourselves", exc_info=problem)
    if isinstance(problem, InvalidInputError):
        return _wrong_input(problem, status)
    if isinstance(problem, UnknownProgramError):
        response = _for_program(status, said_by(problem))
        response.headers["WWW-Authenticate"] = 'Bearer realm="badgeservice"'
        return response
    return error_page(status, said_by(problem) if not isinstance(problem, MalformedError) else None)


def _wrong_input(problem: InvalidInputError, status: int) -> Response:
    sentences = {field: said(sentence) for field, sentence in problem.problems.items()}
    together = " ".join(dict.fromkeys(sentences.values()))
    return _for_program(status, together, sentences) if asked_by_program() else error_page(status, together)


def _for_program(status: int, sentence: str | None, problems: Mapping[str, str] | None = None) -> Response:
    tell = status_info if in_open_badges_api() else problem_document
    return tell(status, sentence, problems)


def _http(problem: HTTPException) -> ResponseReturnValue:
    if isinstance(problem, SecurityError | BadHost) and not asked_by_program():
        # Without a host no page can be drawn, not even the one about the error.
        return Response(str(_("De naam van de website in deze aanvraag klopt niet.")), 400, mimetype="text/plain")
    if problem.response is not None:
        return problem.response
    status = problem.code or 500
    if status == 413:
        _drain()
    own_words = _own_words(problem, status)
    are_ours = own_words is not None and own_words != type(problem).description
    response = error_page(status, _(own_words) if own_words and are_ours else None)
    for name, value in problem.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def _own_words(problem: HTTPException, status: int) -> str | None:
    if status == 413 and (request.max_content_length or 0) == LIST_LIMIT:
        return TOO_BIG
    return problem.description if status in OWN_WORDS else None


def _database_away(problem: OperationalError) -> ResponseReturnValue:
    if is_full(problem):
        log.error("no room left for the database")
        return _come_back(str(NO_ROOM), RETRY_WHEN_FULL)
    if getattr(problem.orig, "sqlstate", None) in EACH_OTHER:
        return _at_the_same_moment(problem)
    log.error("database away: %s", type(problem.orig).__name__)
    return _come_back()


def _database_reads_only(problem: InternalError) -> ResponseReturnValue:
    if getattr(problem.orig, "sqlstate", None) != READS_ONLY:
        raise problem
    log.error("database reads only: %s", type(problem.orig).__name__)
    return _come_back()


def _connection_broke(problem: DBAPIError) -> ResponseReturnValue:
    if not problem.connection_invalidated:
        raise problem
    log.error("database away: %s", type(problem.orig).__name__)
    return _come_back()


def _come_back(sentence: str | None = None, seconds: str = RETRY_SECONDS) -> Response:
    # The page may not ask who is looking, and at which organisation, of the database that just failed.
    database.roll_back()
    g.pop("organisation", None)
    g.database_failed = True
    response = error_page(503, sentence)
    response.headers["Retry-After"] = seconds
    return response


def _at_the_same_moment(problem: IntegrityError | OperationalError) -> ResponseReturnValue:
    log.warning("two at the same moment: %s", type(problem.orig).__name__)
    # The error page looks in the same session for who is asking.
    database.roll_back()
    return error_page(409)


def _bug(_problem: Exception) -> ResponseReturnValue:
    # The error page looks in the same session for who is asking.
    database.roll_back()
    return error_page(500)


def _drain() -> None:
    # A browser that is still sending sees a broken connection instead of our page, so read on and throw away.
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, MOST_DRAINED)
    while left > 0 and (portion := stream.read(min(left, 65536))):
        left -= len(portion)
