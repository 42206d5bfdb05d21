"""How is a file written so that it is there whole, or not at all?"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from badgeservice.errors import BackupError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Counted:
    """A file to write to from front to back, which knows how much was written and its SHA-256."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The digest of what was written, in hexadecimal."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Write at the end."""
        self._digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Hand over what waits in memory."""
        self._file.flush()


@contextmanager
def new_file(target: Path) -> Iterator[Counted]:
    """A file of mode 0600 that gets its name, and is on the disk, only when the block ends well.

    Raises BackupError when there is a file of that name, or no room.
    """
    if target.exists():
        raise BackupError(f"There is a file {target} already. Choose another name.")
    written = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            counted = Counted(file)
            yield counted
            file.flush()
            os.fsync(file.fileno())
        written.rename(target)
        _keep_the_name(target.parent)
    except OSError as problem:
        raise BackupError(_what_went_wrong(target, problem)) from problem
    finally:
        written.unlink(missing_ok=True)


def _keep_the_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _what_went_wrong(target: Path, problem: OSError) -> str:
    if problem.errno in FULL:
        return f"There is no room for {target}. Nothing was kept; make room, or choose another disk."
    return f"{target} cannot be written: {problem.strerror}. Nothing was kept."
