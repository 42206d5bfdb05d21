"""How does a ZIP leave while it is still being made, so that it lies neither in memory nor on a disk?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# They are compressed already.
STORED = (".png", ".pdf")
READABLE_BY_ALL = 0o644 << 16


class _Pipe:
    """A file that is only written to, and emptied by who sends it on."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        """Take what the ZIP writes."""
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def emptied(self) -> bytes:
        """What was written since the last time."""
        data = bytes(self._waiting)
        self._waiting.clear()
        return data


def zipped(files: Iterable[tuple[str, bytes]], moment: datetime) -> Iterator[bytes]:
    """The bytes of a ZIP of these files in their order, piece by piece; every file has the same date."""
    pipe = _Pipe()
    with ZipFile(cast(IO[bytes], pipe), "w") as archive:
        for name, content in files:
            info = ZipInfo(name, moment.timetuple()[:6])
            info.compress_type = ZIP_STORED if name.endswith(STORED) else ZIP_DEFLATED
            info.external_attr = READABLE_BY_ALL
            archive.writestr(info, content)
            yield pipe.emptied()
    yield pipe.emptied()
