"""What in a badge may be endorsed, and by whom may it be mandated?"""

from __future__ import annotations

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


@dataclass(frozen=True)
class EndorsedBadge:
    """A badge as its endorsements are held against it.

    `about` says what each id in it is the id of; `class_address` is the address of its class without a version;
    `given_at` the moment at which it was given; `statements` all endorsements in it, as they stand there;
    `class_owners` who of giver and creator have the class on their own host.
    """

    issuer_id: str
    creator_id: str | None
    class_address: str | None
    given_at: datetime | None
    about: Mapping[str, About]
    statements: tuple[Any, ...]
    class_owners: frozenset[str]


def endorsed_badge(subject: Subject) -> EndorsedBadge:
    """The badge of a document whose proof holds."""
    document = subject.document
    achievement = one_node(one_node(document.get("credentialSubject")).get("achievement"))
    class_id, issuer = text(achievement.get("id")), subject.credential.issuer.id
    creator = text(one_node(achievement.get("creator")).get("id"))
    holders = (document, one_node(document.get("issuer")), achievement)
    return EndorsedBadge(
        issuer_id=issuer,
        creator_id=creator,
        class_address=_without_version(class_id) if class_id else None,
        given_at=_moment(subject.credential.valid_from),
        about=_about(text(document.get("id")), issuer, class_id, achievement),
        statements=tuple(one for holder in holders for name in MEMBERS for one in items(holder.get(name))),
        class_owners=frozenset(one for one in (issuer, creator) if one and class_id and is_at_home(class_id, one)),
    )


def _about(badge_id: str | None, issuer: str, class_id: str | None, achievement: Node) -> dict[str, About]:
    found = dict.fromkeys(_earlier(class_id, achievement), About.EARLIER_CLASS) if class_id else {}
    named = ((class_id, About.CLASS), (issuer, About.ISSUER), (badge_id, About.BADGE))
    return found | {identifier: about for identifier, about in named if identifier}


def _earlier(class_id: str, achievement: Node) -> Iterator[str]:
    """Other versions of the same class: the same address but for its last segment."""
    related = (text(node.get("id")) for node in nodes(achievement.get("related")))
    return (one for one in related if one and _without_version(one) == _without_version(class_id))


def _without_version(class_id: str) -> str:
    return class_id.rpartition("/")[0]


def _moment(written: str | None) -> datetime | None:
    try:
        return read_moment(written)
    except MalformedError:
        return None
