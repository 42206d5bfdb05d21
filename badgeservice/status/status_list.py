"""What does a status list say, and what does it say about one entry?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.jsonld.contexts import CREDENTIALS_V2
from badgeservice.jsonld.moment import CLOCK_SKEW, read_moment, write_moment
from badgeservice.status import bitstring

ENTRY_TYPE = "BitstringStatusListEntry"
LIST_TYPE = "BitstringStatusList"
LIST_CREDENTIAL_TYPE = "BitstringStatusListCredential"

_INDEX = re.compile(r"[0-9]{1,20}")


@dataclass(frozen=True)
class Entry:
    """One `credentialStatus`: the address of its list, its place in it, and what a set bit means."""

    list_url: str
    index: int
    purpose: str


def list_credential(
    *,
    id: str,  # noqa: A002  # the standard's word
    issuer_id: str,
    issuer_name: str,
    purpose: str,
    encoded: str,
    valid_from: datetime,
    valid_until: datetime,
) -> dict[str, Any]:
    """An unsigned BitstringStatusListCredential (Bitstring Status List §2.2); `encoded` is from `bitstring.encode`."""
    return {
        "@context": [CREDENTIALS_V2],
        "id": id,
        "type": ["VerifiableCredential", LIST_CREDENTIAL_TYPE],
        "issuer": {"id": issuer_id, "name": issuer_name},
        "validFrom": write_moment(valid_from),
        "validUntil": write_moment(valid_until),
        "credentialSubject": {
            "id": f"{id}#list",
            "type": LIST_TYPE,
            "statusPurpose": purpose,
            "encodedList": encoded,
        },
    }


def read_entries(status: object) -> list[Entry]:
    """The entries of a `credentialStatus`, one object or an array of them."""
    return [read_entry(entry) for entry in (status if isinstance(status, list) else [status])]


def read_entry(entry: object) -> Entry:
    """One entry (Bitstring Status List §2.1).

    Raises UnavailableError `status.unsupported` for a type or size we do not read, MalformedError `schema.invalid` or
    `status.index_out_of_range`.
    """
    if not isinstance(entry, Mapping) or not _has_type(entry, ENTRY_TYPE) or entry.get("statusSize", 1) != 1:
        raise UnavailableError("status.unsupported", _named_type(entry))
    address, purpose, index = (entry.get(name) for name in ("statusListCredential", "statusPurpose", "statusListIndex"))
    if not isinstance(address, str) or not isinstance(purpose, str):
        raise MalformedError("schema.invalid", "credentialStatus")
    if not isinstance(index, str) or not _INDEX.fullmatch(index):
        raise MalformedError("status.index_out_of_range", str(index)[:100])
    return Entry(address, int(index), purpose)


def judge(entry: Mapping[str, Any], list_document: Mapping[str, Any], now: datetime) -> bool:
    """Whether the entry's bit is set in a list whose signature and issuer were found right (§3.2).

    Raises UnavailableError `status.unsupported` or `status.stale`; MalformedError `status.list_invalid`,
    `status.purpose_mismatch`, `status.index_out_of_range`, `status.list_too_short` or `status.list_too_large`.
    """
    wanted = read_entry(entry)
    listed = _listed(list_document, wanted)
    _refuse_stale(list_document, now)
    if wanted.purpose not in _purposes(listed):
        raise MalformedError("status.purpose_mismatch", wanted.purpose[:100])
    return bitstring.is_set(bitstring.decode(listed.get("encodedList")), wanted.index)


def _listed(document: Mapping[str, Any], wanted: Entry) -> Mapping[str, Any]:
    """The list inside its credential, which must be the one the entry names."""
    if not _has_type(document, LIST_CREDENTIAL_TYPE) or not _has_type(document, "VerifiableCredential"):
        raise UnavailableError("status.unsupported", _named_type(document))
    if document.get("id") != wanted.list_url:
        raise MalformedError("status.list_invalid", "de lijst heeft een ander adres dan de badge noemt")
    if "credentialStatus" in document:
        raise MalformedError("status.list_invalid", "de lijst heeft zelf een status")
    subject = document.get("credentialSubject")
    listed = subject[0] if isinstance(subject, list) and len(subject) == 1 else subject
    if not isinstance(listed, Mapping) or not _has_type(listed, LIST_TYPE):
        raise MalformedError("status.list_invalid", "geen BitstringStatusList")
    return listed


def _refuse_stale(document: Mapping[str, Any], now: datetime) -> None:
    try:
        starts = [read_moment(document[name]) for name in ("validFrom", "issuanceDate") if name in document]
        ends = [read_moment(document[name]) for name in ("validUntil", "expirationDate") if name in document]
    except MalformedError as problem:
        raise MalformedError("status.list_invalid", problem.detail) from problem
    if any(start > now + CLOCK_SKEW for start in starts) or any(end < now - CLOCK_SKEW for end in ends):
        raise UnavailableError("status.stale", str(document.get("validUntil", ""))[:100])


def _purposes(listed: Mapping[str, Any]) -> list[object]:
    purposes = listed.get("statusPurpose")
    return purposes if isinstance(purposes, list) else [purposes]


def _has_type(node: Mapping[str, Any], name: str) -> bool:
    types = node.get("type")
    return name in types if isinstance(types, list) else types == name


def _named_type(node: object) -> str:
    return str(node.get("type"))[:100] if isinstance(node, Mapping) else ""
