"""Which rows are held of a learner? A test holds this against all tables: what may be personal is named here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, inspect, or_, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import (
    AddressClaimRow,
    AwardFormRow,
    AwardReminderRow,
    AwardRow,
    BadgeRequestRow,
    CorrectionRow,
    ForeignBadgeRow,
    LearnerAddressRow,
    LearnerRow,
    MandatedAwardRow,
    OAuthCodeRow,
    OAuthTokenRow,
    OutboxRow,
    PasskeyRow,
    PersonalViewRow,
    RenewalRow,
    Row,
    SharedBadgeRow,
    ShareRow,
    SignInCodeRow,
)

# What says nothing of somebody: secrets (only their hashes are kept), files that are made of a badge, and a code or
# claim that ends within minutes.
NOT_TOLD = (AwardFormRow, OAuthCodeRow, SignInCodeRow, AddressClaimRow, MandatedAwardRow)
SECRET = frozenset({"access_hash", "refresh_hash", "code_hash", "public_key"})
# Numbers of our own, which colleague did something, which is the colleague's, and what a check fetched.
INTERNAL = frozenset(
    {
        "request_id",
        "status_list_id",
        "status_index",
        "given_by",
        "decided_by",
        "account_id",
        "draft_id",
        "answers",
        "epoch",
    }
)


def held_of(session: Session, learner: UUID, addresses: Collection[str]) -> Mapping[str, Sequence[Row]]:
    """Table name → the rows that are about a learner, who has these e-mail addresses."""
    waits = AwardRow.recipient_email.in_(addresses) & AwardRow.learner_id.is_(None)
    own = or_(AwardRow.learner_id == learner, waits)
    badges = session.scalars(select(AwardRow.id).where(own)).all()
    shares = session.scalars(select(ShareRow.id).where(ShareRow.learner_id == learner)).all()
    asked = or_(BadgeRequestRow.email.in_(addresses), BadgeRequestRow.award_id.in_(badges))
    renewed = or_(RenewalRow.old_award_id.in_(badges), RenewalRow.new_award_id.in_(badges))
    which: dict[type[Row], ColumnElement[bool]] = {
        LearnerRow: LearnerRow.id == learner,
        LearnerAddressRow: LearnerAddressRow.learner_id == learner,
        AwardRow: own,
        RenewalRow: renewed,
        AwardReminderRow: AwardReminderRow.award_id.in_(badges),
        BadgeRequestRow: asked,
        CorrectionRow: CorrectionRow.award_id.in_(badges),
        PersonalViewRow: PersonalViewRow.award_id.in_(badges),
        ShareRow: ShareRow.learner_id == learner,
        SharedBadgeRow: SharedBadgeRow.share_id.in_(shares),
        ForeignBadgeRow: ForeignBadgeRow.learner_id == learner,
        PasskeyRow: PasskeyRow.learner_id == learner,
        OAuthTokenRow: OAuthTokenRow.learner_id == learner,
        OutboxRow: or_(OutboxRow.subject_id.in_([learner, *badges]), OutboxRow.recipient.in_(addresses)),
    }
    return {table.__tablename__: session.scalars(select(table).where(it)).all() for table, it in which.items()}


def told_columns(table: type[Row]) -> list[str]:
    """The columns of a table that say something of the learner."""
    names = (column.key for column in inspect(table).column_attrs)
    return [name for name in names if name not in SECRET | INTERNAL]
