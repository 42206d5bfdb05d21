"""How do the European elements of a microcredential read inside an `Achievement`, and how are they read from one?"""

from __future__ import annotations

from typing import Any

from badgeservice.formats.reading import Node, nodes, one_node
from badgeservice.model.microcredential import Microcredential

JsonObject = dict[str, Any]

MEMBER, TYPE = "microcredential", "Microcredential"
CREDITS = "creditsAvailable"
TERMS = (
    "country",
    "workloadHours",
    "assessmentType",
    "participationForm",
    "supervision",
    "qualityAssurance",
    "prerequisites",
    "stackability",
)


def microcredential_members(elements: Microcredential) -> JsonObject:
    """The members they add to the achievement: `creditsAvailable` of Open Badges, and a node in our own words."""
    values = (
        elements.country,
        elements.hours,
        elements.assessment,
        elements.participation.value,
        elements.supervision.value if elements.supervision else None,
        elements.quality_assurance,
        elements.prerequisites or None,
        elements.stackability.value if elements.stackability else None,
    )
    told = {term: value for term, value in zip(TERMS, values, strict=True) if value is not None}
    # A whole number as such: 5.0 and 5 are the same credits, and only the second is written the same everywhere.
    ects = elements.ects
    counted = {CREDITS: int(ects) if ects == int(ects) else ects} if ects is not None else {}
    return {**counted, MEMBER: {"type": [TYPE], **told}}


def read_microcredential(achievement: Node) -> tuple[tuple[str, str], ...]:
    """What a badge says of them: pairs of a term and its value as text, in a fixed order; none in other badges."""
    if not nodes(achievement.get(MEMBER)):
        return ()
    told = {**one_node(achievement.get(MEMBER)), CREDITS: achievement.get(CREDITS)}
    found = ((term, _text(told.get(term))) for term in (CREDITS, *TERMS))
    return tuple((term, value) for term, value in found if value is not None)


def _text(value: Any) -> str | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:g}" if is_number else value or None if isinstance(value, str) else None
