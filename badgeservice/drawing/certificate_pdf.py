"""What is a badge as a certificate on paper, with the signed badge inside the file?"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL.PngImagePlugin import PngImageFile

from badgeservice.drawing.qr import qr_modules, qr_svg
from badgeservice.drawing.typst_page import DrawingError, display_letters, drawable, drawn_pdf, has_boxes

# The cord of a picture without a hole ends a little below its upper edge.
NO_HOLE = 0.04


def certificate_pdf(
    sheet: Mapping[str, Any], credential: bytes, picture: bytes | None = None, hole: float = NO_HOLE
) -> bytes:
    """A4, PDF/A-3a and PDF/UA-1, with `credential` attached byte for byte; the same bytes for the same input.

    `sheet` is that of `issuing.certificate_sheet`, `picture` a PNG or, sharper, SVG that this package drew (never
    that of others), `hole` where in its height the cord ends, from 0 to 1. A character without a letter in our fonts
    is a box on the paper, and the sheet says so; the attachment keeps it.
    """
    drawn = drawable(sheet)
    address = sheet["check"]["address"]
    data = {
        **drawn,
        **{name: _heading(drawn[name]) for name in ("badge", "person")},
        "check": {**drawn["check"], "modules": qr_modules(address)},
        "hole": hole,
        "missing": drawn["missing"] if has_boxes({**drawn, "missing": ""}) else None,
    }
    return drawn_pdf("certificate.typ", data, credential, picture=_as_svg(picture), qr=qr_svg(address))


def _heading(text: str) -> dict[str, Any]:
    """A name in display letters when it has them all: not in two kinds of letters."""
    return {"text": text, "display": all(ord(one) in display_letters() for one in text)}


def _as_svg(picture: bytes | None) -> str:
    """The picture as typst takes it among words: a PNG inside SVG of the same size."""
    if picture is None:
        return ""
    if picture.lstrip().startswith(b"<svg"):
        return picture.decode()
    width, height = _size(picture)
    content = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{content}"/></svg>'
    )


def _size(picture: bytes) -> tuple[int, int]:
    try:
        return PngImageFile(BytesIO(picture)).size
    except SyntaxError as problem:
        raise DrawingError(f"The picture of a badge is no PNG and no SVG: {picture[:8]!r}") from problem
