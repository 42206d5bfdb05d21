"""What does a badge class say: the kind, the behaviours, and the codes it is lined up with?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from badgeservice.model.issuer import Issuer
from badgeservice.model.microcredential import Microcredential


class Kind(StrEnum):
    """The kinds of badge (design: domain, "Kinds of badge")."""

    SKILLSBADGE = "skillsbadge"
    DEELCERTIFICAAT = "deelcertificaat"
    PRAKTIJKVERKLARING = "praktijkverklaring"
    BRANCHECERTIFICAAT = "branchecertificaat"
    ERVARINGSCERTIFICAAT = "ervaringscertificaat"
    MICROCREDENTIAL = "microcredential"
    MBO_CERTIFICAAT = "mbo-certificaat"
    BEWIJS_VAN_DEELNAME = "bewijs-van-deelname"

    @property
    def has_levels(self) -> bool:
        """Whether each behaviour is judged "zelf" or "met hulp"."""
        return self in {Kind.PRAKTIJKVERKLARING, Kind.ERVARINGSCERTIFICAAT}

    @property
    def claims_skill(self) -> bool:
        """Whether the badge says what somebody can do; a bewijs van deelname only says that they were there."""
        return self is not Kind.BEWIJS_VAN_DEELNAME

    @property
    def needs_proofs(self) -> bool:
        """Whether each behaviour that is ticked is underpinned by a text of its own."""
        return self is Kind.ERVARINGSCERTIFICAAT

    @property
    def is_of_a_school(self) -> bool:
        """Whether only a school may give it."""
        return self in {Kind.MICROCREDENTIAL, Kind.MBO_CERTIFICAAT}


class Level(StrEnum):
    """How somebody does what a behaviour says."""

    SELF = "zelf"
    WITH_HELP = "met hulp"


@dataclass(frozen=True)
class Behaviour:
    """One gedragsvoorbeeld; `id` is short and unique within its badge class version (b1, b2, …)."""

    id: str
    text: str


@dataclass(frozen=True)
class Alignment:
    """A link to a published framework; `target_type` ext:SBBWerkproces, ext:ESCOSkill, ext:CompetentNL or
    ext:EQFLevel."""

    target_type: str
    target_name: str
    target_url: str
    target_code: str | None = None
    target_framework: str | None = None


@dataclass(frozen=True)
class Achievement:
    """One frozen version of a badge class, as it is signed into a badge (OB 3.0 `Achievement`).

    `id` is the https address of the version; `image_url` the address of its PNG; `crebo` the code of the
    qualification, five digits or K and four digits; `previous` the address of the version before it, `earlier` those
    of the versions before that, newest first.
    `expires` is whether badges of this class end, which decides the achievementType of a deelcertificaat.
    `part` is (number, total) for a deelcertificaat that is a part of a stack, else None. `creator` is the branch whose
    standard this is, when another organisation gives it; `own_behaviours` are what that organisation adds, with whole
    addresses as their ids. `endorsements` are signed documents about this badge class, as they were signed.
    `microcredential` are the European elements, of that kind only.
    """

    id: str
    kind: Kind
    name: str
    description: str
    behaviours: tuple[Behaviour, ...]
    language: str
    version: int
    image_url: str
    image_caption: str
    alignments: tuple[Alignment, ...] = ()
    crebo: str | None = None
    expires: bool = False
    part: tuple[int, int] | None = None
    previous: str | None = None
    creator: Issuer | None = None
    own_behaviours: tuple[Behaviour, ...] = ()
    endorsements: tuple[Mapping[str, Any], ...] = ()
    earlier: tuple[str, ...] = ()
    microcredential: Microcredential | None = None
