"""Why does a badge no longer count: from a list, with words of one's own?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from badgeservice.errors import InvalidInputError
from badgeservice.organisations import typed_text
from badgeservice.storage.tables import AwardRow
from badgeservice.wording import N_, Translate

LONGEST = 300
OTHER = "other"

REVOKING: Mapping[str, str] = {
    "wrong_person": N_("Een vergissing: de badge was voor iemand anders."),
    "wrong_badge": N_("Een vergissing: dit is niet de goede badge."),
    "wrong_facts": N_("Er stond iets op dat niet klopt."),
    "not_shown": N_("Dit is toch niet gezien op het werk."),
    "on_request": N_("Op verzoek van wie de badge kreeg."),
    OTHER: N_("Een andere reden"),
}
SUSPENDING: Mapping[str, str] = {
    "being_looked_at": N_("We zoeken uit of de badge klopt."),
    "refresher": N_("Eerst is een herhaling nodig."),
    "on_request": REVOKING["on_request"],
    OTHER: REVOKING[OTHER],
}
# Nobody chooses this one: a backup was put back, and only the list that was published says that it was withdrawn.
AS_PUBLISHED = "as_published"
RESTORED: Mapping[str, str] = {
    AS_PUBLISHED: N_("De gever trok de badge in. Waarom, is niet bewaard gebleven."),
}
_SENTENCES = {**SUSPENDING, **REVOKING, **RESTORED}


@dataclass(frozen=True)
class Reason:
    """`code` is one of the list; `text` what somebody adds, needed when no reason of the list fits."""

    code: str
    text: str = ""


def checked(reason: Reason, listed: Mapping[str, str]) -> Reason:
    """The reason as it is kept. Raises InvalidInputError with a sentence per field: `why` and `reason`."""
    needed = N_("Schrijf op waarom. Wie de badge controleert, ziet dit ook.") if reason.code == OTHER else None
    problems = typed_text.found(
        {
            "why": None if reason.code in listed else N_("Kies waarom."),
            "reason": typed_text.line_problem(reason.text, LONGEST, needed),
        }
    )
    if problems:
        raise InvalidInputError(problems)
    return Reason(reason.code, reason.text.strip())


def written_reason(award: AwardRow, translate: Translate) -> str | None:
    """The reason of a badge in words: that of the list in the language of the reader, then what was added."""
    listed = _SENTENCES.get(award.status_code) if award.status_code and award.status_code != OTHER else None
    parts = (translate(listed) if listed else None, award.status_reason)
    return " ".join(part for part in parts if part) or None
