"""Which colours may go together on a badge?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from badgeservice.wording import N_


@dataclass(frozen=True)
class Pair:
    """A ground with its text, and a band with its text; colours are `#RRGGBB`."""

    ground: str
    text: str
    band: str
    band_text: str

    @property
    def is_light(self) -> bool:
        """Whether the ground is lighter than its text, so that the edge needs a dark line."""
        return luminance(self.ground) > luminance(self.text)

    @property
    def ink(self) -> str:
        """The darker of the ground and its text: what a line on white is drawn in."""
        return self.text if self.is_light else self.ground

    @property
    def contrast(self) -> float:
        """The lowest contrast of the two texts on their grounds, as WCAG 2.2 defines it."""
        return min(contrast(self.ground, self.text), contrast(self.band, self.band_text))


PAIRS: Mapping[str, Pair] = MappingProxyType(
    {
        N_("dennengroen"): Pair("#1E4D3B", "#FFF6E3", "#F2B632", "#1E2B1C"),
        N_("mosterd"): Pair("#F2B632", "#33200B", "#33200B", "#FFE9B0"),
        N_("baksteen"): Pair("#A33A22", "#FFF1E6", "#FFD9C2", "#5A1B0D"),
        N_("aubergine"): Pair("#4D2047", "#FFEAF3", "#F4AFC4", "#3A1535"),
        N_("petrol"): Pair("#0E4A59", "#EAF8F7", "#8FD6CF", "#0A333D"),
        N_("rozenhout"): Pair("#F3B3BF", "#4A1630", "#8C2A4D", "#FFEFF2"),
        N_("linde"): Pair("#C9DA72", "#24351A", "#2F4A22", "#EEF6CC"),
        N_("houtskool"): Pair("#2B2A2F", "#F8F1E7", "#FF9A5A", "#2B1A10"),
        N_("zeelucht"): Pair("#A9D5E6", "#0F3040", "#0F4256", "#E3F4FA"),
        N_("koper"): Pair("#C8743A", "#23110A", "#23110A", "#FFDCC2"),
    }
)

WITHDRAWN = Pair("#6E6A6D", "#FFFFFF", "#CFCACD", "#3D383B")


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of `#RRGGBB`, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
