"""With which picture does a new badge class start, before somebody designs it?"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from unicodedata import normalize

from badgeservice.drawing.design import LONGEST_BAND, LONGEST_LINE, SHAPES, BadgeDesign
from badgeservice.drawing.lettering import Typeface, missing_characters
from badgeservice.model.achievement import Kind

_COLOURS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SKILLSBADGE: "dennengroen",
        Kind.DEELCERTIFICAAT: "petrol",
        Kind.PRAKTIJKVERKLARING: "baksteen",
        Kind.BRANCHECERTIFICAAT: "aubergine",
        Kind.ERVARINGSCERTIFICAAT: "linde",
        Kind.MICROCREDENTIAL: "zeelucht",
        Kind.MBO_CERTIFICAAT: "houtskool",
        Kind.BEWIJS_VAN_DEELNAME: "rozenhout",
    }
)
_ICONS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SKILLSBADGE: "stars",
        Kind.DEELCERTIFICAAT: "puzzle-fill",
        Kind.PRAKTIJKVERKLARING: "tools",
        Kind.BRANCHECERTIFICAAT: "shield-fill-check",
        Kind.ERVARINGSCERTIFICAAT: "tree-fill",
        Kind.MICROCREDENTIAL: "book-fill",
        Kind.MBO_CERTIFICAAT: "clipboard-check-fill",
        Kind.BEWIJS_VAN_DEELNAME: "megaphone-fill",
    }
)

# The beginning of a word in the name of the badge, and the icon that suits it; the first one found counts.
_ICON_BY_WORD: Mapping[str, str] = MappingProxyType(
    {
        "gast": "door-open-fill",
        "recepti": "key-fill",
        "ontbijt": "cup-hot-fill",
        "koffie": "cup-hot-fill",
        "keuken": "fork-knife",
        "kok": "fork-knife",
        "serve": "fork-knife",
        "bak": "cake2-fill",
        "kamer": "stars",
        "schoonma": "bucket-fill",
        "order": "box-seam-fill",
        "goederen": "boxes",
        "voorraad": "boxes",
        "magazijn": "boxes",
        "laden": "truck",
        "rijden": "truck",
        "vervoer": "truck",
        "winkel": "basket-fill",
        "schap": "basket-fill",
        "kassa": "calculator-fill",
        "las": "fire",
        "mig": "fire",
        "brand": "fire",
        "veilig": "shield-fill-check",
        "metsel": "bricks",
        "schilder": "brush-fill",
        "fiets": "bicycle",
        "haar": "scissors",
        "knip": "scissors",
        "sleutel": "key-fill",
        "zorg": "heart-pulse-fill",
        "boom": "tree-fill",
        "bomen": "tree-fill",
        "groen": "tree-fill",
        "snoei": "scissors",
        "plant": "flower1",
        "tuin": "flower1",
        "elektr": "lightning-charge-fill",
        "klant": "chat-heart-fill",
        "samenwerk": "people-fill",
        "begeleid": "people-fill",
        "computer": "laptop-fill",
    }
)


_VOWELS = frozenset("aeiouy")


def first_design(kind: Kind, name: str, organisation: str, part: tuple[int, int] | None = None) -> BadgeDesign:
    """A design without problems for a badge of this name by this organisation."""
    line1, line2 = _two_lines(_drawable(name, Typeface.DISPLAY))
    return BadgeDesign(
        kind=kind,
        shape=SHAPES[kind][0],
        pair=_COLOURS[kind],
        icon=_icon_for(name, _ICONS[kind]),
        line1=line1 or "Badge",
        line2=line2,
        band=_shortened(_drawable(organisation, Typeface.TEXT), LONGEST_BAND),
        part=part if kind is Kind.DEELCERTIFICAAT else None,
    )


def _icon_for(name: str, otherwise: str) -> str:
    words = name.lower().replace("-", " ").split()
    found = (icon for word in words for start, icon in _ICON_BY_WORD.items() if word.startswith(start))
    return next(found, otherwise)


def _two_lines(text: str) -> tuple[str, str]:
    words = text.split()
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1)]
    fitting = [split for split in splits if max(map(len, split)) <= LONGEST_LINE]
    if fitting:
        return min(fitting, key=lambda split: (bool(split[1]) and len(words) == 1, max(map(len, split))))
    return _forced(words)


def _forced(words: list[str]) -> tuple[str, str]:
    if not words:
        return "", ""
    if len(words[0]) > LONGEST_LINE:
        at = _break(words[0])
        return words[0][:at] + "-", _shortened(words[0][at:], LONGEST_LINE)
    first = _shortened(" ".join(words), LONGEST_LINE)
    return first, _shortened(" ".join(words)[len(first) :].strip(), LONGEST_LINE)


def _break(word: str) -> int:
    """Where a long word goes on the next line: before a consonant and a vowel, as near its middle as can be."""
    places = range(3, LONGEST_LINE)
    sounding = [at for at in places if word[at].lower() not in _VOWELS and word[at + 1 : at + 2].lower() in _VOWELS]
    return min(sounding or places, key=lambda at: abs(len(word) / 2 - at))


def _shortened(text: str, longest: int) -> str:
    """At most so many characters, cut between two words when the first word allows it."""
    if len(text) <= longest:
        return text
    ends = [at for at, (here, _) in enumerate(pairwise(text[: longest + 2])) if here == " " and 0 < at <= longest]
    return text[: ends[-1] if ends else longest].strip()


def _drawable(text: str, typeface: Typeface) -> str:
    composed = " ".join(normalize("NFC", text).split())
    missing = set(missing_characters(composed + composed.upper(), typeface))
    return "".join(each for each in composed if each not in missing and each.upper() not in missing)
