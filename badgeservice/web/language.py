"""In which language is a request answered, and does a person ask or a program?"""

from __future__ import annotations

from flask import request, session

from badgeservice.languages import Language
from badgeservice.web.collaborators import tools

FOR_PEOPLE, FOR_PROGRAMS = "nl", "en"
API = "/api/"


def asked_by_program() -> bool:
    """Whether this address is for programs, which get JSON whatever happens."""
    return request.path.startswith(API)


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
