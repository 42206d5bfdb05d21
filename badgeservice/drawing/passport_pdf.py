"""What is a skills paspoort as one page of A4 to go with a cv?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.drawing.qr import qr_modules, qr_svg
from badgeservice.drawing.typst_page import drawable, drawn_pdf, has_boxes, heading_words


def passport_pdf(sheet: Mapping[str, Any]) -> bytes:
    """One page, PDF/A-3a and PDF/UA-1; what does not fit is left out from the end, and the page says how much.

    `sheet` is that of `web.presenters.passport_sheet`. Nothing is attached: a signed badge holds more than
    somebody wants to send along with a cv. A character without a letter in our fonts is a box, and the page says so.
    """
    drawn = drawable(sheet)
    address = sheet["check"]["address"]
    shown = [drawn["person"], drawn["skills"], drawn["badges"]]
    data = {
        **drawn,
        "person": heading_words(drawn["person"]),
        "check": {**drawn["check"], "modules": qr_modules(address)},
        "missing": drawn["missing"] if has_boxes(shown) else None,
    }
    return drawn_pdf("passport.typ", data, qr=qr_svg(address))
