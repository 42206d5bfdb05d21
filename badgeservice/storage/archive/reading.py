"""What does an archive hold, and is it whole?"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from badgeservice.errors import BackupError
from badgeservice.storage.archive import manifest
from badgeservice.storage.archive.manifest import Manifest, Part
from badgeservice.storage.archive.values import readers

BYTES_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Archive:
    """An archive that is open for reading."""

    file: ZipFile
    manifest: Manifest

    def rows(self, part: Part) -> Iterator[dict[str, Any]]:
        """The rows of a table, column → value, one after the other."""
        names, read = list(part.columns), readers(list(part.columns.values()))
        with self.file.open(part.name) as lines:
            for line in lines:
                values = zip(read, json.loads(line), strict=True)
                yield dict(zip(names, (None if value is None else of(value) for of, value in values), strict=True))


@contextmanager
def opened_archive(file: Path) -> Iterator[Archive]:
    """Open an archive of which every part is as its manifest says. Raises BackupError."""
    try:
        with ZipFile(file) as whole:
            told = manifest.read_manifest(whole.read(manifest.NAME))
            for part in told.parts:
                _refuse_damaged(whole, part)
            yield Archive(whole, told)
    except FileNotFoundError as problem:
        raise BackupError(f"There is no backup {file}.") from problem
    except (OSError, BadZipFile, KeyError, zlib.error, NotImplementedError) as problem:
        raise BackupError(f"{file} is no backup of this service, or it is damaged: {problem}") from problem


def _refuse_damaged(whole: ZipFile, part: Part) -> None:
    digest, rows = hashlib.sha256(), 0
    with whole.open(part.name) as lines:
        while portion := lines.read(BYTES_AT_ONCE):
            digest.update(portion)
            rows += portion.count(b"\n")
    if (digest.hexdigest(), rows) != (part.sha256, part.rows):
        raise BackupError(f"The backup is damaged: its part {part.name} is not what the manifest says.")
