"""What came back when a document was asked for at an address, and within which limits?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How many bytes may come, and whether the address may send on to another address of the same host."""

    max_bytes: int
    redirects: bool


DOCUMENT = Limits(2_000_000, redirects=True)
"""A badge, a profile, a badge class, a JWK."""

INPUT = Limits(10_000_000, redirects=True)
"""What a visitor gave the address of: it may be an image."""

DID_DOCUMENT = Limits(2_000_000, redirects=False)
STATUS_LIST = Limits(12_000_000, redirects=False)


@dataclass(frozen=True)
class Fetched:
    """The bytes that were served, with their media type and HTTP status."""

    document: bytes
    content_type: str
    status: int


Fetch = Callable[[str, Limits], Fetched]
"""Asks for an address without its fragment; raises UnavailableError(fetch.*) when nothing may or could be had."""
