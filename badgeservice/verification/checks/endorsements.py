"""Are the endorsements in the badge sound? (OB 3.0 `EndorsementCredential`; they never change the verdict)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.verification.context import Context
from badgeservice.verification.endorsed_badge import EndorsedBadge, endorsed_badge, statements_in
from badgeservice.verification.endorsement import is_mandate, judge, read_endorsement, unsound
from badgeservice.verification.report import (
    NOT_CHECKED,
    About,
    Finding,
    JudgedEndorsement,
    Outcome,
    Said,
    worst_finding,
)
from badgeservice.verification.subject import Subject

MOST_JUDGED = 8


def carries_sound_endorsements(subject: Subject, context: Context) -> Finding:
    """Each is judged as a credential of its own, by its own issuer; one that does not hold warns.

    Mandates come first: they may not lack the fetches that a row of recommendations used up.
    """
    statements = statements_in(subject.document)
    evidence = {"endorsements": str(len(statements))}
    if not statements:
        return Finding(Outcome.UNKNOWN, NOT_CHECKED, evidence | {"because": "no_endorsements"})
    if len(statements) > MOST_JUDGED:
        return Finding(Outcome.UNKNOWN, "parse.too_large", evidence)
    badge = endorsed_badge(subject)
    judged = tuple(_placed(_judge_all(badge, context), badge))
    findings = [Finding(one.outcome, one.reason, one.evidence) for one in judged]
    worst = worst_finding(findings)
    return Finding(
        worst.outcome, worst.reason, {**evidence, **_mandated(judged), **worst.evidence}, endorsements=judged
    )


def carries_no_endorsements(_subject: Subject, _context: Context) -> Finding:
    """Open Badges 2.0 keeps its endorsements apart from the badge."""
    return Finding(Outcome.UNKNOWN, NOT_CHECKED, {"endorsements": "0", "because": "no_endorsements"})


def _judge_all(badge: EndorsedBadge, context: Context) -> list[JudgedEndorsement]:
    read: list[Subject] = []
    judged: list[JudgedEndorsement] = []
    for statement in badge.statements:
        found = _read(statement, context)
        if isinstance(found, Subject):
            read.append(found)
        else:
            judged.append(found)
    read.sort(key=lambda one: not is_mandate(one))
    return [judge(one, badge, context) for one in read] + judged


def _read(statement: Any, context: Context) -> Subject | JudgedEndorsement:
    try:
        return read_endorsement(statement, context)
    except (MalformedError, UnavailableError) as problem:
        return JudgedEndorsement(**unsound(problem))


def _placed(judged: Sequence[JudgedEndorsement], badge: EndorsedBadge) -> Iterator[JudgedEndorsement]:
    """What is said of a class tells nothing about a giver who only borrows its address."""
    mandated_by = {one.endorser_id for one in judged if _is_proven_mandate(one)}
    is_theirs = bool(badge.class_owners & {badge.issuer_id, *mandated_by})
    for one in judged:
        is_of_class = one.about in (About.CLASS, About.EARLIER_CLASS)
        yield replace(one, about=About.BORROWED_CLASS) if is_of_class and not is_theirs else one


def _is_proven_mandate(one: JudgedEndorsement) -> bool:
    return one.said is Said.MANDATE and one.outcome is Outcome.PASSED


def _mandated(judged: Iterable[JudgedEndorsement]) -> dict[str, str]:
    """For the report: who mandated the giver, from and until when."""
    mandate = next((one for one in judged if _is_proven_mandate(one)), None)
    if mandate is None:
        return {}
    named = {
        "mandated_by": mandate.endorser_id,
        "mandate_from": mandate.valid_from,
        "mandate_until": mandate.valid_until,
        "mandate_ended": mandate.ended,
    }
    return {name: value for name, value in named.items() if value}
