"""Which kind of badge is this, as far as the signed badge tells?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from badgeservice.formats.ob3_achievement import BADGE_KIND
from badgeservice.model.achievement import Kind
from badgeservice.model.credential import ShownAchievement

# Several kinds may share a type; the first counts when no identifier names another.
_KINDS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "Competency": (Kind.SKILLSBADGE,),
        "Badge": (Kind.SKILLSBADGE,),
        "Certificate": (Kind.DEELCERTIFICAAT, Kind.BRANCHECERTIFICAAT, Kind.MBO_CERTIFICAAT),
        "Certification": (Kind.DEELCERTIFICAAT, Kind.BRANCHECERTIFICAAT),
        "ext:Praktijkverklaring": (Kind.PRAKTIJKVERKLARING,),
        "ext:Ervaringscertificaat": (Kind.ERVARINGSCERTIFICAAT,),
        "MicroCredential": (Kind.MICROCREDENTIAL,),
        "CertificateOfCompletion": (Kind.BEWIJS_VAN_DEELNAME,),
    }
)


def shown_kind(achievement: ShownAchievement) -> Kind | None:
    """The kind of a badge of ours; None for a type that we do not give.

    An identifier that does not suit the type counts for nothing.
    """
    possible = _KINDS.get(achievement.type or "", ())
    named = (value for type_, value in achievement.identifiers if type_ == BADGE_KIND)
    return next((Kind(value) for value in named if value in possible), possible[0] if possible else None)
