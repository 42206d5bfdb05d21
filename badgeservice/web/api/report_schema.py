"""Which members has the report on a check? (contract, "Verification report")"""

from __future__ import annotations

from pydantic import Field

from badgeservice.verification.report import Outcome, Verdict
from badgeservice.web.api.schemas import Told
from badgeservice.wording import N_


class ReportedIssuer(Told):
    """Who gave the badge, as it says itself; the check `issuer` tells whether that is known."""

    id: str | None
    name: str | None


class ReportedAchievement(Told):
    """What the badge is for."""

    id: str | None
    name: str | None
    type: str | list[str] | None


class ReportedRecipient(Told):
    """Whom the badge names."""

    name: str | None


class ReportedCheck(Told):
    """One check: its outcome, and why when it did not pass."""

    id: str
    outcome: Outcome
    reason: str | None = Field(description=N_("Een vaste code, zoals status.revoked."))
    message: str = Field(description=N_("Hetzelfde in een zin."))
    evidence: dict[str, str]


class CheckReport(Told):
    """What we found. Only `valid` means that the badge is real."""

    verdict: Verdict
    warnings: list[str]
    format: str | None = Field(description=N_("Leeg als er geen badge in stond."))
    issuer: ReportedIssuer | None
    achievement: ReportedAchievement | None
    recipient: ReportedRecipient | None
    valid_from: str | None
    valid_until: str | None
    checked_at: str
    checks: list[ReportedCheck]
    seconds: float
