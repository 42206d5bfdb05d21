"""Does a credential hold, by the checks of the service and every rule of its standards? (VC-API §3.3.1)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.conformance.data_model import objections
from badgeservice.conformance.problem import PARSING, Problem, malformed, problem_named, problem_of
from badgeservice.conformance.proof_form import problems_with_proofs
from badgeservice.conformance.resources_had import problems_with_resources
from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import recognise_ob2, strict_json
from badgeservice.formats.reading import items, nodes
from badgeservice.formats.recognise import Recognised, recognise_text
from badgeservice.verification.checks.status import has_not_been_revoked
from badgeservice.verification.checks.structure import has_a_valid_structure
from badgeservice.verification.checks.validity import is_within_its_validity
from badgeservice.verification.context import Context
from badgeservice.verification.pipeline import Claim, judge
from badgeservice.verification.report import NOT_CHECKED, NOT_IN_THE_VERDICT, Check, Outcome, Report
from badgeservice.verification.subject import subject_of

CONTENT = "vc"
STATUS = "status"
STATUS_CHECKS = frozenset({"credentialStatus", STATUS})
OUR_ENTRIES = frozenset({"BitstringStatusListEntry", "StatusList2021Entry", "1EdTechRevocationList"})

WITHOUT_A_PROOF: tuple[tuple[str, Claim], ...] = (
    ("structure", has_a_valid_structure),
    ("validity", is_within_its_validity),
    (STATUS, has_not_been_revoked),
)


def credential_problems(given: object, options: Mapping[str, Any], context: Context) -> list[Problem]:
    """What keeps a credential from being verified; none when it is.

    `given` is its object, or the text of a JWT; `options` may name `domain`, `challenge`, `expectedProofPurpose` and
    `checks`. Without "credentialStatus" among the checks a status of a kind that is not read here does not count.
    """
    try:
        recognised = _recognise(given)
    except (MalformedError, UnavailableError) as problem:
        return [problem_of(problem)]
    if recognised.format in recognise_ob2.FORMATS:
        return [Problem(PARSING, "this is no verifiable credential")]
    return problems_of(recognised, options, context)


def problems_of(recognised: Recognised, options: Mapping[str, Any], context: Context) -> list[Problem]:
    """What is wrong with a credential that was recognised."""
    document = recognised.document
    found = malformed(*objections(document))
    if recognised.token is None:
        found += problems_with_proofs(document, options)
    elif recognised.token.header.get("cty", CONTENT) != CONTENT:
        found.append(problem_named("jws.typ_invalid", "cty"))
    if found:
        return found
    report = judge(recognised, context)
    found = [_problem(check) for check in report.checks if _counts(check, document, options)]
    if not found and not _is_held(report, document, options):
        found = [Problem(PARSING, f"verdict: {report.verdict.value}")]
    return found or problems_with_resources(document, context, unknown_counts=True)


def unsecured_problems(document: Mapping[str, Any], options: Mapping[str, Any], context: Context) -> list[Problem]:
    """What is wrong with a credential that a presentation secures for it: everything but the proof is asked."""
    found = malformed(*objections(document))
    if found:
        return found
    try:
        subject = subject_of(_recognise(document), context.meter, context.contexts)
        findings = [(name, claim(subject, context)) for name, claim in WITHOUT_A_PROOF]
    except (MalformedError, UnavailableError) as problem:
        return [problem_of(problem)]
    checks = [Check(name, found.outcome, found.reason, found.evidence) for name, found in findings]
    unmet = [_problem(check) for check in checks if _counts(check, document, options)]
    return unmet or problems_with_resources(document, context, unknown_counts=True)


def _recognise(given: object) -> Recognised:
    if isinstance(given, str):
        return recognise_text(given.encode("utf-8", errors="replace"))
    if not isinstance(given, Mapping):
        raise MalformedError("parse.not_a_badge", "neither an object nor a token")
    return recognise_text(strict_json.dumps(given))


def _counts(check: Check, document: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    if check.id in NOT_IN_THE_VERDICT or check.reason == NOT_CHECKED:
        return False
    if check.id == STATUS and check.outcome is Outcome.UNKNOWN and _may_be_unread(document, options):
        return False
    return check.outcome in (Outcome.FAILED, Outcome.UNKNOWN)


def _may_be_unread(document: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    """Whether nobody asked for the status, and it is of a kind that this service does not read."""
    asked = options.get("checks")
    kinds = {kind for entry in nodes(document.get("credentialStatus")) for kind in items(entry.get("type"))}
    return isinstance(asked, list) and STATUS_CHECKS.isdisjoint(map(str, asked)) and OUR_ENTRIES.isdisjoint(kinds)


def _is_held(report: Report, document: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    """Whether every check that counts was made and held, or may be left unread."""
    good = (Outcome.PASSED, Outcome.WARNING)
    counting = [check for check in report.checks if check.id not in NOT_IN_THE_VERDICT]
    return all(
        check.outcome in good or (check.id == STATUS and _may_be_unread(document, options)) for check in counting
    )


def _problem(check: Check) -> Problem:
    named = problem_named(str(check.reason), check.evidence.get("detail", ""))
    return Problem(named.type, f"{check.id}: {named.detail}")
