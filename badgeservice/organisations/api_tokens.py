"""How does a program act for an organisation: with a token that is shown once and of which only the hash is kept?"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError, UnknownProgramError
from badgeservice.organisations import typed_text
from badgeservice.organisations.roles import Right, Role, rights_of
from badgeservice.storage import api_tokens
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import ApiTokenRow, OrganisationRow
from badgeservice.wording import N_

# Scanners of leaked secrets find a token by how it begins.
BEGINNING = "badges_"
RANDOM_BYTES = 32
ROLES = (Role.GIVER, Role.READER)
LASTS = {30: timedelta(days=30), 90: timedelta(days=90), 365: timedelta(days=365)}
MOST_TOKENS = 50
NOTE_USE_AFTER = timedelta(minutes=10)
UNKNOWN = N_("Dit token geldt niet, of niet meer. Vraag de beheerder van je organisatie om een nieuw token.")


@dataclass(frozen=True)
class Program:
    """A program with a token that counts now; `account_id` is who made the token."""

    token_id: UUID
    organisation_id: UUID
    account_id: UUID
    rights: frozenset[Right]

    @property
    def actor(self) -> Actor:
        """How the audit log names it."""
        return Actor(self.account_id, token_id=self.token_id)


def make_token(session: Session, organisation: OrganisationRow, name: str, role: str, days: int, by: Actor,
               now: datetime) -> str:  # fmt: skip
    """Make a token for a program and give it back, once. Raises InvalidInputError with a sentence per field."""
    problems = typed_text.found(
        {
            "name": typed_text.line_problem(name, 80, N_("Vul in welk programma dit wordt.")),
            "role": None if role in ROLES else N_("Kies wat het programma mag doen."),
            "days": None if days in LASTS else N_("Kies hoe lang het token geldt."),
        }
    )
    if problems or by.account_id is None:
        raise InvalidInputError(problems)
    _refuse_too_many(session, organisation, now)
    token = BEGINNING + base64.urlsafe_b64encode(secrets.token_bytes(RANDOM_BYTES)).decode().rstrip("=")
    row = ApiTokenRow(
        id=uuid4(),
        organisation_id=organisation.id,
        name=name.strip(),
        token_hash=hash_of(token),
        role=role,
        created_by=by.account_id,
        created_at=now,
        expires_at=now + LASTS[days],
    )
    session.add(row)
    session.flush()
    record(session, by, "token.made", f"token:{row.id}", now, f"{row.name} {role} {days}".encode())
    return token


def end_token(session: Session, organisation: OrganisationRow, token: UUID, by: Actor, now: datetime) -> ApiTokenRow:
    """Let a token count no longer, from this moment. Ending it twice changes nothing. Raises NotFoundError."""
    row = api_tokens.in_organisation(session, organisation.id, token)
    if row is None:
        raise NotFoundError(N_("Dit token bestaat niet."))
    if row.revoked_at is None:
        row.revoked_at = now
        record(session, by, "token.ended", f"token:{row.id}", now)
    return row


def known_program(database: Database, token: str, now: datetime) -> Program:
    """The program that shows this token. Raises UnknownProgramError when the token does not count now."""
    with database.reading() as session:
        found = api_tokens.by_hash(session, hash_of(token))
    if found is None:
        raise UnknownProgramError(UNKNOWN)
    row, organisation = found
    if not counts(row, now) or organisation.state != "approved":
        raise UnknownProgramError(UNKNOWN)
    if row.last_used_at is None or now - row.last_used_at >= NOTE_USE_AFTER:
        _note_use(database, row.id, now)
    return Program(row.id, row.organisation_id, row.created_by, rights_of(frozenset({row.role})))


def counts(row: ApiTokenRow, now: datetime) -> bool:
    """Whether a token was not ended and has not run out."""
    return row.revoked_at is None and now < row.expires_at


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _note_use(database: Database, token: UUID, now: datetime) -> None:
    with database.writing() as session:
        row = session.get_one(ApiTokenRow, token)
        row.last_used_at = now


def _refuse_too_many(session: Session, organisation: OrganisationRow, now: datetime) -> None:
    working = [row for row in api_tokens.of_organisation(session, organisation.id) if counts(row, now)]
    if len(working) >= MOST_TOKENS:
        raise ConflictError(N_("Er zijn al 50 tokens die gelden. Beëindig eerst een token dat niemand gebruikt."))
