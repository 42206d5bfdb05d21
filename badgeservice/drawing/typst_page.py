"""How do words become a PDF to keep (PDF/A-3a and PDF/UA-1), in our own letters?"""

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
DISPLAY, TEXT = ("font-rhd", "font_rhd/files"), ("font-source-sans-pro", "font_source_sans_pro/files")
DISPLAY_FONTS = ("RedHatDisplay-ExtraBold.ttf",)
# The folder has every weight twice; which of the two typst takes is up to the order of the files.
TEXT_FONTS = tuple(f"SourceSansPro-{weight}.{form}" for weight in ("Regular", "Semibold") for form in ("otf", "ttf"))
MISSING = "☐"
# They only choose how their neighbours look, so they are no letters that somebody would miss.
JOINERS = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF))


class DrawingError(BadgeServiceError):
    """A page that could not be drawn as it must be: our own mistake, whatever stands in it."""


def drawn_pdf(template: str, sheet: Mapping[str, Any], attachment: bytes = b"", **files: str) -> bytes:
    """The pages that a file of `templates` makes of a `drawable` sheet; `attachment` goes in byte for byte, when the
    sheet has words about it.

    The template finds them in `sys.inputs` as `sheet` (JSON), `attachment` and each of `files` by its name.
    """
    inputs = {"sheet": json.dumps(sheet, ensure_ascii=False), "attachment": attachment.decode(), **files}
    # One of its own for each page: a compiler keeps its inputs, and two may be drawn at the same moment.
    compiler = typst.Compiler(_template(template), root=_folder(), font_paths=_fonts(), sys_inputs=inputs)
    try:
        made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError as problem:
        raise DrawingError(f"typst: {problem}") from problem
    # Without its fonts typst only warns, and draws a page without words.
    if warnings or not isinstance(made, bytes):
        raise DrawingError(f"typst: {[str(warning) for warning in warnings]}")
    return made


def drawable(value: Any) -> Any:
    """The same words, with a box for each character that the letters of the text lack."""
    if isinstance(value, str):
        letters = unicodedata.normalize("NFC", value).translate(JOINERS)
        return "".join(one if ord(one) in text_letters() else MISSING for one in letters)
    if isinstance(value, Mapping):
        return {name: drawable(item) for name, item in value.items()}
    return [drawable(item) for item in value] if isinstance(value, list) else value


def has_boxes(value: Any) -> bool:
    """Whether something drawable lost a character."""
    return MISSING in json.dumps(value, ensure_ascii=False)


def heading_words(text: str) -> dict[str, Any]:
    """Something drawable as a heading, in display letters when these have them all: not in two kinds of letters."""
    shown = visible(text)
    return {"text": shown, "display": all(ord(one) in display_letters() for one in shown)}


def visible(text: str) -> str:
    """Headings and what pictures show may not be empty (PDF/UA-1), and what was typed may be all joiners."""
    return text.strip() or MISSING


@cache
def text_letters() -> frozenset[int]:
    """What every font of the text can write."""
    return _letters_of(TEXT, TEXT_FONTS)


@cache
def display_letters() -> frozenset[int]:
    """What the font of headings can write; fewer than the text."""
    return _letters_of(DISPLAY, DISPLAY_FONTS)


def _letters_of(folder: tuple[str, str], names: tuple[str, ...]) -> frozenset[int]:
    return frozenset.intersection(*(_letters_in(packaged_file(folder[0], f"{folder[1]}/{name}")) for name in names))


def _letters_in(font_file: Path) -> frozenset[int]:
    with TTFont(font_file, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _template(name: str) -> bytes:
    return (_folder() / name).read_bytes()


@cache
def _folder() -> Path:
    return resources.folder("templates")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(False, False, [str(packaged_file(*folder)) for folder in (DISPLAY, TEXT)])
