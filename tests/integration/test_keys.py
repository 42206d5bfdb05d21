"""Keys: sealed at rest, rotated without breaking what was given, listed by the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from staff_desk import Desk

from badgeservice.cli import main
from badgeservice.errors import SettingsError
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.signing import create_sign
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


def test_the_database_alone_signs_nothing(world: Any) -> None:
    organisation = world.organisation()
    thief = create_sign(world.tools.addresses, bytes(32))
    with world.database.reading() as session, pytest.raises(SettingsError):
        thief(session, organisation.id, "badges", {}, world.clock())
