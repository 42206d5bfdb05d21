"""Is the badge valid at this moment? (VCDM 2.0 §4.9)"""

from __future__ import annotations

from badgeservice.errors import MalformedError
from badgeservice.jsonld.moment import CLOCK_SKEW, read_moment
from badgeservice.verification.context import Context
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.subject import Subject


def is_within_its_validity(subject: Subject, context: Context) -> Finding:
    """Between validFrom and validUntil, five minutes of clock skew allowed. Raises MalformedError(time.*)."""
    credential = subject.credential
    texts = {"valid_from": credential.valid_from, "valid_until": credential.valid_until}
    evidence = {name: value for name, value in texts.items() if value is not None}
    start, end, _ = (
        read_moment(subject.document[name]) if name in subject.document else None
        for name in ("validFrom", "validUntil", "awardedDate")
    )
    if start is not None and end is not None and end < start:
        raise MalformedError("time.inverted")
    if start is not None and context.now + CLOCK_SKEW < start:
        return Finding(Outcome.FAILED, "time.not_yet_valid", evidence)
    if end is not None and context.now - CLOCK_SKEW > end:
        return Finding(Outcome.FAILED, "time.expired", evidence)
    return Finding(Outcome.PASSED, evidence=evidence)
