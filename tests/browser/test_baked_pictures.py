"""A picture with a badge in it is still the picture: a real browser shows what it showed before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from issued import badge, png
from issued.derived_ob2 import assertion_to_sign, hosted, token
from issued.other_forms import as_text
from issued.other_forms import token as token_of_3_0
from seeing import Opened

from badgeservice.drawing.badge_svg import badge_svg
from badgeservice.drawing.first_design import first_design
from badgeservice.formats import baking_png, baking_svg
from badgeservice.formats.recognise import recognise
from badgeservice.model.achievement import Kind

pytestmark = pytest.mark.browser

DESIGNED = badge_svg(first_design(Kind.PRAKTIJKVERKLARING, "Gasten ontvangen", "Hotel Zon")).encode()
BAKED = {
    "ob3-data-integrity": as_text(badge()),
    "ob3-jwt": token_of_3_0(),
    "ob2-hosted": as_text(hosted()),
    "ob2-signed": token(assertion_to_sign()),
}


def baked_svg(svg: bytes, form: str) -> bytes:
    return baking_svg.bake(svg, BAKED[form], is_open_badge_2=form.startswith("ob2"))


def baked_png(image: bytes, form: str) -> bytes:
    is_open_badge_2 = form.startswith("ob2")
    keyword = baking_png.OPEN_BADGES_2_KEYWORD if is_open_badge_2 else baking_png.KEYWORD
    return baking_png.bake(image, BAKED[form], keyword)


@pytest.mark.parametrize("form", BAKED)
@pytest.mark.parametrize(
    ("name", "bare", "bake"),
    [
        ("ontworpen.svg", DESIGNED, baked_svg),
        ("geladen.svg", baking_svg.svg_around_png(png()), baked_svg),
        ("geladen.png", png(), baked_png),
    ],
)
def test_a_baked_picture_looks_the_same(
    open_page: Opened, tmp_path: Path, name: str, bare: bytes, bake: Callable[[bytes, str], bytes], form: str
) -> None:
    data = bake(bare, form)
    assert recognise(data).format == form
    page = open_page({"width": 420, "height": 420})
    blank = page.screenshot()
    seen = []
    for file, content in ((tmp_path / f"kaal-{name}", bare), (tmp_path / f"gebakken-{name}", data)):
        file.write_bytes(content)
        page.goto(file.as_uri())
        seen.append(page.screenshot())
    assert seen[0] == seen[1] != blank
