"""How is a credential put into a PNG, and found there again? (PNG §5, OB 3.0 §5.3; pixels are not decoded)"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from badgeservice.errors import MalformedError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
OPEN_BADGES_2_KEYWORD = b"openbadges"
MAX_TEXT = 2_000_000
MAX_PIXELS = 40_000_000
MAX_CHUNKS = 100_000
MAX_SIDE = 2**31 - 1

_TEXT_CHUNKS = frozenset({b"iTXt", b"tEXt", b"zTXt"})
_HEADER_ROOM = 4096
# The length and type in front of the data of a chunk, and with them its checksum.
_HEAD = struct.Struct(">I4s")
_FRAME = 12
_SIZE = struct.Struct(">II")
_NUMBER = struct.Struct(">I").pack
_END = b"\0\0\0\0IEND\xaeB`\x82"


# The type of a chunk and where it starts and ends; its data lies between 8 bytes in front and 4 behind. A plain tuple,
# for a class takes longer to make than a chunk to find.
_Chunk = tuple[bytes, int, int]


@dataclass(frozen=True)
class Baked:
    """What was found in an image: the keyword it stood under and the bytes."""

    keyword: bytes
    credential: bytes


def bake(png: bytes, credential: bytes, keyword: bytes = KEYWORD) -> bytes:
    """The image with the credential in an uncompressed iTXt chunk just before IEND.

    `keyword` says of which version the credential is. The checksums of the image are left to who reads it. Raises
    MalformedError(image.*): for a broken image, one that already holds a credential, or too long a credential.
    """
    if len(credential) > MAX_TEXT:
        raise MalformedError("image.chunk_too_large")
    end = _bare_chunks(png)[-1][1]
    head = b"iTXt" + keyword + b"\0\0\0\0\0"
    length, checksum = len(head) - 4 + len(credential), zlib.crc32(credential, zlib.crc32(head))
    return b"".join((memoryview(png)[:end], _NUMBER(length), head, credential, _NUMBER(checksum), _END))


def size_without_credential(png: bytes) -> tuple[int, int]:
    """Width and height of an image that holds no credential; raises as `bake` does."""
    return _size(png, _bare_chunks(png)[0])


def extract(png: bytes) -> bytes:
    """The bytes of the one credential in the image. Raises MalformedError(image.*)."""
    return find(png).credential


def find(png: bytes) -> Baked:
    """The one credential in the image and the keyword it stood under. Raises MalformedError(image.*)."""
    found = [
        (keyword, chunk)
        for chunk in _in_order(png, _undamaged(png))
        if chunk[0] in _TEXT_CHUNKS and (keyword := _keyword(png, chunk)) in (KEYWORD, OPEN_BADGES_2_KEYWORD)
    ]
    if not found:
        raise MalformedError("image.no_credential")
    if len(found) > 1:
        raise MalformedError("image.multiple_credentials")
    keyword, chunk = found[0]
    return Baked(keyword, _text(chunk[0], _data(png, chunk)))


def _bare_chunks(png: bytes) -> list[_Chunk]:
    chunks = _in_order(png, _walk(png))
    texts = [chunk for chunk in chunks if chunk[0] in _TEXT_CHUNKS]
    if any(_keyword(png, chunk) in (KEYWORD, OPEN_BADGES_2_KEYWORD) for chunk in texts):
        raise MalformedError("image.multiple_credentials", "there is a credential in it already")
    return chunks


def _in_order(png: bytes, chunks: list[_Chunk]) -> list[_Chunk]:
    types = [type_ for type_, _, _ in chunks]
    if types[0] != b"IHDR" or types.count(b"IHDR") != 1 or b"IDAT" not in types:
        raise MalformedError("image.malformed", "IHDR or IDAT")
    _size(png, chunks[0])
    return chunks


def _undamaged(png: bytes) -> list[_Chunk]:
    """Every chunk, once its checksum was checked."""
    image, chunks = memoryview(png), _walk(png)
    for _, start, end in chunks:
        if zlib.crc32(image[start + 4 : end - 4]) != int.from_bytes(image[end - 4 : end]):
            raise MalformedError("image.malformed", "checksum of a chunk")
    return chunks


def _walk(png: bytes) -> list[_Chunk]:
    """Every chunk up to IEND, its length checked; IEND is empty and the last thing there is."""
    if not png.startswith(SIGNATURE):
        raise MalformedError("image.malformed", "not a PNG")
    chunks: list[_Chunk] = []
    place, whole, type_ = len(SIGNATURE), len(png), b""
    while type_ != b"IEND":
        if place + _FRAME > whole:
            raise MalformedError("image.malformed", "length or type of a chunk")
        length, type_ = _HEAD.unpack_from(png, place)
        end = place + _FRAME + length
        if end > whole or not type_.isalpha():
            raise MalformedError("image.malformed", "length or type of a chunk")
        if type_ in _TEXT_CHUNKS and length > MAX_TEXT + _HEADER_ROOM:
            raise MalformedError("image.chunk_too_large")
        chunks.append((type_, place, end))
        if len(chunks) > MAX_CHUNKS:
            raise MalformedError("image.too_large", "too many chunks")
        place = end
    if place != whole or length:
        raise MalformedError("image.malformed", "something after the end")
    return chunks


def _size(png: bytes, header: _Chunk) -> tuple[int, int]:
    """Raises MalformedError for an IHDR of another length, no pixels or too many."""
    _, start, end = header
    width, height = _SIZE.unpack_from(png, start + 8)
    if end - start != _FRAME + 13 or not 0 < width <= MAX_SIDE or not 0 < height <= MAX_SIDE:
        raise MalformedError("image.malformed", "IHDR")
    if width * height > MAX_PIXELS:
        raise MalformedError("image.too_large")
    return width, height


def _data(png: bytes, chunk: _Chunk) -> bytes:
    return png[chunk[1] + 8 : chunk[2] - 4]


def _keyword(png: bytes, chunk: _Chunk) -> bytes:
    return _data(png, chunk).split(b"\0", 1)[0]


def _text(type_: bytes, data: bytes) -> bytes:
    _, separator, rest = data.partition(b"\0")
    if not separator:
        raise MalformedError("image.malformed", "text without a keyword")
    if type_ == b"tEXt":
        return _within_limit(rest)
    if type_ == b"zTXt":
        return _inflate(rest[1:]) if rest[:1] == b"\0" else _refuse_text()
    return _international_text(rest)


def _international_text(rest: bytes) -> bytes:
    """iTXt after its keyword: compression flag and method, language, translated keyword, text (PNG §11.3.3.4)."""
    parts = rest[2:].split(b"\0", 2)
    if len(parts) != 3 or rest[0] not in (0, 1) or rest[1] != 0:
        return _refuse_text()
    return _inflate(parts[2]) if rest[0] == 1 else _within_limit(parts[2])


def _inflate(data: bytes) -> bytes:
    """One whole zlib stream with nothing after it, never expanded past the limit."""
    stream = zlib.decompressobj()
    try:
        text = stream.decompress(data, MAX_TEXT + 1)
    except zlib.error as problem:
        raise MalformedError("image.malformed", "compressed text") from problem
    _within_limit(text)
    if not stream.eof or stream.unused_data:
        return _refuse_text()
    return text


def _within_limit(text: bytes) -> bytes:
    if len(text) > MAX_TEXT:
        raise MalformedError("image.chunk_too_large")
    return text


def _refuse_text() -> bytes:
    raise MalformedError("image.malformed", "text chunk")
