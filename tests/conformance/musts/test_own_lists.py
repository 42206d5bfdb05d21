"""The status lists that we make ourselves are what Bitstring Status List asks for, read by other means."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from issued import LIST_ADDRESS, status_list, unsigned_list

from badgeservice.status import bitstring
from musts.desk import Desk
from musts.documents import ISSUER, credential
from musts.inputs import ISSUE, VERIFY
from musts.shown import is_secured

# Rows of docs/conformance.md that are proved here: they are about what we publish, not about what is sent to us.
PROVED = {
    "BSL-3.1-1": "test_a_list_of_ours_has_the_types_and_members_of_its_standard",
    "BSL-3.1-2": "test_a_status_without_a_list_gets_one_of_ours_which_can_be_had_and_checked",
    "BSL-3.3-2": "test_the_bit_of_an_index_is_counted_from_the_left",
}

SIXTEEN_KILOBYTES = 16_384


def unpacked(encoded: str) -> bytes:
    """The bits of an encodedList, by the standard library alone."""
    assert encoded[0] == "u"
    assert "=" not in encoded
    return gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


def test_a_list_of_ours_has_the_types_and_members_of_its_standard() -> None:
    made = status_list(5)
    listed = made["credentialSubject"]
    assert made["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert made["id"] == LIST_ADDRESS
    assert {"VerifiableCredential", "BitstringStatusListCredential"} == set(made["type"])
    assert listed["type"] == "BitstringStatusList"
    assert listed["statusPurpose"] == "revocation"
    assert made["validFrom"] < made["validUntil"]
    assert made["proof"]


@pytest.mark.parametrize("index", [0, 7, 8, 94_567, 131_071])
def test_the_bit_of_an_index_is_counted_from_the_left(index: int) -> None:
    bits = unpacked(unsigned_list(index)["credentialSubject"]["encodedList"])
    expected = bytearray(SIXTEEN_KILOBYTES)
    expected[index // 8] = 1 << (7 - index % 8)
    assert bits == bytes(expected)


def test_a_list_of_ours_is_never_shorter_than_16_kilobytes() -> None:
    assert len(unpacked(bitstring.encode([]))) == SIXTEEN_KILOBYTES
    with pytest.raises(ValueError, match="not allowed"):
        bitstring.encode([], SIXTEEN_KILOBYTES * 8 - 8)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Path(tmp_path_factory.mktemp("lists")))


@pytest.mark.parametrize("purpose", ["revocation", "suspension"])
def test_a_status_without_a_list_gets_one_of_ours_which_can_be_had_and_checked(desk: Desk, purpose: str) -> None:
    wanted = {"type": "BitstringStatusListEntry", "statusPurpose": purpose}
    body = {"credential": credential(ISSUER), "options": {"credentialStatus": wanted}}
    issued = desk.send(ISSUE, body).get_json()["verifiableCredential"]
    (entry,) = _entries(issued)
    served = desk.app.test_client().get(urlsplit(entry["statusListCredential"]).path)
    assert entry["statusListIndex"] == str(int(entry["statusListIndex"]))
    assert entry["id"] != entry["statusListCredential"]
    assert len(unpacked(served.get_json(force=True)["credentialSubject"]["encodedList"])) == SIXTEEN_KILOBYTES
    is_secured(served.get_json(force=True))
    desk.world.documents = {entry["statusListCredential"]: served.data}
    assert desk.send(VERIFY, {"verifiableCredential": issued}).status_code == 200
    desk.world.documents = {}
    assert desk.send(VERIFY, {"verifiableCredential": issued}).status_code == 400


def _entries(issued: Any) -> list[Any]:
    status = issued["credentialStatus"]
    return status if isinstance(status, list) else [status]
