"""What does a receipt look like as a PDF to file, with the signed document inside it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.drawing.typst_page import drawable, drawn_pdf, has_boxes


def receipt_pdf(sheet: Mapping[str, Any], receipt: bytes) -> bytes:
    """The sheet on one page of A4, with `receipt` attached byte for byte.

    A character without a letter in our fonts is a box on the paper, and the sheet says so; the attachment keeps it.
    """
    drawn = drawable(sheet)
    missing = drawn["missing"] if has_boxes(drawn["facts"]) else None
    return drawn_pdf("receipt.typ", {**drawn, "missing": missing}, receipt)
