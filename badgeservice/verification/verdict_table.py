"""How do the reports on many inputs become one file: CSV for a spreadsheet, or a list for a script?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from badgeservice.formats.csv_table import guarded
from badgeservice.verification.report import NOT_CHECKED, Check, Outcome, Report, as_json
from badgeservice.wording import Translate, sentence_for, verdict_sentences

COLUMNS = (
    "input",
    "verdict",
    "warnings",
    "format",
    "achievement",
    "issuer",
    "issuer_id",
    "recipient",
    "valid_from",
    "valid_until",
    "reasons",
    "message",
)
LONGEST_TEXT = 2_000


@dataclass(frozen=True)
class Line:
    """One input with its report and what the check took."""

    input: str
    report: Report
    seconds: float = 0.0


def cells_of(line: Line, translate: Translate) -> list[str]:
    """The cells of one input, under COLUMNS. What a badge says of itself stands there only when it is signed."""
    report = line.report
    cells = [
        line.input,
        report.verdict.value,
        " ".join(report.warnings),
        report.format or "",
        *_claims(report),
        " ".join(_reasons(report)),
        first_problem(report, translate),
    ]
    return [guarded(shortened(cell)) for cell in cells]


def json_of(line: Line, translate: Translate) -> dict[str, Any]:
    """The report of the public contract with its input, in which no text is longer than LONGEST_TEXT."""

    def say(check: Check) -> str:
        return sentence_for(check, translate)

    report: dict[str, Any] = _with_short_texts({"input": line.input, **as_json(line.report, say, line.seconds)})
    return report


def first_problem(report: Report, translate: Translate) -> str:
    """The sentence that explains a verdict best: that of the worst check, else that of the verdict."""
    for outcome in (Outcome.FAILED, Outcome.UNKNOWN):
        for check in report.checks:
            if check.outcome is outcome and check.reason != NOT_CHECKED:
                return sentence_for(check, translate)
    if report.checks[0].reason == NOT_CHECKED:
        return sentence_for(report.checks[0], translate)
    return verdict_sentences(report, translate)[1]


def is_signed(report: Report) -> bool:
    """May what the badge says be shown as what its issuer said?"""
    return report.credential is not None and report.check("proof").outcome is Outcome.PASSED


def shortened(text: str) -> str:
    """A text that does not make a file of many rows endless."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _with_short_texts(value: Any) -> Any:
    if isinstance(value, str):
        return shortened(value)
    if isinstance(value, dict):
        return {name: _with_short_texts(item) for name, item in value.items()}
    return [_with_short_texts(item) for item in value] if isinstance(value, list) else value


def _reasons(report: Report) -> list[str]:
    """The reason codes of what failed or is not known; `not_checked` only when nothing was checked at all."""
    told = (Outcome.FAILED, Outcome.UNKNOWN)
    reasons = [check.reason for check in report.checks if check.reason and check.outcome in told]
    return [reason for reason in reasons if reason != NOT_CHECKED] or sorted(set(reasons) - _optional(report))


def _optional(report: Report) -> set[str]:
    """In a report of which something was checked, what was not asked for is no reason."""
    return set() if report.checks[0].reason == NOT_CHECKED else {NOT_CHECKED}


def _claims(report: Report) -> list[str]:
    credential = report.credential
    if credential is None or not is_signed(report):
        return [""] * 6
    badge_class, issuer = credential.achievement, credential.issuer
    claims = (
        badge_class.name if badge_class else credential.name,
        issuer.name,
        issuer.id,
        credential.recipient_name,
        credential.valid_from,
        credential.valid_until,
    )
    return [claim or "" for claim in claims]
