"""Which pictures are looked at for a QR code?"""

from __future__ import annotations

from io import BytesIO

import pytest
from issued import badge, png
from PIL import Image

from badgeservice.errors import UnavailableError
from badgeservice.formats import baking_png, strict_json
from badgeservice.formats.pictures import is_photo


def picture(kind: str) -> bytes:
    written = BytesIO()
    Image.new("L", (8, 8)).save(written, kind)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF", "PNG"])
def test_a_picture_without_a_badge_is_a_photo(kind: str) -> None:
    assert is_photo(picture(kind))


def test_a_picture_with_a_badge_in_it_is_no_photo() -> None:
    assert not is_photo(baking_png.bake(png(), strict_json.dumps(badge())))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\x89PNG\r\n\x1a\nkapot", picture("BMP"), picture("TIFF"), b"RIFF1234WAVE"]
)
def test_anything_else_is_no_photo(data: bytes) -> None:
    assert not is_photo(data)


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_heic_photo_is_not_read_and_that_is_no_judgement(brand: bytes) -> None:
    with pytest.raises(UnavailableError) as refused:
        is_photo(b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x00\x00")
    assert (refused.value.reason, refused.value.detail) == ("parse.unsupported_format", "HEIC")
