"""What does a credential's document say? Read without judging; a member of the wrong type reads as absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.formats.read_achievement import address, read_achievement, read_behaviours, read_identifiers
from badgeservice.formats.reading import Node, items, nodes, one_node, text, text_of
from badgeservice.model.credential import Credential, CredentialIssuer, Identity, Outline, ShownEvidence


def read(document: Mapping[str, Any]) -> Credential:
    """The credential in a document of VCDM 2.0, VCDM 1.1 or OB 3.0, whether it fits its schema or not."""
    subject = one_node(document.get("credentialSubject"))
    achievement_node = one_node(subject.get("achievement"))
    identities = tuple(_identity(node) for node in nodes(subject.get("identifier")))
    source = one_node(subject.get("source"))
    achievement = read_achievement(achievement_node) if achievement_node else None
    outline = read_outline(document)
    return Credential(
        id=text(document.get("id")),
        types=tuple(value for value in items(document.get("type")) if isinstance(value, str)),
        name=text_of(document.get("name")),
        issuer=outline.issuer,
        achievement=achievement,
        subject_id=text(subject.get("id")),
        identities=identities,
        valid_from=outline.valid_from,
        valid_until=outline.valid_until,
        awarded_date=text(document.get("awardedDate")),
        recipient_name=_recipient_name(identities, subject),
        behaviours=read_behaviours(subject, achievement_node, outline.issuer.id),
        evidence=tuple(_evidence(node) for node in nodes(document.get("evidence"))),
        assessor=text(source.get("official")) or text(source.get("name")),
        assessor_organisation=text(source.get("name")) if source.get("official") else None,
        activity_start=text(subject.get("activityStartDate")),
        activity_end=text(subject.get("activityEndDate")),
        license_number=text(subject.get("licenseNumber")),
        role=text(subject.get("role")),
        links=outline.links,
        endorsements=_count_endorsements(document, one_node(document.get("issuer")), achievement_node),
    )


def read_outline(document: Mapping[str, Any]) -> Outline:
    """The same of the same document, without the rest."""
    return Outline(
        issuer=_issuer(document.get("issuer")),
        valid_from=text(document.get("validFrom")) or text(document.get("issuanceDate")),
        valid_until=text(document.get("validUntil")) or text(document.get("expirationDate")),
        links=tuple(_links(document, one_node(document.get("credentialSubject")))),
    )


def _issuer(value: Any) -> CredentialIssuer:
    if isinstance(value, str):
        return CredentialIssuer(id=value)
    node = one_node(value)
    name, identifiers = text_of(node.get("name")), read_identifiers(node)
    return CredentialIssuer(text(node.get("id")) or "", name, text(node.get("url")), identifiers)


def _identity(node: Node) -> Identity:
    return Identity(
        kind=text(node.get("identityType")) or "",
        value=text(node.get("identityHash")) or "",
        hashed=node.get("hashed") is not False,
        salt=text(node.get("salt")),
    )


def _recipient_name(identities: tuple[Identity, ...], subject: Node) -> str | None:
    plain = (identity.value for identity in identities if identity.kind == "name" and not identity.hashed)
    return next(plain, None) or text_of(subject.get("name"))


def _evidence(node: Node) -> ShownEvidence:
    narrative = text(node.get("narrative")) or text(node.get("description"))
    return ShownEvidence(narrative, text(node.get("name")), text(node.get("id")), text(node.get("genre")))


def _links(document: Mapping[str, Any], subject: Node) -> Iterator[str]:
    """Every address a page could make clickable or show as an image."""
    issuer, badge_class = one_node(document.get("issuer")), one_node(subject.get("achievement"))
    candidates = [
        text(issuer.get("url")),
        address(issuer.get("image")),
        address(document.get("image")),
        address(subject.get("image")),
        address(badge_class.get("criteria")),
        address(badge_class.get("image")),
        *(text(node.get("targetUrl")) for node in nodes(badge_class.get("alignment"))),
        *(text(node.get("id")) for node in nodes(document.get("evidence"))),
    ]
    return (candidate for candidate in candidates if candidate)


def _count_endorsements(*holders: Mapping[str, Any]) -> int:
    return sum(len(items(holder.get(name))) for holder in holders for name in ("endorsement", "endorsementJwt"))
