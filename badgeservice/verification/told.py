"""What is only put into words for who asks?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping


class Told(Mapping[str, str]):
    """Names and texts that are written when they are first read: most reports are read for their verdict only."""

    __slots__ = ("_said", "_write")

    def __init__(self, write: Callable[[], Mapping[str, str]]) -> None:
        self._write = write
        self._said: Mapping[str, str] | None = None

    def __getitem__(self, name: str) -> str:
        return self._texts()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts())

    def __len__(self) -> int:
        return len(self._texts())

    def __repr__(self) -> str:
        return repr(self._texts())

    def _texts(self) -> Mapping[str, str]:
        if self._said is None:
            self._said = self._write()
        return self._said
