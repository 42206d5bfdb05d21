"""What the tests of a certificate draw and read: a badge with its sheet, and the pages of a PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdfium2
from issued import AWARD, SKILLSBADGE, badge
from PIL import Image
from pypdf import PdfReader

from badgeservice.drawing.badge_svg import badge_svg
from badgeservice.drawing.certificate_pdf import certificate_pdf
from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.hanging import hole_of_shape
from badgeservice.formats import strict_json
from badgeservice.issuing.certificate_sheet import certificate_sheet
from badgeservice.model.achievement import Behaviour, Kind, Level
from badgeservice.model.award import Award, Result

CODE = "7K3M9QXV2HTR5WBD"
ADDRESS = f"https://badges.example/v/{CODE}"
DESIGN = BadgeDesign(Kind.PRAKTIJKVERKLARING, "werklabel", "petrol", "cup-hot-fill", "Gasten", "ontvangen", "Hotel Zon")
PICTURE = badge_svg(DESIGN).encode()
HOLE = hole_of_shape(DESIGN.shape)


def document(award: Award = AWARD) -> bytes:
    """The signed credential as it is stored."""
    return strict_json.dumps(badge(award))


def sheet(award: Award = AWARD, language: str | None = None) -> dict[str, Any]:
    """What its certificate says."""
    return certificate_sheet(document(award), ADDRESS, CODE, language)


def certificate(award: Award = AWARD, picture: bytes | None = PICTURE, language: str | None = None) -> bytes:
    """Its certificate."""
    return certificate_pdf(sheet(award, language), document(award), picture, HOLE)


def named(name: str) -> Award:
    """A small badge of somebody with this name."""
    return replace(SKILLSBADGE, recipient=replace(SKILLSBADGE.recipient, name=name))


def with_behaviours(number: int, text: str = "Je ontvangt gasten vriendelijk") -> Award:
    """A praktijkverklaring with so many behaviours."""
    behaviours = tuple(Behaviour(f"b{place}", f"{text} {place}.") for place in range(number))
    levels = (Level.SELF, Level.WITH_HELP)
    results = tuple(Result(f"b{place}", levels[place % 2]) for place in range(number))
    return replace(AWARD, achievement=replace(AWARD.achievement, behaviours=behaviours), results=results)


def pages(pdf: bytes) -> list[str]:
    """The words of each page, a space between them."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def rendered(pdf: bytes, page: int = 0, dots_per_inch: int = 150) -> Image.Image:
    """A page as a printer or a screen shows it."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return opened[page].render(scale=dots_per_inch / 72).to_pil()
    finally:
        opened.close()
