"""What is being judged?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from badgeservice.model.credential import Credential


@dataclass(frozen=True)
class Subject:
    """A recognised badge: the signed document, the `format` of the report, and what the document says."""

    document: Mapping[str, Any]
    format: str
    credential: Credential
