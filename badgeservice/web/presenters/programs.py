"""What do the pages say about a program that a learner lets in?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

from badgeservice.portfolio.letting_in import READ_CREDENTIALS, READ_PROFILE, WRITE_CREDENTIALS, WRITE_PROFILE
from badgeservice.portfolio.programs_of_learner import ProgramInside
from badgeservice.web.presenters.moments import day
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

Page = dict[str, Any]

MAY = {
    READ_CREDENTIALS: lazy_gettext("Je badges zien. Ook die van ergens anders."),
    WRITE_CREDENTIALS: lazy_gettext("Badges bij jouw badges zetten."),
    READ_PROFILE: lazy_gettext("Je naam en je mailadres zien."),
    WRITE_PROFILE: lazy_gettext("Vragen om een andere naam. Wij doen niets zonder jou."),
}


def consent_page(name: str, redirect_uri: str, scopes: Collection[str], query: str) -> Page:
    """What program_asks.html shows."""
    host, may = host_of(redirect_uri), _may(scopes)
    return {"question": _question(name, scopes), "name": name, "host": host, "may": may, "query": query}


def program_rows(programs: Sequence[ProgramInside]) -> list[Page]:
    """What learner_programs.html shows."""
    return [
        {
            "id": program.client_id,
            "name": program.name,
            "host": ", ".join(dict.fromkeys(host_of(uri) for uri in program.redirect_uris)),
            "may": _may(program.scopes),
            "renewed_on": day(program.renewed_at) if program.renewed_at else _("Nog niet"),
        }
        for program in programs
    ]


def host_of(address: str) -> str:
    """The site in an address, with its port when it has one; in ASCII, so that no letter looks like another."""
    parts = urlsplit(address)
    return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""


def _question(name: str, scopes: Collection[str]) -> str:
    if READ_CREDENTIALS in scopes:
        return str(_("%(name)s wil je badges zien", name=name))
    if WRITE_CREDENTIALS in scopes:
        return str(_("%(name)s wil badges bij je bewaren", name=name))
    return str(_("%(name)s wil weten wie je bent", name=name))


def _may(scopes: Collection[str]) -> list[str]:
    return [str(words) for scope, words in MAY.items() if scope in scopes]
