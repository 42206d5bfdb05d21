"""Are the endorsements in the badge sound? (OB 3.0 `EndorsementCredential`; they never change the verdict)"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.formats.reading import Node, items, one_node
from badgeservice.formats.recognise import CREDENTIAL_DATA_INTEGRITY, Recognised, recognise_token
from badgeservice.verification.checks.status import has_not_been_revoked
from badgeservice.verification.checks.structure import refuse_unsound
from badgeservice.verification.checks.validity import is_within_its_validity
from badgeservice.verification.context import Context
from badgeservice.verification.report import NOT_CHECKED, Finding, Outcome, worst_finding
from badgeservice.verification.signature import refuse_unsigned
from badgeservice.verification.subject import Subject, subject_of

MOST_JUDGED = 8
INVALID = "endorsement.invalid"
TOO_COMPLEX = "context.too_complex"
MEMBERS = ("endorsement", "endorsementJwt")


def carries_sound_endorsements(subject: Subject, context: Context) -> Finding:
    """Each is judged as a credential of its own, by its own issuer; one that does not hold warns."""
    holders = _holders(subject.document)
    found = [item for holder in holders for name in MEMBERS for item in items(holder.get(name))]
    evidence = {"endorsements": str(len(found))}
    if not found:
        return Finding(Outcome.UNKNOWN, NOT_CHECKED, evidence | {"because": "no_endorsements"})
    if len(found) > MOST_JUDGED:
        return Finding(Outcome.UNKNOWN, "parse.too_large", evidence)
    known = [holder["id"] for holder in holders if "id" in holder]
    worst = worst_finding([_judge(endorsement, known, context) for endorsement in found])
    return Finding(worst.outcome, worst.reason, {**evidence, **worst.evidence})


def carries_no_endorsements(_subject: Subject, _context: Context) -> Finding:
    """Open Badges 2.0 keeps its endorsements apart from the badge."""
    return Finding(Outcome.UNKNOWN, NOT_CHECKED, {"endorsements": "0", "because": "no_endorsements"})


def _holders(document: Node) -> tuple[Node, Node, Node]:
    """What may be endorsed: the badge, its giver, and its class."""
    achievement = one_node(one_node(document.get("credentialSubject")).get("achievement"))
    return document, one_node(document.get("issuer")), achievement


def _judge(endorsement: Any, known: Collection[Any], context: Context) -> Finding:
    try:
        subject = subject_of(_recognise(endorsement), context.meter, context.contexts)
        if one_node(subject.document.get("credentialSubject")).get("id") not in known:
            raise MalformedError(INVALID, "it is about something else")
        refuse_unsound(subject, schema.ENDORSEMENT)
        evidence = refuse_unsigned(subject, context).evidence
        worst = worst_finding([is_within_its_validity(subject, context), has_not_been_revoked(subject, context)])
    except MalformedError as problem:
        if problem.reason == TOO_COMPLEX:
            # Others may have used up the budget of this check.
            return Finding(Outcome.UNKNOWN, TOO_COMPLEX)
        return Finding(Outcome.WARNING, INVALID, {"detail": f"{problem.reason}: {problem.detail}"})
    except UnavailableError as problem:
        return Finding(Outcome.UNKNOWN, problem.reason, {"detail": problem.detail})
    if worst.outcome is Outcome.FAILED:
        return Finding(Outcome.WARNING, INVALID, {"detail": str(worst.reason)})
    return Finding(
        worst.outcome, worst.reason, {**worst.evidence, "endorser": subject.credential.issuer.id, **evidence}
    )


def _recognise(endorsement: Any) -> Recognised:
    if isinstance(endorsement, str):
        return recognise_token(endorsement.encode("ascii", errors="replace"))
    if not isinstance(endorsement, Mapping):
        raise MalformedError(INVALID, "no credential")
    return Recognised(dict(endorsement), CREDENTIAL_DATA_INTEGRITY)
