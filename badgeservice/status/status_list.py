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

MAX_SIZE = 8

# An entry's type, the type of the credential that holds its list, and that of the list inside.
_LISTS = {
    ENTRY_TYPE: (LIST_CREDENTIAL_TYPE, LIST_TYPE),
    "StatusList2021Entry": ("StatusList2021Credential", "StatusList2021"),
}
_INDEX = re.compile(r"[0-9]{1,20}")


@dataclass(frozen=True)
class Entry:
    """One `credentialStatus`: its type, the address of its list, its place there, what a value means, and its bits."""

    type: str
    list_url: str
    index: int
    purpose: str
    size: int = 1


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


def read_entry(entry: object) -> Entry:
    """One entry (Bitstring Status List §2.1, StatusList2021 §3.1).

    Raises UnavailableError `status.unsupported` for a type or size we do not read, MalformedError `schema.invalid` or
    `status.index_out_of_range`.
    """
    kind = next((kind for kind in _LISTS if isinstance(entry, dict) and _has_type(entry, kind)), None)
    if kind is None or not isinstance(entry, dict):
        raise UnavailableError("status.unsupported", _named_type(entry))
    address, purpose, index = (entry.get(name) for name in ("statusListCredential", "statusPurpose", "statusListIndex"))
    if not isinstance(address, str) or not isinstance(purpose, str):
        raise MalformedError("schema.invalid", "credentialStatus")
    if not isinstance(index, str) or not _INDEX.fullmatch(index):
        raise MalformedError("status.index_out_of_range", str(index)[:100])
    size = entry.get("statusSize", 1)
    if (
        isinstance(size, bool)
        or not isinstance(size, int)
        or not 1 <= size <= (MAX_SIZE if purpose == "message" else 1)
    ):
        raise UnavailableError("status.unsupported", f"statusSize {str(size)[:20]}")
    return Entry(kind, address, int(index), purpose, size)


def message_in(entry: Mapping[str, Any], value: int) -> str:
    """The words that an entry of purpose "message" gives to a value (Bitstring Status List §2.1 `statusMessage`)."""
    listed = entry.get("statusMessage")
    said = [one for one in (listed if isinstance(listed, list) else []) if isinstance(one, Mapping)]
    return next((str(one.get("message"))[:500] for one in said if _is_value(one.get("status"), value)), "")


def judge(wanted: Entry, list_document: Mapping[str, Any], now: datetime) -> int:
    """The entry's value in a list whose signature and issuer were found right (§3.2); 0 is not set.

    Raises UnavailableError `status.unsupported` or `status.stale`; MalformedError `status.list_invalid`,
    `status.purpose_mismatch`, `status.index_out_of_range`, `status.list_too_short` or `status.list_too_large`.
    """
    listed = _listed(list_document, wanted)
    _refuse_stale(list_document, now)
    if wanted.purpose not in _purposes(listed):
        raise MalformedError("status.purpose_mismatch", wanted.purpose[:100])
    encoded = listed.get("encodedList")
    if wanted.type != ENTRY_TYPE and isinstance(encoded, str):
        # StatusList2021 §3.2 writes base64url without the letter of multibase.
        encoded = f"u{encoded}"
    return bitstring.value_at(bitstring.decode(encoded), wanted.index, wanted.size)


def is_list(document: Mapping[str, Any]) -> bool:
    """Whether a document says that it is a status list credential of a kind we read."""
    return any(_has_type(document, kind) for kind, _ in _LISTS.values())


def _is_value(text: object, value: int) -> bool:
    """Whether "0x1" names the value 1."""
    return isinstance(text, str) and re.fullmatch(r"0x[0-9a-fA-F]{1,4}", text) is not None and int(text, 16) == value


def _listed(document: Mapping[str, Any], wanted: Entry) -> Mapping[str, Any]:
    """The list inside its credential, which must be the one the entry names."""
    credential_type, list_type = _LISTS[wanted.type]
    if not _has_type(document, credential_type) or not _has_type(document, "VerifiableCredential"):
        raise UnavailableError("status.unsupported", _named_type(document))
    if document.get("id") != wanted.list_url:
        raise MalformedError("status.list_invalid", "de lijst heeft een ander adres dan de badge noemt")
    if "credentialStatus" in document:
        raise MalformedError("status.list_invalid", "de lijst heeft zelf een status")
    subject = document.get("credentialSubject")
    listed = subject[0] if isinstance(subject, list) and len(subject) == 1 else subject
    if not isinstance(listed, dict) or not _has_type(listed, list_type):
        raise MalformedError("status.list_invalid", f"geen {list_type}")
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
