"""How is a list kept while somebody tells what is in its columns, before anything of it becomes a batch?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from badgeservice.issuing.batches.entries import HOLDS_BSN
from badgeservice.issuing.batches.tables import WHOLE_ROW, Row, Table
from badgeservice.marking import Filled
from badgeservice.model.identifiers import holds_bsn


@dataclass(frozen=True)
class KeptList:
    """A list for a version of a badge class: the name of its file, "" when it was pasted, and its `digest_of`.

    `table` is None once it became a batch.
    """

    version_id: UUID
    source_name: str
    digest: str
    table: Table | None


def as_kept(one: KeptList) -> list[Any]:
    """A list as plain values for the database; what may be a BSN is not kept, only that it was there."""
    about: list[Any] = [str(one.version_id), one.source_name, one.digest]
    if one.table is None:
        return about
    headings = ["" if holds_bsn(heading) else heading for heading in one.table.columns]
    return [*about, headings, [_row(row) for row in one.table.rows], [_said(note) for note in one.table.notes]]


def from_kept(values: list[Any]) -> KeptList:
    """The list again."""
    version_id, source_name, digest, *rest = values
    return KeptList(UUID(version_id), source_name, digest, _table(*rest) if rest else None)


def with_columns(table: Table, columns: Mapping[str, int]) -> Table:
    """The same list, in which a BSN that stood in a column that nobody uses is a problem of its row as a whole."""
    used = set(columns.values())
    return Table(table.columns, tuple(_of_whole_row(row, used) for row in table.rows), table.notes)


def _of_whole_row(row: Row, used: set[int]) -> Row:
    elsewhere = any(sentence == HOLDS_BSN for column, sentence in row.problems.items() if column not in used)
    return Row(row.number, row.cells, {**row.problems, WHOLE_ROW: HOLDS_BSN}) if elsewhere else row


def _row(row: Row) -> list[Any]:
    private = [column for column, cell in enumerate(row.cells) if holds_bsn(cell)]
    cells = ["" if column in private else cell for column, cell in enumerate(row.cells)] if private else row.cells
    problems = {**row.problems, **dict.fromkeys(private, HOLDS_BSN)}
    return [row.number, cells, [[column, _said(sentence)] for column, sentence in problems.items()]]


def _table(headings: list[str], rows: list[Any], notes: list[Any]) -> Table:
    return Table(
        tuple(headings),
        tuple(
            Row(number, tuple(cells), {column: _sentence(said) for column, said in problems})
            for number, cells, problems in rows
        ),
        tuple(map(_sentence, notes)),
    )


def _said(sentence: str) -> list[Any]:
    return [sentence.message, dict(sentence.values)] if isinstance(sentence, Filled) else [str(sentence)]


def _sentence(said: list[Any]) -> str:
    return Filled(said[0], **said[1]) if len(said) > 1 else str(said[0])
