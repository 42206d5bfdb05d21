"""Was this badge signed by its issuer, and not changed since?"""

from __future__ import annotations

from badgeservice.errors import MalformedError
from badgeservice.verification.context import Context
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.signature import refuse_unsigned
from badgeservice.verification.subject import Subject


def is_signed_by_its_issuer(subject: Subject, context: Context) -> Finding:
    """Every proof holds, with keys that the issuer's own document lists."""
    issuer = subject.credential.issuer.id
    if not issuer:
        raise MalformedError("issuer.mismatch", "no issuer")
    return Finding(Outcome.PASSED, evidence=refuse_unsigned(subject.document, subject.signed_hash, issuer, context))
