"""What came back when a document was asked for at an address?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fetched:
    """The bytes that were served, with their media type and HTTP status."""

    document: bytes
    content_type: str
    status: int


Fetch = Callable[[str], Fetched]
"""Asks for an address without its fragment; raises UnavailableError(fetch.*) when nothing may or could be had."""
