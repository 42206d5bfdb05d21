"""What does a shared page look like where only a picture of it is shown: badges on the stage, 1200×630?"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from badgeservice.drawing.lettering import Line, Typeface, line_path, missing_characters, width_in_em
from badgeservice.drawing.numbers import number
from badgeservice.drawing.raster import png_with_pictures

WIDTH, HEIGHT = 1200, 630
MOST_HANGING = 3
STAGE, ON_STAGE, SOFT, CORD = "#4D2047", "#FFF3F8", "#E9CBDD", "#C9A5BC"

_LEFT, _RIGHT_MARGIN = 570.0, 60.0
_WIDE = WIDTH - _LEFT - _RIGHT_MARGIN
_LARGEST, _SMALLEST, _MOST_LINES, _LEADING = 84.0, 40.0, 3, 1.03
_SMALL, _GAP = 34.0, 30.0
# Where badges hang: the middle, the top and the size of each, by how many there are.
_PLACES = {
    1: ((290.0, 104.0, 430.0),),
    2: ((175.0, 116.0, 250.0), (405.0, 264.0, 250.0)),
    3: ((150.0, 92.0, 200.0), (295.0, 338.0, 200.0), (440.0, 126.0, 200.0)),
}


@dataclass(frozen=True)
class HangingBadge:
    """A badge in the picture: our own SVG or else a PNG, how far down its hole is in percents, and whether it fell."""

    svg: str | None
    png: bytes | None
    hole: int
    fallen: bool = False


@dataclass(frozen=True)
class ShareWords:
    """What stands beside the badges; a line above or below that the letters cannot write is left out."""

    above: str
    title: str
    below: str


def share_png(badges: Sequence[HangingBadge], words: ShareWords) -> bytes:
    """The picture as PNG, of at most the first MOST_HANGING badges."""
    return png_with_pictures(share_svg(badges, words), WIDTH, HEIGHT)


def share_svg(badges: Sequence[HangingBadge], words: ShareWords) -> str:
    """The same as SVG, all letters as outlines."""
    hanging = badges[:MOST_HANGING]
    places = _PLACES[max(len(hanging), 1)]
    drawn = "".join(_badge(badge, *place) for badge, place in zip(hanging, places, strict=False))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        '<filter id="grey"><feColorMatrix type="saturate" values="0"/></filter>'
        f'<path fill="{STAGE}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>{drawn}{_words(words)}</svg>'
    )


def _badge(badge: HangingBadge, middle: float, top: float, size: float) -> str:
    picture = _picture(badge, middle - size / 2, top, size)
    if badge.fallen:
        turned = f"rotate(8 {number(middle)} {number(top + size / 2)})"
        return f'<g transform="{turned}" filter="url(#grey)" opacity=".7">{picture}</g>'
    end = top + size * badge.hole / 100
    return f'{picture}<path stroke="{CORD}" stroke-width="5" d="M{number(middle)} 0V{number(end)}"/>'


def _picture(badge: HangingBadge, x: float, y: float, size: float) -> str:
    place = f'x="{number(x)}" y="{number(y)}" width="{number(size)}" height="{number(size)}"'
    if badge.svg is not None:
        return badge.svg.replace("<svg ", f"<svg {place} ", 1)
    if badge.png is None:
        return ""
    inside = base64.b64encode(_smaller(badge.png, round(size))).decode()
    return f'<image {place} href="data:image/png;base64,{inside}"/>'


def _smaller(png: bytes, size: int) -> bytes:
    written = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS).save(written, "PNG")
    return written.getvalue()


def _words(words: ShareWords) -> str:
    lines, size = _fitted(words.title)
    height = len(lines) * size * _LEADING
    first = (HEIGHT - height) / 2 + size * 0.82
    drawn = [_line(text, Typeface.DISPLAY, size, first + at * size * _LEADING, ON_STAGE)
             for at, text in enumerate(lines)]  # fmt: skip
    drawn.append(_small(words.above, (HEIGHT - height) / 2 - _GAP, SOFT))
    drawn.append(_small(words.below, (HEIGHT + height) / 2 + _GAP + _SMALL * 0.7, ON_STAGE))
    return "".join(drawn)


def _small(text: str, y: float, colour: str) -> str:
    if not text or missing_characters(text, Typeface.PLAIN):
        return ""
    return _line(text, Typeface.PLAIN, min(_SMALL, _fitting(text, Typeface.PLAIN)), y, colour)


def _line(text: str, typeface: Typeface, size: float, y: float, colour: str) -> str:
    middle = _LEFT + size * width_in_em(text, typeface) / 2
    return f'<path fill="{colour}" d="{line_path(Line(text, typeface, size, middle, y))}"/>'


def _fitted(title: str) -> tuple[list[str], float]:
    """The lines of a title and the largest size at which there are few enough of them."""
    size = _LARGEST
    while len(lines := _wrapped(title, size)) > _MOST_LINES and size > _SMALLEST:
        size -= 4
    lines = lines[: _MOST_LINES + 1]
    return lines, min(size, *(_fitting(line, Typeface.DISPLAY) for line in lines)) if lines else size


def _wrapped(title: str, size: float) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_in_em(longer, Typeface.DISPLAY) * size <= _WIDE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fitting(text: str, typeface: Typeface) -> float:
    return _WIDE / max(width_in_em(text, typeface), 0.01)
