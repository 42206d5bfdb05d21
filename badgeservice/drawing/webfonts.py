"""Which letters do our pages send along, and as which files?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from badgeservice.drawing.packaged import packaged_file

# Basic Latin, Latin-1, the punctuation, signs and arrows that Dutch pages use: these files every page loads.
_LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026),
    *(0x202F, 0x20AC, 0x2190, 0x2192, 0x2212),
)
# Latin Extended-A and Romanian: a browser loads these only for a page on which such a letter stands, as in a name.
_MORE_LATIN = (*range(0x100, 0x180), *range(0x218, 0x21C))

_REDHAT = ("font-rhd", "font_rhd/files/RedHatDisplay-ExtraBold.ttf")
_SANS = ("font-source-sans-pro", "font_source_sans_pro/files/SourceSansPro-Regular.otf")
_SEMIBOLD = ("font-source-sans-pro", "font_source_sans_pro/files/SourceSansPro-Semibold.otf")


@dataclass(frozen=True)
class Webfont:
    """Where the letters come from, and which of them go into the file."""

    package: str
    path: str
    letters: tuple[int, ...]


WEBFONTS: Mapping[str, Webfont] = MappingProxyType(
    {
        "redhat-display-800.woff2": Webfont(*_REDHAT, _LATIN),
        "source-sans-400.woff2": Webfont(*_SANS, _LATIN),
        "source-sans-600.woff2": Webfont(*_SEMIBOLD, _LATIN),
        "redhat-display-800-more.woff2": Webfont(*_REDHAT, _MORE_LATIN),
        "source-sans-400-more.woff2": Webfont(*_SANS, _MORE_LATIN),
        "source-sans-600-more.woff2": Webfont(*_SEMIBOLD, _MORE_LATIN),
    }
)
_FEATURES = ["kern", "liga", "tnum", "zero", "locl", "ccmp", "mark", "calt"]


def make_webfonts(folder: Path) -> list[Path]:
    """The WOFF2 files in `folder`, made when they are not there yet; the same bytes every time."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / name for name in WEBFONTS]
    for place in made:
        if not place.exists():
            font = WEBFONTS[place.name]
            _write_subset(packaged_file(font.package, font.path), place, font.letters)
    return made


def _write_subset(source: Path, place: Path, letters: tuple[int, ...]) -> None:
    """Written beside the place and moved there, so that a half file is never served."""
    options = Options(layout_features=_FEATURES, hinting=False, desubroutinize=True, name_IDs=[0, 1, 2, 13, 14])
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        font.flavor = "woff2"
        unfinished = place.with_suffix(".unfinished")
        font.save(unfinished)
    unfinished.replace(place)
