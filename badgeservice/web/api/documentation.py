"""Where do programs and the people who write them read about the API?"""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from badgeservice.organisations.roles import Right
from badgeservice.web.access import PUBLIC, PUBLIC_API, route
from badgeservice.web.api.blueprint import CALLS, CHECKS, answer
from badgeservice.web.api.check import BADGES, QUESTION, TEXT
from badgeservice.web.api.description import description, said
from badgeservice.web.api.examples import ANSWERS, BADGE, BODIES, CLASS, DID, LIST, PROBLEM, SITE
from badgeservice.web.api.operations import OPERATIONS, Operation
from badgeservice.web.api.problems import PROBLEMS
from badgeservice.web.collaborators import tools
from badgeservice.web.words import gettext as _

documentation = Blueprint("documentation", __name__)

DESCRIPTION = "/api/openapi.json"
SENTENCES = frozenset({"title", "detail", "message"})


@route(documentation, "/api", PUBLIC)
def about() -> ResponseReturnValue:
    """The page about the API."""
    page = render_template(
        "api.html",
        operations=[_shown(operation) for operation in OPERATIONS],
        problems=[(status, _(title), _(meaning)) for status, (title, meaning) in PROBLEMS.items()],
        problem=_written(PROBLEM),
        badge_types=(TEXT, *BADGES),
        question_type=QUESTION,
        description_href=DESCRIPTION,
        per_minute={"calls": CALLS.split()[0], "checks": CHECKS.split()[0]},
    )
    return page, {"X-Robots-Tag": "all"}


@route(documentation, DESCRIPTION, PUBLIC_API)
def openapi() -> ResponseReturnValue:
    """The description for programs."""
    response = answer(description(tools().addresses.base_url, _))
    response.vary.add("Accept-Language")
    return response


def _shown(operation: Operation) -> dict[str, Any]:
    return {
        "id": operation.id,
        "method": operation.method,
        "path": operation.path,
        "summary": _(operation.summary),
        "about": _(operation.about),
        "may": _may(operation.right),
        "request": _request(operation),
        "status": operation.status,
        "answer": _written(ANSWERS[operation.id]),
        "problems": sorted(operation.problems),
    }


def _may(right: Right | None) -> str:
    if right is None:
        return str(_("Iedereen, zonder token"))
    return str(_("Een token dat mag geven") if right is Right.GIVE else _("Elk token"))


def _request(operation: Operation) -> str:
    """The call as somebody would try it on a command line."""
    path = operation.path.replace("{award_id}", BADGE).replace("{batch_id}", LIST).replace("{slug}", CLASS["slug"])
    parts = [f"curl -X {operation.method} {tools().addresses.base_url}{path}"]
    if operation.right is not None:
        parts.append("-H 'Authorization: Bearer badges_…'")
    parts += [f"-H '{name}: rooster-2026-0117'" for name in operation.headers]
    if operation.bodies:
        parts.append(f"-H 'Content-Type: {next(iter(operation.bodies))}'")
        parts.append(f"-d '{_written(BODIES[operation.id])}'")
    return " \\\n  ".join(parts)


def _written(document: dict[str, Any]) -> str:
    addresses = tools().addresses
    text = json.dumps(said(document, _, SENTENCES), ensure_ascii=False, indent=2)
    return text.replace(SITE, addresses.base_url).replace(DID, addresses.did)
