"""How are addresses answered from files instead of from the network?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from badgeservice.errors import InvalidInputError, UnavailableError
from badgeservice.model.fetched import Fetch, Fetched, Limits
from badgeservice.network.addresses import refuse_address
from badgeservice.wording import N_


@dataclass(frozen=True)
class _Answer:
    file: Path
    content_type: str
    status: int
    trusted: bool


def fetch_from_map(path: Path) -> Fetch:
    """A fetch that answers the addresses listed in a map of documents, and connects to nothing.

    The map is `{"https://…": {"file": "rel/path", "content_type": "…", "status": 200, "headers": {}}}`, with paths
    relative to the map; addresses are looked up exactly, without their fragment. The rules on scheme, userinfo, port,
    literal addresses and local names hold first, except for an entry in which the operator says `"trusted": true`: so
    the demo of a service on http://localhost:8000 can be checked without a network. Raises InvalidInputError for a
    map that cannot be read.
    """
    answers = _read(path)

    def fetch(address: str, limits: Limits) -> Fetched:
        place = address.partition("#")[0]
        answer = answers.get(place)
        if answer is None or not answer.trusted:
            refuse_address(place)
        if answer is None:
            raise UnavailableError("fetch.unreachable", place)
        return _fetched(answer, place, limits)

    return fetch


def fetch_nothing(address: str, _limits: Limits) -> Fetched:
    """The fetch of an empty map: what is not refused is unreachable."""
    refuse_address(address.partition("#")[0])
    raise UnavailableError("fetch.unreachable", address)


def _fetched(answer: _Answer, address: str, limits: Limits) -> Fetched:
    if 300 <= answer.status < 400:
        raise UnavailableError("fetch.redirect_blocked", address)
    try:
        with answer.file.open("rb") as file:
            document = file.read(limits.max_bytes + 1)
    except (OSError, ValueError) as problem:
        raise UnavailableError("fetch.unreachable", address) from problem
    if len(document) > limits.max_bytes:
        raise UnavailableError("fetch.too_large", address)
    return Fetched(document, answer.content_type, answer.status)


def _read(path: Path) -> Mapping[str, _Answer]:
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as problem:
        raise _unreadable(path) from problem
    if not isinstance(listed, dict):
        raise _unreadable(path)
    return {address.partition("#")[0]: _answer(entry, path) for address, entry in listed.items()}


def _answer(entry: Any, path: Path) -> _Answer:
    if not isinstance(entry, dict) or not isinstance(entry.get("file", ""), str):
        raise _unreadable(path)
    status = entry.get("status", 200)
    return _Answer(
        file=path.parent / entry.get("file", ""),
        content_type=str(entry.get("content_type", "")),
        status=status if isinstance(status, int) else 0,
        trusted=entry.get("trusted") is True,
    )


def _unreadable(path: Path) -> InvalidInputError:
    sentence = N_("De lijst met documenten is niet te lezen. Geef een JSON-bestand met adressen en bestanden.")
    return InvalidInputError({"documents": f"{sentence} ({path})"})
