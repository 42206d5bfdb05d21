"""Is a status list packed in one way, and only one whole list of a decent size read?"""

from __future__ import annotations

import base64
import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedError
from badgeservice.status import bitstring

SMALLEST = 2**17


def encoded(packed: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def packed(bits: bytes) -> bytes:
    return gzip.compress(bits, mtime=0)


def reason(text: object) -> str | None:
    try:
        bitstring.decode(text)
    except MalformedError as problem:
        return problem.reason
    return None


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, SMALLEST - 1), max_size=30))
def test_exactly_the_set_entries_come_back(indexes):
    bits = bitstring.decode(bitstring.encode(indexes))
    assert len(bits) * 8 == SMALLEST
    assert sum(byte.bit_count() for byte in bits) == len(indexes)
    assert all(bitstring.value_at(bits, index) for index in indexes)


def test_most_significant_bit_comes_first():
    assert bitstring.decode(bitstring.encode([0, 9]))[:2] == b"\x80\x40"


def test_text_is_that_of_gzip_and_always_the_same():
    text = bitstring.encode([1, 70_000])
    assert text == bitstring.encode([70_000, 1])
    raw = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    assert raw[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"
    assert bitstring.value_at(gzip.decompress(raw), 70_000)


def test_example_of_the_standard_is_read():
    # Bitstring Status List 1.0, §2.2, example of a status list credential
    bits = bitstring.decode("uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA")
    assert bits == bytes(SMALLEST // 8)


@pytest.mark.parametrize("index", [-1, SMALLEST])
def test_index_outside_the_list_is_refused(index):
    with pytest.raises(IndexError):
        bitstring.encode([index])
    with pytest.raises(MalformedError, match=r"status\.index_out_of_range"):
        bitstring.value_at(bytes(SMALLEST // 8), index)


@pytest.mark.parametrize("size", [0, 8, SMALLEST - 8, SMALLEST + 1, 2**26 + 8])
def test_list_of_another_size_is_not_made(size):
    with pytest.raises(ValueError, match="not allowed"):
        bitstring.encode([], size)


def test_longer_list_is_made_and_read():
    assert bitstring.value_at(bitstring.decode(bitstring.encode([2**20 - 1], 2**20)), 2**20 - 1)


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (0, "status.list_too_short"),
        (SMALLEST // 8 - 1, "status.list_too_short"),
        (SMALLEST // 8, None),
        (2**23, None),
        (2**23 + 1, "status.list_too_large"),
        (2**28, "status.list_too_large"),
    ],
)
def test_list_has_2_17_to_2_26_entries(octets, expected):
    assert reason(encoded(packed(bytes(octets)))) == expected


def test_only_one_whole_stream_with_the_right_checksum_is_read():
    whole = packed(bytes(SMALLEST // 8))
    assert reason(encoded(whole)) is None
    wrong_checksum = whole[:-8] + b"\x00\x00\x00\x01" + whole[-4:]
    wrong_length = whole[:-4] + b"\x00\x00\x00\x01"
    broken = (
        whole[:-1],
        whole + b"\x00",
        whole + whole,
        wrong_checksum,
        wrong_length,
        b"",
        zlib.compress(bytes(SMALLEST)),
    )
    for stream in broken:
        assert reason(encoded(stream)) == "status.list_invalid"


def test_base64url_is_strict():
    text = bitstring.encode([5])
    loose = chr(ord(text[-1]) + 1)
    broken = (text[1:], "z" + text[1:], text + "=", text + "\n", " " + text, text[:9] + " " + text[9:], text[:9] + "+")
    for other in (*broken, text[:-1] + loose, text + "A", "u", "", None, 5, [text]):
        assert reason(other) == "status.list_invalid", other
