"""What came out of a check, and what does it add up to?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from badgeservice.jsonld.moment import write_moment
from badgeservice.model.credential import Credential
from badgeservice.verification.subject import Subject

CHECK_IDS = ("structure", "proof", "validity", "status", "issuer", "recipient", "endorsements")
NOT_IN_THE_VERDICT = frozenset({"recipient", "endorsements"})
NOT_CHECKED = "not_checked"

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Outcome(StrEnum):
    """What one check says, from good to bad."""

    PASSED = "passed"
    WARNING = "warning"
    UNKNOWN = "unknown"
    FAILED = "failed"


_BADNESS = {outcome: place for place, outcome in enumerate(Outcome)}


class Verdict(StrEnum):
    """What all checks say together."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


class Said(StrEnum):
    """What an endorsement says: that somebody may give a badge class, or that it is good."""

    MANDATE = "mandate"
    RECOMMENDATION = "recommendation"


class About(StrEnum):
    """What an endorsement is about: the badge, who gave it, its class, or an earlier version of that class.

    A borrowed class lies with somebody else than the giver, who shows no mandate for it.
    """

    BADGE = "badge"
    ISSUER = "issuer"
    CLASS = "class"
    EARLIER_CLASS = "earlier_class"
    BORROWED_CLASS = "borrowed_class"


@dataclass(frozen=True)
class JudgedEndorsement:
    """What one endorsement in a badge came to. Only one that passed may be shown as what its endorser says.

    Moments are text as signed; those of a mandate that was withdrawn after the badge was given are of the statement
    that ended it, and `ended` is that end. `known_as` is how this service knows the endorser, if it does.
    """

    outcome: Outcome
    reason: str | None = None
    said: Said = Said.RECOMMENDATION
    about: About | None = None
    endorser_id: str = ""
    endorser_name: str | None = None
    known_as: str | None = None
    comment: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    ended: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)


class Finding(NamedTuple):
    """What one claim came to; `also` holds further warnings besides `reason`.

    `working` are the values on the way there, for developers. `established` is what was proved, when that is not the
    document that came in: the later checks and the page go by it. `endorsements` are those that were judged.
    """

    outcome: Outcome
    reason: str | None = None
    evidence: Mapping[str, str] = _NOTHING
    also: tuple[str, ...] = ()
    working: Mapping[str, str] = _NOTHING
    established: Subject | None = None
    endorsements: tuple[JudgedEndorsement, ...] = ()


class Check(NamedTuple):
    """A finding with the id of the check that made it."""

    id: str
    outcome: Outcome
    reason: str | None
    evidence: Mapping[str, str] = _NOTHING
    also: tuple[str, ...] = ()
    working: Mapping[str, str] = _NOTHING


@dataclass(frozen=True)
class Report:
    """All checks of one input, in their order. `format` and `said`, what the badge says or where that can be read, are
    None when nothing was recognised."""

    format: str | None
    said: Credential | Subject | None
    checks: tuple[Check, ...]
    checked_at: datetime
    endorsements: tuple[JudgedEndorsement, ...] = ()

    @property
    def credential(self) -> Credential | None:
        """What the badge says, read when it is first asked for: many reports are read for their verdict only."""
        return self.said.credential if isinstance(self.said, Subject) else self.said

    @property
    def mandate(self) -> JudgedEndorsement | None:
        """The sound mandate under which the badge was given, if it has one."""
        sound = (one for one in self.endorsements if one.outcome is Outcome.PASSED)
        return next((one for one in sound if one.said is Said.MANDATE), None)

    @cached_property
    def verdict(self) -> Verdict:
        """Valid only when every check that counts was made and held."""
        return verdict(self.checks)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The reason codes of everything that only warns."""
        reasons = [
            reason
            for check in self.checks
            for reason in (*((check.reason,) if check.outcome is Outcome.WARNING else ()), *check.also)
            if reason is not None
        ]
        return tuple(dict.fromkeys(reasons))

    def check(self, id_: str) -> Check:
        """The check with this id; every report has one of each."""
        return next(check for check in self.checks if check.id == id_)


def verdict(checks: Sequence[Check]) -> Verdict:
    """The worst outcome decides, warnings aside; recipient and endorsements do not count; nothing is unknown."""
    counting = [check.outcome for check in checks if check.id not in NOT_IN_THE_VERDICT]
    worst = worst_outcome(counting) if counting else Outcome.UNKNOWN
    if worst is Outcome.FAILED:
        return Verdict.INVALID
    return Verdict.UNKNOWN if worst is Outcome.UNKNOWN else Verdict.VALID


def worst_outcome(outcomes: Sequence[Outcome]) -> Outcome:
    """The worst of at least one outcome."""
    return max(outcomes, key=_BADNESS.__getitem__)


def worst_finding(findings: Sequence[Finding]) -> Finding:
    """The first of the worst of at least one finding."""
    return max(findings, key=lambda finding: _BADNESS[finding.outcome])


def as_json(report: Report, say: Callable[[Check], str], seconds: float = 0.0) -> dict[str, Any]:
    """The report as the public contract has it; `say` gives the sentence of a check, `seconds` what it took."""
    return {
        "verdict": report.verdict.value,
        "warnings": list(report.warnings),
        "format": report.format,
        **_claims(report.credential),
        "checked_at": write_moment(report.checked_at),
        "checks": [_check(check, say) for check in report.checks],
        "seconds": round(seconds, 3),
    }


def _check(check: Check, say: Callable[[Check], str]) -> dict[str, Any]:
    return {
        "id": check.id,
        "outcome": check.outcome.value,
        "reason": check.reason,
        "message": say(check),
        "evidence": dict(check.evidence),
    }


def _claims(credential: Credential | None) -> dict[str, Any]:
    if credential is None:
        return dict.fromkeys(("issuer", "achievement", "recipient", "valid_from", "valid_until"))
    badge_class = credential.achievement
    return {
        "issuer": {"id": credential.issuer.id, "name": credential.issuer.name},
        "achievement": badge_class and {"id": badge_class.id, "name": badge_class.name, "type": badge_class.type},
        "recipient": {"name": credential.recipient_name},
        "valid_from": credential.valid_from,
        "valid_until": credential.valid_until,
    }
