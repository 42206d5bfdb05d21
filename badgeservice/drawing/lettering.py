"""What is the outline of a line of text, so that a drawing looks the same where the font is not there?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from math import cos, sin

import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from badgeservice.drawing.numbers import number
from badgeservice.drawing.packaged import packaged_file

UNITS_PER_EM = 1000


class Typeface(Enum):
    """The typefaces of what we draw: package and file (all OFL)."""

    DISPLAY = ("font-rhd", "font_rhd/files/RedHatDisplay-ExtraBold.ttf")
    TEXT = ("font-source-sans-pro", "font_source_sans_pro/files/SourceSansPro-Bold.ttf")
    PLAIN = ("font-source-sans-pro", "font_source_sans_pro/files/SourceSansPro-Regular.ttf")


@dataclass(frozen=True)
class Line:
    """A line of text to be drawn with its middle at `x` and its letters standing on `y`; spacing is in em."""

    text: str
    typeface: Typeface
    size: float
    x: float
    y: float
    spacing: float = 0.0


def missing_characters(text: str, typeface: Typeface) -> str:
    """The characters the typeface has no letter for, each once, in the order of the text."""
    font = _font(typeface)
    missing = (each for each in text if not each.isprintable() or font.get_nominal_glyph(ord(each)) is None)
    return "".join(dict.fromkeys(missing))


def width_in_em(text: str, typeface: Typeface, spacing: float = 0.0) -> float:
    """How wide the text is when its size is 1; the space after the last letter does not count."""
    advances = [advance for _, advance, _, _ in _shape(text, typeface)]
    return sum(advances) / UNITS_PER_EM + spacing * max(len(advances) - 1, 0)


def line_path(line: Line) -> str:
    """SVG path data of a line; a character without a letter becomes the box the font has for it."""
    scale = line.size / UNITS_PER_EM
    pen = SVGPathPen(None, ntos=number)
    x = line.x - line.size * width_in_em(line.text, line.typeface, line.spacing) / 2
    for glyph, advance, right, up in _shape(line.text, line.typeface):
        moved = TransformPen(pen, (scale, 0, 0, -scale, x + right * scale, line.y - up * scale))
        _font(line.typeface).draw_glyph_with_pen(glyph, moved)
        x += advance * scale + line.spacing * line.size
    return str(pen.getCommands())


def arc_path(line: Line, radius: float) -> str:
    """A line along the bottom of a circle: letters stand on its inside, tops to the middle (`line.x`, `line.y`)."""
    scale = line.size / UNITS_PER_EM
    pen = SVGPathPen(None, ntos=number)
    along = -line.size * width_in_em(line.text, line.typeface, line.spacing) / 2
    for glyph, advance, right, up in _shape(line.text, line.typeface):
        half = advance * scale / 2
        turn = (along + half) / radius
        across, down = cos(turn), sin(turn)
        aside, height = right * scale - half, radius - up * scale
        x = line.x + height * down + aside * across
        y = line.y + height * across - aside * down
        turned = TransformPen(pen, (scale * across, -scale * down, -scale * down, -scale * across, x, y))
        _font(line.typeface).draw_glyph_with_pen(glyph, turned)
        along += advance * scale + line.spacing * line.size
    return str(pen.getCommands())


def _shape(text: str, typeface: Typeface) -> list[tuple[int, int, int, int]]:
    if not text:
        return []
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(typeface), buffer, {"kern": True, "liga": True})
    places = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.codepoint, place.x_advance, place.x_offset, place.y_offset) for info, place in places]


@cache
def _font(typeface: Typeface) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(packaged_file(*typeface.value))))
