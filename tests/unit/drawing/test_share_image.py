"""The picture of a shared page: badges on the stage with whose they are."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from badgeservice.drawing.badge_svg import badge_svg
from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.raster import png_with_pictures
from badgeservice.drawing.share_image import HEIGHT, WIDTH, HangingBadge, ShareWords, share_png, share_svg
from badgeservice.model.achievement import Kind

DESIGN = BadgeDesign(Kind.SKILLSBADGE, "rond", "dennengroen", "door-open-fill", "Gasten", "ontvangen", "Hotel Zon")
BADGE = HangingBadge(badge_svg(DESIGN), None, 8)
WORDS = ShareWords("Fatima Yilmaz", "Gasten ontvangen", "Gegeven door Hotel Zon")
STAGE, GREEN = (0x4D, 0x20, 0x47), (0x1E, 0x4D, 0x3B)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def a_picture(colour: str) -> bytes:
    written = BytesIO()
    Image.new("RGBA", (700, 700), colour).save(written, "PNG")
    return written.getvalue()


def test_the_picture_is_1200_by_630_on_the_stage_with_the_badge_on_the_left() -> None:
    picture = opened(share_png([BADGE], WORDS))
    assert picture.size == (WIDTH, HEIGHT) == (1200, 630)
    assert picture.getpixel((3, 3)) == STAGE
    assert GREEN in {colour for _count, colour in picture.crop((80, 100, 500, 540)).getcolors(1_000_000)}
    assert GREEN not in {colour for _count, colour in picture.crop((560, 0, 1200, 630)).getcolors(1_000_000)}


def test_the_words_are_outlines_and_not_text() -> None:
    svg = share_svg([BADGE], WORDS)
    assert "Fatima" not in svg
    assert "<text" not in svg


def test_a_fallen_badge_has_no_cord_and_no_colour() -> None:
    fallen = HangingBadge(BADGE.svg, None, BADGE.hole, fallen=True)
    colours = {colour for _count, colour in opened(share_png([fallen], WORDS)).getcolors(1_000_000)}
    assert GREEN not in colours
    assert (0xC9, 0xA5, 0xBC) not in colours


def test_an_uploaded_picture_hangs_there_too() -> None:
    picture = opened(share_png([HangingBadge(None, a_picture("#00FF00"), 4)], WORDS))
    assert picture.getpixel((290, 400)) == (0, 255, 0)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 100])
def test_more_badges_than_fit_leave_the_first_three(number: int) -> None:
    assert share_svg([BADGE] * number, WORDS).count("<svg ") == 1 + min(number, 3)


def test_a_name_that_our_letters_cannot_write_is_left_out() -> None:
    without = share_svg([BADGE], ShareWords("", WORDS.title, WORDS.below))
    assert share_svg([BADGE], ShareWords("فاطمة", WORDS.title, WORDS.below)) == without


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=200))
def test_any_words_make_a_picture_and_stay_inside_it(above: str, title: str, below: str) -> None:
    picture = opened(share_png([], ShareWords(above, title, below)))
    assert {colour for _count, colour in picture.crop((1160, 0, 1200, 630)).getcolors(1_000_000)} == {STAGE}


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0), (2001, 10)])
def test_a_picture_without_a_sound_size_is_refused(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        png_with_pictures("<svg/>", width, height)


def test_words_that_are_no_drawing_of_ours_are_too_long() -> None:
    with pytest.raises(ValueError, match="not one of ours"):
        png_with_pictures("x" * 4_000_001, 10, 10)
