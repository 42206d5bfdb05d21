"""How far is a batch, and what became of each of its entries?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from badgeservice.issuing.batches.same_person import as_marked
from badgeservice.model.addresses import Addresses
from badgeservice.storage import batch_entries, batches
from badgeservice.storage.batch_entries import GIVEN, LEFT_OUT, UNDONE, WAITING
from badgeservice.storage.tables import AwardRow, BatchEntryRow, BatchRow
from badgeservice.wording import N_

PAGE = 50
PORTION = 1000

NOT_YET = N_("Deze badge is nog niet gegeven.")
WAS_LEFT_OUT = N_("Deze regel is weggelaten.")
WAS_STOPPED = N_("De lijst is gestopt voordat deze badge werd gegeven.")
WAS_UNDONE = N_("Deze badge is gegeven en daarna ongedaan gemaakt.")


@dataclass(frozen=True)
class Progress:
    """How many entries there are, and how many of them in each state."""

    entries: int
    waiting: int
    wrong: int
    left_out: int
    given: int
    refused: int
    undone: int


@dataclass(frozen=True)
class EntryShown:
    """One entry; name and address of what was given are those of the badge, which stands beside it."""

    number: int
    name: str
    email: str
    state: str
    problems: Mapping[str, str]
    note: str | None
    award: AwardRow | None
    entry: BatchEntryRow


@dataclass(frozen=True)
class ResultRow:
    """What became of one entry: the address and check code of its badge, or why it got none (sentences)."""

    number: int
    name: str
    email: str
    state: str
    badge: str | None
    code: str | None
    why: tuple[str, ...]

    @property
    def why_not(self) -> str | None:
        """Why it got no badge, in one text."""
        return " ".join(self.why) or None


def progress_of(session: Session, batch: BatchRow) -> Progress:
    """The numbers of a batch, however many entries it has from at most 200 rows."""
    sums = batches.chunk_sums(session, batch.id)
    undone, _ = sums.get(batches.CHUNK_UNDONE, (0, 0))
    given, _ = sums.get(batches.CHUNK_DONE, (0, 0))
    refused = sum(number for _given, number in sums.values())
    waiting = batch.entries - batch.wrong - batch.left_out - given - refused - undone
    return Progress(batch.entries, waiting, batch.wrong, batch.left_out, given, refused, undone)


def entries_page(session: Session, batch: BatchRow, after: int = 0, *, only_wrong: bool = False,
                 size: int = PAGE) -> Sequence[EntryShown]:  # fmt: skip
    """One page of entries by number, after the last number of the page before; `only_wrong` keeps those that are wrong
    or were refused."""
    return [_shown(*found) for found in batch_entries.page(session, batch.id, after, size, only_wrong=only_wrong)]


def result_rows(session: Session, batch: BatchRow, addresses: Addresses) -> Iterator[ResultRow]:
    """What became of every entry, by number, read in portions."""
    after = 0
    while portion := results_page(session, batch, addresses, after):
        yield from portion
        after = portion[-1].number


def results_page(session: Session, batch: BatchRow, addresses: Addresses, after: int) -> list[ResultRow]:
    """What became of the first entries after a number, a portion of them."""
    found = batch_entries.results(session, batch.id, after, PORTION)
    return [_result(batch, row, addresses) for row in found]


def _shown(entry: BatchEntryRow, award: AwardRow | None) -> EntryShown:
    name = award.recipient_name if award is not None else entry.name
    email = (award.recipient_email if award is not None else entry.email) or ""
    return EntryShown(entry.number, name, email, entry.state, _marked(entry.problems), entry.note, award, entry)


def _result(batch: BatchRow, row: Row[Any], addresses: Addresses) -> ResultRow:
    has_badge = row.state in (GIVEN, UNDONE)
    badge, code = (addresses.badge(row.award_id), row.code) if has_badge else (None, None)
    why = _why(batch, row.state, row.problems, row.note)
    return ResultRow(row.number, row.name, row.email, row.state, badge, code, why)


def _why(batch: BatchRow, state: str, problems: Mapping[str, str] | None, note: str | None) -> tuple[str, ...]:
    if state == GIVEN:
        return ()
    if state == WAITING:
        is_over = batch.state in batches.OVER or batch.state == batches.UNDOING
        return (WAS_STOPPED,) if is_over else (NOT_YET,)
    if state in (LEFT_OUT, UNDONE):
        return (WAS_LEFT_OUT,) if state == LEFT_OUT else (WAS_UNDONE,)
    return (note,) if note else tuple(_marked(problems).values())


def _marked(problems: Mapping[str, str] | None) -> dict[str, str]:
    return {field: as_marked(sentence) for field, sentence in (problems or {}).items()}
