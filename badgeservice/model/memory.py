"""How does a process remember a bounded number of things, for all of its threads?"""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


class Memory(Generic[Key, Thing]):
    """Things by their keys, at most `most` of them: those that were not asked for lately are forgotten, up to half of
    all at a time. Safe for threads.

    Of two halves the young one holds what was asked for lately, and becomes the old one when it is full. So what is
    asked for again and again is found without a lock and without being moved.
    """

    def __init__(self, most: int) -> None:
        self._half = max(1, most // 2)
        self._lock = Lock()
        self._young: dict[Key, Thing] = {}
        self._old: dict[Key, Thing] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def recall(self, key: Key) -> Thing | None:
        """What is remembered under a key, if anything."""
        thing = self._young.get(key)
        return thing if thing is not None else self._recall_old(key)

    def keep(self, key: Key, thing: Thing) -> None:
        """Remember something by this very key."""
        with self._lock:
            self._young.pop(key, None)
            self._old.pop(key, None)
            self._put(key, thing)

    def _recall_old(self, key: Key) -> Thing | None:
        with self._lock:
            thing = self._old.pop(key, None)
            if thing is None:
                # Another thread may have moved it just now.
                return self._young.get(key)
            self._put(key, thing)
            return thing

    def _put(self, key: Key, thing: Thing) -> None:
        self._young[key] = thing
        if len(self._young) >= self._half:
            self._old, self._young = self._young, {}
