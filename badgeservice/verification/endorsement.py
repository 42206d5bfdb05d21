"""Is one endorsement in a badge sound, and what does it say? (OB 3.0 `EndorsementCredential`)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.formats.reading import one_node, text
from badgeservice.formats.recognise import CREDENTIAL_DATA_INTEGRITY, Recognised, recognise_token
from badgeservice.verification.checks.status import has_not_been_revoked
from badgeservice.verification.checks.structure import refuse_unsound
from badgeservice.verification.checks.validity import is_within_its_validity, with_its_bounds
from badgeservice.verification.context import Context
from badgeservice.verification.endorsed_badge import EndorsedBadge
from badgeservice.verification.mandate import INVALID, held_when_given, mandates_for
from badgeservice.verification.report import Finding, JudgedEndorsement, Outcome, Said, worst_finding
from badgeservice.verification.signature import refuse_unsigned
from badgeservice.verification.subject import Subject, subject_of

TOO_COMPLEX = "context.too_complex"


def read_endorsement(endorsement: Any, context: Context) -> Subject:
    """The endorsement as a credential of its own. Raises MalformedError and UnavailableError(parse.* | jws.* | …)."""
    return subject_of(_recognise(endorsement), context.meter, context.contexts)


def is_mandate(subject: Subject) -> bool:
    """Whether it says that somebody may give a badge class."""
    return bool(mandates_for(subject.document))


def judge(subject: Subject, badge: EndorsedBadge, context: Context) -> JudgedEndorsement:
    """What an endorsement comes to; whatever is wrong with it, it never raises for that."""
    try:
        finding, statement = _find(subject, badge, context)
    except (MalformedError, UnavailableError) as problem:
        return replace(_shown(subject, badge, context), **unsound(problem))
    judged = _shown(statement, badge, context)
    if statement is not subject:
        judged = replace(judged, ended=statement.outline.valid_until)
    if finding.outcome is Outcome.FAILED:
        evidence = {"detail": str(finding.reason)}
        return replace(judged, outcome=Outcome.WARNING, reason=INVALID, evidence=evidence)
    named = {**finding.evidence, "endorser": judged.endorser_id}
    return replace(judged, outcome=finding.outcome, reason=finding.reason, evidence=named)


def unsound(problem: MalformedError | UnavailableError) -> dict[str, Any]:
    """What contradicts warns; what could not be had, or was no longer looked at, is not known."""
    if isinstance(problem, UnavailableError):
        return {"outcome": Outcome.UNKNOWN, "reason": problem.reason, "evidence": {"detail": problem.detail}}
    if problem.reason == TOO_COMPLEX:
        # Others may have used up the budget of this check.
        return {"outcome": Outcome.UNKNOWN, "reason": TOO_COMPLEX}
    detail = problem.detail if problem.reason == INVALID else f"{problem.reason}: {problem.detail}"
    return {"outcome": Outcome.WARNING, "reason": INVALID, "evidence": {"detail": detail}}


def _find(subject: Subject, badge: EndorsedBadge, context: Context) -> tuple[Finding, Subject]:
    """The finding, and the statement that it goes by; the signature comes before anything that needs a fetch."""
    if _subject_id(subject) not in badge.about:
        raise MalformedError(INVALID, "it is about something else")
    refuse_unsound(subject, schema.ENDORSEMENT)
    proven = refuse_unsigned(subject, context).evidence
    if is_mandate(subject):
        finding, statement = held_when_given(subject, badge, context)
    else:
        statement = subject
        finding = worst_finding([is_within_its_validity(subject, context), has_not_been_revoked(subject, context)])
    return Finding(finding.outcome, finding.reason, {**finding.evidence, **proven}), statement


def _shown(subject: Subject, badge: EndorsedBadge, context: Context) -> JudgedEndorsement:
    """What it says, not yet judged."""
    said = with_its_bounds(subject).outline
    known = context.known_issuer(said.issuer.id)
    return JudgedEndorsement(
        outcome=Outcome.UNKNOWN,
        said=Said.MANDATE if is_mandate(subject) else Said.RECOMMENDATION,
        about=badge.about.get(_subject_id(subject) or ""),
        endorser_id=said.issuer.id,
        endorser_name=said.issuer.name,
        known_as=known.name if known else None,
        comment=text(one_node(subject.document.get("credentialSubject")).get("endorsementComment")),
        valid_from=said.valid_from,
        valid_until=said.valid_until,
    )


def _subject_id(subject: Subject) -> str | None:
    return text(one_node(subject.document.get("credentialSubject")).get("id"))


def _recognise(endorsement: Any) -> Recognised:
    if isinstance(endorsement, str):
        return recognise_token(endorsement.encode("ascii", errors="replace"))
    if not isinstance(endorsement, Mapping):
        raise MalformedError(INVALID, "no credential")
    return Recognised(dict(endorsement), CREDENTIAL_DATA_INTEGRITY)
