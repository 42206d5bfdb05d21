"""The status lists that we make ourselves are what Bitstring Status List asks for, read by other means."""

from __future__ import annotations

import base64
import gzip

import pytest
from issued import LIST_ADDRESS, status_list, unsigned_list

from badgeservice.status import bitstring

# Rows of docs/conformance.md that are proved here: they are about what we publish, not about what is sent to us.
PROVED = ("BSL-3.1-1", "BSL-3.3-2")

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
