"""How is a badge checked for a visitor: the real pipeline over its signed bytes, and what our own rows add?"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from uuid import UUID

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.issuing.own_documents import fetch_own, own_issuer
from badgeservice.issuing.status_lists import keep_fresh
from badgeservice.storage import awards, organisations
from badgeservice.storage.tables import AwardRow
from badgeservice.verification.context import Context, KnownIssuer
from badgeservice.verification.pipeline import unreadable, verify
from badgeservice.verification.report import Check, Outcome, Report
from badgeservice.web import database
from badgeservice.web.collaborators import now, tools

BADGES = "/badges/"


@dataclass(frozen=True)
class Checked:
    """A report with what it took; `award` is our own row, only when the signed bytes are soundly ours."""

    report: Report
    award: AwardRow | None
    seconds: float


def check_award(award: AwardRow, recipient: str | None = None) -> Checked:
    """Check one of our own badges over its stored bytes, with a status list that is signed today."""
    service = tools()
    if keep_fresh(service.database, award.status_list_id, service.sign, service.addresses, now()):
        # This session still sees the list as it was when the badge was looked up.
        database.reading().rollback()
    return check(award.document, recipient)


def check(data: bytes, recipient: str | None = None) -> Checked:
    """Check whatever somebody handed in."""
    began = time.perf_counter()
    report = verify(data, _context(recipient))
    award = _our_award(report)
    return Checked(_say_revoked(report, award), award, time.perf_counter() - began)


def not_had(problem: MalformedError | UnavailableError) -> Checked:
    """The report on an address, archive or photo out of which no badge could be had."""
    return Checked(unreadable(problem, _context(None)), None, 0.0)


def _context(recipient: str | None) -> Context:
    session, addresses = database.reading(), tools().addresses
    return Context(
        now=now(),
        fetch=fetch_own(session, addresses),
        known_issuer=lambda did: own_issuer(session, addresses, did),
        known_names=_known_names,
        recipient=recipient,
    )


def _known_names() -> list[KnownIssuer]:
    return [
        KnownIssuer(row.name, tools().addresses.organisation(row.slug), "registered")
        for row in organisations.approved(database.reading())
    ]


def _our_award(report: Report) -> AwardRow | None:
    """The row behind a badge of which the signature holds and the issuer is ours. The verdict never rests on it."""
    is_ours = "proof" in _passed(report) and report.check("issuer").evidence.get("source") == "registered"
    identifier = report.credential.id if report.credential else None
    prefix = tools().addresses.base_url + BADGES
    if not is_ours or not identifier or not identifier.startswith(prefix):
        return None
    try:
        return awards.by_id(database.reading(), UUID(identifier.removeprefix(prefix)))
    except ValueError:
        return None


def _passed(report: Report) -> set[str]:
    return {check.id for check in report.checks if check.outcome is Outcome.PASSED}


def _say_revoked(report: Report, award: AwardRow | None) -> Report:
    """A list of purpose suspension serves both; when its bit is set for good, the word is revoked."""
    if award is None or award.revoked_at is None:
        return report
    return replace(report, checks=tuple(_revoked_for_good(check) for check in report.checks))


def _revoked_for_good(check: Check) -> Check:
    return replace(check, reason="status.revoked") if check.reason == "status.suspended" else check
