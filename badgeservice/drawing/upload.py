"""Is an uploaded file a picture we can use, and what is it as a clean square PNG?"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from badgeservice.errors import InvalidInputError
from badgeservice.wording import N_

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 600

TOO_LARGE = N_("Dit bestand is te groot. Kies een plaatje van hooguit 10 MB.")
IS_SVG = N_("Een SVG kan niet. Kies een PNG of JPEG.")
NO_PICTURE = N_("Dit bestand is geen plaatje dat we kunnen gebruiken. Kies een PNG of JPEG.")
TOO_MANY_PIXELS = N_("Dit plaatje is te groot om te openen. Kies een plaatje van hooguit 40 miljoen beeldpunten.")
MOVES = N_("Een bewegend plaatje kan niet. Kies een plaatje dat stilstaat.")
BROKEN = N_("Dit plaatje is beschadigd. Kies een ander plaatje, of sla het opnieuw op.")

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_ORIENTATION = 0x0112
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
# What Pillow raises on broken files; it documents OSError and SyntaxError, fuzzing found the others.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, IndexError, KeyError, TypeError)


def square_png_from_upload(data: bytes, field: str = "picture") -> bytes:
    """A PNG of 600×600 with the whole picture in the middle, without metadata, transparency kept.

    InvalidInputError with a sentence for `field` when the file is too large, moves, is broken or is no PNG or JPEG.
    """
    problem = _problem_with(data)
    if problem:
        raise InvalidInputError({field: problem})
    try:
        picture = _opened(data)
        if picture.width * picture.height > MOST_PIXELS:
            raise InvalidInputError({field: TOO_MANY_PIXELS})
        if getattr(picture, "is_animated", False):
            raise InvalidInputError({field: MOVES})
        return _square_png(picture)
    except _BROKEN as problem_found:
        raise InvalidInputError({field: BROKEN}) from problem_found


def _problem_with(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        return TOO_LARGE
    if data.startswith((_PNG, _JPEG)):
        return ""
    return IS_SVG if _looks_like_svg(data) else NO_PICTURE


def _looks_like_svg(data: bytes) -> bool:
    start = data[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n").lower()
    return start.startswith(b"<") and b"<svg" in start


def _opened(data: bytes) -> ImageFile.ImageFile:
    """Only the header is read; the plugins are named so that no other format is ever tried."""
    reader: Callable[[BytesIO], ImageFile.ImageFile] = PngImageFile if data.startswith(_PNG) else JpegImageFile
    return reader(BytesIO(data))


def _square_png(picture: ImageFile.ImageFile) -> bytes:
    turns = _TURNS.get(picture.getexif().get(_ORIENTATION, 1), ())
    picture.draft("RGB", (2 * SIDE, 2 * SIDE))
    picture.load()
    fitted = _fitted(picture)
    for turn in turns:
        fitted = fitted.transpose(turn)
    canvas = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    canvas.paste(fitted, ((SIDE - fitted.width) // 2, (SIDE - fitted.height) // 2))
    written = BytesIO()
    canvas.save(written, "PNG")
    return written.getvalue()


def _fitted(picture: Image.Image) -> Image.Image:
    scale = SIDE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return _in_colour(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).convert("RGBA")


def _in_colour(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode in ("RGB", "RGBA") and "transparency" not in picture.info:
        return picture
    has_alpha = "A" in picture.mode or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")
