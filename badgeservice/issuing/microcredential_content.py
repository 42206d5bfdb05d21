"""What is filled in for the European elements of a microcredential, what is wrong with it, and how is it kept?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from badgeservice.model.microcredential import Microcredential, Participation, Stackability, Supervision
from badgeservice.organisations import typed_text
from badgeservice.wording import N_

MOST_HOURS, MOST_ECTS = 10_000, 300
LONGEST_WORDS, LONGEST_PREREQUISITES = 300, 500


def microcredential_problems(elements: Microcredential) -> dict[str, str]:
    """What is wrong with the elements: field → sentence. A number that could not be read is -1."""
    return typed_text.found(
        {
            "country": None if _is_country(elements.country) else N_("Vul het land in met 2 letters, zoals NL."),
            "hours": None if 1 <= elements.hours <= MOST_HOURS else N_("Vul in hoeveel uur het kost, van 1 tot 10000."),
            "ects": _ects_problem(elements.ects),
            "assessment": typed_text.line_problem(
                elements.assessment, LONGEST_WORDS, N_("Schrijf op hoe het wordt beoordeeld.")
            ),
            "participation": None if elements.participation in set(Participation) else N_("Kies hoe iemand meedoet."),
            "supervision": _choice_problem(elements.supervision, set(Supervision)),
            "quality_assurance": typed_text.line_problem(
                elements.quality_assurance, LONGEST_WORDS, N_("Schrijf op wie de kwaliteit bewaakt, en hoe.")
            ),
            "prerequisites": typed_text.paragraph_problem(elements.prerequisites, LONGEST_PREREQUISITES),
            "stackability": _choice_problem(elements.stackability, set(Stackability)),
        }
    )


def kept_elements(elements: Microcredential) -> dict[str, Any]:
    """The elements, as JSON for the row of a version."""
    return asdict(elements)


def elements_of(details: dict[str, Any] | None) -> Microcredential | None:
    """The elements that the row of a version has."""
    kept = (details or {}).get("microcredential")
    if kept is None:
        return None
    choices = {
        "participation": Participation(kept["participation"]),
        "supervision": Supervision(kept["supervision"]) if kept["supervision"] else None,
        "stackability": Stackability(kept["stackability"]) if kept["stackability"] else None,
    }
    return Microcredential(**(kept | choices))


def _is_country(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()


def _ects_problem(ects: float | None) -> str | None:
    if ects is None or (0 < ects <= MOST_ECTS and round(ects, 2) == ects):
        return None
    return N_("Vul het aantal studiepunten in, bijvoorbeeld 2,5. Of laat het leeg.")


def _choice_problem(chosen: str | None, choices: set[Any]) -> str | None:
    return None if chosen is None or chosen in choices else N_("Kies uit de lijst, of laat het leeg.")
