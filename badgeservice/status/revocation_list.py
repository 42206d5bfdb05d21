"""Is a badge on a list of revoked credentials that bears no signature? (1EdTech `1EdTechRevocationList`, VCRL 1.0)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.errors import MalformedError

ENTRY_TYPE = "1EdTechRevocationList"


def revocation_of(identifier: str | None, document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the list says of a revoked credential with this id, or None when it does not name it.

    Raises MalformedError `status.list_invalid` for what is no such list.
    """
    listed = document.get("revokedCredential", [])
    if isinstance(listed, Mapping):
        listed = [listed]
    if not isinstance(listed, list) or "revokedCredentials" in document:
        raise MalformedError("status.list_invalid", "geen lijst van ingetrokken badges")
    for entry in listed:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
            raise MalformedError("status.list_invalid", "een regel zonder id")
        if entry["id"] == identifier and entry.get("revoked", True) is not False:
            return entry
    return None
