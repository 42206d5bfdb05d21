"""Rows of batches: who is on the list, what is wrong there, and what became of them?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from badgeservice.storage.batches import OVER, UNDER_WAY
from badgeservice.storage.bulk import insert_many
from badgeservice.storage.tables import AwardRow, BatchEntryRow, BatchRow

WAITING, WRONG, LEFT_OUT, GIVEN, REFUSED, UNDONE = "waiting", "wrong", "left_out", "given", "refused", "undone"
# Written out, so that both databases see that the index of these few answers the question.
NOT_RIGHT: ColumnElement[bool] = literal_column("batch_entry.state IN ('wrong', 'refused')")
COLUMNS = ("batch_id", "number", "name", "email", "values", "problems", "anyway", "state", "award_id")

_entry = BatchEntryRow


def add(session: Session, rows: Iterable[Sequence[Any]]) -> None:
    """Write many entries, each a sequence of values for COLUMNS."""
    insert_many(session, BatchEntryRow, COLUMNS, rows)


def one(session: Session, batch: UUID, number: int) -> BatchEntryRow | None:
    """One entry."""
    return session.get(BatchEntryRow, (batch, number), populate_existing=True)


def page(
    session: Session, batch: UUID, after: int, size: int, *, only_wrong: bool = False
) -> Sequence[tuple[BatchEntryRow, AwardRow | None]]:
    """Entries by number, after `after`, with the badge that each became; `only_wrong` keeps wrong and refused ones."""
    became = and_(AwardRow.id == _entry.award_id, _entry.state.in_((GIVEN, UNDONE)))
    asked = select(BatchEntryRow, AwardRow).outerjoin(AwardRow, became)
    asked = asked.where(_entry.batch_id == batch, _entry.number > after)
    if only_wrong:
        asked = asked.where(NOT_RIGHT)
    return [(entry, award) for entry, award in session.execute(asked.order_by(_entry.number).limit(size))]


def results(session: Session, batch: UUID, after: int, size: int) -> Sequence[Row[Any]]:
    """Of entries by number, after `after`: number, name, email, state, problems, note, award_id, code, revoked_at;
    name and address of what was given are those of the badge."""
    became = and_(AwardRow.id == _entry.award_id, _entry.state.in_((GIVEN, UNDONE)))
    asked = (
        select(
            _entry.number,
            func.coalesce(AwardRow.recipient_name, _entry.name).label("name"),
            func.coalesce(AwardRow.recipient_email, _entry.email).label("email"),
            _entry.state,
            _entry.problems,
            _entry.note,
            _entry.award_id,
            AwardRow.code,
        )
        .outerjoin(AwardRow, became)
        .where(_entry.batch_id == batch, _entry.number > after)
    )
    return session.execute(asked.order_by(_entry.number).limit(size)).all()


def waiting(session: Session, batch: UUID, first: int, last: int) -> Sequence[Row[Any]]:
    """The entries between two numbers that wait, by number: number, name, email, values, anyway, award_id."""
    columns = (_entry.number, _entry.name, _entry.email, _entry.values, _entry.anyway, _entry.award_id)
    asked = select(*columns).where(_between(batch, first, last), _entry.state == WAITING)
    return session.execute(asked.order_by(_entry.number)).all()


def waiting_numbers(session: Session, batch: UUID) -> Sequence[int]:
    """The numbers of all entries that wait."""
    asked = select(_entry.number).where(_entry.batch_id == batch, _entry.state == WAITING)
    return session.scalars(asked.order_by(_entry.number)).all()


def count(session: Session, batch: UUID, state: str) -> int:
    """How many entries of a batch are in a state."""
    return session.scalar(select(func.count()).where(_entry.batch_id == batch, _entry.state == state)) or 0


def refuse(session: Session, batch: UUID, why: Mapping[int, str]) -> None:
    """Refuse entries, each with its sentence."""
    if not why:
        return
    table = BatchEntryRow.metadata.tables[BatchEntryRow.__tablename__]
    asked = update(table).where(table.c.batch_id == batch, table.c.number == bindparam("which"))
    session.connection().execute(
        asked.values(state=REFUSED, note=bindparam("why")),
        [{"which": number, "why": str(sentence)} for number, sentence in why.items()],
    )


def refuse_waiting(session: Session, batch: UUID, first: int, last: int, why: str) -> int:
    """Refuse every entry between two numbers that waits; how many."""
    which = (_between(batch, first, last), _entry.state == WAITING)
    return _changed(session, *which, values={"state": REFUSED, "note": why})


def mark_given(session: Session, batch: UUID, first: int, last: int) -> int:
    """Every entry between two numbers that waits was given; who it was for now stands with the badge."""
    which = (_between(batch, first, last), _entry.state == WAITING)
    return _changed(session, *which, values={"state": GIVEN, "name": "", "email": "", "values": {}})


def mark_undone(session: Session, batch: UUID, first: int, last: int) -> int:
    """Every entry between two numbers that was given is undone; how many."""
    which = (_between(batch, first, last), _entry.state == GIVEN)
    return _changed(session, *which, values={"state": UNDONE})


def given_awards(batch: UUID, first: int, last: int) -> Select[Any]:
    """The badges that the entries between two numbers became."""
    return select(_entry.award_id).where(_between(batch, first, last), _entry.state == GIVEN)


def number_with(session: Session, batch: UUID, number: int, name: str, email: str) -> int | None:
    """The first other entry of a batch, not left out, with the same address; without an address, the same name."""
    same = _entry.email == email if email else and_(_entry.email == "", func.lower(_entry.name) == name.lower())
    asked = select(_entry.number).where(
        _entry.batch_id == batch, _entry.number != number, _entry.state.in_((WAITING, WRONG)), same
    )
    return session.scalar(asked.order_by(_entry.number).limit(1))


def mark_holders(session: Session, batch: BatchRow, problems: Mapping[str, str], only: int | None = None) -> int:
    """Entries that wait, of people who hold the same badge of the same organisation, become wrong; how many."""
    which = (_waits(batch, only), exists(_held(batch)))
    return _changed(session, *which, values={"state": WRONG, "problems": dict(problems)})


def mark_elsewhere(session: Session, batch: BatchRow, problems: Mapping[str, str], only: int | None = None) -> int:
    """Entries that wait, of people who wait in another batch for the same badge, become wrong; how many."""
    other = aliased(BatchEntryRow)
    elsewhere = (
        select(other.number)
        .join(BatchRow, BatchRow.id == other.batch_id)
        .where(
            other.email == _entry.email,
            # As the index says it.
            other.email != literal_column("''"),
            other.batch_id != batch.id,
            other.state == WAITING,
            BatchRow.version_id == batch.version_id,
            BatchRow.organisation_id == batch.organisation_id,
            BatchRow.state.in_(UNDER_WAY),
        )
        .correlate(BatchEntryRow)
    )
    which = (_waits(batch, only), exists(elsewhere))
    return _changed(session, *which, values={"state": WRONG, "problems": dict(problems)})


def of_holders(session: Session, batch: BatchRow, first: int, last: int) -> Collection[int]:
    """Which of the entries that wait from `first` to `last` are of people who hold the same badge by now.

    Asked of the entries: how many of five hundred addresses are found is more than PostgreSQL knows of a table that
    grew a minute ago, and then it reads the whole of that.
    """
    which = (_waits(batch), _between(batch.id, first, last), exists(_held(batch)))
    return set(session.scalars(select(_entry.number).where(*which)))


def forget_people(session: Session, which: ColumnElement[bool]) -> None:
    """Leave nothing personal of entries that were not given."""
    nothing: dict[str, Any] = {"name": "", "email": "", "values": {}, "problems": None}
    _changed(session, which, _entry.state.in_((WAITING, WRONG, LEFT_OUT, REFUSED)), values=nothing)


def erase_people(session: Session, addresses: Collection[str]) -> None:
    """Leave nothing of people who asked for that, and give them nothing of lists on which they still stand."""
    theirs = and_(_entry.email.in_(addresses), _entry.email != literal_column("''"))
    found = session.scalars(select(_entry.batch_id).where(theirs).distinct().order_by(_entry.batch_id)).all()
    for batch_id in found:
        # While this is held, no chunk of it is given.
        batch = session.get_one(BatchRow, batch_id, with_for_update={"of": BatchRow}, populate_existing=True)
        for entry in session.scalars(select(BatchEntryRow).where(_entry.batch_id == batch_id, theirs)):
            batch.wrong -= entry.state == WRONG
            batch.left_out += entry.state in (WAITING, WRONG)
            entry.state = LEFT_OUT if entry.state in (WAITING, WRONG) else entry.state
            entry.name, entry.email, entry.values, entry.problems = "", "", {}, None


def of_batches_over(moment: datetime) -> ColumnElement[bool]:
    """Which entries are of batches that were over before a moment."""
    over = select(BatchRow.id).where(BatchRow.state.in_(OVER), BatchRow.finished_at < moment)
    return and_(_entry.batch_id.in_(over), or_(_entry.name != "", _entry.email != ""))


def _held(batch: BatchRow) -> Select[Any]:
    asked = select(AwardRow.id).where(AwardRow.recipient_email == _entry.email, *_stands(batch))
    return asked.correlate(BatchEntryRow)


def _stands(batch: BatchRow) -> tuple[ColumnElement[bool], ...]:
    """Which badges are the same as those of a batch, and count."""
    return (
        _by_address_only(AwardRow.version_id) == batch.version_id,
        _by_address_only(AwardRow.organisation_id) == batch.organisation_id,
        AwardRow.revoked_at.is_(None),
        AwardRow.erased_at.is_(None),
    )


def _by_address_only(column: InstrumentedAttribute[UUID]) -> ColumnElement[UUID]:
    """Not the column itself: a database that does not know yet how many badges there are (PostgreSQL), or never does
    (SQLite), would read all badges of the organisation, or of the version, for every address."""
    return func.coalesce(column, column, type_=column.type)


def _waits(batch: BatchRow, only: int | None = None) -> ColumnElement[bool]:
    waits = and_(_entry.batch_id == batch.id, _entry.state == WAITING, _entry.anyway.is_(False), _entry.email != "")
    return waits if only is None else and_(waits, _entry.number == only)


def _between(batch: UUID, first: int, last: int) -> ColumnElement[bool]:
    return and_(_entry.batch_id == batch, _entry.number.between(first, last))


def _changed(session: Session, *which: ColumnElement[bool], values: Mapping[str, Any]) -> int:
    written = update(BatchEntryRow).where(*which).values(values).execution_options(synchronize_session=False)
    return session.execute(written).rowcount  # type: ignore[attr-defined,no-any-return]  # as in links.use
