"""Which European elements does a microcredential have beside what every badge says?

They are those of the Council Recommendation of 16 June 2022 on a European approach to micro-credentials, Annex I.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Participation(StrEnum):
    """How somebody takes part in the learning."""

    ONLINE = "online"
    ONSITE = "onsite"
    BLENDED = "blended"


class Supervision(StrEnum):
    """Whether somebody watches over the assessment, and whether they look who it is."""

    UNSUPERVISED = "unsupervised"
    SUPERVISED = "supervised"
    SUPERVISED_AND_IDENTIFIED = "supervised-and-identified"


class Stackability(StrEnum):
    """Whether it adds up to something larger."""

    STAND_ALONE = "stand-alone"
    STACKABLE = "stackable"


@dataclass(frozen=True)
class Microcredential:
    """The elements of one microcredential.

    `country` is two letters (ISO 3166-1), `hours` the workload, `ects` the credits or None where they are not counted.
    What is optional in the recommendation may be None or empty.
    """

    country: str
    hours: int
    assessment: str
    participation: Participation
    quality_assurance: str
    ects: float | None = None
    supervision: Supervision | None = None
    prerequisites: str = ""
    stackability: Stackability | None = None
