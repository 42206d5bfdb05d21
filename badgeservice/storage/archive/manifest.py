"""What does an archive say about itself?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from badgeservice.errors import BackupError

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Part:
    """One table: `columns` name → kind (archive/values.py) in the order of the values, of `rows` lines of JSON.

    `sha256` is that of the lines.
    """

    table: str
    columns: Mapping[str, str]
    rows: int
    sha256: str

    @property
    def name(self) -> str:
        """The name of its file in the archive."""
        return f"tables/{self.table}.jsonl"


@dataclass(frozen=True)
class Manifest:
    """Which version made the archive, when, of a database at which migration and base URL, and what is in it.

    `parts` are in an order in which no row points at one that comes later; `left_out` are tables that can be made anew.
    """

    version: str
    migration: str
    base_url: str
    made_at: datetime
    parts: tuple[Part, ...]
    left_out: tuple[str, ...]

    def rows(self, table: str) -> int:
        """How many rows of a table are in it."""
        return next((part.rows for part in self.parts if part.table == table), 0)


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    told = asdict(manifest) | {"format": FORMAT, "made_at": manifest.made_at.isoformat()}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read_manifest(data: bytes) -> Manifest:
    """The manifest in JSON. Raises BackupError for a format that this version does not know, or no manifest at all."""
    try:
        told = json.loads(data)
        if told.pop("format") != FORMAT:
            raise BackupError("This backup was made by a newer version. Put it back with that version.")
        parts = tuple(Part(**part) for part in told.pop("parts"))
        made_at = datetime.fromisoformat(told.pop("made_at"))
        return Manifest(parts=parts, made_at=made_at, left_out=tuple(told.pop("left_out")), **told)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BackupError(
            f"This is no backup of this service, or it is damaged: {type(problem).__name__}."
        ) from problem
