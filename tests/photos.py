"""A photo of a QR code as a phone takes it: turned, seen from the side, unsharp, grainy, squeezed into a JPEG."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageFilter

from badgeservice.drawing.qr import qr_png


def photo_of(
    *texts: str, size: tuple[int, int] = (1200, 900), turn: float = 8, slant: float = 0.08, kind: str = "JPEG"
) -> bytes:
    """A sheet of paper with these codes beside each other, on a grainy table."""
    scene = _noise(size, 20, 200)
    room = size[0] // max(1, len(texts))
    for place, text in enumerate(texts):
        code = _seen_from_the_side(Image.open(BytesIO(qr_png(text))).convert("L"), slant)
        code = code.resize((room * 3 // 5, room * 3 // 5)).rotate(turn, expand=True, fillcolor=255)
        scene.paste(code, (place * room + (room - code.width) // 2, max(0, (size[1] - code.height) // 2)))
    seen = Image.blend(scene, _noise(size, 60, 190), 0.15).filter(ImageFilter.GaussianBlur(size[0] / 900))
    written = BytesIO()
    seen.convert("RGB").save(written, kind, **({"quality": 60} if kind == "JPEG" else {}))
    return written.getvalue()


def _seen_from_the_side(code: Image.Image, slant: float) -> Image.Image:
    """In perspective, the far corner smaller than the near one."""
    width, height = code.size
    grown = 1 + 2 * slant
    seen = (grown, 0, 0, 0, grown, 0, slant / width, slant / height)
    return code.transform(code.size, Image.Transform.PERSPECTIVE, seen, Image.Resampling.BILINEAR, fillcolor=255)


def _noise(size: tuple[int, int], low: int, high: int) -> Image.Image:
    """Grain that is the same every time."""
    width, height = size
    grain = Image.frombytes("L", size, Random(width).randbytes(width * height))
    return grain.point(lambda value: low + value * (high - low) // 255)
