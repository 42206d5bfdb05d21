"""What does an OB 3.0 `Achievement` say, and which of its behaviours were seen?"""

from __future__ import annotations

from typing import Any

from badgeservice.formats.ob3_microcredential import read_microcredential
from badgeservice.formats.reading import Node, nodes, one_node, text, text_of
from badgeservice.model.credential import CredentialIssuer, ShownAchievement, ShownAlignment, ShownBehaviour


def read_achievement(node: Node) -> ShownAchievement:
    """The badge class inside a credential."""
    return ShownAchievement(
        id=text(node.get("id")),
        name=text_of(node.get("name")),
        type=text(node.get("achievementType")),
        description=text_of(node.get("description")),
        criteria=text(one_node(node.get("criteria")).get("narrative")),
        image_url=address(node.get("image")),
        image_caption=text(one_node(node.get("image")).get("caption")),
        language=text(node.get("inLanguage")),
        version=text(node.get("version")),
        alignments=tuple(_alignment(item) for item in nodes(node.get("alignment"))),
        identifiers=read_identifiers(node),
        creator=_creator(one_node(node.get("creator"))),
        elements=read_microcredential(node),
    )


def read_behaviours(subject: Node, achievement: Node, giver: str | None) -> tuple[ShownBehaviour, ...]:
    """The results that were given, in the words of the descriptions that they point at; `giver` is the issuer's id."""
    descriptions = {text(node.get("id")): node for node in nodes(achievement.get("resultDescription"))}
    shown = []
    for result in nodes(subject.get("result")):
        description = descriptions.get(text(result.get("resultDescription")), {})
        name = text(description.get("name"))
        if name is not None:
            shown.append(ShownBehaviour(name, _level(result, description), _is_own(description, achievement, giver)))
    return tuple(shown)


def read_identifiers(node: Node) -> tuple[tuple[str, str], ...]:
    """What something is called in registers: pairs of the register's type and the identifier there."""
    found = nodes(node.get("otherIdentifier"))
    return tuple((text(item.get("identifierType")) or "", text(item.get("identifier")) or "") for item in found)


def address(value: Any) -> str | None:
    """The address of something that is given as text or as an object with an `id`."""
    return text(value) or text(one_node(value).get("id"))


def _creator(node: Node) -> CredentialIssuer | None:
    identifier = text(node.get("id"))
    return CredentialIssuer(identifier, text_of(node.get("name")), text(node.get("url"))) if identifier else None


def _is_own(description: Node, achievement: Node, giver: str | None) -> bool:
    """Whether it is no part of the badge class that somebody else created: then the giver added it."""
    place, badge_class = text(description.get("id")) or "", text(achievement.get("id")) or ""
    creator = text(one_node(achievement.get("creator")).get("id"))
    return creator not in (None, giver) and not place.startswith(f"{badge_class}#")


def _level(result: Node, description: Node) -> str | None:
    achieved = text(result.get("achievedLevel"))
    levels = {text(node.get("id")): text(node.get("name")) for node in nodes(description.get("rubricCriterionLevel"))}
    return levels.get(achieved) if achieved else text(result.get("value"))


def _alignment(node: Node) -> ShownAlignment:
    return ShownAlignment(
        target_type=text(node.get("targetType")),
        target_name=text(node.get("targetName")) or "",
        target_url=text(node.get("targetUrl")) or "",
        target_code=text(node.get("targetCode")),
    )
