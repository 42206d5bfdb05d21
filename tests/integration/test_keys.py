"""Keys: sealed at rest, rotated without breaking what was given, listed by the command line."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from staff_desk import Desk

from badgeservice.cli import main
from badgeservice.errors import SettingsError
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.organisations.service_key import ensure_service_key
from badgeservice.organisations.signer import BADGES, RECEIPTS, SERVICE
from badgeservice.signing import create_sign
from badgeservice.storage import keys
from badgeservice.storage.tables import SigningKeyRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify


def run(environment: dict[str, str], *arguments: str) -> str:
    done = CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def verdict(world: Any, document: bytes) -> str:
    with world.database.reading() as session:
        addresses = world.tools.addresses
        context = Context(
            now=world.clock(),
            fetch=fetch_own(session, addresses),
            known_issuer=lambda did: own_issuer(session, addresses, did),
        )
        return verify(document, context).verdict


@pytest.mark.parametrize("purpose", ["badges", "status"])
def test_badges_from_before_and_after_a_rotation_are_valid(
    world: Any, environment: dict[str, str], purpose: str
) -> None:
    desk = Desk(world)
    version = desk.released()
    before = desk.award(desk.given(version)).document
    assert "signs" in run(environment, "keys", "rotate", desk.organisation.slug, "--purpose", purpose)
    after = desk.award(desk.given(version)).document
    assert verdict(world, before) == verdict(world, after) == "valid"
    if purpose == "badges":
        methods = {
            json.loads(document)["proof"][0]["verificationMethod"].partition("#")[2] for document in (before, after)
        }
        assert methods == {"key-1", "key-2"}


def test_the_list_shows_every_key_and_no_secret(world: Any, environment: dict[str, str]) -> None:
    organisation = world.organisation()
    run(environment, "keys", "rotate", organisation.slug)
    shown = run(environment, "keys", "list")
    assert [line.split("\t")[1:4] for line in shown.splitlines()] == [
        ["#key-1", "badges", "retired"],
        ["#key-2", "badges", "active"],
        ["#status", "status", "active"],
    ]


def test_rotating_the_key_of_nobody_says_what_to_do(world: Any, environment: dict[str, str]) -> None:
    done = CliRunner().invoke(main, ["keys", "rotate", "niemand"], env=environment)
    assert done.exit_code == 1
    assert "keys list" in done.output


def test_a_key_moved_to_another_organisation_does_not_sign(world: Any) -> None:
    first, second = world.organisation("Hotel Zon"), world.organisation("Hotel Maan")
    with world.database.writing() as session:
        rows = {
            row.organisation_id: row
            for row in session.scalars(select(SigningKeyRow).where(SigningKeyRow.purpose == "badges"))
        }
        rows[second.id].sealed = rows[first.id].sealed
    with world.database.reading() as session, pytest.raises(SettingsError):
        world.tools.sign(session, second.id, "badges", {}, world.clock())


def test_a_key_of_an_organisation_does_not_sign_for_the_service(world: Any) -> None:
    organisation = world.organisation()
    ensure_service_key(world.database, world.tools.create_key, world.clock())
    with world.database.writing() as session:
        theirs = keys.active(session, organisation.id, BADGES)
        ours = keys.active(session, SERVICE, RECEIPTS)
        ours.sealed = theirs.sealed
    with world.database.reading() as session, pytest.raises(SettingsError):
        world.tools.sign(session, SERVICE, RECEIPTS, {}, world.clock())


def test_the_service_has_one_active_key_and_two_never_the_same_name(world: Any) -> None:
    ensure_service_key(world.database, world.tools.create_key, world.clock())
    ensure_service_key(world.database, world.tools.create_key, world.clock())
    with world.database.reading() as session:
        [key] = keys.of_organisation(session, SERVICE)
    for changes in ({"fragment": "key-9"}, {"state": "retired"}):
        copied = {"id": uuid4(), "organisation_id": None, "purpose": RECEIPTS, "fragment": "key-1", "state": "active"}
        row = SigningKeyRow(**copied | changes, public=key.public, sealed=key.sealed, created_at=world.clock())
        with pytest.raises(IntegrityError), world.database.writing() as session:
            session.add(row)


def test_two_who_need_the_first_key_at_the_same_moment_get_the_same_one(world: Any) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = [
            threads.submit(ensure_service_key, world.database, world.tools.create_key, world.clock()) for _ in range(8)
        ]
    assert [one.result() for one in made] == [None] * 8
    with world.database.reading() as session:
        assert [key.fragment for key in keys.of_organisation(session, SERVICE)] == ["key-1"]


def test_the_database_alone_signs_nothing(world: Any) -> None:
    organisation = world.organisation()
    thief = create_sign(world.tools.addresses, bytes(32))
    with world.database.reading() as session, pytest.raises(SettingsError):
        thief(session, organisation.id, "badges", {}, world.clock())
