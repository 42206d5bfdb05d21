"""Is a document an Open Badges 2.0 Assertion, and must it be hosted or signed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.formats.reading import items

HOSTED = "ob2-hosted"
SIGNED = "ob2-signed"
FORMATS = frozenset({HOSTED, SIGNED})

CONTEXTS = ("https://w3id.org/openbadges/", "https://openbadgespec.org/")


def is_open_badge_2(document: Mapping[str, Any]) -> bool:
    """Whether the document speaks Open Badges 2.0, or has the members of an Assertion."""
    contexts = [item for item in items(document.get("@context")) if isinstance(item, str)]
    speaks = bool(contexts) and contexts[0].startswith(CONTEXTS)
    return speaks or ("badge" in document and "recipient" in document and "credentialSubject" not in document)


def is_of_an_older_version(document: Mapping[str, Any]) -> bool:
    """Open Badges 0.5, 1.0 or 1.1, which say `verify` where 2.0 says `verification`."""
    return "verify" in document and "verification" not in document
