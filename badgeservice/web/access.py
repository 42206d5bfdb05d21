"""Who may use a route? Every route declares it here; what is not declared does not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, g, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from flask_wtf.csrf import CSRFError

from badgeservice.errors import ForbiddenError, NotFoundError, UnknownProgramError
from badgeservice.organisations.api_tokens import Program, known_program
from badgeservice.organisations.roles import Right, rights_of
from badgeservice.portfolio.letting_in import LetIn, known_access
from badgeservice.storage import accounts, organisations
from badgeservice.web import afterwards, database, learner_session
from badgeservice.web.collaborators import now, tools
from badgeservice.web.kept_input import keep_and_go_back, keep_for_learner
from badgeservice.web.protection import csrf, limiter
from badgeservice.wording import N_

View = Callable[..., ResponseReturnValue]
# Who tries tokens is stopped by address: what is no token has no limit of its own.
UNKNOWN_TOKENS = "60 per minute; 600 per hour"
# Whoever signs in ends up here, and is taken on to where they wanted to be.
FIRST_OF_LEARNERS = "learner.badges"
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Who:
    """Who may use a route; `right`, or one that is `as_good`, is asked for in the organisation of the address's slug.

    Of a program (`by_token`) it is asked for in the organisation of its token; `scope` is asked of one that a learner
    let in. What is `for_programs` takes no cookie and answers no OPTIONS.
    """

    name: str
    right: Right | None = None
    as_good: Right | None = None
    by_token: bool = False
    for_programs: bool = False
    scope: str | None = None


PUBLIC = Who("everybody")
# Reads only, and holds nothing of a session: scripts post to it too, so no token is asked for.
PUBLIC_CHECK = Who("everybody, and scripts")
PUBLIC_API = Who("everybody's programs", for_programs=True)
STAFF = Who("signed-in staff")
OPERATOR = Who("operators")
LEARNER = Who("a learner who came with a link")
# Not enough: that a badge of somebody was kept in this browser.
KNOWN_LEARNER = Who("a learner who proved an address, or kept a badge that had none")


def may(right: Right, as_good: Right | None = None) -> Who:
    """Members of the organisation in the address who hold a right (or one that is as good); for a stranger the page
    does not exist.
    """
    return Who(f"members with the right to {right}", right, as_good)


def api(right: Right) -> Who:
    """Programs with a token of an organisation that holds a right; nobody else, whatever cookie they have."""
    return Who(f"programs with the right to {right}", right, by_token=True, for_programs=True)


def by_scope(scope: str) -> Who:
    """Programs that a learner let in, with this scope of OB 3.0 §6.2.1; nobody else, whatever cookie they have."""
    return Who(f"programs that a learner let in for {scope.rpartition('/')[2]}", for_programs=True, scope=scope)


def route(
    blueprint: Blueprint, rule: str, who: Who, *methods: str, most_bytes: int | None = None
) -> Callable[[View], View]:
    """Declare a route (GET when no method is named). A route with a right gets `organisation` in place of `slug`;
    one for programs with a token gets `program`, one for those that a learner let in gets `let_in`. `most_bytes`: how
    large a request may be, when that is not as large as others.

    After the view has answered, what it wrote is committed, in this one place.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> ResponseReturnValue:
            if most_bytes is not None:
                # Also of a text in a form, which has a limit of its own.
                request.max_content_length = request.max_form_memory_size = most_bytes
            if who.by_token:
                arguments["program"] = _authorised_program(who)
            elif who.scope is not None:
                arguments["let_in"] = _let_in(who.scope)
            elif (refusal := _refusal(who, arguments)) is not None:
                return refusal
            response = make_response(view(**arguments))
            database.commit()
            return response

        guarded.who = who  # type: ignore[attr-defined]  # read by the test that lists undeclared routes
        if who.for_programs:
            guarded.provide_automatic_options = False  # type: ignore[attr-defined]  # read by Flask
        blueprint.add_url_rule(rule, view_func=guarded, methods=list(methods) or ["GET"])
        return view

    return declare


def account_id() -> UUID:
    """The id of the account that is signed in."""
    return UUID(str(current_user.id))


