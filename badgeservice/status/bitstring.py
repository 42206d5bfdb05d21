"""How is a list of bits packed into a status list, and read back without trusting it?"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable

from badgeservice.errors import MalformedError

MIN_ENTRIES = 2**17
MAX_ENTRIES = 2**26

_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+")


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
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode(text: object) -> bytes:
    """The bits of an `encodedList` (Bitstring Status List §3.4), eight entries a byte.

    Raises MalformedError `status.list_invalid` for anything but one whole gzip stream in strict base64url,
    `status.list_too_short` or `status.list_too_large` for a size outside 2^17 to 2^26 entries.
    """
    bits = _unpack(_read_base64url(text))
    if len(bits) * 8 < MIN_ENTRIES:
        raise MalformedError("status.list_too_short", f"{len(bits) * 8} plaatsen")
    return bits


def is_set(bits: bytes, index: int) -> bool:
    """Whether the entry at `index` is set, most significant bit first; MalformedError `status.index_out_of_range`."""
    if not 0 <= index < len(bits) * 8:
        raise MalformedError("status.index_out_of_range", str(index))
    return bool(bits[index >> 3] & (0x80 >> (index & 7)))


def _read_base64url(text: object) -> bytes:
    if not isinstance(text, str) or not text.startswith("u") or not _BASE64URL.fullmatch(text, 1):
        raise MalformedError("status.list_invalid", "geen multibase in base64url")
    try:
        packed = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    except binascii.Error as problem:
        raise MalformedError("status.list_invalid", "geen base64url") from problem
    if base64.urlsafe_b64encode(packed).rstrip(b"=").decode() != text[1:]:
        raise MalformedError("status.list_invalid", "losse bits aan het eind van de base64url")
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
