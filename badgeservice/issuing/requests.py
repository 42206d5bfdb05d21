"""How does somebody ask for a badge?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing.asking import offered, version_of, why_shut
from badgeservice.issuing.order import LONGEST_EVIDENCE, who_problems
from badgeservice.organisations import typed_text
from badgeservice.organisations.accounts import put_mail
from badgeservice.storage import asking
from badgeservice.storage import badge_requests as rows
from badgeservice.storage.badge_requests import ASKED
from badgeservice.storage.tables import (
    AskingLinkRow,
    BadgeRequestRow,
)
from badgeservice.wording import N_

MOST_WAITING = 500
LONGEST_OWN_WORDS = 300
VISITOR = Actor(None, "visitor")
ANSWERED = N_("Deze aanvraag is al beantwoord. Ververs de lijst met aanvragen.")


@dataclass(frozen=True)
class Wish:
    """What somebody fills in to ask for a badge; `asked_by` is who asks for a colleague."""

    name: str
    email: str
    evidence: str
    evidence_url: str = ""
    asked_by: str = ""


def ask(session: Session, link: AskingLinkRow, wish: Wish, now: datetime) -> BadgeRequestRow:
    """Ask for a badge. Of who asked before and has no answer yet nothing is kept twice: it is the request of then.

    Raises InvalidInputError with a sentence per field, or ConflictError when nobody can ask by this link any more.
    """
    problems = wish_problems(wish)
    if problems:
        raise InvalidInputError(problems)
    # A second click waits here, and then finds what the first one asked.
    link = asking.locked(session, link.id)
    if why_shut(link, now) is not None or offered(session, link, now) is None:
        raise ConflictError(N_("Je kunt deze badge nu niet vragen."))
    name, email, evidence = wish.name.strip(), wish.email.strip().lower() or None, wish.evidence.strip()
    if email is not None:
        before = rows.waiting_of_email(session, link.id, email)
    else:
        before = rows.waiting_of_name(session, link.id, name, evidence)
    if before is not None:
        return before
    if rows.count_waiting(session, link.organisation_id, link.id) >= MOST_WAITING:
        raise InvalidInputError({"link": N_("Er zijn nu te veel vragen. Probeer het later nog eens.")})
    row = BadgeRequestRow(
        id=uuid4(), link=link, organisation_id=link.organisation_id, name=name, email=email, evidence=evidence,
        evidence_url=wish.evidence_url.strip() or None, asked_by=wish.asked_by.strip(), state=ASKED, created_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    put_request_mail(session, "request_received", row, {}, now)
    record(session, VISITOR, "request.asked", f"request:{row.id}", now)
    return row


def wish_problems(wish: Wish) -> dict[str, str]:
    """What is wrong with what somebody filled in: field → sentence."""
    return typed_text.found(
        {
            **who_problems(wish.name, wish.email),
            "name": typed_text.line_problem(wish.name, 120, N_("Vul je naam in.")),
            "asked_by": typed_text.line_problem(wish.asked_by, 120),
            "evidence": typed_text.paragraph_problem(wish.evidence, LONGEST_EVIDENCE, N_("Vertel wat je hebt gedaan.")),
            "evidence_url": _address_problem(wish.evidence_url),
        }
    )


def put_request_mail(
    session: Session, kind: str, request: BadgeRequestRow, facts: dict[str, str], now: datetime
) -> None:
    """Mail who asked, if they left an address."""
    if request.email is None:
        return
    version = version_of(session, request.link)
    if version is None:
        return
    about = {"organisation": request.link.organisation.name, "badge": version.name}
    put_mail(session, kind, request.id, request.email, about | facts, now, language=version.language)


def _address_problem(address: str) -> str | None:
    if not address.strip():
        return None
    if not typed_text.is_https_address(address.strip()):
        return N_("Een link begint met https://. Kopieer het hele adres.")
    return typed_text.line_problem(address, 500)
