"""How does a database get many rows of everything: by copying the ones that are there, with what they point to?"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from PIL import Image
from sqlalchemy import Column, LargeBinary, String, Table, insert, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import Row

Values = dict[str, Any]
Kept = Callable[[str, Values], bool]

# What there is one of, whatever happens, and what names no list that somebody sees.
NEVER = frozenset(
    {"audit", "audit_head", "role", "service_fact", "skill", "kept_input", "api_request", "erasure", "signing_key"}
)
# Bytes that take much room; no list shows those of a copy.
HEAVY = frozenset({"picture_png", "content"})
# Not unique by themselves, but of a person that is.
OF_A_PERSON = frozenset({"email", "recipient_email", "recipient"})


@dataclass
class Copies:
    """The rows that there were at first; `more` puts copies beside them, whatever was copied before."""

    session: Session
    rows: dict[str, list[Values]] = field(init=False)
    _number: Iterable[int] = field(default_factory=lambda: count(1))
    _places: Iterable[int] = field(default_factory=lambda: count(130_000, -1))

    def __post_init__(self) -> None:
        self.rows = {
            table.name: [dict(row._mapping) for row in self.session.execute(select(table))]
            for table in Row.metadata.sorted_tables
            if table.name not in NEVER
        }

    def more(self, number: int, kept: Kept) -> None:
        """So many copies of every row but those that are `kept`, by table and values; copies point to copies."""
        copied = {name: [row for row in rows if not kept(name, row)] for name, rows in self.rows.items()}
        for _ in range(number):
            self._copy(copied, next(iter(self._number)))

    def _copy(self, copied: dict[str, list[Values]], number: int) -> None:
        ids = {row["id"]: uuid5(row["id"], str(number)) for rows in copied.values() for row in rows
               if isinstance(row.get("id"), UUID)}  # fmt: skip
        for table in Row.metadata.sorted_tables:
            rows = [
                self._values(table, row, ids, number)
                for row in copied.get(table.name, [])
                if _is_another(table, row, ids)
            ]
            if rows:
                self.session.execute(insert(table), rows)

    def _values(self, table: Table, row: Values, ids: dict[UUID, UUID], number: int) -> Values:
        found = {column.key: self._value(column, row[column.key], ids, number) for column in table.columns}
        if "status_index" in found:
            found["status_index"] = next(iter(self._places))
        return {name: value for name, value in found.items() if name != "id" or isinstance(value, UUID)}

    def _value(self, column: Column[Any], value: Any, ids: dict[UUID, UUID], number: int) -> Any:
        if column.key in HEAVY and value is not None:
            return small_picture()
        if isinstance(value, UUID):
            return ids.get(value, uuid5(value, str(number)) if column.unique else value)
        if isinstance(value, dict | list):
            return _with_ids(value, ids)
        return _of_its_own(column, value, number) if _is_its_own(column) and value is not None else value


@cache
def small_picture() -> bytes:
    """A PNG of one pixel."""
    file = io.BytesIO()
    Image.new("L", (1, 1)).save(file, "PNG")
    return file.getvalue()


def _is_another(table: Table, row: Values, ids: dict[UUID, UUID]) -> bool:
    """Whether a copy differs from the row in what makes it that row."""
    own_text = any(_is_its_own(column) and row[column.key] is not None for column in table.columns)
    return own_text or any(value in ids for value in row.values() if isinstance(value, UUID))


def _is_its_own(column: Column[Any]) -> bool:
    alone = column.primary_key and len(column.table.primary_key) == 1
    own = alone or bool(column.unique) or column.key in OF_A_PERSON or column.key == "sha256"
    return own and isinstance(column.type, String | LargeBinary)


def _of_its_own(column: Column[Any], value: Any, number: int) -> Any:
    if isinstance(column.type, LargeBinary):
        return value + str(number).encode()
    if column.key in OF_A_PERSON:
        return f"k{number}-{value}"
    room = column.type.length or len(value)
    return f"{value[: room - 5]}{number:05}"


def _with_ids(value: Any, ids: dict[UUID, UUID]) -> Any:
    text = json.dumps(value)
    for old, new in ids.items():
        text = text.replace(str(old), str(new))
    return json.loads(text)
