"""All tables of the service, so that one import knows them."""

from badgeservice.storage.tables.accounts import AccountRow, MembershipRow, OneTimeLinkRow, RoleRow
from badgeservice.storage.tables.api import ApiRequestRow, ApiTokenRow
from badgeservice.storage.tables.audit import AuditHeadRow, AuditRow
from badgeservice.storage.tables.awards import (
    AwardDraftRow,
    AwardFormRow,
    AwardReminderRow,
    AwardRow,
    CheckCountRow,
    MandatedAwardRow,
    PublishedBitRow,
    RenewalRow,
    StatusListRow,
)
from badgeservice.storage.tables.badge_classes import (
    BadgeClassRow,
    BadgeClassVersionRow,
    ClassCopyRow,
    ClassProposalRow,
    OwnBehaviourRow,
    StackPartRow,
)
from badgeservice.storage.tables.batches import BatchChunkRow, BatchEntryRow, BatchRow
from badgeservice.storage.tables.columns import Row
from badgeservice.storage.tables.endorsements import EndorsementInvitationRow, EndorsementRow, MandateRow
from badgeservice.storage.tables.keys import SigningKeyRow
from badgeservice.storage.tables.learners import (
    AddressClaimRow,
    CorrectionRow,
    EndedSessionRow,
    ErasureRow,
    LearnerAddressRow,
    LearnerRow,
    PasskeyRow,
    PersonalViewRow,
    SignInCodeRow,
)
from badgeservice.storage.tables.oauth import OAuthClientRow, OAuthCodeRow, OAuthTokenRow
from badgeservice.storage.tables.organisations import OrganisationRow
from badgeservice.storage.tables.outbox import MailPaceRow, OutboxRow
from badgeservice.storage.tables.portfolio import ForeignBadgeRow, SharedBadgeRow, ShareRow
from badgeservice.storage.tables.requests import AskingLinkRow, BadgeRequestRow
from badgeservice.storage.tables.service import KeptInputRow, ServiceFactRow
from badgeservice.storage.tables.skills import SkillRow

__all__ = [
    "AccountRow",
    "AddressClaimRow",
    "ApiRequestRow",
    "ApiTokenRow",
    "AskingLinkRow",
    "AuditHeadRow",
    "AuditRow",
    "AwardDraftRow",
    "AwardFormRow",
    "AwardReminderRow",
    "AwardRow",
    "BadgeClassRow",
    "BadgeClassVersionRow",
    "BadgeRequestRow",
    "BatchChunkRow",
    "BatchEntryRow",
    "BatchRow",
    "CheckCountRow",
    "ClassCopyRow",
    "ClassProposalRow",
    "CorrectionRow",
    "EndedSessionRow",
    "EndorsementInvitationRow",
    "EndorsementRow",
    "ErasureRow",
    "ForeignBadgeRow",
    "KeptInputRow",
    "LearnerAddressRow",
    "LearnerRow",
    "MailPaceRow",
    "MandateRow",
    "MandatedAwardRow",
    "MembershipRow",
    "OAuthClientRow",
    "OAuthCodeRow",
    "OAuthTokenRow",
    "OneTimeLinkRow",
    "OrganisationRow",
    "OutboxRow",
    "OwnBehaviourRow",
    "PasskeyRow",
    "PersonalViewRow",
    "PublishedBitRow",
    "RenewalRow",
    "RoleRow",
    "Row",
    "ServiceFactRow",
    "ShareRow",
    "SharedBadgeRow",
    "SignInCodeRow",
    "SigningKeyRow",
    "SkillRow",
    "StackPartRow",
    "StatusListRow",
]
