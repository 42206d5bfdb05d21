"""What does one badge cost when a million are stored, beside ten thousand? In milliseconds of the processor.

PYTHONPATH=tests python -m benchmarks.growth [--small 10000] [--large 1000000] [--database SQLite PostgreSQL]

The demo, and beside its rows copies of one badge with the bytes that were signed: an organisation of the demo gave one
in fifty of them; for every thousand there is another organisation with five badge classes and a status list; every
learner keeps four, and of every badge a mail left. What is measured is what the site does: the use cases and the pages.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from faults.postgres import own_server
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.app import create_app
from badgeservice.audit.record import Actor
from badgeservice.cli.init import prepare
from badgeservice.demo.story import tell
from badgeservice.issuing.drafts import Who, begin
from badgeservice.issuing.give import give
from badgeservice.issuing.order import Order
from badgeservice.issuing.reasons import Reason
from badgeservice.issuing.withdraw import revoke
from badgeservice.network.documents import fetch_nothing
from badgeservice.settings import read_settings
from badgeservice.storage.tables import AccountRow, AwardRow, BadgeClassRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.web.collaborators import NAME, Collaborators
from benchmarks.growth_rows import fill
from benchmarks.results import Row, row, table

FIGURE, SMALL = 1.2, 10_000
ROUNDS, AT_ONCE = 9, 12
JOBS = ("award", "check page", "learner page", "revoke", "staff list", "staff overview")
HOTEL = "hotel-de-zwaan"

Work = Callable[[], object]


class Place:
    """An app over a filled database, and who uses it."""

    def __init__(self, address: str, folder: Path, number: int) -> None:
        self.settings = read_settings(
            {
                "BADGESERVICE_DATA_DIR": str(folder),
                "BADGESERVICE_DATABASE_URL": address,
                "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(folder / "key"),
                "BADGESERVICE_RATE_LIMITS": "off",
            }
        )
        prepare(self.settings).close()
        self.app = create_app(self.settings, fetch=fetch_nothing)
        self.tools: Collaborators = self.app.extensions[NAME]
        tell(self.app, self.tools.now())
        fill(self.tools.database, HOTEL, number)
        self.numbers = count()
        self.random = Random(7)
        with self.tools.database.reading() as session:
            self._choose(session)

    def _choose(self, session: Session) -> None:
        hotel = session.scalars(select(OrganisationRow).where(OrganisationRow.slug == HOTEL)).one()
        self.hotel, self.account = hotel.id, session.scalars(select(AccountRow).where(AccountRow.is_operator)).one()
        of_hotel = select(AwardRow.id, AwardRow.code, AwardRow.learner_id).where(
            AwardRow.organisation_id == hotel.id, AwardRow.revoked_at.is_(None), AwardRow.learner_id.is_not(None)
        )
        some = session.execute(of_hotel.order_by(AwardRow.code).limit(400)).all()
        self.random.shuffle(some)
        self.codes = (row.code for row in some * 20)
        self.learners = (row.learner_id for row in some * 20)
        self.to_revoke = (row.id for row in some)
        version = select(BadgeClassVersionRow.id).join(BadgeClassRow)
        released = version.where(
            BadgeClassRow.organisation_id == hotel.id,
            BadgeClassRow.kind == "skillsbadge",
            BadgeClassVersionRow.state == "released",
        )
        self.version = session.scalars(released.order_by(BadgeClassVersionRow.name)).first()

    def works(self) -> dict[str, Work]:
        """What is measured."""
        return {
            "award": self.award,
            "check page": lambda: self.page(f"/v/{next(self.codes)}", {}),
            "learner page": lambda: self.page("/mijn", {"learner": str(next(self.learners))}),
            "staff list": lambda: self.page(f"/organisatie/{HOTEL}/gegeven", self._staff()),
            "staff overview": lambda: self.page(f"/organisatie/{HOTEL}/", self._staff()),
            "revoke": self.revoke,
        }

    def page(self, path: str, known: dict[str, object]) -> None:
        """A page, asked for in a new browser."""
        client: FlaskClient = self.app.test_client()
        with client.session_transaction() as session:
            session.update(known)
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        assert answer.data

    def award(self) -> None:
        """Give a badge."""
        now = self.tools.now()
        with self.tools.database.writing() as session:
            hotel = session.get_one(OrganisationRow, self.hotel)
            name, email = "Samira Haddad", f"samira.{next(self.numbers)}@voorbeeld.nl"
            draft = begin(session, hotel, self.account.id, Who(self.version, name, email), now)
            levels = {one["id"]: None for one in draft.version.behaviours}
            order = Order(name, email, levels, judged_on=now.date())
            give(session, draft, order, self.account.id, self.tools.giving, now)

    def revoke(self) -> None:
        """Withdraw a badge."""
        with self.tools.database.writing() as session:
            award = session.get_one(AwardRow, next(self.to_revoke))
            actor, now = Actor(self.account.id), self.tools.now()
            revoke(session, award, Reason("wrong_person"), actor, self.tools.sign, self.tools.addresses, now)

    def _staff(self) -> dict[str, object]:
        return {"_user_id": self._manager, "_fresh": True, "staff_seen": self.tools.now().timestamp()}

    @property
    def _manager(self) -> str:
        with self.tools.database.reading() as session:
            known = select(AccountRow.fs_uniquifier).where(AccountRow.email == f"beheer@{HOTEL}.voorbeeld.nl")
            return session.scalars(known).one()


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description=__doc__)
    parser.add_argument("--small", type=int, default=SMALL)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--database", nargs="+", choices=ADDRESSES, default=list(ADDRESSES))
    given = parser.parse_args()
    print(table([one for kind in given.database for one in on_one(kind, given.small, given.large, JOBS)]))


def rows(badges: int) -> list[Row]:
    """What the first jobs cost with so many badges, on SQLite."""
    return on_one("SQLite", min(SMALL, badges), badges, JOBS[:4])


def on_one(kind: str, few: int, many: int, jobs: Sequence[str]) -> list[Row]:
    """What jobs cost with many badges, beside what they cost with few."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="badgeservice-growth-")))
        addresses = stack.enter_context(ADDRESSES[kind](folder))
        small, large = (Place(next(addresses), folder, number) for number in (few, many))
        measured = _measured(small, large, jobs)
        for place in (small, large):
            place.tools.database.close()
    return [
        row(f"{job}, {many} badges, {kind}, ms", taken[1], (f"with {few} badges", taken[0]), FIGURE)
        for job, taken in measured.items()
    ]


def _measured(small: Place, large: Place, jobs: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Milliseconds of the processor for each job, with few and with many: the least of turns that alternate, since what
    else a machine does can only add."""
    found = {}
    for job in jobs:
        taken: list[list[float]] = [[], []]
        for number in range(ROUNDS + 1):
            for at, place in sorted(enumerate((small, large)), reverse=number % 2 == 1):
                work = place.works()[job]
                gc.collect()
                began = time.process_time()
                for _ in range(AT_ONCE):
                    work()
                if number:
                    taken[at].append((time.process_time() - began) / AT_ONCE * 1000)
        found[job] = (min(taken[0]), min(taken[1]))
    return found


@contextmanager
def _sqlite(folder: Path) -> Iterator[Iterator[str]]:
    yield (f"sqlite:///{folder / f'{number}.db'}" for number in count())


@contextmanager
def _postgresql(_folder: Path) -> Iterator[Iterator[str]]:
    with own_server() as server:
        yield (server.database() for _ in count())


ADDRESSES = {"SQLite": _sqlite, "PostgreSQL": _postgresql}

if __name__ == "__main__":
    main()
