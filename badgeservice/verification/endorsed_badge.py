"""What in a badge may be endorsed, and by whom may it be mandated?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from badgeservice.errors import MalformedError
from badgeservice.formats.reading import Node, items, nodes, one_node, text
from badgeservice.jsonld.moment import read_moment
from badgeservice.verification.dids import is_at_home
from badgeservice.verification.report import About
from badgeservice.verification.subject import Subject

MEMBERS = ("endorsement", "endorsementJwt")
# A version, and nothing that a server may read as another place: no query, fragment, "..", or encoded slash.
_VERSION = re.compile(r"(?!\.\.?$)[\w.~-]+", re.ASCII)


@dataclass(frozen=True)
class EndorsedBadge:
    """A badge as its endorsements are held against it.

    `about` says what each id in it is the id of; `class_address` is the address of its class without a version;
    `given_at` the moments at which it says to be given, none when one cannot be read; `statements` all endorsements in
    it, as they stand there;
    `class_owners` who of giver and creator have the class on their own host.
    """

    issuer_id: str
    creator_id: str | None
    class_address: str | None
    given_at: tuple[datetime, ...]
    about: Mapping[str, About]
    statements: tuple[Any, ...]
    class_owners: frozenset[str]


def statements_in(document: Node) -> tuple[Any, ...]:
    """All endorsements in a badge, as they stand there: of itself, of its giver and of its class."""
    achievement = one_node(one_node(document.get("credentialSubject")).get("achievement"))
    holders = (document, one_node(document.get("issuer")), achievement)
    return tuple(one for holder in holders for name in MEMBERS for one in items(holder.get(name)))


def endorsed_badge(subject: Subject) -> EndorsedBadge:
    """The badge of a document whose proof holds."""
    document = subject.document
    achievement = one_node(one_node(document.get("credentialSubject")).get("achievement"))
    class_id, issuer = text(achievement.get("id")), subject.outline.issuer.id
    creator = text(one_node(achievement.get("creator")).get("id"))
    return EndorsedBadge(
        issuer_id=issuer,
        creator_id=creator,
        class_address=_without_version(class_id) if class_id else None,
        given_at=_moments(subject.credential.valid_from, subject.credential.awarded_date),
        about=_about(text(document.get("id")), issuer, class_id, achievement),
        statements=statements_in(document),
        class_owners=frozenset(one for one in (issuer, creator) if one and class_id and is_at_home(class_id, one)),
    )


def _about(badge_id: str | None, issuer: str, class_id: str | None, achievement: Node) -> dict[str, About]:
    found = dict.fromkeys(_earlier(class_id, achievement), About.EARLIER_CLASS) if class_id else {}
    named = ((class_id, About.CLASS), (issuer, About.ISSUER), (badge_id, About.BADGE))
    return found | {identifier: about for identifier, about in named if identifier}


def _earlier(class_id: str, achievement: Node) -> Iterator[str]:
    """Other versions of the same class: the same address but for its last segment."""
    related = (text(node.get("id")) for node in nodes(achievement.get("related")))
    here = _without_version(class_id)
    return (one for one in related if one and here and _without_version(one) == here)


def _without_version(class_id: str) -> str | None:
    place, _, version = class_id.rpartition("/")
    return place if place and _VERSION.fullmatch(version) else None


def _moments(valid_from: str | None, awarded: str | None) -> tuple[datetime, ...]:
    """Pages show the day of award where a badge names one, so that it may not lie outside what the other proves."""
    try:
        return tuple(read_moment(written) for written in (valid_from, awarded) if written is not None)
    except MalformedError:
        return ()