def learner_id() -> UUID | None:
    """The learner of this browser; None for one who was erased, joined with another or signed out elsewhere since."""
    return learner_session.known_learner()


def own_learner() -> UUID:
    """The learner of this browser, on a route for a `KNOWN_LEARNER`."""
    return UUID(session["learner"])


def learners_sign_in(who: Who = KNOWN_LEARNER) -> ResponseReturnValue:
    """To the page where a learner signs in, who is taken back here afterwards."""
    if request.method in CHANGING:
        wanted = keep_for_learner()
    else:
        wanted = request.full_path.rstrip("?") if who is KNOWN_LEARNER else None
    if wanted is not None:
        afterwards.remember(wanted, now())
    return redirect(url_for("learner.sign_in"), 303 if request.method in CHANGING else 302)


def bearer() -> str:
    """The token that a program shows. Raises UnknownProgramError when it shows none."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise UnknownProgramError(N_("Stuur een token mee: Authorization: Bearer, een spatie, en dan het token."))
    return token.strip()


def _is_unknown(response: Response) -> bool:
    return response.status_code == 401


@limiter.shared_limit(UNKNOWN_TOKENS, scope="api-tokens", deduct_when=_is_unknown)
def _authorised_program(who: Who) -> Program:
    program = known_program(tools().database, bearer(), now())
    if who.right not in program.rights:
        raise ForbiddenError(N_("Dit token mag alleen lezen. Maak een token dat ook mag geven."))
    return program


@limiter.shared_limit(UNKNOWN_TOKENS, scope="api-tokens", deduct_when=_is_unknown)
def _let_in(scope: str) -> LetIn:
    found = known_access(tools().database, bearer(), now())
    if scope not in found.scopes:
        raise ForbiddenError(N_("De lerende liet dit programma niet toe om dit te doen."))
    return found


def _refusal(who: Who, arguments: dict[str, Any]) -> ResponseReturnValue | None:
    """Sign-in page, error, or None when the request may go on; puts `organisation` into the arguments."""
    changes = request.method in CHANGING
    if _is_no_learner(who):
        return learners_sign_in(who)
    if (wanted := _wanted_before()) is not None:
        return redirect(wanted)
    if who is STAFF or who is OPERATOR or who.right is not None:
        if not current_user.is_authenticated:
            return keep_and_go_back(to_sign_in=True) if changes else redirect(_sign_in_address())
        _authorise(who, arguments)
    if changes and who not in (PUBLIC_CHECK, PUBLIC_API):
        try:
            csrf.protect()
        except CSRFError:
            return keep_and_go_back(to_sign_in=False)
    if who.right is not None:
        arguments["organisation"] = organisations.by_id(
            database.writing() if changes else database.reading(), arguments.pop("organisation_id")
        )
        g.organisation = arguments["organisation"]
    return None


def _is_no_learner(who: Who) -> bool:
    if who is LEARNER:
        return learner_id() is None and not learner_session.kept_here()
    return who is KNOWN_LEARNER and learner_id() is None


def _wanted_before() -> str | None:
    at_the_start = request.endpoint == FIRST_OF_LEARNERS and learner_id() is not None
    return afterwards.taken(now()) if at_the_start else None


def _authorise(who: Who, arguments: dict[str, Any]) -> None:
    if who is OPERATOR and not current_user.is_operator:
        raise NotFoundError(N_("Deze pagina bestaat niet."))
    if who.right is None:
        return
    reading = database.reading()
    organisation = organisations.by_slug(reading, arguments.pop("slug"))
    roles = accounts.roles(reading, account_id(), organisation.id) if organisation is not None else frozenset()
    if organisation is None or organisation.state != "approved" or not roles:
        raise NotFoundError(N_("Deze pagina bestaat niet."))
    g.rights = rights_of(roles)
    if not {who.right, who.as_good} & g.rights:
        raise ForbiddenError(N_("Jouw rol mag dit niet doen. Vraag het de beheerder van je organisatie."))
    arguments["organisation_id"] = organisation.id


def _sign_in_address() -> str:
    return url_for("accounts.sign_in", next=request.full_path.rstrip("?"))
