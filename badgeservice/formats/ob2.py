"""How does a signed badge read as an Open Badges 2.0 `Assertion`? (OB 2.0 "Assertion", "IdentityObject", "Evidence")"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from badgeservice.errors import ConflictError
from badgeservice.formats.read_achievement import read_behaviours
from badgeservice.formats.reading import Node, nodes, one_node, text
from badgeservice.jsonld.contexts import OPEN_BADGES_2
from badgeservice.model.credential import ShownBehaviour
from badgeservice.wording import N_

JsonObject = dict[str, Any]

NO_EMAIL = N_("Bij deze badge hoort geen e-mailadres. Daarom kan er geen Open Badge 2.0 van gemaakt worden.")

_IDENTITY = re.compile(r"sha256\$[0-9a-f]{64}")
_EVIDENCE = ("name", "description", "narrative", "genre", "audience")


def names_an_email(credential: Mapping[str, Any]) -> bool:
    """Whether the badge says whose e-mail it is for; without one it has no form in Open Badges 2.0."""
    return _hashed_email(credential) is not None


def assertion_of(credential: Mapping[str, Any], address: str, badge_class: str, image: str | None) -> JsonObject:
    """The hosted Assertion that `address` serves (OB 2.0 "HostedBadge").

    `credential` is the signed OB 3.0 document, `badge_class` the address of the 2.0 BadgeClass, `image` that of the
    baked picture. Raises ConflictError when the badge names no e-mail.
    """
    return _assertion(credential, address, badge_class, image, {"type": "HostedBadge"})


def signed_assertion_of(
    credential: Mapping[str, Any], identifier: str, badge_class: str, key: str, image: str | None = None
) -> JsonObject:
    """The payload of the JWS (OB 2.0 "SignedBadge"): `identifier` a urn:uuid, `key` the address of the key that signs.

    Raises ConflictError when the badge names no e-mail.
    """
    return _assertion(credential, identifier, badge_class, image, {"type": "SignedBadge", "creator": key})


def signed_identifier(badge: str) -> str:
    """The id of the signed Assertion of the badge with this address, always the same.

    The public list of revoked badges names it, so it must not give away the badge's own address.
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{badge}#open-badges-2')}"


def revoked_assertion(address: str, reason: str | None) -> JsonObject:
    """What the address of a revoked hosted Assertion serves, with status 410 (OB 2.0 "Revoking Hosted Assertions")."""
    left: JsonObject = {"@context": OPEN_BADGES_2, "id": address, "type": "Assertion", "revoked": True}
    return {**left, "revocationReason": reason} if reason else left


def _assertion(
    credential: Mapping[str, Any], identifier: str, badge_class: str, image: str | None, verification: JsonObject
) -> JsonObject:
    assertion: JsonObject = {
        "@context": OPEN_BADGES_2,
        "id": identifier,
        "type": "Assertion",
        "recipient": _recipient(credential),
        "badge": badge_class,
        "verification": verification,
        "issuedOn": credential["validFrom"],
    }
    if "validUntil" in credential:
        assertion["expires"] = credential["validUntil"]
    if image is not None:
        assertion["image"] = image
    if narrative := _narrative(_subject(credential)):
        assertion["narrative"] = narrative
    if evidence := [_evidence(node) for node in nodes(credential.get("evidence"))]:
        assertion["evidence"] = evidence
    return assertion


def _recipient(credential: Mapping[str, Any]) -> JsonObject:
    """OB 2.0 hashes the e-mail with the salt behind it, as OB 3.0 does, so that the hash itself carries over."""
    found = _hashed_email(credential)
    if found is None:
        raise ConflictError(NO_EMAIL)
    recipient: JsonObject = {"type": "email", "hashed": True, "identity": found["identityHash"]}
    return {**recipient, "salt": found["salt"]} if found.get("salt") else recipient


def _hashed_email(credential: Mapping[str, Any]) -> Node | None:
    """A plain e-mail does not count: the 2.0 form is served to anyone, and would show it."""
    for identity in nodes(_subject(credential).get("identifier")):
        is_email = identity.get("identityType") == "emailAddress" and identity.get("hashed") is True
        if is_email and _IDENTITY.fullmatch(str(identity.get("identityHash"))):
            return identity
    return None


def _subject(credential: Mapping[str, Any]) -> Node:
    return one_node(credential.get("credentialSubject"))


def _narrative(subject: Node) -> str:
    """What is told of this person: the behaviours that were seen, each with its level, as a Markdown list."""
    seen = read_behaviours(subject, one_node(subject.get("achievement")), None)
    listed = "\n".join(_line(behaviour) for behaviour in seen)
    return "\n\n".join(part for part in (text(subject.get("narrative")), listed) if part)


def _line(behaviour: ShownBehaviour) -> str:
    return f"- {behaviour.text} ({behaviour.level})" if behaviour.level else f"- {behaviour.text}"


def _evidence(node: Node) -> JsonObject:
    told = {name: node[name] for name in _EVIDENCE if text(node.get(name))}
    address = {"id": node["id"]} if text(node.get("id")) else {}
    return {**address, "type": "Evidence", **told}
