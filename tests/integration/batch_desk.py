"""A desk where lists of people are handed in, and workers that give what is on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from staff_desk import Desk

from badgeservice.audit.record import first_broken_row
from badgeservice.issuing.batches import creating, starting, work
from badgeservice.issuing.batches.creating import HandedIn, digest_of
from badgeservice.issuing.batches.progress import Progress, ResultRow, progress_of, result_rows
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.storage.tables import (
    AccountRow,
    AuditRow,
    AwardRow,
    BadgeClassVersionRow,
    BatchChunkRow,
    BatchEntryRow,
    BatchRow,
    OrganisationRow,
    OutboxRow,
)
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify

ANSWERS: Mapping[str, Any] = {"levels": {"b1": None, "b2": None}, "judged_on": "2026-11-20"}


@dataclass(frozen=True)
class Listed:
    """A row of a list as it was read."""

    number: int
    name: str
    email: str
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: Mapping[str, str] | None = None


def people(how_many: int, first: int = 2, **more: Any) -> list[Listed]:
    """Different people, from a row on."""
    rows = range(first, first + how_many)
    return [Listed(row, f"Deelnemer {row}", f"deelnemer{row}@voorbeeld.nl", **more) for row in rows]


@dataclass
class BatchDesk(Desk):
    """A desk with one released class, whose lists are kept and given."""

    version_id: UUID | None = None

    def ready_class(self, kind: str = "skillsbadge") -> BatchDesk:
        self.version_id = self.released(kind)
        return self

    @property
    def giver(self) -> AccountRow:
        with self.world.database.reading() as session:
            email = "-".join(self.roles) + f"@{self.organisation.slug}.voorbeeld.nl"
            return session.scalars(select(AccountRow).where(AccountRow.email == email)).one()

    def own(self, session: Any) -> OrganisationRow:
        return session.get_one(OrganisationRow, self.organisation.id)

    def handed_in(self, entries: list[Listed], answers: Mapping[str, Any] = ANSWERS, name: str = "lijst.csv",
                  delay: int = 0) -> UUID:  # fmt: skip
        """The batch that a list became."""
        return self.hand_in(entries, answers, name, delay)[0].id

    def hand_in(self, entries: list[Listed], answers: Mapping[str, Any] = ANSWERS, name: str = "lijst.csv",
                delay: int = 0) -> tuple[BatchRow, bool]:  # fmt: skip
        assert self.version_id is not None
        data = repr([(one.number, one.name, one.email) for one in entries]).encode()
        handed = HandedIn(name, digest_of(data, self.version_id), answers, entries)
        with self.world.database.writing() as session:
            version = session.get_one(BadgeClassVersionRow, self.version_id)
            return creating.create(
                session, self.own(session), version, handed, self.giver.id, delay, self.world.clock()
            )

    def act(self, use_case: Any, *given: Any, **named: Any) -> Any:
        """Call a use case in a transaction of its own, for this organisation."""
        with self.world.database.writing() as session:
            return use_case(session, self.own(session), *given, **named)

    def start(self, batch: UUID, due_at: Any = None, by: UUID | None = None) -> BatchRow:
        now = self.world.clock()
        return self.act(starting.start, batch, due_at, by or self.giver.id, self.world.tools.giving, now)

    def work(self, giving: Any = None) -> int:
        """Do everything that waits; how many badges."""
        database, giving, now = self.world.database, giving or self.world.tools.giving, self.world.clock()
        waiting = work.work_that_waits(database, giving, now)
        done = sum(work.do_chunk(database, batch, number, giving, now) for batch, number in waiting)
        work.work_that_waits(database, giving, now)
        return done

    def given_batch(self, entries: list[Listed], **more: Any) -> UUID:
        """A batch that was given."""
        batch = self.handed_in(entries, **more)
        self.start(batch)
        self.work()
        return batch

    def batch(self, batch: UUID) -> BatchRow:
        with self.world.database.reading() as session:
            return session.get_one(BatchRow, batch)

    def entries(self, batch: UUID) -> list[BatchEntryRow]:
        with self.world.database.reading() as session:
            asked = select(BatchEntryRow).where(BatchEntryRow.batch_id == batch)
            return list(session.scalars(asked.order_by(BatchEntryRow.number)))

    def chunks(self, batch: UUID) -> list[BatchChunkRow]:
        with self.world.database.reading() as session:
            asked = select(BatchChunkRow).where(BatchChunkRow.batch_id == batch)
            return list(session.scalars(asked.order_by(BatchChunkRow.number)))

    def progress(self, batch: UUID) -> Progress:
        with self.world.database.reading() as session:
            return progress_of(session, session.get_one(BatchRow, batch))

    def results(self, batch: UUID) -> list[ResultRow]:
        with self.world.database.reading() as session:
            return list(result_rows(session, session.get_one(BatchRow, batch), self.world.tools.addresses))

    def awards(self) -> list[AwardRow]:
        with self.world.database.reading() as session:
            return list(session.scalars(select(AwardRow)))

    def mails(self, kind: str = "badge_given") -> list[OutboxRow]:
        with self.world.database.reading() as session:
            return list(session.scalars(select(OutboxRow).where(OutboxRow.kind == kind)))

    def verdict(self, award: AwardRow) -> str:
        addresses = self.world.tools.addresses
        with self.world.database.reading() as session:
            context = Context(
                now=self.world.clock(),
                fetch=fetch_own(session, addresses),
                known_issuer=lambda did: own_issuer(session, addresses, did),
            )
            return verify(award.document, context).verdict

    def audit(self) -> list[tuple[str, str]]:
        with self.world.database.reading() as session:
            assert first_broken_row(session) is None
            return [(row.action, row.actor) for row in session.scalars(select(AuditRow).order_by(AuditRow.number))]

    def states(self, batch: UUID) -> dict[str, int]:
        found: dict[str, int] = {}
        for entry in self.entries(batch):
            found[entry.state] = found.get(entry.state, 0) + 1
        return found
