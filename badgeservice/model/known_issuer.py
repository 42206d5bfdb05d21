"""Whom can this service vouch for?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownIssuer:
    """An issuer that this service can vouch for; `source` says why: "registered" here, or the name of a trust list."""

    name: str
    url: str | None
    source: str
