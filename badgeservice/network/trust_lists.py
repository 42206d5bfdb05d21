"""Which issuers does the operator trust, besides those registered here?

A trust list is JSON: {"name": "…", "issuers": [{"id": "did:web:… or https://…", "name": "…", "url": "https://…"}]}. It
lies in a file or at an https address, is read again after an hour, and its last good copy serves for a day when it
cannot be.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import strict_json
from badgeservice.model.fetched import DOCUMENT, Fetch
from badgeservice.model.known_issuer import KnownIssuer

GOOD_FOR = 3_600.0
TRY_AGAIN_AFTER = 60.0
KEPT_FOR = 86_400.0
MAX_NAME = 200

log = logging.getLogger("badgeservice.network")


@dataclass(frozen=True)
class _Loaded:
    """A list as it was last read; `at` and `tried` are moments of the clock."""

    issuers: Mapping[str, KnownIssuer]
    at: float
    tried: float
    failed: bool


class TrustLists:
    """The configured lists; threads share one, and each list is read when it is first needed."""

    def __init__(self, places: Sequence[str], fetch: Fetch, clock: Callable[[], float]) -> None:
        self._places = tuple(places)
        self._fetch = fetch
        self._clock = clock
        self._lock = Lock()
        self._loaded: dict[str, _Loaded] = {}

    def issuer(self, identifier: str) -> KnownIssuer | None:
        """The issuer with this id on the first list that names it."""
        found = (loaded.issuers.get(identifier) for loaded in self._all())
        return next((issuer for issuer in found if issuer is not None), None)

    def names(self) -> Iterable[KnownIssuer]:
        """Everybody on any list."""
        return [issuer for loaded in self._all() for issuer in loaded.issuers.values()]

    def not_loaded(self) -> list[str]:
        """The places of the lists that could not be read the last time."""
        self._all()
        return [place for place, loaded in list(self._loaded.items()) if loaded.failed]

    def _all(self) -> list[_Loaded]:
        # Who finds another thread reading a list goes on with what was read before.
        if self._lock.acquire(blocking=len(self._loaded) < len(self._places)):
            try:
                for place in self._places:
                    self._refresh(place)
            finally:
                self._lock.release()
        return list(self._loaded.values())

    def _refresh(self, place: str) -> None:
        now, before = self._clock(), self._loaded.get(place)
        if before is not None and now - before.tried < (TRY_AGAIN_AFTER if before.failed else GOOD_FOR):
            return
        try:
            issuers = read_list(self._bytes_at(place))
            self._loaded[place] = _Loaded(issuers, now, now, failed=False)
        except (OSError, MalformedError, UnavailableError) as problem:
            log.warning("a trust list could not be loaded: %s", getattr(problem, "reason", type(problem).__name__))
            kept = (
                before if before is not None and now - before.at < KEPT_FOR else _Loaded({}, now - KEPT_FOR, now, True)
            )
            self._loaded[place] = _Loaded(kept.issuers, kept.at, now, failed=True)

    def _bytes_at(self, place: str) -> bytes:
        if not place.startswith("https://"):
            return Path(place).read_bytes()
        fetched = self._fetch(place, DOCUMENT)
        if fetched.status != 200:
            raise UnavailableError("fetch.unreachable", f"status {fetched.status}")
        return fetched.document


def read_list(data: bytes) -> dict[str, KnownIssuer]:
    """The issuers of a list by their id. Raises MalformedError(parse.* | schema.invalid) for what is no list."""
    document = strict_json.loads(data)
    name, issuers = document.get("name"), document.get("issuers")
    if not _is_text(name) or name == "registered" or not isinstance(issuers, list):
        raise MalformedError("schema.invalid", "a trust list has a name and issuers")
    return {issuer["id"]: _read_issuer(issuer, str(name)) for issuer in issuers if _refuse_broken(issuer)}


def _refuse_broken(issuer: Any) -> bool:
    is_sound = isinstance(issuer, Mapping) and _is_text(issuer.get("id")) and _is_text(issuer.get("name"))
    if not is_sound or not str(issuer["id"]).startswith(("did:", "https://")):
        raise MalformedError("schema.invalid", "an issuer has an id and a name")
    return True


def _read_issuer(issuer: Mapping[str, Any], source: str) -> KnownIssuer:
    url = issuer.get("url")
    is_link = isinstance(url, str) and url.startswith("https://")
    return KnownIssuer(issuer["name"], url if is_link else None, source)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_NAME * 10
