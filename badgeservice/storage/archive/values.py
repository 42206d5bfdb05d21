"""How is what a column holds written as JSON, and read back, whatever kind of database it came from?

Bytes that are UTF-8, such as a signed document, are a text that begins with "u"; other bytes are base64 after a "b".
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, LargeBinary, String, Uuid
from sqlalchemy.types import TypeEngine

from badgeservice.storage.tables.columns import UtcDateTime

Convert = Callable[[Any], Any]

# The first that fits counts: a Text is a String too.
_KINDS: tuple[tuple[str, type[TypeEngine[Any]] | type[UtcDateTime]], ...] = (
    ("uuid", Uuid),
    ("moment", UtcDateTime),
    ("day", Date),
    ("bytes", LargeBinary),
    ("json", JSON),
    ("truth", Boolean),
    ("number", Integer),
    ("text", String),
)
# Where nothing may stand in a column, no row holds JSON's own null.
TYPES: dict[str, TypeEngine[Any]] = {
    "uuid": Uuid(),
    "moment": UtcDateTime(),
    "day": Date(),
    "bytes": LargeBinary(),
    "json": JSON(none_as_null=True),
    "truth": Boolean(),
    "number": Integer(),
    "text": String(),
}


def kind_of(column_type: object) -> str:
    """Which of the kinds a column is. Raises TypeError for a type that no table had before."""
    for kind, type_ in _KINDS:
        if isinstance(column_type, type_):
            return kind
    raise TypeError(f"no kind is known for a column of {column_type!r}")


def writers(kinds: list[str]) -> list[Convert]:
    """For each column, what makes JSON of a value that is not None."""
    return [_WRITE.get(kind, _as_it_is) for kind in kinds]


def readers(kinds: list[str]) -> list[Convert]:
    """For each column, what makes the value of JSON that is not null."""
    return [_READ.get(kind, _as_it_is) for kind in kinds]


def _as_it_is(value: Any) -> Any:
    return value


def _write_bytes(value: bytes) -> str:
    try:
        return "u" + value.decode()
    except UnicodeDecodeError:
        return "b" + base64.b64encode(value).decode("ascii")


def _read_bytes(text: str) -> bytes:
    return text[1:].encode() if text[0] == "u" else base64.b64decode(text[1:], validate=True)


_WRITE: dict[str, Convert] = {
    "uuid": str,
    "moment": datetime.isoformat,
    "day": date.isoformat,
    "bytes": _write_bytes,
}
_READ: dict[str, Convert] = {
    "uuid": UUID,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "bytes": _read_bytes,
}
