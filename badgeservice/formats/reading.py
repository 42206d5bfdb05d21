"""How are values taken out of a document that nobody has judged yet?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Node = Mapping[str, Any]


def text(value: Any) -> str | None:
    """The text, or None when it is empty or not text."""
    return value if isinstance(value, str) and value else None


def text_of(value: Any) -> str | None:
    """The text of a string or of a language value (VCDM 2.0 §11.1), the first when there are several."""
    if isinstance(value, str):
        return value or None
    for item in items(value):
        if isinstance(item, str):
            return item or None
        if isinstance(item, Mapping) and (found := text(item.get("@value"))):
            return found
    return None


def items(value: Any) -> list[Any]:
    """The values of a member that may hold none, one or several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def nodes(value: Any) -> list[Node]:
    """The objects among the values of a member."""
    # Asking whether something is a dict takes a fourth of the time of asking whether it is a Mapping.
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list):
        return [item for item in value if type(item) is dict or isinstance(item, Mapping)]
    return [value] if isinstance(value, Mapping) else []


def one_node(value: Any) -> Node:
    """The only object of a member, or an empty one when there is none, or no telling which one counts."""
    if isinstance(value, dict):
        return value
    found = nodes(value)
    return found[0] if len(found) == 1 else {}
