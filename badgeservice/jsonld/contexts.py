"""Which JSON-LD contexts does the service know, by exact address and by hash?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from badgeservice.errors import BadgeServiceError
from badgeservice.jsonld.closed_pyld import BUNDLED_CONTEXTS
from badgeservice.resources import folder

CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_2 = "https://w3id.org/openbadges/v2"
OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
BADGESERVICE_1 = "https://w3id.org/badgeservice/v1"
ALL_OPEN_BADGES_3 = frozenset(
    f"https://purl.imsglobal.org/spec/ob/v3p0/context-{version}.json" for version in ("3.0.1", "3.0.2", "3.0.3")
)


@dataclass(frozen=True)
class ContextRecord:
    """One line of the manifest: where a context comes from and what its content must be.

    `file` is its name in `schemas/contexts`, or None when PyLD brings it.
    """

    address: str
    version: str
    source: str
    file: str | None
    sha256: str


class _ClosedList(Mapping[str, dict[str, Any]]):
    """The contexts of the manifest, each read and checked against its hash when it is first asked for."""

    def __getitem__(self, address: str) -> dict[str, Any]:
        return _load(address)

    def __iter__(self) -> Iterator[str]:
        return iter(manifest())

    def __len__(self) -> int:
        return len(manifest())


CONTEXTS: Mapping[str, dict[str, Any]] = _ClosedList()


def is_known(address: str) -> bool:
    """Whether the address is on the closed list, letter for letter."""
    return address in manifest()


@cache
def manifest() -> Mapping[str, ContextRecord]:
    """The manifest of the bundled contexts, by address."""
    listed = json.loads((_contexts_folder() / "manifest.json").read_text(encoding="utf-8"))
    return {entry["address"]: ContextRecord(**entry) for entry in listed["contexts"]}


def fingerprint(context: Mapping[str, Any]) -> str:
    """SHA-256, as hex, of a context's canonical JSON: sorted names, no white space, UTF-8."""
    canonical = json.dumps(context, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def path_of(record: ContextRecord) -> Path:
    """The file that holds a context: ours, or the one PyLD brings."""
    return BUNDLED_CONTEXTS[record.address] if record.file is None else _contexts_folder() / record.file


@cache
def _load(address: str) -> dict[str, Any]:
    record = manifest()[address]
    context: dict[str, Any] = json.loads(path_of(record).read_text(encoding="utf-8"))
    if fingerprint(context) != record.sha256:
        raise BadgeServiceError(
            f"De meegeleverde context {address} is veranderd. Installeer de dienst opnieuw met de vaste versies."
        )
    return context


def _contexts_folder() -> Path:
    return folder("schemas") / "contexts"
