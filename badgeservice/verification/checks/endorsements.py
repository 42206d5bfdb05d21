"""Are the endorsements in the badge sound?"""

from __future__ import annotations

from badgeservice.verification.context import Context
from badgeservice.verification.report import NOT_CHECKED, Finding, Outcome
from badgeservice.verification.subject import Subject


def carries_sound_endorsements(subject: Subject, _context: Context) -> Finding:
    """They are credentials of their own and are not judged here; the evidence says how many there are."""
    return Finding(Outcome.UNKNOWN, NOT_CHECKED, {"endorsements": str(subject.credential.endorsements)})
