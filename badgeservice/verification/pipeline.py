"""Is this badge sound? Every question in a fixed order, every answer in the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import recognise_ob2, strict_json
from badgeservice.formats.recognise import (
    CREDENTIAL_DATA_INTEGRITY,
    CREDENTIAL_JWT,
    OPEN_BADGE_DATA_INTEGRITY,
    OPEN_BADGE_JWT,
    Recognised,
    recognise,
)
from badgeservice.model.fetched import INPUT
from badgeservice.verification.checks.endorsements import carries_no_endorsements, carries_sound_endorsements
from badgeservice.verification.checks.issuer import is_given_by_a_known_issuer
from badgeservice.verification.checks.proof import is_signed_by_its_issuer
from badgeservice.verification.checks.recipient import is_given_to_the_one_asked_about
from badgeservice.verification.checks.status import has_not_been_revoked
from badgeservice.verification.checks.structure import has_a_valid_structure
from badgeservice.verification.checks.validity import is_within_its_validity
from badgeservice.verification.context import Context, for_one_check
from badgeservice.verification.fetching import fetch_answer
from badgeservice.verification.ob2 import signed as ob2_signed
from badgeservice.verification.ob2.hosted import is_hosted_by_its_issuer
from badgeservice.verification.ob2.status import is_not_withdrawn, is_within_its_days
from badgeservice.verification.ob2.structure import is_a_sound_assertion
from badgeservice.verification.report import CHECK_IDS, NOT_CHECKED, Check, Finding, JudgedEndorsement, Outcome, Report
from badgeservice.verification.subject import Subject, subject_of

OK, GONE = 200, 410

Claim = Callable[[Subject, Context], Finding]


@dataclass(frozen=True)
class Step:
    """One question. When a decisive one does not hold, the later ones are not asked."""

    id: str
    claim: Claim
    decisive: bool = False


CREDENTIAL_STEPS = (
    Step("structure", has_a_valid_structure, decisive=True),
    Step("proof", is_signed_by_its_issuer, decisive=True),
    Step("validity", is_within_its_validity),
    Step("status", has_not_been_revoked),
    Step("issuer", is_given_by_a_known_issuer),
    Step("recipient", is_given_to_the_one_asked_about),
    Step("endorsements", carries_sound_endorsements),
)
HOSTED_STEPS = (
    Step("structure", is_a_sound_assertion, decisive=True),
    Step("proof", is_hosted_by_its_issuer, decisive=True),
    Step("validity", is_within_its_days),
    Step("status", is_not_withdrawn),
    *CREDENTIAL_STEPS[4:6],
    Step("endorsements", carries_no_endorsements),
)
SIGNED_STEPS = (HOSTED_STEPS[0], Step("proof", ob2_signed.is_signed_by_its_issuer, decisive=True), *HOSTED_STEPS[2:])
STEPS: Mapping[str, tuple[Step, ...]] = {
    OPEN_BADGE_DATA_INTEGRITY: CREDENTIAL_STEPS,
    OPEN_BADGE_JWT: CREDENTIAL_STEPS,
    CREDENTIAL_DATA_INTEGRITY: CREDENTIAL_STEPS,
    CREDENTIAL_JWT: CREDENTIAL_STEPS,
    recognise_ob2.HOSTED: HOSTED_STEPS,
    recognise_ob2.SIGNED: SIGNED_STEPS,
}


def verify(data: bytes, context: Context) -> Report:
    """Judge the badge in these bytes. Never raises for anything that stands in them."""
    try:
        recognised = recognise(data)
    except (MalformedError, UnavailableError) as problem:
        return unreadable(problem, context)
    return judge(recognised, context)


def verify_at(address: str, context: Context) -> tuple[Report, bytes]:
    """Judge the badge that an address serves, and give the bytes; a hosted one that is gone says that it was revoked.

    Raises UnavailableError(fetch.*) when nothing could be had.
    """
    fetched = fetch_answer(address, for_one_check(context), "fetch.unreachable", INPUT)
    if fetched.status == GONE and _says_revoked(fetched.document):
        return judge(Recognised({"id": address}, recognise_ob2.HOSTED), context), fetched.document
    if fetched.status != OK:
        raise UnavailableError("fetch.unreachable", f"status {fetched.status}: {address}")
    return verify(fetched.document, context), fetched.document


def _says_revoked(document: bytes) -> bool:
    try:
        return strict_json.loads(document).get("revoked") is True
    except MalformedError:
        return False


def judge(recognised: Recognised, context: Context) -> Report:
    """Ask every step of the format of a document that was recognised."""
    run = for_one_check(context)
    subject = subject_of(recognised, run.meter, run.contexts)
    checks: list[Check] = []
    endorsements: list[JudgedEndorsement] = []
    stopped_by: str | None = None
    for step in STEPS[recognised.format]:
        if stopped_by is not None:
            checks.append(_not_made(step.id, stopped_by))
            continue
        finding = _ask(step, subject, run)
        subject = finding.established or subject
        checks.append(_check(step.id, finding))
        endorsements.extend(finding.endorsements)
        if step.decisive and finding.outcome in (Outcome.FAILED, Outcome.UNKNOWN):
            stopped_by = step.id
    return Report(recognised.format, subject, tuple(checks), context.now, tuple(endorsements))


def unreadable(problem: MalformedError | UnavailableError, context: Context) -> Report:
    """The report on an input in which no badge could be read, or that could not be had."""
    first = _check("structure", _trouble(problem))
    rest = (_not_made(id_, first.id) for id_ in CHECK_IDS[1:])
    return Report(None, None, (first, *rest), context.now)


def _ask(step: Step, subject: Subject, context: Context) -> Finding:
    try:
        return step.claim(subject, context)
    except (MalformedError, UnavailableError) as problem:
        return _trouble(problem)


def _trouble(problem: MalformedError | UnavailableError) -> Finding:
    """What contradicts fails; what could not be had is unknown."""
    outcome = Outcome.FAILED if isinstance(problem, MalformedError) else Outcome.UNKNOWN
    return Finding(outcome, problem.reason, {"detail": problem.detail} if problem.detail else {})


def _not_made(id_: str, because: str) -> Check:
    return Check(id_, Outcome.UNKNOWN, NOT_CHECKED, {"because": because})


def _check(id_: str, finding: Finding) -> Check:
    return Check(id_, finding.outcome, finding.reason, finding.evidence, finding.also, finding.working)
