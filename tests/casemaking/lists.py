"""How is a status list made: bits, compression, the credential around them, and the entry that points to it?"""

from __future__ import annotations

import gzip
from typing import Any

from casemaking.badges import plain
from casemaking.canonical import SL2021, VC1, VC2
from casemaking.cast import Signer
from casemaking.keys import base64url
from casemaking.shelf import Shelf

SIZE = 131_072
FROM, UNTIL = "2026-11-22T10:00:00Z", "2026-11-29T10:00:00Z"
INDEX = 94_567


def bits(*places: int, size: int = SIZE, width: int = 1, value: int = 1) -> bytes:
    """The bits, most significant first (Bitstring Status List §3.2)."""
    room = bytearray(size * width // 8)
    for place in places:
        for offset in range(width):
            if value >> (width - 1 - offset) & 1:
                position = place * width + offset
                room[position // 8] |= 0x80 >> position % 8
    return bytes(room)


def encoded(raw: bytes, level: int = 9) -> str:
    """gzip and multibase base64url, without the clock."""
    return "u" + base64url(gzip.compress(raw, level, mtime=0))


def bitstring_list(signer: Signer, address: str, content: str, **changes: Any) -> dict[str, Any]:
    """A BitstringStatusListCredential before it is signed; changes to `subject` are made in its subject."""
    about = {
        "id": f"{address}#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": content,
        **changes.pop("subject", {}),
    }
    document = {
        "@context": [VC2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": signer.id,
        "validFrom": FROM,
        "validUntil": UNTIL,
        "credentialSubject": {name: value for name, value in about.items() if value is not None},
        **changes,
    }
    return {name: value for name, value in document.items() if value is not None}


def older_list(signer: Signer, address: str, content: str, **changes: Any) -> dict[str, Any]:
    """A StatusList2021Credential of VCDM 1.1 before it is signed."""
    about = {
        "id": f"{address}#list",
        "type": "StatusList2021",
        "statusPurpose": "revocation",
        "encodedList": content,
        **changes.pop("subject", {}),
    }
    document = {
        "@context": [VC1, SL2021],
        "id": address,
        "type": ["VerifiableCredential", "StatusList2021Credential"],
        "issuer": signer.id,
        "issuanceDate": FROM,
        "credentialSubject": about,
        **changes,
    }
    return {name: value for name, value in document.items() if value is not None}


def entry(address: str, index: Any = str(INDEX), **changes: Any) -> dict[str, Any]:
    """The entry in a badge that points to its bit."""
    whole = {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": address,
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def listed(signer: Signer, status: Any, number: int = 1, **changes: Any) -> dict[str, Any]:
    """A signed badge with this status."""
    return signer.prove(plain(signer, number, credentialStatus=status, **changes))


def serve_list(shelf: Shelf, signer: Signer, label: str, content: str, **changes: Any) -> str:
    """Serve a signed list at an address of its own, and say which."""
    address = f"https://badges.example/status/{label}"
    shelf.serve(address, signer.prove(bitstring_list(signer, address, content, **changes)), "application/vc")
    return address
