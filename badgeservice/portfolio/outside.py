"""How is a badge of a giver elsewhere checked: the real pipeline, the guarded network, and our own documents?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import baking_png
from badgeservice.isolation.pdf import badge_in, is_pdf
from badgeservice.issuing.own_documents import fetch_own, is_own, own_issuer, service_issuer
from badgeservice.model.addresses import Addresses
from badgeservice.model.credential import Credential
from badgeservice.model.fetched import Fetch, Fetched, Limits
from badgeservice.network.guarded_fetch import create_fetch_for_one_check
from badgeservice.network.trust_lists import TrustLists
from badgeservice.portfolio.recorded_documents import RecordedDocuments
from badgeservice.storage import organisations
from badgeservice.verification.context import Context, KnownIssuer
from badgeservice.verification.pipeline import unreadable, verify
from badgeservice.verification.report import Report

SECONDS_FOR_FETCHES = 20.0
# A did document, a key and a status list of the usual size; who lists more is checked with a network.
MOST_KEPT_OF_A_CHECK = 100_000


@dataclass(frozen=True)
class Outside:
    """What checking badges of others needs: our own addresses, the guarded fetch, the operator's trust lists."""

    addresses: Addresses
    fetch: Fetch
    trust_lists: TrustLists


@dataclass(frozen=True)
class Examined:
    """The report on a file, and the documents that its check asked for, as RecordedDocuments keeps them."""

    report: Report
    answers: dict[str, Any]


def examine(session: Session, data: bytes, outside: Outside, now: datetime) -> Examined:
    """Check the badge in a file of somebody else; never raises for anything that stands in it."""
    documents = RecordedDocuments()
    context = _context(session, outside, documents, now)
    try:
        report = verify(badge_in(data) if is_pdf(data) else data, context)
    except (MalformedError, UnavailableError) as problem:
        report = unreadable(problem, context)
    return Examined(report, documents.kept(MOST_KEPT_OF_A_CHECK))


def is_ours(credential: Credential, addresses: Addresses) -> bool:
    """Whether a badge says that it was given by this service, be that true or not."""
    named = [name for name in (credential.id, credential.issuer.id) if name]
    home = f"{addresses.base_url}/"
    return any(name.startswith((home, f"{addresses.did}:")) or name == addresses.did for name in named)


def kind_of_file(data: bytes) -> tuple[str, str]:
    """The media type of a badge that was recognised, and how its file name ends."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if data.startswith(baking_png.SIGNATURE):
        return "image/png", "png"
    if is_pdf(data):
        return "application/pdf", "pdf"
    if start == b"<":
        return "image/svg+xml", "svg"
    return ("application/json", "json") if start == b"{" else ("application/jwt", "jwt")


def _context(session: Session, outside: Outside, documents: RecordedDocuments, now: datetime) -> Context:
    lists = outside.trust_lists
    return Context(
        now=now,
        fetch=documents.recording(_fetch(session, outside)),
        known_issuer=lambda did: own_issuer(session, outside.addresses, did) or lists.issuer(did),
        known_names=lambda: [*_own_names(session, outside.addresses), *lists.names()],
        not_loaded=lists.not_loaded,
    )


def _fetch(session: Session, outside: Outside) -> Fetch:
    own = fetch_own(session, outside.addresses)
    others = create_fetch_for_one_check(outside.fetch, SECONDS_FOR_FETCHES)

    def fetch(address: str, limits: Limits) -> Fetched:
        return (own if is_own(address, outside.addresses) else others)(address, limits)

    return fetch


def _own_names(session: Session, addresses: Addresses) -> list[KnownIssuer]:
    giving = (
        KnownIssuer(row.name, addresses.organisation(row.slug), "registered") for row in organisations.approved(session)
    )
    return [service_issuer(addresses), *giving]
