"""Which texts stand in the QR codes of this photo? Runs in a child process, on its own (see child.py)."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image, ImageFile

MAX_PIXELS = 12_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MAX_CODES = 10
QR_CODE = zxingcpp.barcode_formats_from_str("QRCode")
# libjpeg can leave out detail while it decodes (Image.draft), in these steps.
JPEG_STEPS = (1, 2, 4, 8)
# MPO is what Pillow calls a JPEG with a second picture behind it, as phones write.
STEPPED = frozenset({"JPEG", "MPO"})

# Our own limit is far below Pillow's, and stands before the pixels are read.
Image.MAX_IMAGE_PIXELS = None


def read(data: bytes) -> dict[str, object]:
    """`{"texts": [...]}`, each once; or `{"problem": "image.malformed" | "image.too_large"}`."""
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
        if not _is_made_small_enough(picture):
            return {"problem": "image.too_large"}
        grey = _on_white(picture).convert("L")
    except (OSError, SyntaxError, ValueError, EOFError):
        return {"problem": "image.malformed"}
    pixels = memoryview(grey.tobytes()).cast("B", (grey.height, grey.width))
    found = zxingcpp.read_barcodes(pixels, formats=QR_CODE, text_mode=zxingcpp.TextMode.Plain)
    return {"texts": list(dict.fromkeys(code.text for code in found if code.text))[:MAX_CODES]}


def _is_made_small_enough(picture: ImageFile.ImageFile) -> bool:
    """At most 12 million pixels: a JPEG of more is decoded at a half, a quarter or an eighth; others are not."""
    width, height = picture.size
    for step in JPEG_STEPS if picture.format in STEPPED else JPEG_STEPS[:1]:
        if -(-width // step) * -(-height // step) <= MAX_PIXELS:
            picture.draft("L", (width // step, height // step))
            return picture.width * picture.height <= MAX_PIXELS
    return False


def _on_white(picture: Image.Image) -> Image.Image:
    """What is transparent is white, as on a screen; otherwise a black code on nothing is black all over."""
    if not picture.has_transparency_data:
        return picture
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture.convert("RGBA"))
    return white
