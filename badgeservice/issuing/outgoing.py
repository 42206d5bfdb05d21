"""What goes into each mail of a portion: which link, which language, which code?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.issuing.scheduled import NOT_GIVEN, waiting_address
from badgeservice.model.addresses import Addresses
from badgeservice.organisations import endorsement_notices
from badgeservice.organisations.mailed_codes import make_code
from badgeservice.organisations.mandate_notices import KINDS as MANDATE_KINDS
from badgeservice.organisations.mandate_notices import mandates_address
from badgeservice.organisations.one_time_links import ACCOUNT, ADDRESS, ASSESS, KEEP, LEARNER, add_link
from badgeservice.storage import learners, sign_in_codes
from badgeservice.storage.tables import OutboxRow, SignInCodeRow

LEARNER_LINK, ADDRESS_CLAIM = "learner_link", "address_claim"
# Their subject is the code that goes along.
WITH_A_CODE = frozenset({LEARNER_LINK, ADDRESS_CLAIM})


@dataclass
class Outgoing:
    """A mail that is about to leave: its row, its language, the address behind its button, and perhaps a code."""

    row: OutboxRow
    language: str
    link: str | None
    code: str | None = None

    @property
    def id(self) -> UUID:
        """The id of its row."""
        return self.row.id


def gather(session: Session, rows: Sequence[OutboxRow], addresses: Addresses, now: datetime) -> list[Outgoing]:
    """What these mails need, in a few queries however many there are; those that nobody wants are cancelled."""
    codes = sign_in_codes.by_ids(session, {row.subject_id for row in rows if row.kind in WITH_A_CODE})
    languages = learners.languages_of(session, {row.recipient for row in rows if row.kind not in WITH_A_CODE})
    outgoing = []
    for row in rows:
        code = codes.get(row.subject_id)
        if row.kind in WITH_A_CODE and not _is_wanted(row, code):
            # Nobody is known under this address. Whoever asked must not notice, so it is decided only here.
            row.state, row.recipient = "cancelled", ""
            continue
        link = _link_beside_code(session, row, code, addresses, now) if code else _link(session, row, addresses, now)
        # What was asked for on a page comes in the language of that page; else a learner's own choice comes first.
        outgoing.append(Outgoing(row, languages.get(row.recipient, row.language), link))
    return outgoing


def code_of(session: Session, row: OutboxRow, now: datetime) -> str | None:
    """The digits that go along with a mail, made at the moment it leaves; None for mail without."""
    code = sign_in_codes.by_id(session, row.subject_id) if row.kind in WITH_A_CODE else None
    return make_code(code, now) if code is not None else None


def _is_wanted(row: OutboxRow, code: SignInCodeRow | None) -> bool:
    if code is None or code.used_at is not None:
        return False
    return row.kind == ADDRESS_CLAIM or code.learner_id is not None


def _link(session: Session, row: OutboxRow, addresses: Addresses, now: datetime) -> str | None:
    if row.kind == "badge_given":
        return addresses.keep(add_link(session, KEEP, row.subject_id, now))
    if row.kind == "badge_renewed":
        return f"{addresses.base_url}/mijn"
    if row.kind == "assessment_asked":
        return addresses.asking.assess(add_link(session, ASSESS, row.subject_id, now))
    if row.kind in {"account_link", "account_invited", "organisation_approved"}:
        return f"{addresses.base_url}/inloggen/{add_link(session, ACCOUNT, row.subject_id, now)}"
    return _page_of_staff(session, row, addresses.base_url)


def _link_beside_code(session: Session, row: OutboxRow, code: SignInCodeRow, addresses: Addresses,
                      now: datetime) -> str | None:  # fmt: skip
    base = addresses.base_url
    if row.kind == ADDRESS_CLAIM:
        return f"{base}/mijn/gegevens/adressen/bewijs/{add_link(session, ADDRESS, row.subject_id, now)}"
    whose = code.learner_id
    return f"{base}/mijn/inloggen/{add_link(session, LEARNER, whose, now)}" if whose is not None else None


def _page_of_staff(session: Session, row: OutboxRow, base: str) -> str | None:
    if row.kind == NOT_GIVEN:
        return waiting_address(session, row.subject_id, base)
    if row.kind in endorsement_notices.KINDS:
        return endorsement_notices.recommendations_address(session, row.subject_id, base)
    if row.kind in MANDATE_KINDS:
        return mandates_address(session, row.kind, row.subject_id, base)
    # An address that is no secret stands in the facts.
    return row.facts.get("link")
