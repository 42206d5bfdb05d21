"""What one organisation signs about another: kept, served, withdrawn."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from badgeservice.issuing.own_documents import fetch_own
from badgeservice.model.endorsement import MANDATE
from badgeservice.organisations.endorsing import Statement, endorse, take_back
from badgeservice.storage.tables import EndorsementRow
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import verify


def _endorsed(world: Any) -> tuple[Any, Any]:
    hotel, branch = world.organisation("Hotel Zon"), world.organisation("Gastvrij Oost", "branche")
    statement = Statement(
        hotel.id,
        world.tools.addresses.organisation_did(hotel.slug),
        "Mandaat",
        "Hotel Zon mag deze badge geven.",
        world.clock(),
        mandate_for=world.tools.addresses.branch.badge_class("gasten"),
    )
    with world.database.writing() as session:
        row = endorse(session, branch, statement, world.tools.sign, world.tools.addresses, world.clock())
    return row, branch


def _verdict(world: Any, document: bytes) -> Any:
    with world.database.reading() as session:
        return verify(document, Context(world.clock(), fetch_own(session, world.tools.addresses), lambda _did: None))


def test_a_mandate_is_signed_by_the_branch_and_names_the_class(world: Any) -> None:
    row, branch = _endorsed(world)
    document = json.loads(row.document)
    assert document["issuer"]["id"] == world.tools.addresses.organisation_did(branch.slug)
    assert document["termsOfUse"] == [{"id": "http://localhost:8000/badge-classes/gasten", "type": MANDATE}]
    report = _verdict(world, row.document)
    assert report.verdict == "valid", [check for check in report.checks if check.reason]


def test_its_address_serves_the_signed_bytes(world: Any) -> None:
    row, _branch = _endorsed(world)
    served = world.app.test_client().get(f"/endorsements/{row.id}")
    assert served.data == row.document
    assert served.headers["Access-Control-Allow-Origin"] == "*"


def test_one_that_was_taken_back_is_revoked(world: Any) -> None:
    row, _branch = _endorsed(world)
    for _twice in range(2):
        with world.database.writing() as session:
            take_back(session, row.id, world.tools.sign, world.tools.addresses, world.clock())
    with world.database.reading() as session:
        assert session.scalar(select(EndorsementRow.withdrawn_at)) == world.clock()
    assert _verdict(world, row.document).check("status").reason == "status.revoked"
