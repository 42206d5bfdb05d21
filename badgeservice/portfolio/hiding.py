"""What of a badge may be seen by somebody it is shared with?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from badgeservice.model.credential import Credential, ShownAchievement
from badgeservice.verification.report import Check, Report

SWITCHES = ("evidence", "behaviours", "period")


@dataclass(frozen=True)
class Shown:
    """What a learner shows of each badge besides its name, giver, date and picture."""

    evidence: bool
    behaviours: bool
    period: bool

    @property
    def everything(self) -> bool:
        """Whether nothing is hidden, so that the address of the badge, which tells all, may stand there too."""
        return self.evidence and self.behaviours and self.period

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {name: getattr(self, name) for name in SWITCHES}


def chosen(names: Collection[str]) -> Shown:
    """What was ticked."""
    return Shown(*(name in names for name in SWITCHES))


def kept(shown: Mapping[str, Any]) -> Shown:
    """What was kept; what it does not name is hidden."""
    return Shown(*(shown.get(name) is True for name in SWITCHES))


def without_what_is_hidden(report: Report, shown: Shown) -> Report:
    """The report on the original with only what is shown left in it, so that no page can tell more.

    The verdict and its reasons stay; the evidence of the checks names addresses and goes, and so does what others say.
    """
    credential = report.credential
    return replace(
        report,
        said=_shown_of(credential, shown) if credential is not None else None,
        checks=tuple(_only_its_outcome(check) for check in report.checks),
        endorsements=tuple(one for one in report.endorsements if one == report.mandate),
    )


def _shown_of(credential: Credential, shown: Shown) -> Credential:
    less = credential
    if not shown.everything:
        less = replace(less, id=None, subject_id=None, identities=(), links=(), license_number=None, role=None)
    if not shown.evidence:
        less = replace(less, evidence=(), assessor=None, assessor_organisation=None)
    if not shown.behaviours:
        less = replace(less, behaviours=(), achievement=_without_what_was_learned(less.achievement))
    if not shown.period:
        less = replace(less, activity_start=None, activity_end=None)
    return less


def _without_what_was_learned(achievement: ShownAchievement | None) -> ShownAchievement | None:
    """Werkprocessen, qualification, level and the elements of a microcredential say what somebody can do too."""
    return replace(achievement, alignments=(), identifiers=(), elements=()) if achievement is not None else None


def _only_its_outcome(check: Check) -> Check:
    """What was found without where; a detail that chooses the words of its sentence stays, and is not shown itself."""
    words = {name: value for name, value in check.evidence.items() if name in {"because", "detail", "looks_like"}}
    if "mandated_by" in check.evidence:
        words["mandated_by"] = ""
    return check._replace(evidence=words, working={})
