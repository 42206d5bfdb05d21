"""In which language is a request answered, and does a person ask or a program?"""

from __future__ import annotations

from flask import request, session

from badgeservice.languages import Language
from badgeservice.web.collaborators import tools

FOR_PEOPLE, FOR_PROGRAMS = "nl", "en"
API = "/api/"
OPEN_BADGES_API = "/ims/ob/v3p0/"
# The one page for people under that address: the learner says yes or no on it.
CONSENT = OPEN_BADGES_API + "oauth/authorize"


def asked_by_program() -> bool:
    """Whether this address is for programs, which get JSON whatever happens."""
    return request.path.startswith(API) or in_open_badges_api()


def in_open_badges_api() -> bool:
    """Whether this address is of the API of Open Badges 3.0, which has its own form of saying what went wrong."""
    return request.path.startswith(OPEN_BADGES_API) and request.path != CONSENT


def language() -> str:
    """What Accept-Language asks of the API, else English; what somebody chose for a page, else Dutch."""
    if asked_by_program():
        # English first: it is also the answer to an asker to whom both are the same.
        return request.accept_languages.best_match(("en", "nl"), FOR_PROGRAMS) or FOR_PROGRAMS
    chosen = session.get("language")
    return str(chosen) if chosen in {one.code for one in languages()} else FOR_PEOPLE


def languages() -> tuple[Language, ...]:
    """What somebody can choose from, Dutch first."""
    return tools().languages
