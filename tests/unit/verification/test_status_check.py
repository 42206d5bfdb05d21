"""A badge is only fine when a sound list of its own issuer says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from issued import AWARD, LIST_ADDRESS, STRANGER, World, badge, signed, status_list, unsigned_list

from badgeservice.errors import UnavailableError
from badgeservice.verification.context import Fetched
from badgeservice.verification.report import Check, Report

INDEX = AWARD.status.index
BADGE = badge()
ENTRY = BADGE["credentialStatus"]


def report(served: Any, document: dict[str, Any] = BADGE) -> Report:
    world = World()
    world.documents[LIST_ADDRESS] = served
    return world.check(document)


def status(served: Any, document: dict[str, Any] = BADGE) -> Check:
    return report(served, document).check("status")


def test_a_set_bit_is_revoked_and_invalid() -> None:
    found = report(status_list(INDEX))
    assert (found.verdict, found.check("status").reason) == ("invalid", "status.revoked")
    assert found.check("status").evidence["list"] == LIST_ADDRESS


def test_the_bits_beside_it_mean_nothing() -> None:
    found = report(status_list(INDEX - 1, INDEX + 1))
    assert found.verdict == "valid"
    assert found.check("status").evidence["list_valid_from"] == "2026-11-22T10:00:00Z"


def test_a_suspension_is_said_in_its_own_words() -> None:
    suspended = badge(replace(AWARD, status=replace(AWARD.status, purpose="suspension")))
    assert status(status_list(INDEX, purpose="suspension"), suspended).reason == "status.suspended"


def test_the_list_may_stand_in_an_array_of_one() -> None:
    listed = unsigned_list(INDEX)["credentialSubject"]
    assert status(status_list(credentialSubject=[listed])).reason == "status.revoked"
    assert status(status_list(credentialSubject=[listed, {**listed, "id": "urn:x:2"}])).reason == "status.list_invalid"


def test_a_message_warns() -> None:
    document = badge(credentialStatus={**ENTRY, "statusPurpose": "message"})
    found = report(status_list(INDEX, purpose="message"), document)
    assert (found.verdict, found.warnings) == ("valid", ("status.message",))


def test_of_several_entries_the_worst_counts() -> None:
    second = {**ENTRY, "id": f"{LIST_ADDRESS}#7", "statusListIndex": "7"}
    unread = {"id": "https://a.example/1", "type": "1EdTechRevocationList"}
    assert status(status_list(7), badge(credentialStatus=[ENTRY, second])).reason == "status.revoked"
    assert status(status_list(), badge(credentialStatus=[ENTRY, second])).outcome == "passed"
    contexts = [*BADGE["@context"], "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"]
    both = badge(credentialStatus=[unread, second], **{"@context": contexts})
    assert status(status_list(), both).reason == "status.unreachable"
    assert status(status_list(7), both).reason == "status.revoked"


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (UnavailableError("fetch.unreachable"), "status.unreachable"),
        (UnavailableError("fetch.timeout"), "status.unreachable"),
        (UnavailableError("fetch.blocked"), "fetch.blocked"),
        (Fetched(b"", "", 503), "status.unreachable"),
        (Fetched(b"<html>", "text/html", 200), "status.unreachable"),
        (unsigned_list(), "status.list_invalid"),
        (status_list(validUntil="2026-11-22T12:00:00Z"), "status.stale"),
        (status_list(validFrom="2026-11-22T14:00:00Z"), "status.stale"),
        (status_list(type=["VerifiableCredential"]), "status.unsupported"),
    ],
)
def test_a_list_that_says_nothing_leaves_it_unknown(served: Any, reason: str) -> None:
    found = report(served)
    assert (found.verdict, found.check("status").reason) == ("unknown", reason)


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (status_list(issuer="did:web:elsewhere.example"), "status.list_issuer_mismatch"),
        (status_list(purpose="suspension"), "status.purpose_mismatch"),
        (status_list(id="https://badges.example/status/2"), "status.list_invalid"),
        ({**status_list(), "validUntil": "2027-11-22T12:00:00Z"}, "status.list_invalid"),
        ({**status_list(), "extra": "x"}, "status.list_invalid"),
        (signed(unsigned_list(), STRANGER), "status.list_invalid"),
        (status_list(credentialStatus=ENTRY), "status.list_invalid"),
        (
            status_list(credentialSubject={**unsigned_list()["credentialSubject"], "encodedList": "uAAAA"}),
            "status.list_invalid",
        ),
    ],
)
def test_a_list_that_contradicts_fails(served: Any, reason: str) -> None:
    found = report(served)
    assert (found.verdict, found.check("status").reason) == ("invalid", reason)


@pytest.mark.parametrize(
    ("changes", "outcome", "reason"),
    [
        ({"statusListIndex": "131072"}, "failed", "status.index_out_of_range"),
        ({"statusListIndex": "-1"}, "failed", "status.index_out_of_range"),
        ({"statusPurpose": "strange"}, "unknown", "status.unsupported"),
        ({"statusListCredential": "http://badges.example/status/1"}, "unknown", "status.unreachable"),
    ],
)
def test_an_entry_that_does_not_fit_says_why(changes: dict[str, str], outcome: str, reason: str) -> None:
    check = status(status_list(), badge(credentialStatus={**ENTRY, **changes}))
    assert (check.outcome, check.reason) == (outcome, reason)


def test_a_badge_without_a_status_cannot_be_withdrawn() -> None:
    unsigned = {name: value for name, value in BADGE.items() if name not in ("proof", "credentialStatus")}
    assert World().check(signed(unsigned)).check("status").evidence == {"entries": "0"}


def test_lists_that_together_are_too_large_are_not_all_read() -> None:
    world, entries = World(), []
    for number in range(2):
        address = f"https://badges.example/status/large-{number}"
        world.documents[address] = status_list(id=address, name="x" * 9_000_000)
        entries.append({**ENTRY, "id": f"{address}#1", "statusListCredential": address})
    found = world.check(badge(credentialStatus=entries)).check("status")
    assert (found.outcome, found.reason) == ("unknown", "fetch.too_large")
