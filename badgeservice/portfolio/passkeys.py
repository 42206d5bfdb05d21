"""How does a learner come in with a passkey, the finger or face that the phone knows? (WebAuthn Level 2, §7)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from badgeservice.audit.record import record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.organisations import typed_text
from badgeservice.organisations.one_time_links import hash_of
from badgeservice.portfolio.come_back import sign_out_everywhere
from badgeservice.portfolio.keep import LEARNER_ACTOR
from badgeservice.portfolio.ways_in_told import PASSKEY_ADDED, PASSKEY_REMOVED, tell
from badgeservice.storage import learners, links, passkeys
from badgeservice.storage.tables import OneTimeLinkRow, PasskeyRow
from badgeservice.wording import N_

SITE_NAME = "Badgeservice"
MOST_KEYS = 10
LONGEST_NAME = 60
LONGEST_ANSWER = 20_000
CHALLENGE = "passkey"
REMEMBER_USED = timedelta(days=1)
NOT_WORKED = N_("Dit lukte niet. Probeer het nog een keer.")
UNREADABLE = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Site:
    """For whom a passkey is made, and on which pages it may be used (§5.1.3: effective domain, origin)."""

    domain: str
    origin: str


@dataclass(frozen=True)
class Answer:
    """What a browser gave back, as JSON, and the challenge that it had to answer."""

    text: str
    challenge: bytes


def site_of(base_url: str) -> Site:
    """The site of a service at a base URL."""
    parts = urlsplit(base_url)
    return Site(parts.hostname or "", f"{parts.scheme}://{parts.netloc}")


def creation_options(session: Session, learner: UUID, site: Site, challenge: bytes) -> str:
    """What a browser needs to make a passkey of a learner, as JSON; those that are there already are left out."""
    row = learners.by_id(session, learner)
    name = (row.email if row is not None else None) or SITE_NAME
    known = [PublicKeyCredentialDescriptor(id=one.credential_id) for one in passkeys.of_learner(session, learner)]
    options = generate_registration_options(
        rp_id=site.domain,
        rp_name=SITE_NAME,
        user_name=name,
        user_id=learner.bytes,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=known,
    )
    return options_to_json(options)


def entering_options(site: Site, challenge: bytes) -> str:
    """What a browser needs to come in with a passkey, whoever's it is, as JSON."""
    return options_to_json(
        generate_authentication_options(
            rp_id=site.domain, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
        )
    )


def add(session: Session, learner: UUID, site: Site, answer: Answer, name: str, now: datetime) -> PasskeyRow:
    """Keep a passkey that a browser just made. Raises InvalidInputError with a sentence per field."""
    clean = " ".join(name.split()) or N_("Mijn telefoon")
    if sentence := typed_text.line_problem(clean, LONGEST_NAME):
        raise InvalidInputError({"name": sentence})
    if learners.locked(session, learner) is None or len(passkeys.of_learner(session, learner)) >= MOST_KEYS:
        raise InvalidInputError({"name": N_("Je hebt al tien sleutels. Haal er eerst een weg.")})
    _spend(session, answer.challenge, now)
    made = _made(site, answer)
    if passkeys.by_credential(session, made.credential_id) is not None:
        raise InvalidInputError({"name": NOT_WORKED})
    row = PasskeyRow(
        credential_id=made.credential_id,
        learner_id=learner,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=clean,
        created_at=now,
    )
    session.add(row)
    tell(session, learner, PASSKEY_ADDED, learners.addresses_of(session, learner), now)
    record(session, LEARNER_ACTOR, "learner.passkey_added", f"learner:{learner}", now, row.credential_id)
    return row


def enter(session: Session, site: Site, answer: Answer, now: datetime) -> UUID:
    """The learner whose passkey answered. Raises ConflictError with what to do."""
    _spend(session, answer.challenge, now)
    row = passkeys.by_credential(session, _credential_id(answer))
    if row is None:
        raise ConflictError(N_("We kennen deze sleutel niet. Vraag een code."))
    row.sign_count, row.used_at = _count_after(site, answer, row), now
    return row.learner_id


def remove(session: Session, learner: UUID, credential: bytes, now: datetime) -> None:
    """Take a passkey away, with whoever came in with it. Raises NotFoundError, also for somebody else's."""
    row = passkeys.one_of_learner(session, learner, credential)
    if row is None:
        raise NotFoundError(N_("Deze sleutel staat hier niet."))
    session.delete(row)
    tell(session, learner, PASSKEY_REMOVED, learners.addresses_of(session, learner), now)
    sign_out_everywhere(session, learner, now)
    record(session, LEARNER_ACTOR, "learner.passkey_removed", f"learner:{learner}", now, credential)


def read_id(text: str) -> bytes:
    """The credential id in a form. Raises NotFoundError when it is none."""
    try:
        return base64url_to_bytes(text[:1400])
    except ValueError as problem:
        raise NotFoundError(N_("Deze sleutel staat hier niet.")) from problem


def _spend(session: Session, challenge: bytes, now: datetime) -> None:
    """Use a challenge up: the cookie that holds it can be shown again, so the database remembers that it was used."""
    used = hash_of(CHALLENGE + challenge.hex())
    if links.by_hash(session, used) is not None:
        raise ConflictError(NOT_WORKED)
    nobody = UUID(int=0)
    session.add(
        OneTimeLinkRow(
            token_hash=used, purpose=CHALLENGE, subject_id=nobody, created_at=now, expires_at=now + REMEMBER_USED,
            used_at=now,
        )
    )  # fmt: skip
    session.flush()


def _made(site: Site, answer: Answer) -> VerifiedRegistration:
    try:
        return verify_registration_response(
            credential=_bounded(answer.text),
            expected_challenge=answer.challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except UNREADABLE as problem:
        raise InvalidInputError({"name": NOT_WORKED}) from problem


def _credential_id(answer: Answer) -> bytes:
    try:
        return parse_authentication_credential_json(_bounded(answer.text)).raw_id
    except UNREADABLE as problem:
        raise ConflictError(NOT_WORKED) from problem


def _count_after(site: Site, answer: Answer, row: PasskeyRow) -> int:
    try:
        return verify_authentication_response(
            credential=answer.text,
            expected_challenge=answer.challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        ).new_sign_count
    except UNREADABLE as problem:
        raise ConflictError(NOT_WORKED) from problem


def _bounded(text: str) -> str:
    if len(text) > LONGEST_ANSWER:
        raise ValueError("longer than any answer")
    return text
