"""Badges are given in several processes at once from a list in which three of four places are taken, until it is full.

No place is given twice, also not over the edge where the next list is opened; and the database itself refuses a place
that is taken.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import func, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from badgeservice.issuing.batches.chunk_rows import AWARD
from badgeservice.organisations.status_lists import MOST_TAKEN, place_in
from badgeservice.storage.bulk import insert_many
from badgeservice.storage.tables import AwardRow, StatusListRow
from faults.crowd import Crowd, crowd
from faults.installation import Installation, environment, installed
from faults.postgres import own_server
from faults.running import Counts, by_hand

SMALL, FULL = 24, 2000
PROCESSES, THREADS = 4, 4


def run(folder: Path, full: bool) -> Counts:
    """On PostgreSQL, where many write at once; in full also on SQLite, where one writes at a time."""
    counts: Counts = {}
    with own_server() as server, crowd(PROCESSES if full else 2, THREADS) as many:
        for name, address in (("postgresql", server.database()), *([("sqlite", "")] if full else [])):
            found = once(folder / name, address, FULL if full else SMALL, many)
            counts |= {f"{name}, {part}": value for part, value in found.items()}
    return counts


def once(folder: Path, database: str, number: int, many: Crowd) -> Counts:
    """Leave room for half of the badges in the first list."""
    with installed(environment(folder, database)) as installation:
        first = installation.give("De eerste")
        filled = fill(installation, first, MOST_TAKEN - number // 2)
        given = [one for one, _ in many.all_at_once(installation, give, range(number))]
        with installation.database.reading() as session:
            taken = session.execute(select(AwardRow.status_list_id, AwardRow.status_index)).all()
            in_first = select(func.count()).where(AwardRow.status_list_id == filled)
            assert (session.scalar(in_first) or 0) == MOST_TAKEN
        assert len(set(given)) == number
        assert len({tuple(one) for one in taken}) == len(taken), "a place was given twice"
        lists = installation.lists()
        assert len(lists) == 2, "several lists were opened at once"
        assert refuses_a_taken_place(installation, given[0])
        return {
            "given": number,
            "places taken": len(taken),
            "places given twice": len(taken) - len({tuple(one) for one in taken}),
            "lists": len(lists),
            "lists still open": sum(one.is_open for one in lists),
        }


def give(installation: Installation, number: int) -> UUID:
    return installation.give(f"Lerende {number}")


def fill(installation: Installation, award: UUID, number: int) -> UUID:
    """Let the badges of a list be so many, by copies of one of them in the places that come next."""
    with installation.database.writing() as session:
        row = session.get_one(AwardRow, award)
        status_list = session.get_one(StatusListRow, row.status_list_id)
        like = {name: getattr(row, name) for name in AWARD}
        places = (place_in(status_list, taken) for taken in range(status_list.next_place, number))
        insert_many(session, AwardRow, AWARD, [tuple((like | fresh(place)).values()) for place in places])
        status_list.next_place = number
        return row.status_list_id


def fresh(place: int) -> dict[str, object]:
    id_ = uuid4()
    return {"id": id_, "request_id": uuid4(), "code": id_.hex[:16], "status_index": place, "document": b"{}"}


def refuses_a_taken_place(installation: Installation, award: UUID) -> bool:
    """Whether the database refuses a second badge in the place of one, whoever asks."""
    with installation.database.reading() as session:
        row = session.get_one(AwardRow, award)
    values = {column.key: getattr(row, column.key) for column in inspect(AwardRow).column_attrs}
    try:
        with installation.database.writing() as session:
            session.execute(insert(AwardRow), [values | fresh(row.status_index)])
    except IntegrityError:
        return True
    return False


if __name__ == "__main__":
    by_hand(run, __doc__)
