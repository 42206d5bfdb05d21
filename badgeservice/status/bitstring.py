"""How is a list of bits packed into a status list, and read back without trusting it?"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache

from badgeservice.errors import MalformedError
from badgeservice.model import base64url
from badgeservice.model.memory import Memory

MIN_ENTRIES = 2**17
MAX_ENTRIES = 2**26

MOST_KEPT = 32
LARGEST_KEPT = MIN_ENTRIES // 8

_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS


def encode(set_indexes: Iterable[int], size: int = MIN_ENTRIES) -> str:
    """The `encodedList` of a list of `size` entries (Bitstring Status List §3.3): "u", base64url of gzip.

    The same entries always give the same text. Raises IndexError for an index outside the list.
    """
    if size % 8 or not MIN_ENTRIES <= size <= MAX_ENTRIES:
        raise ValueError(f"a status list of {size} entries is not allowed")
    bits = bytearray(size // 8)
    for index in set_indexes:
        if not 0 <= index < size:
            raise IndexError(index)
        bits[index >> 3] |= 0x80 >> (index & 7)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    packed = packer.compress(bits) + packer.flush()
    return "u" + base64url.encode(packed)


def decode(text: object) -> bytes:
    """The bits of an `encodedList` (Bitstring Status List §3.4), eight entries a byte.

    Raises MalformedError `status.list_invalid` for anything but one whole gzip stream in strict base64url,
    `status.list_too_short` or `status.list_too_large` for a size outside 2^17 to 2^26 entries.
    """
    known = _unpacked_before().recall(text) if isinstance(text, str) else None
    if known is not None:
        return known
    bits = _unpack(_read_multibase(text))
    if len(bits) * 8 < MIN_ENTRIES:
        raise MalformedError("status.list_too_short", f"{len(bits) * 8} plaatsen")
    if isinstance(text, str) and len(bits) <= LARGEST_KEPT:
        _unpacked_before().keep(text, bits)
    return bits


def value_at(bits: bytes, index: int, size: int = 1) -> int:
    """The value of the entry at `index`, `size` bits long, most significant bit first (§2.3).

    Raises MalformedError `status.index_out_of_range`.
    """
    if index < 0 or (index + 1) * size > len(bits) * 8:
        raise MalformedError("status.index_out_of_range", str(index))
    value = 0
    for place in range(index * size, (index + 1) * size):
        value = value << 1 | bool(bits[place >> 3] & (0x80 >> (place & 7)))
    return value


def _read_multibase(text: object) -> bytes:
    packed = base64url.decode(text[1:]) if isinstance(text, str) and text.startswith("u") else None
    if not packed:
        raise MalformedError("status.list_invalid", "geen multibase in base64url")
    return packed


def _unpack(packed: bytes) -> bytes:
    """One whole gzip stream, never more than the largest list."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        bits = unpacker.decompress(packed, MAX_ENTRIES // 8 + 1)
    except zlib.error as problem:
        raise MalformedError("status.list_invalid", "geen gzip") from problem
    if len(bits) > MAX_ENTRIES // 8:
        raise MalformedError("status.list_too_large", f"meer dan {MAX_ENTRIES} plaatsen")
    if not unpacker.eof or unpacker.unused_data:
        raise MalformedError("status.list_invalid", "niet precies één gzip-stroom")
    return bits


@cache
def _unpacked_before() -> Memory[str, bytes]:
    return Memory(MOST_KEPT)
