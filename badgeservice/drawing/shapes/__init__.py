"""Which drawing belongs to which kind of badge?

Another kind is another module here with the same three names, and one more line in ARTISTS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from badgeservice.drawing.design import BadgeDesign
from badgeservice.drawing.outlines import Silhouette
from badgeservice.drawing.pairs import Pair
from badgeservice.drawing.shapes import (
    bewijs_van_deelname,
    branchecertificaat,
    deelcertificaat,
    ervaringscertificaat,
    mbo_certificaat,
    microcredential,
    praktijkverklaring,
    skillsbadge,
)
from badgeservice.model.achievement import Kind

Draw = Callable[[BadgeDesign, Pair], str]


@dataclass(frozen=True)
class Artist:
    """How one kind is drawn: its silhouettes by shape, the full cut and the small cut."""

    silhouettes: Mapping[str, Silhouette]
    full: Draw
    small: Draw


ARTISTS: Mapping[Kind, Artist] = MappingProxyType(
    {
        Kind.SKILLSBADGE: Artist(skillsbadge.SILHOUETTES, skillsbadge.full, skillsbadge.small),
        Kind.DEELCERTIFICAAT: Artist(deelcertificaat.SILHOUETTES, deelcertificaat.full, deelcertificaat.small),
        Kind.PRAKTIJKVERKLARING: Artist(
            praktijkverklaring.SILHOUETTES, praktijkverklaring.full, praktijkverklaring.small
        ),
        Kind.BRANCHECERTIFICAAT: Artist(
            branchecertificaat.SILHOUETTES, branchecertificaat.full, branchecertificaat.small
        ),
        Kind.ERVARINGSCERTIFICAAT: Artist(
            ervaringscertificaat.SILHOUETTES, ervaringscertificaat.full, ervaringscertificaat.small
        ),
        Kind.MICROCREDENTIAL: Artist(microcredential.SILHOUETTES, microcredential.full, microcredential.small),
        Kind.MBO_CERTIFICAAT: Artist(mbo_certificaat.SILHOUETTES, mbo_certificaat.full, mbo_certificaat.small),
        Kind.BEWIJS_VAN_DEELNAME: Artist(
            bewijs_van_deelname.SILHOUETTES, bewijs_van_deelname.full, bewijs_van_deelname.small
        ),
    }
)
