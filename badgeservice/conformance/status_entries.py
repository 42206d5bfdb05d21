"""What in a `credentialStatus` does the Bitstring Status List not allow? (Bitstring Status List 1.0 §2.1)"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from badgeservice.conformance.values import is_url
from badgeservice.formats.reading import items, nodes
from badgeservice.status.status_list import ENTRY_TYPE

MAX_SIZE = 16

_INDEX = re.compile(r"0|[1-9][0-9]*")
_VALUE = re.compile(r"0x[0-9a-fA-F]+")


def objections_to_status(value: object) -> Iterator[str]:
    """A sentence for each thing that is wrong with the entries of our type; others have rules of their own."""
    for entry in nodes(value):
        if ENTRY_TYPE in items(entry.get("type")):
            yield from _to_entry(entry)


def _to_entry(entry: Mapping[str, Any]) -> Iterator[str]:
    purpose, index, address = (entry.get(name) for name in ("statusPurpose", "statusListIndex", "statusListCredential"))
    if not isinstance(purpose, str) or not purpose:
        yield "credentialStatus.statusPurpose is not a text"
    if not isinstance(index, str) or not _INDEX.fullmatch(index):
        yield "credentialStatus.statusListIndex is not a whole number from 0, written as a text"
    if not is_url(address):
        yield "credentialStatus.statusListCredential is not a URL"
    elif entry.get("id") == address:
        yield "credentialStatus.id is the address of the status list"
    if "statusReference" in entry and not all(is_url(one) for one in items(entry["statusReference"]) or [None]):
        yield "credentialStatus.statusReference is not one or more URLs"
    yield from _to_messages(entry)


def _to_messages(entry: Mapping[str, Any]) -> Iterator[str]:
    size = entry.get("statusSize", 1)
    if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= MAX_SIZE:
        yield "credentialStatus.statusSize is not a whole number above 0"
        return
    messages = entry.get("statusMessage")
    if messages is None:
        if size > 1 or "statusMessage" in entry:
            yield "credentialStatus.statusMessage is missing"
        return
    if not isinstance(messages, list) or len(messages) != 2**size:
        yield f"credentialStatus.statusMessage is not an array of {2**size}"
    elif not all(_is_message(message) for message in messages):
        yield "credentialStatus.statusMessage holds one without a status in hexadecimal or without a message"


def _is_message(message: object) -> bool:
    if not isinstance(message, Mapping) or not isinstance(message.get("message"), str):
        return False
    status = message.get("status")
    return isinstance(status, str) and _VALUE.fullmatch(status) is not None
