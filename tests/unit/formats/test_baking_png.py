"""A credential goes into a PNG and comes out the same, and nothing else does."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from issued import png

from badgeservice.errors import MalformedError
from badgeservice.formats import baking_png

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CREDENTIAL = '{"naam":"Zoë"}'.encode()


def chunk(type_: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + type_ + data + zlib.crc32(type_ + data).to_bytes(4)


def header(width: int = 1, height: int = 1) -> bytes:
    return chunk(b"IHDR", width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0")


def image(*chunks: bytes, end: bytes = chunk(b"IEND", b"")) -> bytes:
    return SIGNATURE + b"".join((header(), chunk(b"IDAT", zlib.compress(b"\0\0\0\0")), *chunks)) + end


def itxt(text: bytes, keyword: bytes = b"openbadgecredential", flags: bytes = b"\0\0") -> bytes:
    return chunk(b"iTXt", keyword + b"\0" + flags + b"\0\0" + text)


def reason(data: bytes) -> str:
    with pytest.raises(MalformedError) as caught:
        baking_png.extract(data)
    return caught.value.reason


def test_what_is_baked_comes_out_byte_for_byte() -> None:
    assert baking_png.extract(baking_png.bake(png(), CREDENTIAL)) == CREDENTIAL


def test_a_badge_of_2_0_stands_under_the_keyword_of_2_0() -> None:
    baked = baking_png.bake(png(), CREDENTIAL, baking_png.OPEN_BADGES_2_KEYWORD)
    assert baking_png.find(baked) == baking_png.Baked(b"openbadges", CREDENTIAL)


def test_the_image_itself_stays_as_it_was() -> None:
    original = png()
    baked = baking_png.bake(original, CREDENTIAL)
    assert baked.startswith(original[:-12])
    assert baked.endswith(original[-12:])


def test_a_second_credential_is_not_baked_over_the_first() -> None:
    with pytest.raises(MalformedError, match=r"image\.multiple_credentials"):
        baking_png.bake(baking_png.bake(png(), CREDENTIAL), CREDENTIAL)


def test_too_long_a_credential_is_not_baked() -> None:
    with pytest.raises(MalformedError, match=r"image\.chunk_too_large"):
        baking_png.bake(png(), b"x" * 2_000_001)


def test_an_image_without_a_credential_says_so() -> None:
    assert reason(png()) == "image.no_credential"


def test_a_keyword_in_another_case_is_no_credential() -> None:
    assert reason(image(itxt(CREDENTIAL, b"OpenBadgeCredential"))) == "image.no_credential"


@pytest.mark.parametrize("second", [itxt(CREDENTIAL), itxt(b"x", b"openbadges"), chunk(b"tEXt", b"openbadges\0x")])
def test_two_credentials_in_one_image_are_refused(second: bytes) -> None:
    assert reason(image(itxt(CREDENTIAL), second)) == "image.multiple_credentials"


def test_compressed_text_is_read() -> None:
    assert baking_png.extract(image(itxt(zlib.compress(CREDENTIAL), flags=b"\1\0"))) == CREDENTIAL
    zipped = chunk(b"zTXt", b"openbadgecredential\0\0" + zlib.compress(CREDENTIAL))
    assert baking_png.extract(image(zipped)) == CREDENTIAL


def test_a_bomb_is_not_expanded() -> None:
    assert reason(image(itxt(zlib.compress(b"x" * 50_000_000), flags=b"\1\0"))) == "image.chunk_too_large"


@pytest.mark.parametrize(
    "broken",
    [
        zlib.compress(CREDENTIAL)[:-1],
        zlib.compress(CREDENTIAL) + b"x",
        b"x",
        b"",
        zlib.compress(CREDENTIAL)[:-1] + b"\0",
    ],
)
def test_compressed_text_is_one_whole_stream(broken: bytes) -> None:
    assert reason(image(itxt(broken, flags=b"\1\0"))) == "image.malformed"


@pytest.mark.parametrize("flags", [b"\2\0", b"\0\1", b"\1\1"])
def test_unknown_compression_is_refused(flags: bytes) -> None:
    assert reason(image(itxt(CREDENTIAL, flags=flags))) == "image.malformed"


def test_text_of_more_than_two_megabytes_is_refused() -> None:
    assert reason(image(itxt(b"x" * 2_000_001))) == "image.chunk_too_large"
    assert reason(image(chunk(b"tEXt", b"Comment\0" + b"x" * 2_100_000))) == "image.chunk_too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        SIGNATURE,
        image(itxt(CREDENTIAL))[:-12],
        image(itxt(CREDENTIAL)) + b"\0",
        image(itxt(CREDENTIAL), end=chunk(b"IEND", b"x")),
        image(itxt(CREDENTIAL), header()),
        image(itxt(CREDENTIAL))[:-1],
        SIGNATURE + itxt(CREDENTIAL) + header() + chunk(b"IEND", b""),
        SIGNATURE + header() + itxt(CREDENTIAL) + chunk(b"IEND", b""),
        SIGNATURE + header(0, 5) + chunk(b"IDAT", b"x") + itxt(CREDENTIAL) + chunk(b"IEND", b""),
        image(chunk(b"iT1t", b"x")),
        image(itxt(CREDENTIAL)).replace(b"iTXt", b"iTXu"),
    ],
)
def test_a_broken_image_is_refused(data: bytes) -> None:
    assert reason(data) == "image.malformed"


def test_an_image_of_more_than_forty_megapixels_is_refused() -> None:
    data = SIGNATURE + header(8000, 5001) + chunk(b"IDAT", b"x") + itxt(CREDENTIAL) + chunk(b"IEND", b"")
    assert reason(data) == "image.too_large"


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_one_changed_byte_never_goes_unseen(data: st.DataObject) -> None:
    baked = bytearray(baking_png.bake(png(), CREDENTIAL))
    place = data.draw(st.integers(0, len(baked) - 1))
    baked[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(MalformedError, match=r"image\."):
        baking_png.extract(bytes(baked))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_after_the_signature_give_an_answer(rest: bytes) -> None:
    assert reason(SIGNATURE + rest).startswith("image.")
