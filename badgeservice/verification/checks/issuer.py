"""Do we know who gave this badge?"""

from __future__ import annotations

from badgeservice.verification.confusable_names import skeleton
from badgeservice.verification.context import Context, KnownIssuer
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.subject import Subject


def is_given_by_a_known_issuer(subject: Subject, context: Context) -> Finding:
    """Registered here or on a trust list; a stranger warns, one with the name of somebody we know warns louder."""
    issuer = subject.outline.issuer
    known = context.known_issuer(issuer.id)
    evidence = {"issuer": issuer.id} | ({"known_as": known.name, "source": known.source} if known else {})
    missing = context.not_loaded()
    if missing:
        evidence["lists_not_loaded"] = " ".join(missing)
    looks_like = _namesake(issuer.name or "", known, context)
    strange = () if known else ("issuer.untrusted",)
    if looks_like is not None:
        evidence["looks_like"] = looks_like.name
        return Finding(Outcome.WARNING, "issuer.name_confusable", evidence, also=strange)
    if known is None:
        return Finding(Outcome.WARNING, "issuer.untrusted", evidence)
    return Finding(Outcome.PASSED, evidence=evidence)


def _namesake(name: str, known: KnownIssuer | None, context: Context) -> KnownIssuer | None:
    """A known issuer, other than this one, whose name looks like the name in the badge."""
    shape = skeleton(name)
    if not shape or (known is not None and skeleton(known.name) == shape):
        return None
    return next((other for other in context.known_names() if skeleton(other.name) == shape), None)
