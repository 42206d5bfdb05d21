"""Rows of status lists."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, EndorsementRow, PublishedBitRow, StatusListRow

# Asked for every look at a badge; putting a question together takes longer than the answer.
_DOCUMENTS = select(StatusListRow.id, StatusListRow.signed_at, StatusListRow.document).where(
    StatusListRow.id.in_(bindparam("lists", expanding=True))
)


def by_id(session: Session, status_list: UUID) -> StatusListRow | None:
    """The list with this id."""
    return session.get(StatusListRow, status_list)


def locked(session: Session, status_list: UUID) -> StatusListRow | None:
    """The list, locked until this transaction ends, so that it is signed by one writer at a time."""
    return session.get(StatusListRow, status_list, with_for_update=True, populate_existing=True)


def take(session: Session, organisation: UUID, purpose: str, number: int, most: int) -> tuple[UUID, int] | None:
    """Take the next `number` places of an open list of an organisation that has at most `most` taken afterwards: the
    list and the first of them, in the order of its secret. The fullest comes first; None when no open list has room."""
    lists = StatusListRow.metadata.tables[StatusListRow.__tablename__]
    has_room = (lists.c.is_open.is_(True), lists.c.next_place <= most - number)
    other = lists.alias()
    open_ones = select(other.c.id).where(
        other.c.organisation_id == organisation,
        other.c.purpose == purpose,
        other.c.is_open.is_(True),
        other.c.next_place <= most - number,
    )
    taken = session.execute(
        update(lists)
        # Whoever waited here for another writer asks again whether there is room.
        .where(
            lists.c.id == open_ones.order_by(other.c.next_place.desc(), other.c.id).limit(1).scalar_subquery(),
            *has_room,
        )
        .values(next_place=lists.c.next_place + number)
        .returning(lists.c.id, lists.c.next_place)
    ).one_or_none()
    return (taken.id, taken.next_place - number) if taken is not None else None


def open_one_by_one(session: Session, organisation: UUID, purpose: str) -> None:
    """Wait until nobody else is opening a list for this organisation; on SQLite there is one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        name = func.hashtextextended(f"status_list|{organisation}|{purpose}", 0)
        session.execute(select(func.pg_advisory_xact_lock(name)))


def close_full(session: Session, organisation: UUID, purpose: str, most: int) -> None:
    """Close the lists of an organisation in which `most` places or more are taken."""
    lists = StatusListRow.metadata.tables[StatusListRow.__tablename__]
    session.execute(
        update(lists)
        .where(lists.c.organisation_id == organisation, lists.c.purpose == purpose)
        .where(lists.c.is_open.is_(True), lists.c.next_place >= most)
        .values(is_open=False)
    )


def withdrawn_indexes(session: Session, status_list: UUID) -> list[int]:
    """The places in a status list whose bit is set: of badges, of endorsements, and of what a backup did not know."""
    badges = select(AwardRow.status_index).where(
        AwardRow.status_list_id == status_list,
        or_(AwardRow.revoked_at.is_not(None), AwardRow.suspended_at.is_not(None)),
    )
    endorsements = select(EndorsementRow.status_index).where(
        EndorsementRow.status_list_id == status_list, EndorsementRow.withdrawn_at.is_not(None)
    )
    published = select(PublishedBitRow.place).where(PublishedBitRow.status_list_id == status_list)
    return [*session.scalars(badges), *session.scalars(endorsements), *session.scalars(published)]


def close_all(session: Session) -> int:
    """Let no list give away a place any more; how many still did."""
    closed = session.execute(update(StatusListRow).where(StatusListRow.is_open.is_(True)).values(is_open=False))
    return int(closed.rowcount)  # type: ignore[attr-defined]  # as in links.use


def signed(session: Session, status_list: UUID) -> tuple[int, datetime] | None:
    """Of which version a list was signed, and when: other bytes, another answer. The document is not read."""
    asked = select(StatusListRow.signed_version, StatusListRow.signed_at).where(StatusListRow.id == status_list)
    found = session.execute(asked).one_or_none()
    return (found[0], found[1]) if found is not None else None


def documents(session: Session, lists: Collection[UUID]) -> dict[UUID, tuple[datetime, bytes]]:
    """When each of these lists was signed, and what was signed."""
    found = session.execute(_DOCUMENTS, {"lists": list(lists)})
    return {row.id: (row.signed_at, row.document) for row in found}


def of_organisation(session: Session, organisation: UUID) -> Sequence[StatusListRow]:
    """Every list of an organisation."""
    return session.scalars(select(StatusListRow).where(StatusListRow.organisation_id == organisation)).all()


def signed_before(session: Session, moment: datetime) -> Sequence[UUID]:
    """The lists whose signature is older than a moment."""
    return session.scalars(select(StatusListRow.id).where(StatusListRow.signed_at < moment)).all()
