"""What can somebody choose about a badge's picture, and is the choice possible?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from unicodedata import normalize

from badgeservice.drawing.icons import ICONS
from badgeservice.drawing.lettering import Typeface, missing_characters
from badgeservice.drawing.pairs import PAIRS, Pair
from badgeservice.model.achievement import Kind
from badgeservice.wording import N_

__all__ = [
    "ICONS",
    "LONGEST_BAND",
    "LONGEST_LINE",
    "MISSING_LETTERS",
    "MOST_PARTS",
    "PAIRS",
    "SHAPES",
    "BadgeDesign",
    "Pair",
    "design_problems",
]

MISSING_LETTERS = N_("Dit teken kan niet op de badge:")

LONGEST_LINE = 12
LONGEST_BAND = 18
MOST_PARTS = 12

SHAPES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.SKILLSBADGE: (N_("rond"), N_("zeskant"), N_("schild"), N_("boog"), N_("achtkant")),
        Kind.DEELCERTIFICAAT: (N_("ring"),),
        Kind.PRAKTIJKVERKLARING: (N_("werklabel"),),
        Kind.BRANCHECERTIFICAAT: (N_("zegel"),),
        Kind.ERVARINGSCERTIFICAAT: (N_("jaarringen"),),
        Kind.MICROCREDENTIAL: (N_("stapel"),),
        Kind.MBO_CERTIFICAAT: (N_("vel"),),
        Kind.BEWIJS_VAN_DEELNAME: (N_("kaartje"),),
    }
)


@dataclass(frozen=True)
class BadgeDesign:
    """The choices behind one picture: names from SHAPES, PAIRS and ICONS, and the texts as they were typed.

    `part` is (number, total) and only counts for a deelcertificaat; None when it is no part of a stack.
    """

    kind: Kind
    shape: str
    pair: str
    icon: str
    line1: str
    line2: str
    band: str
    part: tuple[int, int] | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are not empty, in composed form, without spaces around them."""
        return tuple(text for text in (_tidy(self.line1), _tidy(self.line2)) if text)

    @property
    def band_text(self) -> str:
        """The band as it is drawn: upper case."""
        return _tidy(self.band).upper()


def design_problems(design: BadgeDesign) -> dict[str, str]:
    """What stands in the way of drawing this design: a field's name and its sentence; empty when nothing does."""
    found = {
        "shape": _choice_problem(design.shape, SHAPES[design.kind], N_("Kies een vorm uit de lijst.")),
        "pair": _choice_problem(design.pair, PAIRS, N_("Kies kleuren uit de lijst.")),
        "icon": _choice_problem(design.icon, ICONS, N_("Kies een plaatje uit de lijst.")),
        "line1": _line1_problem(design.line1),
        "line2": _line_problem(design.line2),
        "band": _band_problem(design),
        "part": _part_problem(design),
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def _choice_problem(choice: str, choices: Mapping[str, object] | tuple[str, ...], sentence: str) -> str:
    return "" if choice in choices else sentence


def _line1_problem(text: str) -> str:
    return _line_problem(text) if _tidy(text) else N_("Vul een tekst in voor regel 1.")


def _line_problem(text: str) -> str:
    if len(_tidy(text)) > LONGEST_LINE:
        return N_("Deze regel is te lang. Gebruik hooguit 12 tekens.")
    return _letters_problem(_tidy(text), Typeface.DISPLAY)


def _band_problem(design: BadgeDesign) -> str:
    if len(_tidy(design.band)) > LONGEST_BAND:
        return N_("De tekst in de band is te lang. Gebruik hooguit 18 tekens.")
    return _letters_problem(design.band_text, Typeface.TEXT)


def _letters_problem(text: str, typeface: Typeface) -> str:
    missing = missing_characters(text, typeface)
    if not missing:
        return ""
    return f"{MISSING_LETTERS} " + " ".join(_shown(each) for each in missing)


def _part_problem(design: BadgeDesign) -> str:
    if design.kind is not Kind.DEELCERTIFICAAT or design.part is None:
        return ""
    number, total = design.part
    if not 2 <= total <= MOST_PARTS:
        return N_("Een stapel heeft 2 tot en met 12 delen.")
    return "" if 1 <= number <= total else N_("Dit deel bestaat niet. Kies een nummer binnen de stapel.")


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"


def _tidy(text: str) -> str:
    return normalize("NFC", text).strip()
