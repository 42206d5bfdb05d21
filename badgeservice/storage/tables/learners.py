"""Tables of the learners: who they are, how they come back, and what was said about their rights."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from badgeservice.storage.tables.columns import Row


class LearnerRow(Row):
    """Somebody who keeps badges. `email` is where mail goes: one of their addresses, none when all came on paper;
    `language` is the one they chose to read, none when they never chose.
    """

    __tablename__ = "learner"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    created_at: Mapped[datetime]
    language: Mapped[str | None] = mapped_column(String(5))
    # Sessions that began under an earlier number have ended.
    epoch: Mapped[int] = mapped_column(default=0, server_default="0")


class LearnerAddressRow(Row):
    """An e-mail address that was proven to be a learner's; every address is one learner's only."""

    __tablename__ = "learner_address"

    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"), index=True)
    proven_at: Mapped[datetime]


class AddressClaimRow(Row):
    """An address that a learner says is theirs too, until that is settled.

    Its id is also that of the code that went there. `proven_at` is set when the proof was given and only the
    question is left whether the badges of that address, which have other names on them, are theirs.
    """

    __tablename__ = "address_claim"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime]
    proven_at: Mapped[datetime | None]


class SignInCodeRow(Row):
    """A code of six digits that is mailed; only its salted scrypt is kept, and few tries are given.

    `learner_id` is who it lets in: none when nobody is known under the address, or when it proves an address.
    """

    __tablename__ = "sign_in_code"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    learner_id: Mapped[UUID | None] = mapped_column(ForeignKey("learner.id"), index=True)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class EndedSessionRow(Row):
    """That a session in some browser ended, whose cookie could be shown again. Names nobody."""

    __tablename__ = "ended_session"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ended_at: Mapped[datetime] = mapped_column(index=True)


class PasskeyRow(Row):
    """A passkey of a learner (WebAuthn Level 2 §4, "public key credential"); the public key is COSE."""

    __tablename__ = "passkey"

    credential_id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id"), index=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PersonalViewRow(Row):
    """That somebody other than the learner looked at the personal data of a badge; once a person, page and day."""

    __tablename__ = "personal_view"
    __table_args__ = (UniqueConstraint("award_id", "account_id", "what", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    what: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class CorrectionRow(Row):
    """What a learner says is wrong on a badge, and what the giver answered to that."""

    __tablename__ = "correction"
    __table_args__ = (Index("ix_correction_organisation_answered", "organisation_id", "answered_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    award_id: Mapped[UUID] = mapped_column(ForeignKey("award.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    wish: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class ErasureRow(Row):
    """That a badge or a learner was erased: the list that a restored backup has to live up to. Names nobody."""

    __tablename__ = "erasure"

    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(10))
    erased_at: Mapped[datetime] = mapped_column(index=True)
