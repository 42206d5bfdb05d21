"""How is a badge checked for a visitor: the real pipeline over its signed bytes, and what our own rows add?"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from uuid import UUID

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.issuing.own_answers import OwnAnswers, answers_about
from badgeservice.issuing.own_documents import fetch_own, is_own, own_issuer, service_issuer
from badgeservice.model.fetched import Fetch, Fetched, Limits
from badgeservice.network.guarded_fetch import create_fetch_for_one_check
from badgeservice.organisations.status_lists import keep_fresh
from badgeservice.storage import awards, organisations
from badgeservice.storage.tables import AwardRow
from badgeservice.verification.context import Context, KnownIssuer
from badgeservice.verification.pipeline import unreadable, verify, verify_at
from badgeservice.verification.report import Check, Outcome, Report
from badgeservice.web import database
from badgeservice.web.collaborators import now, tools

SECONDS_FOR_FETCHES = 20.0
NO_ANSWERS = OwnAnswers()


@dataclass(frozen=True)
class Checked:
    """A report with what it took; `award` is our own row, only when the signed bytes are soundly ours.

    `sha256` is that of exactly the bytes that were checked; None when none could be had.
    """

    report: Report
    award: AwardRow | None
    seconds: float
    sha256: str | None = None


def check_link(link: str, recipient: str | None = None) -> Checked:
    """Check what somebody else's link serves."""
    began = time.perf_counter()
    try:
        report, data = verify_at(link, _context(recipient))
    except (MalformedError, UnavailableError) as problem:
        return not_had(problem)
    return _checked(report, data, began)


def check_award(award: AwardRow, recipient: str | None = None) -> Checked:
    """Check one of our own badges over its stored bytes."""
    return check_awards([award], recipient)[0]


def check_awards(awards: Sequence[AwardRow], recipient: str | None = None) -> list[Checked]:
    """Check several of them; the database is asked as often as for one."""
    service = tools()
    answers = answers_about(database.reading(), service.database, awards, service.sign, service.addresses, now())
    context = _context(recipient, answers)
    return [_check(award.document, context) for award in awards]


def check(data: bytes, recipient: str | None = None) -> Checked:
    """Check whatever somebody handed in."""
    return _check(data, _context(recipient))


def _check(data: bytes, context: Context) -> Checked:
    began = time.perf_counter()
    return _checked(verify(data, context), data, began)


def _checked(report: Report, data: bytes, began: float) -> Checked:
    award = _our_award(report)
    seconds = time.perf_counter() - began
    return Checked(_say_revoked(report, award), award, seconds, hashlib.sha256(data).hexdigest())


def not_had(problem: MalformedError | UnavailableError) -> Checked:
    """The report on an address, archive or photo out of which no badge could be had."""
    return Checked(unreadable(problem, _context(None)), None, 0.0)


def _context(recipient: str | None, answers: OwnAnswers = NO_ANSWERS) -> Context:
    session, addresses = database.reading(), tools().addresses
    lists = tools().trust_lists
    return Context(
        now=now(),
        fetch=_fetch(answers.documents),
        known_issuer=lambda did: answers.issuers.get(did) or own_issuer(session, addresses, did) or lists.issuer(did),
        known_names=_known_names,
        not_loaded=lists.not_loaded,
        recipient=recipient,
    )


def _fetch(prepared: Mapping[str, bytes]) -> Fetch:
    """Our own documents from our rows, all others from the network, for so long that no visitor gives up.

    A list of ours is signed today: that of a badge, and those of what others say in it. What is `prepared`, by path,
    was read before.
    """
    addresses = tools().addresses
    own = fetch_own(database.reading(), addresses)
    outside = create_fetch_for_one_check(tools().fetch, SECONDS_FOR_FETCHES)

    def fetch(address: str, limits: Limits) -> Fetched:
        if not is_own(address, addresses):
            return outside(address, limits)
        if (document := prepared.get(urlsplit(address).path)) is not None:
            return Fetched(document, "application/json", 200)
        _sign_list_of_today(address)
        return own(address, limits)

    return fetch


def _sign_list_of_today(address: str) -> None:
    service = tools()
    try:
        status_list = UUID(address.removeprefix(f"{service.addresses.base_url}/status/"))
    except ValueError:
        return
    if keep_fresh(service.database, status_list, service.sign, service.addresses, now()):
        # This session still sees the list as it was when the badge was looked up.
        database.reading().rollback()


def _known_names() -> list[KnownIssuer]:
    addresses = tools().addresses
    giving = (
        KnownIssuer(row.name, addresses.organisation(row.slug), "registered")
        for row in organisations.approved(database.reading())
    )
    return [service_issuer(addresses), *giving, *tools().trust_lists.names()]


def _our_award(report: Report) -> AwardRow | None:
    """The row behind a badge of which the signature holds and the issuer is ours. The verdict never rests on it."""
    is_ours = "proof" in _passed(report) and report.check("issuer").evidence.get("source") == "registered"
    identifier = report.credential.id if report.credential else None
    addresses = tools().addresses
    prefixes = (f"{addresses.base_url}/badges/", addresses.forms.ob2_assertions)
    prefix = next((prefix for prefix in prefixes if (identifier or "").startswith(prefix)), None)
    if not is_ours or not identifier or prefix is None:
        return None
    try:
        return awards.also_erased(database.reading(), UUID(identifier.removeprefix(prefix)))
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
    return check._replace(reason="status.revoked") if check.reason == "status.suspended" else check
