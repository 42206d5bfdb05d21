"""A QR code is read by an independent reader."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from badgeservice.drawing.qr import QUIET_ZONE, qr_png, qr_svg
from badgeservice.drawing.raster import png_from_svg

ADDRESS = "https://badges.voorbeeld.nl/v/7K3M9QXV2HTR5WBD"


def read(png: bytes) -> list[zxingcpp.Barcode]:
    return list(zxingcpp.read_barcodes(Image.open(BytesIO(png)).convert("L")))


@pytest.mark.parametrize("address", [ADDRESS, "https://a.nl/v/é?x=1&y=<2>", ADDRESS + "/" + "x" * 200])
def test_a_reader_finds_the_address_in_both_forms(address: str) -> None:
    assert [each.text for each in read(qr_png(address))] == [address]
    assert [each.text for each in read(png_from_svg(qr_svg(address), 600))] == [address]


def test_it_can_miss_as_much_as_level_m_allows() -> None:
    assert [each.ec_level for each in read(qr_png(ADDRESS))] == ["M"]


def test_it_is_read_with_a_spot_of_coffee_on_it() -> None:
    image = Image.open(BytesIO(qr_png(ADDRESS))).convert("L")
    image.paste(128, (180, 180, 220, 220))
    assert [each.text for each in zxingcpp.read_barcodes(image)] == [ADDRESS]


def test_there_are_four_white_modules_around_it() -> None:
    image = Image.open(BytesIO(qr_png(ADDRESS, module=1))).convert("L")
    assert image.point(lambda value: 255 - value).getbbox() == (
        QUIET_ZONE,
        QUIET_ZONE,
        image.width - QUIET_ZONE,
        image.height - QUIET_ZONE,
    )


def test_the_svg_has_no_size_and_no_style_of_its_own() -> None:
    svg = qr_svg(ADDRESS)
    assert "style" not in svg
    assert " width=" not in svg
    assert svg == qr_svg(ADDRESS)
