"""Which entries of a chunk can be given now, and why not the others?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.formats import strict_json
from badgeservice.issuing.batches.fitness import nobody
from badgeservice.issuing.batches.same_person import HAS_IT
from badgeservice.issuing.drafts import order_from
from badgeservice.issuing.order import Order, what_problems, who_problems
from badgeservice.model.days import AMSTERDAM
from badgeservice.storage import batch_entries
from badgeservice.storage.tables import BadgeClassVersionRow, BatchChunkRow, BatchRow


@dataclass(frozen=True)
class Fit:
    """An entry that can be given: the badge that it becomes, for whom, and what else was filled in.

    Entries of which the same was filled in share one order, which names nobody.
    """

    award_id: UUID
    name: str
    email: str
    order: Order


class Orders:
    """What is filled in for every entry, and what is wrong with it; the same answers are looked at once."""

    def __init__(self, batch: BatchRow, today: date) -> None:
        self._shared, self._version, self._today = nobody(batch), batch.version, today
        self._known: dict[bytes, tuple[Order, dict[str, str]]] = {}

    def of(self, name: str, email: str, values: Mapping[str, Any]) -> tuple[Order, dict[str, str]]:
        """What is filled in for one person, and what is wrong with it: field → sentence."""
        key = strict_json.dumps(values)
        if key not in self._known:
            self._known[key] = _judged({**self._shared, **values}, self._version, self._today)
        order, problems = self._known[key]
        return order, who_problems(name, email) | problems


def sorted_out(
    session: Session, batch: BatchRow, chunk: BatchChunkRow, now: datetime
) -> tuple[list[Fit], dict[int, str]]:
    """The entries of a chunk that can be given, by number, and number → sentence of those that cannot."""
    orders = Orders(batch, now.astimezone(AMSTERDAM).date())
    entries = batch_entries.waiting(session, batch.id, chunk.first_entry, chunk.last_entry)
    has_it = batch_entries.of_holders(session, batch, chunk.first_entry, chunk.last_entry)
    fit: list[Fit] = []
    refused: dict[int, str] = {}
    for entry in entries:
        order, problems = orders.of(entry.name, entry.email, entry.values)
        if entry.number in has_it:
            refused[entry.number] = HAS_IT
        elif problems:
            refused[entry.number] = " ".join(problems.values())
        else:
            fit.append(Fit(entry.award_id, entry.name, entry.email, order))
    return fit, refused


def _judged(answers: Mapping[str, Any], version: BadgeClassVersionRow, today: date) -> tuple[Order, dict[str, str]]:
    order = order_from(answers)
    return order, what_problems(order, version, today)
