"""What is an address as a QR code that a phone reads from a screen or from paper?"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import groupby

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET_ZONE = 4

Matrix = tuple[tuple[bool, ...], ...]


def qr_svg(address: str) -> str:
    """Black on white as one path; a unit of the viewBox is a module and the caller gives the size."""
    matrix = _matrix(address)
    size = len(matrix)
    runs = "".join(_runs(row, y) for y, row in enumerate(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" aria-hidden="true" '
        f'shape-rendering="crispEdges"><path fill="#FFFFFF" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000000" d="{runs}"/></svg>'
    )


def qr_modules(address: str) -> int:
    """How many modules wide that picture is, with its quiet zone."""
    return len(_matrix(address))


def qr_png(address: str, module: int = 10) -> bytes:
    """The same code as a PNG of black and white, `module` pixels a module."""
    matrix = _matrix(address)
    image = Image.new("1", (len(matrix), len(matrix)), 1)
    image.putdata([0 if dark else 1 for row in matrix for dark in row])
    side = len(matrix) * module
    written = BytesIO()
    image.resize((side, side), Image.Resampling.NEAREST).save(written, "PNG", compress_level=9)
    return written.getvalue()


@lru_cache(maxsize=256)
def _matrix(address: str) -> Matrix:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def _runs(row: tuple[bool, ...], y: int) -> str:
    parts, x = [], 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            parts.append(f"M{x} {y}h{length}v1H{x}z")
        x += length
    return "".join(parts)
