"""An installation to break: one organisation with badge classes, on either database, through the use cases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.app import BASE_URL, create_app
from badgeservice.audit.record import Actor
from badgeservice.drawing.badge_svg import badge_svg
from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.raster import png_from_svg
from badgeservice.issuing import badge_classes
from badgeservice.issuing.class_content import ClassContent, Picture
from badgeservice.issuing.give import give
from badgeservice.issuing.order import Order
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.issuing.reasons import Reason
from badgeservice.issuing.withdraw import resume, revoke, suspend
from badgeservice.keystore.key_file import make_key_file, read_key_file
from badgeservice.model.achievement import Kind
from badgeservice.network.documents import fetch_nothing
from badgeservice.organisations.accounts import account_for
from badgeservice.organisations.api_tokens import make_token
from badgeservice.organisations.one_time_links import KEEP, find_link, make_link
from badgeservice.organisations.registration import Application, apply, approve
from badgeservice.organisations.service_key import ensure_service_key
from badgeservice.portfolio.keep import keep
from badgeservice.settings import Settings, read_settings
from badgeservice.signing import create_key_maker
from badgeservice.storage import organisations, service_facts
from badgeservice.storage.engine import Database, opened_database
from badgeservice.storage.migrate import bring_up_to_date
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow, StatusListRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify
from badgeservice.verification.report import Report
from badgeservice.web.collaborators import NAME, Collaborators

WHO = Actor(None, "test")
BASE = "http://localhost:8000"


@dataclass
class Installation:
    """The service in a folder, and who gives in it: `versions` are released, the second can be suspended."""

    environment: dict[str, str]
    app: Flask
    organisation: UUID = field(default_factory=uuid4)
    account: UUID = field(default_factory=uuid4)
    versions: tuple[UUID, ...] = ()

    @property
    def tools(self) -> Collaborators:
        tools: Collaborators = self.app.extensions[NAME]
        return tools

    @property
    def database(self) -> Database:
        return self.tools.database

    def begin(self) -> None:
        """Make the organisation, somebody who gives, and two badge classes."""
        now = datetime.now(UTC)
        with self.database.writing() as session:
            asked = Application("werkgever", "Hotel Zon", "Zwolle", "00000001", "ada@voorbeeld.nl", "Ada Aanvrager")
            self.organisation = apply(session, asked, now).id
            approve(session, self.organisation, WHO, self.tools.create_key, now)
            self.account = account_for(session, "ada@voorbeeld.nl", "Ada Aanvrager", now).id
            self.versions = tuple(self._released(session, can_be_suspended, now) for can_be_suspended in (False, True))

    def _released(self, session: Session, can_be_suspended: bool, now: datetime) -> UUID:
        owner = organisations.by_id(session, self.organisation)
        assert owner is not None
        content = ClassContent(
            "skillsbadge", f"Gasten ontvangen {int(can_be_suspended)}", "Je ontvangt gasten.", "nl",
            ("Je ontvangt gasten vriendelijk.",), can_be_suspended=can_be_suspended,
        )  # fmt: skip
        svg = badge_svg(BadgeDesign(Kind.SKILLSBADGE, "boog", "mosterd", "stars", "Gasten", "zien", "Hotel", None))
        picture = Picture(png_from_svg(svg, 200), svg, None, "Een boog met sterren")
        version = badge_classes.create(session, owner, content, picture, WHO, now)
        badge_classes.release(session, owner, version.id, WHO, now)
        return version.id

    def give(self, name: str = "Fatima Yilmaz", email: str = "", which: int = 0) -> UUID:
        """Give one badge of a class."""
        now = datetime.now(UTC)
        with self.database.writing() as session:
            draft = AwardDraftRow(
                id=uuid4(), organisation_id=self.organisation, account_id=self.account, answers={}, created_at=now,
                version=session.get_one(BadgeClassVersionRow, self.versions[which]),
            )  # fmt: skip
            session.add(draft)
            session.flush()
            order = Order(name, email, {"b1": None}, judged_on=date(2026, 1, 5))
            return give(session, draft, order, self.account, self.tools.giving, now).id

    def kept(self, name: str, email: str) -> tuple[UUID, UUID]:
        """A badge and the learner who keeps it."""
        award, now = self.give(name, email), datetime.now(UTC)
        with self.database.writing() as session:
            link = find_link(session, make_link(session, KEEP, award, now), KEEP)
            assert link is not None
            learner = keep(session, link, None, now).learner
            assert learner is not None
        return award, learner

    def revoke(self, award: UUID) -> int:
        """Revoke a badge; its place in its list."""
        return self._changed(award, lambda *given: revoke(given[0], given[1], Reason("wrong_badge"), *given[2:]))

    def suspend(self, award: UUID) -> int:
        """Suspend a badge; its place in its list."""
        return self._changed(award, lambda *given: suspend(given[0], given[1], Reason("refresher"), *given[2:]))

    def resume(self, award: UUID) -> int:
        """Let a suspended badge count again; its place in its list."""
        return self._changed(award, resume)

    def _changed(self, award: UUID, act: Any) -> int:
        with self.database.writing() as session:
            row = session.get_one(AwardRow, award)
            act(session, row, WHO, self.tools.sign, self.tools.addresses, datetime.now(UTC))
            return row.status_index

    def report(self, document: bytes) -> Report:
        """What a check of a document of ours says, answered from this database."""
        with self.database.reading() as session:
            context = Context(
                now=datetime.now(UTC),
                fetch=fetch_own(session, self.tools.addresses),
                known_issuer=lambda did: own_issuer(session, self.tools.addresses, did),
            )
            return verify(document, context)

    def awards(self) -> list[AwardRow]:
        """Every badge."""
        with self.database.reading() as session:
            return list(session.scalars(select(AwardRow)))

    def lists(self) -> list[StatusListRow]:
        """Every status list."""
        with self.database.reading() as session:
            return list(session.scalars(select(StatusListRow)))

    def slug(self, which: int = 0) -> str:
        """The slug of a badge class, by which programs name it."""
        with self.database.reading() as session:
            return session.get_one(BadgeClassVersionRow, self.versions[which]).badge_class.slug

    def code(self, award: UUID) -> str:
        """The check code of a badge."""
        with self.database.reading() as session:
            return session.get_one(AwardRow, award).code

    def token(self, role: str = "gever") -> str:
        """A token of a program that gives badges."""
        with self.database.writing() as session:
            owner = organisations.by_id(session, self.organisation)
            assert owner is not None
            return make_token(session, owner, "Rooster", role, 90, Actor(self.account), datetime.now(UTC))


def environment(folder: Path, database_url: str = "", **more: str) -> dict[str, str]:
    """The settings of an installation in a folder, with SQLite unless another database is named."""
    ours = {
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": database_url,
        "KEY_ENCRYPTION_KEY_FILE": str(folder / "key-encryption.key"),
        "BASE_URL": BASE,
        "RATE_LIMITS": "off",
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("BADGESERVICE_")}
    return others | {f"BADGESERVICE_{name}": value for name, value in (ours | more).items()}


def prepare(environment: dict[str, str]) -> Settings:
    """Tables and keys, as `badgeservice init` makes them; without fonts, which take seconds."""
    settings = read_settings(environment)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    make_key_file(settings.key_encryption_key_file)
    with opened_database(settings.database_url) as database:
        bring_up_to_date(database)
        with database.writing() as session:
            service_facts.set_fact(session, BASE_URL, settings.base_url)
        key = read_key_file(settings.key_encryption_key_file)
        ensure_service_key(database, create_key_maker(key), datetime.now(UTC))
    return settings


@contextmanager
def installed(environment: dict[str, str]) -> Iterator[Installation]:
    """A new installation in which badges can be given."""
    prepare(environment)
    with opened(environment) as installation:
        installation.begin()
        yield installation


@contextmanager
def opened(environment: dict[str, str], like: Installation | None = None) -> Iterator[Installation]:
    """An installation that is there already; `like` says who gives what in it."""
    app = create_app(read_settings(environment), fetch=fetch_nothing)
    try:
        made = Installation(environment, app)
        yield replace(like, environment=environment, app=app) if like is not None else made
    finally:
        app.extensions[NAME].database.close()
