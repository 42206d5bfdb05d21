"""What is wrong with a credential or a request, in the words that the VC-API gives it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from badgeservice.errors import BadgeServiceError, MalformedError, UnavailableError

DATA_MODEL, STATUS_LISTS, SECURITY = (
    "https://www.w3.org/TR/vc-data-model#",
    "https://www.w3.org/ns/credentials/status-list#",
    "https://w3id.org/security#",
)
PARSING = f"{DATA_MODEL}PARSING_ERROR"
MALFORMED = f"{DATA_MODEL}MALFORMED_VALUE_ERROR"
RELATED_RESOURCE = f"{DATA_MODEL}RELATED_RESOURCE_INTEGRITY_ERROR"
VERIFICATION = f"{SECURITY}PROOF_VERIFICATION_ERROR"
GENERATION = f"{SECURITY}PROOF_GENERATION_ERROR"
DOMAIN, CHALLENGE = f"{SECURITY}INVALID_DOMAIN_ERROR", f"{SECURITY}INVALID_CHALLENGE_ERROR"
# VCDM 2.0 §7.2, Data Integrity 1.0 §4.9, Bitstring Status List 1.0 §3.5; the first that a reason code begins with.
_KINDS = (
    ("parse.", PARSING),
    ("context.dropped_terms", f"{SECURITY}DATA_LOSS_DETECTION_ERROR"),
    ("status.unreachable", f"{STATUS_LISTS}STATUS_RETRIEVAL_ERROR"),
    ("status.list_too_short", f"{STATUS_LISTS}STATUS_LIST_LENGTH_ERROR"),
    ("status.index_out_of_range", f"{STATUS_LISTS}RANGE_ERROR"),
    ("status.", f"{STATUS_LISTS}STATUS_VERIFICATION_ERROR"),
    ("proof.", VERIFICATION),
    ("jws.", VERIFICATION),
    ("issuer.", VERIFICATION),
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the URL that W3C gives its kind, and a sentence for developers."""

    type: str
    detail: str


class RefusedError(BadgeServiceError):
    """A credential that must not be signed, or a request that cannot be answered."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.detail for problem in problems))
        self.problems = tuple(problems)


def malformed(*details: str) -> list[Problem]:
    """Problems with values of the data model."""
    return [Problem(MALFORMED, detail) for detail in details]


def problem_of(error: MalformedError | UnavailableError) -> Problem:
    """What an error of the service comes to here."""
    return problem_named(error.reason, error.detail)


def problem_named(reason: str, detail: str = "") -> Problem:
    """The problem behind a reason code of the verification report."""
    kind = next((kind for start, kind in _KINDS if reason.startswith(start)), MALFORMED)
    return Problem(kind, f"{reason}: {detail}" if detail else reason)
