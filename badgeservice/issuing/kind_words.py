"""What is a kind of badge called, and what is said of a diploma beside it?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from badgeservice.model.achievement import Kind
from badgeservice.wording import N_

NAMES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SKILLSBADGE: N_("Skillsbadge"),
        Kind.DEELCERTIFICAAT: N_("Deelcertificaat"),
        Kind.PRAKTIJKVERKLARING: N_("Praktijkverklaring"),
        Kind.BRANCHECERTIFICAAT: N_("Branchecertificaat"),
        Kind.ERVARINGSCERTIFICAAT: N_("Ervaringscertificaat"),
        Kind.MICROCREDENTIAL: N_("Microcredential"),
        Kind.MBO_CERTIFICAAT: N_("Mbo-certificaat"),
        Kind.BEWIJS_VAN_DEELNAME: N_("Bewijs van deelname"),
    }
)
NO_DIPLOMA = N_("Dit is geen mbo-diploma of mbo-certificaat.")
GOES_WITH_PAPER = N_("Deze badge hoort bij een mbo-certificaat op papier. De badge vervangt dat papier niet.")


def diploma_line(kind: Kind | str | None) -> str:
    """The quiet sentence on everything that shows a badge, to be translated."""
    return GOES_WITH_PAPER if kind == Kind.MBO_CERTIFICAAT else NO_DIPLOMA
