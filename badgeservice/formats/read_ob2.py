"""What does an Open Badges 2.0 badge say? Read without judging; a member of the wrong type reads as absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.formats.read_achievement import address
from badgeservice.formats.reading import Node, items, nodes, one_node, text, text_of
from badgeservice.model.credential import (
    Credential,
    CredentialIssuer,
    Identity,
    ShownAchievement,
    ShownAlignment,
    ShownEvidence,
)

_KINDS = {"email": "emailAddress", "schema:email": "emailAddress"}


def read(assertion: Node, badge_class: Node | None = None, issuer: Node | None = None) -> Credential:
    """The badge in an Assertion; its class and issuer as they were found, else as they stand inside it."""
    badge_class = one_node(assertion.get("badge")) if badge_class is None else badge_class
    issuer = one_node(badge_class.get("issuer")) if issuer is None else issuer
    return Credential(
        id=text(assertion.get("id")),
        types=tuple(value for value in items(assertion.get("type")) if isinstance(value, str)),
        name=text_of(badge_class.get("name")),
        issuer=CredentialIssuer(
            address(issuer) or address(badge_class.get("issuer")) or "",
            text_of(issuer.get("name")),
            text(issuer.get("url")),
        ),
        achievement=_achievement(badge_class, address(assertion.get("badge"))),
        subject_id=None,
        identities=tuple(_identity(node) for node in nodes(assertion.get("recipient"))),
        valid_from=text(assertion.get("issuedOn")),
        valid_until=text(assertion.get("expires")),
        evidence=tuple(_evidence(item) for item in items(assertion.get("evidence"))),
        links=tuple(link for link in _links(assertion, badge_class, issuer) if link),
    )


def _achievement(badge_class: Node, identifier: str | None) -> ShownAchievement:
    criteria = one_node(badge_class.get("criteria"))
    return ShownAchievement(
        id=text(badge_class.get("id")) or identifier,
        name=text_of(badge_class.get("name")),
        type="BadgeClass" if badge_class else None,
        description=text_of(badge_class.get("description")),
        criteria=text(criteria.get("narrative")),
        image_url=address(badge_class.get("image")),
        image_caption=text(one_node(badge_class.get("image")).get("caption")),
        language=text(badge_class.get("@language")),
        version=text(badge_class.get("version")),
        alignments=tuple(_alignment(node) for node in nodes(badge_class.get("alignment"))),
    )


def _identity(node: Node) -> Identity:
    kinds = [_KINDS.get(kind, kind) for kind in items(node.get("type")) if isinstance(kind, str)]
    return Identity(
        kind=kinds[0] if kinds else "",
        value=text(node.get("identity")) or "",
        hashed=node.get("hashed") is not False,
        salt=text(node.get("salt")),
    )


def _evidence(item: Any) -> ShownEvidence:
    if isinstance(item, str):
        return ShownEvidence(None, url=item)
    node = one_node(item)
    return ShownEvidence(text(node.get("narrative")), text(node.get("name")), text(node.get("id")))


def _alignment(node: Node) -> ShownAlignment:
    return ShownAlignment(
        target_type=None,
        target_name=text(node.get("targetName")) or "",
        target_url=text(node.get("targetUrl")) or "",
        target_code=text(node.get("targetCode")),
    )


def _links(assertion: Node, badge_class: Node, issuer: Node) -> Iterator[str | None]:
    """Every address a page could make clickable or show as an image."""
    for holder in (assertion, badge_class, issuer):
        yield address(holder.get("image"))
    yield address(badge_class.get("criteria"))
    yield text(issuer.get("url"))
    yield from (text(node.get("targetUrl")) for node in nodes(badge_class.get("alignment")))
    yield from (address(item) for item in items(assertion.get("evidence")))


def without_content(value: Any) -> Any:
    """A thing that stands embedded under its address, as that address: what the address serves counts."""
    return value["id"] if isinstance(value, Mapping) and isinstance(value.get("id"), str) else value
