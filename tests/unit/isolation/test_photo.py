"""Is the QR code on a real photo found, and does a hostile one lead to nothing worse than "not found"?"""

from __future__ import annotations

import struct
import time
import zlib
from io import BytesIO

import pytest
from photos import photo_of
from PIL import Image

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.isolation.photo import text_on

ADDRESS = "https://badges.example/v/7K3M9QXV2HTR5WBD"


def refusal(photo: bytes) -> tuple[str, str]:
    with pytest.raises((MalformedError, UnavailableError)) as refused:
        text_on(photo)
    return refused.value.reason, refused.value.detail


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kB that wants all its pixels at once."""
    header = struct.pack(">LLBBBBB", width, height, 8, 6, 0, 0, 0)
    lines = zlib.compress(b"\0" * (1 + 4 * width) * 50, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_turned_slanted_grainy_photo_is_read(kind: str) -> None:
    assert text_on(photo_of(ADDRESS, kind=kind)) == ADDRESS.encode()


@pytest.mark.parametrize("turn", [-40, 90, 183])
def test_it_may_be_held_in_any_way(turn: float) -> None:
    assert text_on(photo_of(ADDRESS, turn=turn)) == ADDRESS.encode()


def test_a_photo_of_20_megapixels_is_read() -> None:
    photo = photo_of(ADDRESS, size=(5472, 3648))
    began = time.perf_counter()
    assert text_on(photo) == ADDRESS.encode()
    assert time.perf_counter() - began < 3


def test_a_code_on_a_transparent_ground_is_read_as_on_a_screen() -> None:
    code = Image.open(BytesIO(photo_of(ADDRESS, kind="PNG"))).convert("L")
    clear = Image.new("RGBA", code.size, (0, 0, 0, 0))
    clear.putalpha(code.point(lambda value: 255 if value < 128 else 0))
    assert text_on(saved(clear, "PNG")) == ADDRESS.encode()


def test_the_same_code_twice_is_one_code() -> None:
    assert text_on(photo_of(ADDRESS, ADDRESS, turn=3)) == ADDRESS.encode()


def test_two_different_codes_are_not_chosen_between() -> None:
    assert refusal(photo_of(ADDRESS, f"{ADDRESS}X", turn=3)) == ("parse.ambiguous_input", "several QR codes")


def test_a_picture_without_a_code_says_so() -> None:
    assert refusal(saved(Image.effect_noise((800, 600), 90), "JPEG")) == ("image.no_credential", "no QR code")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_a_photo_is_damaged(kind: str) -> None:
    photo = photo_of(ADDRESS, kind=kind)
    assert refusal(photo[: len(photo) // 3])[0] in {"image.malformed", "image.no_credential"}


def test_a_png_of_more_than_12_megapixels_is_refused_before_its_pixels_are_read() -> None:
    began = time.perf_counter()
    assert refusal(bomb(4000, 3001))[0] == "image.too_large"
    assert refusal(bomb(60_000, 60_000))[0] == "image.too_large"
    assert time.perf_counter() - began < 3


def test_a_jpeg_of_more_than_a_machine_can_hold_is_refused() -> None:
    photo = bytearray(saved(Image.new("L", (16, 16)), "JPEG"))
    place = photo.index(b"\xff\xc0") + 5
    photo[place : place + 4] = b"\xff\xff\xff\xff"
    assert refusal(bytes(photo))[0] == "image.too_large"


def test_a_photo_that_wants_more_memory_than_it_may_have_is_only_not_read() -> None:
    # A progressive JPEG is kept whole while it is decoded, however small it is asked for: 700 MB here.
    photo = bytearray(saved(Image.new("RGB", (64, 64)), "JPEG", progressive=True))
    place = photo.index(b"\xff\xc2") + 5
    photo[place : place + 4] = struct.pack(">HH", 11_000, 11_000)
    assert refusal(bytes(photo))[0] in {"image.no_credential", "image.malformed"}


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"%PDF-1.7", b"\0" * 4096])
def test_no_picture_at_all_is_damaged(data: bytes) -> None:
    assert refusal(data)[0] == "image.malformed"
