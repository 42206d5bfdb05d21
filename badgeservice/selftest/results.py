"""What came out of a self-test: of each form what was expected and what was found?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from badgeservice.jsonld.moment import write_moment
from badgeservice.selftest.forms import Form
from badgeservice.verification.report import NOT_CHECKED, Outcome, Report, Verdict

SOUND = "sound"
NOT_MADE = "not_made"
# A self-test knows nobody, so every badge of it warns that its issuer is a stranger.
WARNS_ALWAYS = "issuer.untrusted"
_BAD = frozenset({Outcome.FAILED, Outcome.UNKNOWN})

Clock = Callable[[], float]
"""Seconds since some fixed moment, to measure what something took."""


class Direction(StrEnum):
    """Whether a form was made here or only read."""

    GIVES = "gives"
    READS = "reads"


@dataclass(frozen=True)
class Judgement:
    """A verdict, its first reason, and the format that was recognised; `verdict` is "not_made" when nothing was."""

    verdict: str
    reason: str | None = None
    format: str | None = None


@dataclass(frozen=True)
class Line:
    """One thing that was tried: `fixture` says what was done to a badge of this form."""

    form: Form
    direction: Direction
    fixture: str
    expected: Judgement
    found: Judgement
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether it came out as it must."""
        return self.expected == self.found


@dataclass(frozen=True)
class SelfTest:
    """Everything that one run tried, at one moment, in one version of the service."""

    version: str
    checked_at: datetime
    lines: tuple[Line, ...]
    seconds: float

    @property
    def works(self) -> bool:
        """Whether every line holds; nothing tried is nothing proved."""
        return bool(self.lines) and all(line.holds for line in self.lines)


def judgement_of(report: Report) -> Judgement:
    """What a report says, in the terms in which a fixture says what it must get."""
    reasons = (check.reason for check in report.checks if check.outcome in _BAD and check.reason != NOT_CHECKED)
    if report.verdict is Verdict.VALID:
        reasons = (reason for reason in report.warnings if reason != WARNS_ALWAYS)
    return Judgement(report.verdict.value, next(reasons, None), report.format)


def as_json(test: SelfTest) -> dict[str, Any]:
    """The self-test for a script."""
    return {
        "works": test.works,
        "version": test.version,
        "checked_at": write_moment(test.checked_at),
        "seconds": round(test.seconds, 3),
        "lines": [_line(line) for line in test.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "direction": line.direction.value,
        "form": line.form.id,
        "standard": line.form.clause.standard,
        "clause": line.form.clause.section,
        "link": line.form.clause.address,
        "fixture": line.fixture,
        "expected": _judgement(line.expected),
        "found": _judgement(line.found),
        "holds": line.holds,
        "seconds": round(line.seconds, 4),
    }


def _judgement(judgement: Judgement) -> dict[str, str | None]:
    return {"verdict": judgement.verdict, "reason": judgement.reason, "format": judgement.format}
