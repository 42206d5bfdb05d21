"""The drawing of a badge looks the same everywhere and can be hung by its hole."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from math import cos, pi, sin
from time import process_time

import pytest
from PIL import Image

from badgeservice.drawing.badge_svg import HOLES, badge_svg, silhouette_top, small_svg, withdrawn_svg
from badgeservice.drawing.design import ICONS, PAIRS, SHAPES, BadgeDesign
from badgeservice.drawing.elements import RIM
from badgeservice.drawing.pairs import WITHDRAWN, Pair, contrast
from badgeservice.drawing.raster import LARGEST, png_from_svg
from badgeservice.drawing.tiles import icon_svg, pair_svg, shape_svg
from badgeservice.model.achievement import Kind

GUESTS = BadgeDesign(Kind.SKILLSBADGE, "rond", "dennengroen", "door-open-fill", "Gasten", "ontvangen", "Hotel Zon")
EVERY_SHAPE = [
    replace(GUESTS, kind=kind, shape=shape, part=(2, 4)) for kind, shapes in SHAPES.items() for shape in shapes
]
CUTS = (badge_svg, small_svg)


def picture(svg: str, size: int = 400) -> Image.Image:
    return Image.open(BytesIO(png_from_svg(svg, size))).convert("RGBA")


def colour_at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    pixel = image.getpixel((int(x), int(y)))
    assert isinstance(pixel, tuple)
    return pixel


def in_colour(pair: str, design: BadgeDesign) -> BadgeDesign:
    return replace(design, pair=pair)


@pytest.mark.parametrize("design", EVERY_SHAPE, ids=lambda design: design.shape)
@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("pair", ["dennengroen", "mosterd"])
def test_the_hole_is_transparent_and_has_badge_around_it(
    design: BadgeDesign, cut: Callable[[BadgeDesign], str], pair: str
) -> None:
    hole = HOLES[design.shape]
    image = picture(cut(in_colour(pair, design)))
    inside = hole.radius - 2
    around = hole.radius + 5
    for x, y in ((0, 0), (inside, 0), (-inside, 0), (0, inside), (0, -inside)):
        assert colour_at(image, hole.x + x, hole.y + y)[3] == 0
    for x, y in ((around, 0), (-around, 0), (0, around), (0, -around)):
        assert colour_at(image, hole.x + x, hole.y + y)[3] == 255
    assert 10 <= hole.radius <= 14


@pytest.mark.parametrize("design", EVERY_SHAPE, ids=lambda design: design.shape)
def test_the_corners_are_transparent_and_nothing_touches_the_edge_of_the_canvas(design: BadgeDesign) -> None:
    for svg in (badge_svg(design), small_svg(design), withdrawn_svg(design), badge_svg(in_colour("linde", design))):
        alpha = picture(svg).getchannel("A")
        left, top, right, bottom = alpha.getbbox() or (0, 0, 0, 0)
        assert min(left, top) >= 1
        assert max(right, bottom) <= 399


@pytest.mark.parametrize("design", EVERY_SHAPE, ids=lambda design: design.shape)
def test_the_top_of_the_silhouette_is_where_the_picture_begins(design: BadgeDesign) -> None:
    box = picture(badge_svg(design)).getchannel("A").getbbox()
    assert box is not None
    assert box[1] == pytest.approx(silhouette_top(design.shape), abs=2)


def test_the_rim_is_white_and_eight_wide() -> None:
    image = picture(badge_svg(GUESTS))
    assert colour_at(image, 14, 200) == (255, 255, 255, 255)
    assert colour_at(image, 25, 200) == (0x1E, 0x4D, 0x3B, 255)
    assert colour_at(image, 10, 200)[3] == 0


def test_a_light_ground_has_a_dark_line_within_its_rim() -> None:
    image = picture(badge_svg(in_colour("mosterd", GUESTS)))
    assert colour_at(image, 20, 200) == (0x33, 0x20, 0x0B, 255)
    assert colour_at(image, 13, 200) == (255, 255, 255, 255)


@pytest.mark.parametrize("design", EVERY_SHAPE, ids=lambda design: design.shape)
def test_a_drawing_holds_only_paths_without_style_script_text_or_ids(design: BadgeDesign) -> None:
    for svg in (badge_svg(design), small_svg(design), withdrawn_svg(design)):
        root = ET.fromstring(svg)  # noqa: S314  # our own drawing
        assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {"svg", "g", "path"}
        names = {name for each in root.iter() for name in each.attrib}
        assert not names & {"style", "id", "class", "href"}
        assert root.get("aria-hidden") == "true"


def test_the_same_design_has_the_same_bytes() -> None:
    assert badge_svg(GUESTS) == badge_svg(replace(GUESTS))
    assert png_from_svg(badge_svg(GUESTS), 200) == png_from_svg(badge_svg(GUESTS), 200)


@pytest.mark.parametrize("field", ["shape", "pair", "icon", "line1", "line2", "band"])
def test_every_choice_shows(field: str) -> None:
    other = {
        "shape": "schild", "pair": "koper", "icon": "fire", "line1": "Lasers", "line2": "", "band": "Hotel Maan"
    }  # fmt: skip
    assert badge_svg(replace(GUESTS, **{field: other[field]})) != badge_svg(GUESTS)  # type: ignore[arg-type]


def test_the_small_cut_has_no_text() -> None:
    assert small_svg(GUESTS) == small_svg(replace(GUESTS, line1="Iets", line2="anders", band="Van een ander"))


@pytest.mark.parametrize("part", [(1, 2), (2, 2), (3, 3), (7, 12), (12, 12)])
def test_only_the_own_part_of_the_ring_is_filled(part: tuple[int, int]) -> None:
    number, total = part
    ring = replace(GUESTS, kind=Kind.DEELCERTIFICAAT, shape="ring", part=part)
    image = picture(badge_svg(ring))
    for each in range(1, total + 1):
        angle = 2 * pi * (each - 0.5) / total
        colour = colour_at(image, 200 + 165 * sin(angle), 200 - 165 * cos(angle))
        assert (colour == (0x1E, 0x4D, 0x3B, 255)) is (each == number)


def test_a_deelcertificaat_outside_a_stack_has_a_whole_ring() -> None:
    ring = replace(GUESTS, kind=Kind.DEELCERTIFICAAT, shape="ring", part=None)
    image = picture(badge_svg(ring))
    assert {colour_at(image, x, y) for x, y in ((35, 200), (365, 200), (200, 365))} == {(0x1E, 0x4D, 0x3B, 255)}


@pytest.mark.parametrize("design", EVERY_SHAPE, ids=lambda design: design.shape)
def test_the_widest_text_stays_within_the_shape(design: BadgeDesign) -> None:
    """Text in its own colour never lies on the white rim or outside the badge."""
    wide = replace(design, line1="W" * 12, line2="M" * 12, band="M" * 18)
    narrow = replace(design, line1="i", line2="i", band="i")
    first, second = picture(badge_svg(wide)), picture(badge_svg(narrow))
    assert first.getchannel("A").getbbox() == second.getchannel("A").getbbox()
    for y in range(0, 400, 2):
        edge = next((x for x in range(200) if colour_at(second, x, y)[3] == 255), None)
        if edge is not None and edge < 185:
            assert [colour_at(first, edge + x, y) for x in range(12)] == [
                colour_at(second, edge + x, y) for x in range(12)
            ]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("kind", SHAPES)
def test_every_kind_shows_its_choices_in_every_pair(kind: Kind, pair: str) -> None:
    design = replace(GUESTS, kind=kind, shape=SHAPES[kind][0], pair=pair)
    for cut in CUTS:
        assert cut(replace(design, icon="fire")) != cut(design)
    for change in ({"line1": "Lasers"}, {"line2": ""}, {"band": "Hotel Maan"}):
        assert badge_svg(replace(design, **change)) != badge_svg(design)  # type: ignore[arg-type]
        assert small_svg(replace(design, **change)) == small_svg(design)  # type: ignore[arg-type]


@pytest.mark.parametrize("pair", [*PAIRS.values(), WITHDRAWN])
def test_the_line_of_a_ticket_can_be_read_on_its_white(pair: Pair) -> None:
    assert contrast(pair.ink, RIM) >= 4.5


@pytest.mark.parametrize("pair", PAIRS)
def test_a_bewijs_van_deelname_is_not_filled(pair: str) -> None:
    ticket = replace(GUESTS, kind=Kind.BEWIJS_VAN_DEELNAME, shape="kaartje", pair=pair, line1="i", line2="", band="")
    for cut in CUTS:
        image = picture(cut(ticket))
        colours = {colour: count for count, colour in image.getcolors(160_000) or [] if colour[3] == 255}
        assert colours[255, 255, 255, 255] > 0.6 * sum(colours.values())


@pytest.mark.parametrize("kind", [each for each in SHAPES if each is not Kind.BEWIJS_VAN_DEELNAME])
def test_every_other_kind_is_filled_with_its_ground(kind: Kind) -> None:
    image = picture(badge_svg(replace(GUESTS, kind=kind, shape=SHAPES[kind][0])))
    colours = {colour: count for count, colour in image.getcolors(160_000) or []}
    assert colours[_rgb(PAIRS["dennengroen"].ground)] > 15_000


def _rgb(colour: str) -> tuple[int, ...]:
    return (*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), 255)


def test_the_silhouettes_differ_in_shape_alone() -> None:
    """Two kinds are told apart without colour: each outline covers something no other covers."""
    outlines = {design.shape: picture(shape_svg(design.shape), 100).getchannel("A").tobytes() for design in EVERY_SHAPE}
    for one, first in outlines.items():
        for other, second in outlines.items():
            if one != other and {one, other} != {"rond", "ring"}:
                different = sum((a > 127) != (b > 127) for a, b in zip(first, second, strict=True))
                assert different > 200, (one, other)


def test_the_name_of_the_branch_takes_the_place_of_the_thin_line() -> None:
    seal = replace(GUESTS, kind=Kind.BRANCHECERTIFICAAT, shape="zegel", band="")
    bottom = (200, 200 + 131)
    assert colour_at(picture(badge_svg(seal)), *bottom) == _rgb(PAIRS["dennengroen"].band)
    assert colour_at(picture(badge_svg(replace(seal, band="i i"))), *bottom) != _rgb(PAIRS["dennengroen"].band)


def test_a_withdrawn_badge_is_grey() -> None:
    colours = set(re.findall(r"#[0-9A-F]{6}", withdrawn_svg(in_colour("koper", GUESTS))))
    for colour in colours:
        channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        assert max(channels) - min(channels) <= 6


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_within_its_tile(name: str) -> None:
    assert picture(icon_svg(name), 48).getchannel("A").getbbox() is not None
    assert "currentColor" in icon_svg(name)


def test_every_choice_of_shape_and_pair_has_a_tile() -> None:
    for design in EVERY_SHAPE:
        assert picture(shape_svg(design.shape), 40).getchannel("A").getbbox() is not None
    for name, pair in PAIRS.items():
        assert pair.ground in pair_svg(name)


@pytest.mark.parametrize("size", [0, -1, LARGEST + 1, 100_000])
def test_a_picture_of_a_dangerous_size_is_not_made(size: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        png_from_svg(badge_svg(GUESTS), size)


def test_an_svg_that_cannot_be_ours_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="not one of ours"):
        png_from_svg("<svg>" + " " * 400_000 + "</svg>", 100)


def test_a_badge_is_drawn_quickly() -> None:
    badge_svg(GUESTS)
    start = process_time()
    for each in range(10):
        badge_svg(replace(GUESTS, line1=f"Gast {each}"))
    assert (process_time() - start) / 10 < 0.05
