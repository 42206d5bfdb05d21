"""What is a badge as a certificate on paper, with the signed badge inside the file?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.drawing.hanging import NO_HOLE
from badgeservice.drawing.qr import qr_modules, qr_svg
from badgeservice.drawing.typst_page import drawable, drawn_pdf, has_boxes, heading_words, visible


def certificate_pdf(
    sheet: Mapping[str, Any], credential: bytes, picture: bytes | None = None, hole: int = NO_HOLE
) -> bytes:
    """A4, PDF/A-3a and PDF/UA-1, with `credential` attached byte for byte; the same bytes for the same input.

    `sheet` is that of `issuing.certificate_sheet`, `picture` SVG of our own, which may hold a PNG, `hole` where
    in its height the cord ends, in percents. A character without a letter in our fonts is a box on the paper, and the
    sheet says so; the attachment keeps it.
    """
    drawn = drawable(sheet)
    address = sheet["check"]["address"]
    data = {
        **drawn,
        **{name: heading_words(drawn[name]) for name in ("badge", "person")},
        "picture": visible(drawn["picture"]),
        "check": {**drawn["check"], "modules": qr_modules(address)},
        "hole": hole,
        "missing": drawn["missing"] if has_boxes({**drawn, "missing": ""}) else None,
    }
    return drawn_pdf("certificate.typ", data, credential, picture=(picture or b"").decode(), qr=qr_svg(address))
