"""What does a receipt look like as a PDF to file (PDF/A-3a and PDF/UA-1), with the signed document inside it?"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from badgeservice import resources
from badgeservice.drawing.packaged import packaged_file
from badgeservice.errors import BadgeServiceError

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
FOLDERS = (("font-rhd", "font_rhd/files"), ("font-source-sans-pro", "font_source_sans_pro/files"))
# The folder has every weight twice; which of the two typst takes is up to the order of the files.
TEXT_FONTS = tuple(f"SourceSansPro-{weight}.{form}" for weight in ("Regular", "Semibold") for form in ("otf", "ttf"))
MISSING = "☐"
# They only choose how their neighbours look, so they are no letters that somebody would miss.
JOINERS = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF))


class DrawingError(BadgeServiceError):
    """A page that could not be drawn as it must be: our own mistake, whatever stands in it."""


def receipt_pdf(sheet: Mapping[str, Any], receipt: bytes) -> bytes:
    """The sheet on one page of A4, with `receipt` attached byte for byte.

    A character without a letter in our fonts is a box on the paper, and the sheet says so; the attachment keeps it.
    """
    drawn = _drawable(sheet)
    data = {**drawn, "missing": drawn["missing"] if MISSING in json.dumps(drawn["facts"], ensure_ascii=False) else None}
    inputs = {"sheet": json.dumps(data, ensure_ascii=False), "receipt": receipt.decode()}
    # One of its own for each receipt: a compiler keeps its inputs, and two may be drawn at the same moment.
    compiler = typst.Compiler(_template(), font_paths=_fonts(), sys_inputs=inputs)
    made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
    # Without its fonts typst only warns, and draws a page without words.
    if warnings or not isinstance(made, bytes):
        raise DrawingError(f"typst: {[str(warning) for warning in warnings]}")
    return made


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        letters = unicodedata.normalize("NFC", value).translate(JOINERS)
        return "".join(one if ord(one) in _letters() else MISSING for one in letters)
    if isinstance(value, Mapping):
        return {name: _drawable(item) for name, item in value.items()}
    return [_drawable(item) for item in value] if isinstance(value, list) else value


@cache
def _letters() -> frozenset[int]:
    """What every font of the text can write."""
    package, folder = FOLDERS[1]
    return frozenset.intersection(*(_letters_of(packaged_file(package, f"{folder}/{name}")) for name in TEXT_FONTS))


def _letters_of(font_file: Path) -> frozenset[int]:
    with TTFont(font_file, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _template() -> bytes:
    return (resources.folder("templates") / "receipt.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(False, False, [str(packaged_file(*folder)) for folder in FOLDERS])
