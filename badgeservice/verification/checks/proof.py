"""Was this badge signed by its issuer, and not changed since?"""

from __future__ import annotations

from badgeservice.verification.context import Context
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.signature import refuse_unsigned
from badgeservice.verification.subject import Subject


def is_signed_by_its_issuer(subject: Subject, context: Context) -> Finding:
    """Every proof, or the token around it, holds, with keys that the issuer's own document lists."""
    proven = refuse_unsigned(subject, context)
    return Finding(Outcome.PASSED, evidence=proven.evidence, working=proven.working)
