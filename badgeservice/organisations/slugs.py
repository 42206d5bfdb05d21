"""Which slug does a name get, once and for ever?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

RESERVED = frozenset({"nieuw", "new", "admin", "beheer", "api", "did", "keys"})


def free_slug(name: str, longest: int, is_free: Callable[[str], bool]) -> str:
    """A slug of lower-case ASCII words from a name; with a number behind it when the plain one is taken."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[: longest - 5].strip("-") or "badge"
    number = 1
    slug = plain
    while slug in RESERVED or not is_free(slug):
        number += 1
        slug = f"{plain}-{number}"
    return slug
