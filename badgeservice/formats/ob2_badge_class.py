"""How does a badge class read as an Open Badges 2.0 `BadgeClass`? (OB 2.0 "BadgeClass", "Criteria", "Alignment")"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.formats.read_achievement import address as address_in
from badgeservice.formats.reading import Node, items, nodes, one_node, text
from badgeservice.jsonld.contexts import OPEN_BADGES_2

JsonObject = dict[str, Any]

_ALIGNMENT = ("targetName", "targetUrl", "targetDescription", "targetFramework", "targetCode")


def badge_class_of(
    achievement: Mapping[str, Any], address: str, issuer: str, previous: str | None = None
) -> JsonObject:
    """The BadgeClass that `address` serves, of one giving organisation: 2.0 knows one issuer of a class.

    `achievement` is the OB 3.0 Achievement, whose own address is the page that tells the criteria; `issuer` the address
    of the 2.0 Profile; `previous` that of the BadgeClass of the version before.
    """
    badge_class: JsonObject = {
        "@context": OPEN_BADGES_2,
        "id": address,
        "type": "BadgeClass",
        "name": achievement["name"],
        "description": achievement["description"],
        "image": _image(achievement["image"]),
        "criteria": _criteria(achievement),
        "issuer": issuer,
    }
    if alignment := [_alignment(node) for node in nodes(achievement.get("alignment"))]:
        badge_class["alignment"] = alignment
    if tags := [tag for tag in items(achievement.get("tag")) if text(tag)]:
        badge_class["tags"] = tags
    related = next(iter(nodes(achievement.get("related"))), None)
    if previous is not None and related is not None:
        badge_class["related"] = [{"id": previous, "type": "BadgeClass", **_edition(related)}]
    return {**badge_class, **_edition(achievement)}


def _image(image: str | Node) -> JsonObject:
    caption = text(one_node(image).get("caption"))
    return {"id": address_in(image), **({"caption": caption} if caption else {})}


def _criteria(achievement: Mapping[str, Any]) -> JsonObject:
    criteria = one_node(achievement["criteria"])
    narrative = text(criteria.get("narrative"))
    page = text(criteria.get("id")) or achievement["id"]
    return {"id": page, **({"narrative": narrative} if narrative else {})}


def _alignment(node: Node) -> JsonObject:
    """What 2.0 has no word for, the kind of target, is left out; an extension would be in the way of its readers."""
    return {"type": "AlignmentObject", **{name: node[name] for name in _ALIGNMENT if text(node.get(name))}}


def _edition(node: Node) -> JsonObject:
    """The language and the version, under their names in 2.0 (OB 2.0 "Internationalization & Multilingual Badges")."""
    names = (("@language", "inLanguage"), ("version", "version"))
    return {name: node[source] for name, source in names if text(node.get(source))}
