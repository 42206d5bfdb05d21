"""How does a check get a JSON document from an address?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import strict_json
from badgeservice.model.fetched import DOCUMENT, Fetched, Limits
from badgeservice.model.memory import Memory
from badgeservice.proofs.public_key import PublicKey
from badgeservice.verification.context import Context

_BYTES_A_UNIT = 100
_COST_OF_A_VALUE = 5
MOST_KEPT = 64
LONGEST_KEPT = 32_000
NOT_THERE = frozenset({"fetch.unreachable", "fetch.timeout"})


@dataclass(frozen=True)
class Read:
    """A document that was read; `keys` are those found in it before, by the method and purpose that it lists them for,
    each with that method, and `fits` the schemas that it was found to fit: they follow from the document alone."""

    document: dict[str, Any]
    keys: dict[tuple[str, str], tuple[Mapping[str, Any], PublicKey]] = field(default_factory=dict)
    fits: set[str] = field(default_factory=set)


def fetch_answer(address: str, context: Context, otherwise: str, limits: Limits = DOCUMENT) -> Fetched:
    """What the address answers, whatever its status. Raises as `fetch_bytes` does."""
    try:
        fetched = context.fetch(address, limits)
    except UnavailableError as problem:
        if problem.reason in NOT_THERE:
            raise UnavailableError(otherwise, f"{problem.reason}: {address}") from problem
        raise
    # What is kept of an address is read again for each entry that needs it.
    context.meter.spend(_cost_of_reading(fetched.document))
    return fetched


def _cost_of_reading(document: bytes) -> int:
    """What it costs to parse a document and to hold it against its schema: that goes by its values, more than which
    are never read, rather than by its bytes."""
    values = len(document) - len(document.translate(None, b",[{"))
    return len(document) // _BYTES_A_UNIT + _COST_OF_A_VALUE * min(values, strict_json.MAX_NODES)


def fetch_bytes(address: str, context: Context, otherwise: str, limits: Limits = DOCUMENT) -> bytes:
    """What the address serves. Raises UnavailableError: `otherwise` when nothing was there, else its fetch.* reason.

    Raises MalformedError `context.too_complex` when the check has read too much already.
    """
    fetched = fetch_answer(address, context, otherwise, limits)
    if fetched.status != 200:
        raise UnavailableError(otherwise, f"status {fetched.status}: {address}")
    return fetched.document


def fetch_json(address: str, context: Context, otherwise: str, limits: Limits = DOCUMENT) -> dict[str, Any]:
    """The JSON object that the address serves; what is not one was not had either (UnavailableError `otherwise`)."""
    return fetch_read(address, context, otherwise, limits).document


def fetch_read(address: str, context: Context, otherwise: str, limits: Limits = DOCUMENT) -> Read:
    """As `fetch_json`, with what was found in the very same bytes before."""
    served = fetch_bytes(address, context, otherwise, limits)
    read = _read_before().recall(served)
    if read is not None and len(served) <= limits.max_bytes:
        return read
    try:
        read = Read(strict_json.loads(served, limits.max_bytes))
    except MalformedError as problem:
        raise UnavailableError(otherwise, f"{problem.reason}: {address}") from problem
    if len(served) <= LONGEST_KEPT:
        _read_before().keep(served, read)
    return read


@cache
def _read_before() -> Memory[bytes, Read]:
    """The documents of issuers, which every badge of theirs asks for, by their bytes."""
    return Memory(MOST_KEPT)
