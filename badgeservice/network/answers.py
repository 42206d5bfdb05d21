"""Which answers of a moment ago are still good?"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from badgeservice.model.fetched import Fetched, Limits

SECONDS = 60.0
MOST_ENTRIES = 200
MOST_BYTES = 16_000_000

Key = tuple[str, Limits]


class Answers:
    """A small memory of documents that were served, for a minute; shared by threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._kept: OrderedDict[Key, tuple[float, Fetched]] = OrderedDict()
        self._bytes = 0

    def get(self, key: Key) -> Fetched | None:
        """The answer, unless it is too old."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or self._clock() - found[0] > SECONDS:
                self._forget(key)
                return None
            return found[1]

    def put(self, key: Key, fetched: Fetched) -> None:
        """Keep an answer, and let the oldest go when there are too many."""
        if fetched.status != 200 or len(fetched.document) > MOST_BYTES:
            return
        with self._lock:
            self._forget(key)
            self._kept[key] = (self._clock(), fetched)
            self._bytes += len(fetched.document)
            while self._bytes > MOST_BYTES or len(self._kept) > MOST_ENTRIES:
                self._forget(next(iter(self._kept)))

    def _forget(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= len(gone[1].document)
