"""Which letters do our pages send along, and as which files?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from badgeservice.drawing.packaged import packaged_file

WEBFONTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "redhat-display-800.woff2": ("font-rhd", "font_rhd/files/RedHatDisplay-ExtraBold.ttf"),
        "source-sans-400.woff2": ("font-source-sans-pro", "font_source_sans_pro/files/SourceSansPro-Regular.otf"),
        "source-sans-600.woff2": ("font-source-sans-pro", "font_source_sans_pro/files/SourceSansPro-Semibold.otf"),
    }
)

# Basic Latin, Latin-1, Latin Extended-A, Romanian, the punctuation, signs and arrows that Dutch pages use.
_LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *(0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026),
    *(0x202F, 0x20AC, 0x2190, 0x2192, 0x2212),
)
_FEATURES = ["kern", "liga", "tnum", "zero", "locl", "ccmp", "mark", "calt"]


def make_webfonts(folder: Path) -> list[Path]:
    """The three WOFF2 files in `folder`, made when they are not there yet; the same bytes every time."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / name for name in WEBFONTS]
    for place in made:
        if not place.exists():
            _write_subset(packaged_file(*WEBFONTS[place.name]), place)
    return made


def _write_subset(source: Path, place: Path) -> None:
    """Written beside the place and moved there, so that a half file is never served."""
    options = Options(layout_features=_FEATURES, hinting=False, desubroutinize=True, name_IDs=[0, 1, 2, 13, 14])
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=_LATIN)
        subsetter.subset(font)
        font.flavor = "woff2"
        unfinished = place.with_suffix(".unfinished")
        font.save(unfinished)
    unfinished.replace(place)
