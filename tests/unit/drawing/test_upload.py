"""An uploaded picture becomes a clean square PNG, or a sentence."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from badgeservice.drawing import upload
from badgeservice.drawing.upload import LARGEST_FILE, square_png_from_upload
from badgeservice.errors import InvalidInputError


def written(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def sentence_for(data: bytes) -> str:
    with pytest.raises(InvalidInputError) as found:
        square_png_from_upload(data)
    assert list(found.value.problems) == ["picture"]
    return found.value.problems["picture"]


def png_that_says(width: int, height: int) -> bytes:
    """A PNG whose header promises a size and whose pixels are not there."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_colour_mode_of_png_is_accepted(mode: str) -> None:
    result = opened(square_png_from_upload(written(Image.new(mode, (30, 20)), "PNG")))
    assert (result.size, result.mode, result.format) == ((600, 600), "RGBA", "PNG")


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_colour_mode_of_jpeg_is_accepted(mode: str) -> None:
    assert opened(square_png_from_upload(written(Image.new(mode, (30, 20)), "JPEG"))).size == (600, 600)


def test_a_wide_picture_is_centred_whole_on_a_transparent_square() -> None:
    result = opened(square_png_from_upload(written(Image.new("RGB", (200, 100), "red"), "PNG")))
    assert result.getchannel("A").getbbox() == (0, 150, 600, 450)
    assert result.getpixel((300, 300)) == (255, 0, 0, 255)


def test_transparency_is_kept() -> None:
    half = Image.new("RGBA", (100, 100), (255, 0, 0, 0))
    half.paste((255, 0, 0, 255), (0, 0, 50, 100))
    result = opened(square_png_from_upload(written(half, "PNG")))
    assert result.getpixel((100, 300)) == (255, 0, 0, 255)
    assert result.getchannel("A").getpixel((500, 300)) == 0


@pytest.mark.parametrize(
    ("orientation", "red_at"), [(1, (150, 300)), (3, (450, 300)), (6, (300, 150)), (8, (300, 450))]
)
def test_a_photo_taken_sideways_is_turned_upright(orientation: int, red_at: tuple[int, int]) -> None:
    photo = Image.new("RGB", (80, 40), "blue")
    photo.paste("red", (0, 0, 40, 40))
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixel = opened(square_png_from_upload(written(photo, "JPEG", exif=exif, quality=95))).getpixel(red_at)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > 60 > pixel[2]


def test_what_the_camera_wrote_about_place_and_maker_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Geheime camera"
    data = written(Image.new("RGB", (40, 40)), "JPEG", exif=exif, comment=b"Geheime plek")
    result = square_png_from_upload(data)
    assert b"Geheime" not in result
    assert not opened(result).getexif()
    assert [result[at : at + 4] for at in (12,)] == [b"IHDR"]


def test_the_same_upload_has_the_same_bytes() -> None:
    data = written(Image.effect_noise((50, 50), 60), "PNG")
    assert square_png_from_upload(data) == square_png_from_upload(data)


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<SVG/>",
        '<svg width="1"/>'.encode("utf-16"),
    ],
)
def test_an_svg_gets_its_own_sentence(data: bytes) -> None:
    assert sentence_for(data) == "Een SVG kan niet. Kies een PNG of JPEG."


@pytest.mark.parametrize("data", [b"", b"hallo", b"%PDF-1.7", b"GIF89a" + b"\0" * 40, b"<html></html>", b"\x89PNG"])
def test_what_is_no_png_or_jpeg_is_refused(data: bytes) -> None:
    assert sentence_for(data) == upload.NO_PICTURE


def test_a_gif_named_as_png_is_judged_by_its_bytes() -> None:
    assert sentence_for(written(Image.new("L", (4, 4)), "GIF")) == upload.NO_PICTURE


def test_a_file_over_ten_megabytes_is_refused_unread() -> None:
    assert sentence_for(b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST_FILE) == upload.TOO_LARGE


@pytest.mark.parametrize(("width", "height"), [(8000, 6000), (100_000, 100_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(width: int, height: int) -> None:
    assert sentence_for(png_that_says(width, height)) == upload.TOO_MANY_PIXELS


def test_a_picture_that_moves_is_refused() -> None:
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    assert sentence_for(written(frames[0], "PNG", save_all=True, append_images=frames[1:])) == upload.MOVES


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_cut_off_picture_is_refused(kind: str, part: float) -> None:
    data = written(Image.effect_noise((60, 60), 60), kind)
    assert sentence_for(data[: int(len(data) * part)]) == upload.BROKEN


def test_a_picture_that_promises_more_than_it_holds_is_refused() -> None:
    assert sentence_for(png_that_says(100, 100)) == upload.BROKEN


def test_the_sentence_is_for_the_field_that_was_asked() -> None:
    with pytest.raises(InvalidInputError) as found:
        square_png_from_upload(b"", field="file")
    assert list(found.value.problems) == ["file"]


SEEDS = [
    written(Image.effect_noise((12, 12), 60).convert(mode), kind) for kind, mode in (("PNG", "P"), ("JPEG", "RGB"))
]


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(SEEDS), st.integers(min_value=0), st.binary(min_size=1, max_size=4))
def test_a_damaged_picture_is_a_picture_or_a_sentence(seed: bytes, place: int, change: bytes) -> None:
    at = place % len(seed)
    with suppress(InvalidInputError):
        assert opened(square_png_from_upload(seed[:at] + change + seed[at + len(change) :])).size == (600, 600)
