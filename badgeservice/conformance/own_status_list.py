"""Which status list do credentials of the conformance mode get, when the request names none?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from badgeservice.conformance.issue import issue
from badgeservice.conformance.signer import Signer
from badgeservice.formats.reading import items
from badgeservice.status import bitstring
from badgeservice.status.status_list import ENTRY_TYPE, list_credential
from badgeservice.verification.context import Context

PURPOSES = ("revocation", "suspension")
VALID_FOR = timedelta(days=7)

ADDRESS, INDEX = "statusListCredential", "statusListIndex"


def with_own_list(
    options: Mapping[str, Any], address_of: Callable[[str], str], free_index: Callable[[int], int]
) -> dict[str, Any]:
    """The options in which a `credentialStatus` of the Bitstring kind without a list names ours.

    `address_of` gives the address of our list for a purpose, `free_index` a number below the one it is given.
    """
    entries = [_completed(entry, address_of, free_index) for entry in items(options.get("credentialStatus"))]
    return {**options, "credentialStatus": entries} if entries else dict(options)


def own_list(address: str, purpose: str, signer: Signer, context: Context) -> dict[str, Any]:
    """The list on which nothing was revoked or suspended, signed."""
    document = list_credential(
        id=address,
        issuer_id=signer.id,
        issuer_name="Conformance",
        purpose=purpose,
        encoded=bitstring.encode(()),
        valid_from=context.now,
        valid_until=context.now + VALID_FOR,
    )
    # The suite for Bitstring Status List reads an issuer that is an object in a way of its own; a URL is always read.
    return issue({**document, "issuer": signer.id}, {}, signer, context)


def _completed(entry: Any, address_of: Callable[[str], str], free_index: Callable[[int], int]) -> Any:
    if not isinstance(entry, Mapping) or ADDRESS in entry or entry.get("type", ENTRY_TYPE) != ENTRY_TYPE:
        return entry
    purpose = entry.get("statusPurpose", PURPOSES[0])
    if purpose not in PURPOSES:
        return entry
    address = address_of(purpose)
    index = str(entry.get(INDEX, free_index(bitstring.MIN_ENTRIES)))
    named = {"id": f"{address}#{index}", "type": ENTRY_TYPE, "statusPurpose": purpose}
    return {**named, **entry, INDEX: index, ADDRESS: address}
