"""Does a list say "withdrawn" only about an entry that is truly its own, and never stay silent for another reason?"""

from __future__ import annotations

import base64
import gzip
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badgeservice.errors import BadgeServiceError, MalformedError, UnavailableError
from badgeservice.proofs import did_key, eddsa_rdfc
from badgeservice.status import bitstring, status_list
from badgeservice.status.status_list import Entry, judge, read_entry

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ADDRESS = "https://hotel.example/status/1"


def entry(**changes) -> dict:
    return {
        "id": f"{ADDRESS}#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": ADDRESS,
    } | changes


def listed(indexes=(94567,), **changes) -> dict:
    document = status_list.list_credential(
        id=ADDRESS,
        issuer_id="did:web:hotel.example",
        issuer_name="Hotel",
        purpose="revocation",
        encoded=bitstring.encode(indexes),
        valid_from=NOW - timedelta(days=1),
        valid_until=NOW + timedelta(days=7),
    )
    return document | changes


def subject(**changes) -> dict:
    return listed() | {"credentialSubject": listed()["credentialSubject"] | changes}


def reason(an_entry: dict, document: dict) -> str:
    with pytest.raises(BadgeServiceError) as problem:
        judge(read_entry(an_entry), document, NOW)
    return problem.value.reason


def test_set_and_unset_entries():
    assert judge(read_entry(entry()), listed(), NOW) == 1
    assert judge(read_entry(entry()), listed([94566, 94568]), NOW) == 0


def test_list_is_signed_without_a_dropped_term():
    key = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
    method = did_key.verification_method(did_key.did_key(key.public_key()))
    signed = eddsa_rdfc.sign(listed(), key, method, NOW)
    assert judge(read_entry(entry()), signed, NOW) == 1


def test_list_for_several_purposes_serves_each():
    document = subject(statusPurpose=["revocation", "suspension"])
    assert judge(read_entry(entry()), document, NOW) == 1
    assert judge(read_entry(entry(statusPurpose="suspension")), document, NOW) == 1
    assert reason(entry(statusPurpose="message"), document) == "status.purpose_mismatch"


@pytest.mark.parametrize("purpose", ["suspension", None, [], ["suspension"], "revocation ", {"revocation": 1}])
def test_list_for_another_purpose_is_refused(purpose):
    assert reason(entry(), subject(statusPurpose=purpose)) == "status.purpose_mismatch"


@pytest.mark.parametrize(
    "index", ["-1", "131072", "9" * 30, "", "1.0", "1e3", " 1", "1\n", "\u0661", None, 5, ["1"], True]
)
def test_index_that_is_not_in_the_list_is_refused(index):
    assert reason(entry(statusListIndex=index), listed()) == "status.index_out_of_range"


def test_last_entry_of_the_list_is_in_range():
    assert judge(read_entry(entry(statusListIndex="131071")), listed([131071]), NOW) == 1


@pytest.mark.parametrize(
    "document",
    [
        listed(id="https://hotel.example/status/2"),
        listed(id=None),
        listed(credentialStatus=entry()),
        listed(credentialSubject=[]),
        listed(credentialSubject="x"),
        subject(type="StatusList2021"),
        subject(encodedList=None),
        subject(encodedList="u"),
        listed(validUntil="morgen"),
        listed(validFrom=None),
    ],
)
def test_list_that_is_not_what_it_should_be_is_refused(document):
    assert reason(entry(), document) == "status.list_invalid"


def test_short_and_huge_lists_are_refused():
    for octets, expected in ((2**14 - 1, "status.list_too_short"), (2**23 + 1, "status.list_too_large")):
        packed = base64.urlsafe_b64encode(gzip.compress(bytes(octets), mtime=0)).rstrip(b"=").decode()
        assert reason(entry(), subject(encodedList="u" + packed)) == expected


@pytest.mark.parametrize(
    ("dates", "stale"),
    [
        ({"validUntil": "2026-06-01T11:56:00Z"}, False),
        ({"validUntil": "2026-06-01T11:54:00Z"}, True),
        ({"validFrom": "2026-06-01T12:04:00Z"}, False),
        ({"validFrom": "2026-06-01T12:06:00Z"}, True),
        ({"expirationDate": "2026-05-01T00:00:00Z"}, True),
    ],
)
def test_list_that_is_not_valid_now_says_nothing(dates, stale):
    if not stale:
        assert judge(read_entry(entry()), listed(**dates), NOW) == 1
        return
    with pytest.raises(UnavailableError, match=r"status\.stale"):
        judge(read_entry(entry()), listed(**dates), NOW)


@pytest.mark.parametrize(
    "strange",
    [{"type": "StatusList2021Entry"}, {"type": None}, {"type": []}, {"statusSize": 2}, {"statusSize": "1"}],
)
def test_entry_of_another_kind_is_unsupported_not_fine(strange):
    with pytest.raises(UnavailableError, match=r"status\.unsupported"):
        judge(read_entry(entry(**strange)), listed(), NOW)


@pytest.mark.parametrize("kind", ["StatusList2021Credential", ["VerifiableCredential"], None])
def test_list_credential_of_another_kind_is_unsupported(kind):
    with pytest.raises(UnavailableError, match=r"status\.unsupported"):
        judge(read_entry(entry()), listed(type=kind), NOW)


def test_the_type_of_an_entry_may_stand_in_an_array():
    read = Entry("BitstringStatusListEntry", ADDRESS, 94567, "revocation")
    assert read_entry(entry()) == read_entry(entry(type=["BitstringStatusListEntry"])) == read


def test_a_message_may_take_more_bits_than_one():
    document = listed([4 * 3 + 2], credentialSubject=subject(statusPurpose="message")["credentialSubject"])
    document["credentialSubject"]["encodedList"] = bitstring.encode([4 * 3 + 2])
    messages = [{"status": "0x0", "message": "ok"}, {"status": "0x2", "message": "Bel even"}]
    asked = entry(statusPurpose="message", statusSize=4, statusListIndex="3", statusMessage=messages)
    assert judge(read_entry(asked), document, NOW) == 2
    assert status_list.message_in(asked, 2) == "Bel even"


@pytest.mark.parametrize(
    "changes", [{"statusListCredential": None}, {"statusListCredential": {}}, {"statusPurpose": 1}]
)
def test_entry_without_its_members_is_invalid(changes):
    with pytest.raises(MalformedError, match=r"schema\.invalid"):
        status_list.read_entry(entry(**changes))
