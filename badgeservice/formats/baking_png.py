"""How is a credential put into a PNG, and found there again? (PNG §5, OB 3.0 §5.3; pixels are not decoded)"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
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


@dataclass(frozen=True)
class _Chunk:
    type: bytes
    data: bytes
    start: int


@dataclass(frozen=True)
class Baked:
    """What was found in an image: the keyword it stood under and the bytes."""

    keyword: bytes
    credential: bytes


def bake(png: bytes, credential: bytes, keyword: bytes = KEYWORD) -> bytes:
    """The image with the credential in an uncompressed iTXt chunk just before IEND.

    `keyword` says of which version the credential is. Raises MalformedError(image.*): for a broken image, one that
    already holds a credential, or too long a credential.
    """
    if len(credential) > MAX_TEXT:
        raise MalformedError("image.chunk_too_large")
    end = _bare_chunks(png)[-1].start
    return png[:end] + _encode(b"iTXt", keyword + b"\0\0\0\0\0" + credential) + png[end:]


def size_without_credential(png: bytes) -> tuple[int, int]:
    """Width and height of an image that holds no credential; raises as `bake` does."""
    return _size(_bare_chunks(png)[0].data)


def extract(png: bytes) -> bytes:
    """The bytes of the one credential in the image. Raises MalformedError(image.*)."""
    return find(png).credential


def find(png: bytes) -> Baked:
    """The one credential in the image and the keyword it stood under. Raises MalformedError(image.*)."""
    found = [
        (keyword, chunk)
        for chunk in _chunks(png)
        if chunk.type in _TEXT_CHUNKS and (keyword := _keyword(chunk)) in (KEYWORD, OPEN_BADGES_2_KEYWORD)
    ]
    if not found:
        raise MalformedError("image.no_credential")
    if len(found) > 1:
        raise MalformedError("image.multiple_credentials")
    keyword, chunk = found[0]
    return Baked(keyword, _text(chunk))


def _bare_chunks(png: bytes) -> list[_Chunk]:
    chunks = _chunks(png)
    if any(_keyword(chunk) in (KEYWORD, OPEN_BADGES_2_KEYWORD) for chunk in chunks if chunk.type in _TEXT_CHUNKS):
        raise MalformedError("image.multiple_credentials", "there is a credential in it already")
    return chunks


def _chunks(png: bytes) -> list[_Chunk]:
    if not png.startswith(SIGNATURE):
        raise MalformedError("image.malformed", "not a PNG")
    chunks = list(_walk(png))
    types = [chunk.type for chunk in chunks]
    if types[:1] != [b"IHDR"] or types.count(b"IHDR") != 1 or b"IDAT" not in types:
        raise MalformedError("image.malformed", "IHDR or IDAT")
    _refuse_size(chunks[0].data)
    return chunks


def _walk(png: bytes) -> Iterator[_Chunk]:
    """Every chunk up to IEND, its length and CRC checked; IEND is empty and the last thing there is."""
    place = len(SIGNATURE)
    for _ in range(MAX_CHUNKS):
        length, end = _measure(png, place)
        chunk = _Chunk(png[place + 4 : place + 8], png[place + 8 : end - 4], place)
        if zlib.crc32(png[place + 4 : end - 4]) != int.from_bytes(png[end - 4 : end]):
            raise MalformedError("image.malformed", "checksum of a chunk")
        yield chunk
        if chunk.type == b"IEND":
            if length or end != len(png):
                raise MalformedError("image.malformed", "something after the end")
            return
        place = end
    raise MalformedError("image.too_large", "too many chunks")


def _measure(png: bytes, place: int) -> tuple[int, int]:
    header = png[place : place + 8]
    length, type_ = int.from_bytes(header[:4]), header[4:]
    end = place + 12 + length
    if len(header) < 8 or end > len(png) or not (type_.isalpha() and type_.isascii()):
        raise MalformedError("image.malformed", "length or type of a chunk")
    if type_ in _TEXT_CHUNKS and length > MAX_TEXT + _HEADER_ROOM:
        raise MalformedError("image.chunk_too_large")
    return length, end


def _size(header: bytes) -> tuple[int, int]:
    return int.from_bytes(header[:4]), int.from_bytes(header[4:8])


def _refuse_size(header: bytes) -> None:
    width, height = _size(header)
    if len(header) != 13 or not 0 < width <= MAX_SIDE or not 0 < height <= MAX_SIDE:
        raise MalformedError("image.malformed", "IHDR")
    if width * height > MAX_PIXELS:
        raise MalformedError("image.too_large")


def _keyword(chunk: _Chunk) -> bytes:
    return chunk.data.split(b"\0", 1)[0]


def _text(chunk: _Chunk) -> bytes:
    _, separator, rest = chunk.data.partition(b"\0")
    if not separator:
        raise MalformedError("image.malformed", "text without a keyword")
    if chunk.type == b"tEXt":
        return _within_limit(rest)
    if chunk.type == b"zTXt":
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


def _encode(type_: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + type_ + data + zlib.crc32(type_ + data).to_bytes(4)
